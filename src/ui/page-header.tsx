import type { ComponentChildren } from 'preact';
import { Breadcrumb } from './breadcrumb.tsx';

interface PageHeaderProps {
  title: string;
  /** Above the title: where one is. */
  kicker?: string | undefined;
  lead?: string | undefined;
  /** Where the thing stands: a `StatusTag`. */
  status?: ComponentChildren;
  /** The way back up. */
  breadcrumb?: { label: string; steps: readonly { label: string; href: string }[] };
  /** What can be done at once. */
  children?: ComponentChildren;
}

/** What a page is about, in one sentence, and what can be done first. */
export function PageHeader({ title, kicker, lead, status, breadcrumb, children }: PageHeaderProps) {
  return (
    <header class="page-header">
      {breadcrumb && <Breadcrumb {...breadcrumb} />}
      <div class="page-header-row">
        <div>
          {kicker && <p class="kicker">{kicker}</p>}
          <h1>{title}</h1>
          {status && <div class="page-status">{status}</div>}
          {lead && <p class="lead">{lead}</p>}
        </div>
        {children && <div class="button-row">{children}</div>}
      </div>
    </header>
  );
}
