import type { ComponentChildren } from 'preact';

/** One under the other, evenly spaced. */
export function Stack({ children, wide }: { children: ComponentChildren; wide?: boolean }) {
  return <div class={wide ? 'stack stack-wide' : 'stack'}>{children}</div>;
}

/** A list as a grid of cards, as many columns as fit. */
export function CardGrid({ children, label }: { children: ComponentChildren; label?: string }) {
  return (
    <ul class="card-grid" aria-label={label}>
      {children}
    </ul>
  );
}
