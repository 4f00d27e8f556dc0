import type { Temporal } from 'temporal-polyfill';
import type { Locale } from '../../../kernel/i18n/locales.ts';
import type { Announcement } from '../models.ts';
import type { Responsiveness } from './promise-rules.ts';
import type { Refusal } from './rules.ts';
import type { AnswerEvent, AnswerState } from './states.ts';

/** The two who hold an answer. */
export type Side = 'answerer' | 'publisher';

/** One of the list of who publishes. */
export interface ReceivedCard {
  id: string;
  name: string;
  state: AnswerState;
  createdAt: Temporal.Instant;
  /** The last word is the answerer's. */
  isWaiting: boolean;
  hasDocument: boolean;
}

/** One of the list of who answered. */
export interface AnsweredCard {
  id: string;
  title: string;
  publisher: string;
  state: AnswerState;
  createdAt: Temporal.Instant;
  /** The last word is the publisher's. */
  isAnswered: boolean;
}

export interface AnswerMessage {
  id: string;
  side: Side;
  body: string;
  at: Temporal.Instant;
}

/** Something that happened to an answer. */
export interface AnswerChange {
  id: string;
  event: AnswerEvent | 'send';
  /** Whose doing it was; null: the portal's. */
  side: Side | null;
  /** An agent did it for the person. */
  isAssisted: boolean;
  refusal: Refusal | null;
  reason: string | null;
  at: Temporal.Instant;
}

/** An answer whole. */
export interface Answer {
  id: string;
  announcementId: string;
  organisationId: string | null;
  authorAccount: string | null;
  accountId: string | null;
  personId: string | null;
  /** The same for all that they answer. */
  answererKey: string;
  state: AnswerState;
  name: string;
  email: string | null;
  phone: string | null;
  locale: Locale;
  createdAt: Temporal.Instant;
  /** In bytes; null: without a file. */
  documentSize: number | null;
  /** The oldest first. */
  messages: readonly AnswerMessage[];
  /** The latest first. */
  changes: readonly AnswerChange[];
}

/** An answer that somebody may read, on the side on which they are. */
export interface OpenedAnswer {
  answer: Answer;
  announcement: Announcement;
  side: Side;
  /** Where it is, without the language: its steps are under it. */
  path: string;
}

/** Somebody whom the portal knows, who answers: by themselves, or through an agent who acts for them. */
export interface KnownAnswerer {
  accountId: string | null;
  personId: string | null;
  name: string;
  email: string | null;
  phone: string | null;
  isAssisted: boolean;
}

/** How an announcement is answered by form. */
export type Answering =
  | { state: 'open'; takesFile: boolean }
  /** All its seats are given. */
  | { state: 'full' }
  /** Its structure lets people wait: why it takes no answers for now. */
  | { state: 'paused'; explanation: string };

/** A structure that announces something, as agents see how it answers: nothing of what is written to it. */
export interface AnsweringStructure {
  id: string;
  name: string;
  /** Published ones. */
  announcements: number;
  responsiveness: Responsiveness | null;
  /** Answers that have waited for a fortnight. */
  late: number;
  paused: { explanation: string; at: Temporal.Instant } | null;
}
