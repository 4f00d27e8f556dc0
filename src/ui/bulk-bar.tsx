import type { ComponentChildren } from 'preact';
import type { Locale } from '../kernel/i18n/locales.ts';
import { translator } from '../kernel/i18n/messages.ts';
import { uiMessages } from './messages.ts';

/**
 * What can be done with the rows that are ticked, in the `Form` that a `DataTable` names in its `choice`. It stays in sight
 * as soon as one is ticked, and says how many are where its script runs.
 *
 * @param label « Avec les demandes cochées »
 */
export function BulkBar({ label, locale, children }: { label: string; locale: Locale; children: ComponentChildren }) {
  return (
    <fieldset class="bulk-bar">
      <legend>{label}</legend>
      <div class="bulk-bar-row">
        {children}
        <span class="bulk-count" role="status" data-words={translator(uiMessages, locale)('ui.bulk.ticked', { n: '{n}' })} />
      </div>
    </fieldset>
  );
}
