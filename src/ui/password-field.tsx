import type { HTMLAttributes } from 'preact';
import type { Locale } from '../kernel/i18n/locales.ts';
import { translator } from '../kernel/i18n/messages.ts';
import { describedBy, FieldFrame, type FieldProps } from './field.tsx';
import { uiMessages } from './messages.ts';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      /** Custom element of `web/islands/password.ts`. */
      'terreau-password': HTMLAttributes<HTMLElement> & Record<`data-${string}`, string>;
    }
  }
}

interface PasswordProps extends FieldProps {
  locale: Locale;
  /** Whether the browser's keeper of passwords fills it in, or proposes one. */
  autocomplete: 'current-password' | 'new-password';
}

/** A password: never written back into the page. « Afficher » is there where its script runs. */
export function PasswordField(props: PasswordProps) {
  const { id, name, error, autocomplete, locale } = props;
  const t = translator(uiMessages, locale);
  return (
    <FieldFrame {...props}>
      <terreau-password
        data-show={t('ui.password.show')}
        data-hide={t('ui.password.hide')}
        data-shown={t('ui.password.shown')}
        data-hidden={t('ui.password.hidden')}
      >
        <input
          class="input"
          id={id}
          name={name}
          type="password"
          autocomplete={autocomplete}
          autocapitalize="none"
          spellcheck={false}
          aria-describedby={describedBy(props)}
          aria-invalid={error ? 'true' : undefined}
        />
        <button class="button button-secondary" type="button" aria-controls={id}>
          {t('ui.password.show')}
        </button>
        <span class="visually-hidden" role="status" />
      </terreau-password>
    </FieldFrame>
  );
}
