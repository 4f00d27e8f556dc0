import type { ComponentChildren } from 'preact';
import type { FormState } from '../../../../kernel/http/form.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { PageHeader } from '../../../../ui/page-header.tsx';

export interface FormViewProps {
  visit: Visit;
  form: FormState;
}

/** A path of these pages that remembers where one was going. */
export function withDestination(visit: Visit, path: string): string {
  const { vers } = visit.query;
  return `${path}${vers === undefined ? '' : `?vers=${encodeURIComponent(vers)}`}`;
}

/** A narrow page with one form. */
export function Narrow({ title, lead, children }: { title: string; lead?: string; children: ComponentChildren }) {
  return (
    <div class="wrap narrow">
      <PageHeader title={title} {...(lead !== undefined && { lead })} />
      {children}
    </div>
  );
}
