import type { HTMLAttributes } from 'preact';
import type { Locale } from '../kernel/i18n/locales.ts';
import { translator } from '../kernel/i18n/messages.ts';
import { Button } from './button.tsx';
import { uiMessages } from './messages.ts';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      /** Custom element of `web/islands/copy-field.ts`. */
      'copy-field': HTMLAttributes<HTMLElement> & Record<`data-${string}`, string>;
    }
  }
}

interface CopyProps {
  locale: Locale;
  id: string;
  label: string;
  value: string;
  /** Lines that are shown, of what has several. */
  rows?: number;
}

/** An address or a code to take elsewhere. Where the browser gives no way to copy, it is there to be chosen by hand. */
export function CopyField({ locale, id, label, value, rows }: CopyProps) {
  const t = translator(uiMessages, locale);
  return (
    <div class="field">
      <label class="label" for={id}>
        {label}
      </label>
      <copy-field data-copied={t('ui.copy.done')} data-failed={t('ui.copy.failed')}>
        {rows === undefined ? (
          <input class="input" id={id} value={value} readOnly />
        ) : (
          <textarea class="input" id={id} value={value} rows={rows} spellcheck={false} readOnly />
        )}
        <Button type="button" look="secondary" icon="copy">
          {t('ui.copy')}
        </Button>
        <span role="status" />
      </copy-field>
    </div>
  );
}
