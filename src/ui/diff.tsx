import type { Locale } from '../kernel/i18n/locales.ts';
import { translator } from '../kernel/i18n/messages.ts';
import { changedWords } from './changed-words.ts';
import { uiMessages } from './messages.ts';

export interface DiffField {
  /** The field's label, as its form says it. */
  label: string;
  /** Null or empty: there was nothing. */
  from: string | null;
  to: string | null;
}

/** What changes, field by field: before and after are said in words, what differs is struck out or underlined. */
export function Diff({ caption, locale, fields }: { caption: string; locale: Locale; fields: readonly DiffField[] }) {
  const t = translator(uiMessages, locale);
  const [before, after] = [t('ui.diff.from'), t('ui.diff.to')];
  return (
    <div class="table-frame">
      <table class="diff">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('ui.diff.field')}</th>
            <th scope="col">{before}</th>
            <th scope="col">{after}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ label, from, to }) => {
            const { head, tail, ...middle } = changedWords(from ?? '', to ?? '');
            const nothing = <em>{t('ui.diff.nothing')}</em>;
            return (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td data-label={before}>
                  <div>
                    {from ? (
                      <>
                        {head}
                        {middle.from && <del>{middle.from}</del>}
                        {tail}
                      </>
                    ) : (
                      nothing
                    )}
                  </div>
                </td>
                <td data-label={after}>
                  <div>
                    {to ? (
                      <>
                        {head}
                        {middle.to && <ins>{middle.to}</ins>}
                        {tail}
                      </>
                    ) : (
                      nothing
                    )}
                  </div>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
