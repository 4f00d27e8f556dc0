import type { Locale } from '../../../kernel/i18n/locales.ts';
import type { Messages, MessageValues } from '../../../kernel/i18n/messages.ts';
import type { Letter } from '../../../kernel/mail/letter.ts';
import type { NoticeKind } from '../../../kernel/notices.ts';

/** Who reads it, for the words of a letter. */
export interface LetterReader {
  locale: Locale;
  /** Null: of a mailbox without a name. */
  name: string | null;
  /** A whole address of the portal, in the reader's language: `/annuaire` → `https://…/en/annuaire`. */
  href(path: string): string;
}

/** An account, a person whom a team accompanies, a mailbox without an account, or a telephone in the international form. */
export type Told =
  | { accountId: string }
  | { personId: string }
  | { email: string; name: string | null; locale: Locale }
  | { phone: string; locale: Locale };

/** Something to tell somebody. */
export interface Telling {
  to: Told;
  kind: NoticeKind;
  /** What makes it this notice to this reader and no other, as a letter's key: told twice, it is told once. It names nobody. */
  key: string;
  /** The notice in one sentence, which is also the letter's subject: a message of `messages`, those of a module. */
  words: { key: string; values?: MessageValues };
  messages: Messages;
  /** Where it leads, without the language. */
  path: string | null;
  /** What the letter says besides its subject; left out: no letter of its own. */
  letter?(reader: LetterReader): Omit<Letter, 'key' | 'to' | 'locale' | 'territory' | 'subject' | 'isDuty' | 'unsubscribeUrl'>;
}

/**
 * `told`: it is or will be read, at the latest on the page of notices, or said by their team. `already`: it was told before.
 * `refused`: this mailbox wants none of this kind. `nobody`: the account or the person is gone, or what was given is no mobile
 * telephone.
 */
export type TellingOutcome = 'told' | 'already' | 'refused' | 'nobody';
