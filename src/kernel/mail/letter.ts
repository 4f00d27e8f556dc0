import type { Contact } from '../http/visit.ts';
import type { Locale } from '../i18n/locales.ts';

/** A line of a list. `url`: where the term leads. */
interface Fact {
  term: string;
  value: string;
  url?: string;
}

/** A message to one person, as data: it leaves as plain text and as HTML, both made from this. */
export interface Letter {
  /**
   * What makes it this letter and no other, as `<module>.<kind>:<what about>`: asked for twice, even at the same moment or
   * months apart, it leaves once. It stays longer than the content, so it names nobody.
   */
  key: string;
  /** One e-mail address. */
  to: string;
  /** The recipient's language: that of every text below. */
  locale: Locale;
  /** In whose name it is written. `accent`: the chosen colour, whose contrast is checked here. `origin`: of its portal. */
  territory: { name: string; accent: string | null; origin: string; contact: Contact | null };
  subject: string;
  greeting?: string;
  paragraphs: readonly string[];
  /** What it is about, as a list: « Structure : Épicerie du Pont ». */
  facts?: readonly Fact[];
  /** The one thing to do, by a web address. */
  action?: { label: string; url: string };
  /** Somebody else's words, shown as theirs; line feeds stay. */
  quote?: string;
  /** What may be left unread, under the action. */
  afterword?: readonly string[];
  /** The recipient cannot do without it, or has just asked for it. Any other letter can be unsubscribed from. */
  isDuty: boolean;
  /** For what is no duty: an address that answers to a POST without signing in (RFC 8058), and shows a page to who opens it. */
  unsubscribeUrl?: string;
  /** Where an answer goes, where not to the portal's own address. */
  replyTo?: string;
}

/** A message for a telephone. */
export interface Sms {
  /** As a letter's. */
  key: string;
  /** International form: `+33612345678`. */
  to: string;
  locale: Locale;
  /** Cut where it is longer than three segments, about 450 letters. */
  text: string;
  /** Put at the end, never cut. */
  url?: string;
}
