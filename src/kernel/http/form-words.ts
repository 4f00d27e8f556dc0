import type { Locale } from '../i18n/locales.ts';
import { type Messages, type MessageValues, translator } from '../i18n/messages.ts';
import type { FormState } from './form.ts';
import { formMessages } from './form-messages.ts';
import { SUBMISSION_FIELD, TRAP_FIELD } from './submission.ts';
import type { Visit } from './visit.ts';

/** What the component of a form is given: where it is sent, which form it is, and what is to be corrected first. */
export interface FormProps {
  action: string;
  /** The hidden field that says which form this is. */
  submission: { name: string; value: string };
  /** A field for robots, which people do not see. */
  trap?: { name: string; label: string };
  /** « 2 réponses sont à corriger »; absent where nothing is. */
  problem?: { title: string; errors: readonly { id: string; message: string; href?: string }[] };
}

/** A form with its mistakes in words. */
export interface FormWords {
  props: FormProps;
  /** What is to be corrected in a field, as a component of `ui` takes it: nothing where nothing is. */
  wrong(field: string): { error?: string };
}

/**
 * Says a form's mistakes in the visitor's language, and gives what its component needs. Keys are those of the module's
 * messages or of every form's.
 *
 * @param options `action`: path without the language, with its query; `isGuarded` as the route is; `idOf`: id of a field's
 *   control, where it is not its name.
 */
export function formWords(
  visit: Visit,
  form: FormState,
  messages: Messages,
  options: { action: string; isGuarded?: boolean; idOf?: (field: string) => string },
): FormWords {
  const { locale } = visit;
  const { action, isGuarded = false, idOf = (field) => field } = options;
  const t = translator(formMessages, locale);
  const said = form.mistakes.map(({ field, key, values, href }) => ({
    field,
    message: say(messages, locale, key, values),
    ...(href !== undefined && { href: visit.href(href) }),
  }));
  return {
    props: {
      action: visit.href(action),
      submission: { name: SUBMISSION_FIELD, value: visit.newSubmission() },
      ...(isGuarded && { trap: { name: TRAP_FIELD, label: t('form.trap.label') } }),
      ...(said.length > 0 && {
        problem: {
          title: t('form.problem', { n: said.length }),
          errors: said.map(({ field, ...error }) => ({ id: field === '' ? 'contenu' : idOf(field), ...error })),
        },
      }),
    },
    wrong(field) {
      const mistake = said.find((one) => one.field === field);
      return mistake ? { error: mistake.message } : {};
    },
  };
}

function say(messages: Messages, locale: Locale, key: string, values?: MessageValues): string {
  const own = [formMessages as Messages, messages].find((texts) => Object.hasOwn(texts[locale], key));
  return own ? translator(own, locale)(key, values) : translator(formMessages, locale)('form.required');
}
