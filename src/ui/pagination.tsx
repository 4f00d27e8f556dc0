import { LinkButton } from './button.tsx';

export interface PaginationProps {
  label: string;
  next: { href: string; label: string } | null;
  /** Back to the beginning of the list; null on the first page. */
  first: { href: string; label: string } | null;
}

/** Long lists go on by a link, never by scrolling alone. */
export function Pagination({ label, next, first }: PaginationProps) {
  if (!next && !first) return null;
  return (
    <nav class="pagination" aria-label={label}>
      {next && (
        <LinkButton href={next.href} icon="arrow-right" rel="next">
          {next.label}
        </LinkButton>
      )}
      {first && (
        <LinkButton look="secondary" href={first.href}>
          {first.label}
        </LinkButton>
      )}
    </nav>
  );
}
