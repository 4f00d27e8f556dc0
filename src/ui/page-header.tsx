import type { ComponentChildren } from 'preact';

/** What a page is about, in one sentence, and what can be done first. */
export function PageHeader({
  title,
  kicker,
  lead,
  children,
}: {
  title: string;
  /** Above the title: where one is. */
  kicker?: string;
  lead?: string;
  /** What can be done at once. */
  children?: ComponentChildren;
}) {
  return (
    <header class="page-header">
      {kicker && <p class="kicker">{kicker}</p>}
      <h1>{title}</h1>
      {lead && <p class="lead">{lead}</p>}
      {children && <div class="button-row">{children}</div>}
    </header>
  );
}
