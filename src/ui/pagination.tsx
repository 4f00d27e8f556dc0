import { Button, LinkButton } from './button.tsx';

/** A link, or a button that sends a form, so that what was ticked goes along. */
type Step = { label: string } & ({ href: string } | { form: string; name: string; value: string });

export interface PaginationProps {
  label: string;
  next: Step | null;
  /** Back to the beginning of the list; null on the first page. */
  first: Step | null;
}

/** Long lists go on by a step, never by scrolling alone. */
export function Pagination({ label, next, first }: PaginationProps) {
  if (!next && !first) return null;
  return (
    <nav class="pagination" aria-label={label}>
      {next &&
        ('href' in next ? (
          <LinkButton href={next.href} icon="arrow-right" rel="next">
            {next.label}
          </LinkButton>
        ) : (
          <Button form={next.form} name={next.name} value={next.value} icon="arrow-right">
            {next.label}
          </Button>
        ))}
      {first &&
        ('href' in first ? (
          <LinkButton look="secondary" href={first.href}>
            {first.label}
          </LinkButton>
        ) : (
          <Button look="secondary" form={first.form} name={first.name} value={first.value}>
            {first.label}
          </Button>
        ))}
    </nav>
  );
}
