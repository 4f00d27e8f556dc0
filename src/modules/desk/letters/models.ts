import type { Temporal } from 'temporal-polyfill';

export const audiences = ['keepers', 'structures'] as const;
export type Audience = (typeof audiences)[number];

/** Whom a letter is for. */
export interface LetterList {
  audience: Audience;
  /** Of the structures; null: any. */
  theme: string | null;
  district: string | null;
}

export interface LetterText {
  subject: string;
  /** Paragraphs, with an empty line between them. */
  body: string;
  /** The one thing to do. */
  link: { label: string; url: string } | null;
}

export interface DeskLetter extends LetterList, LetterText {
  id: string;
  writtenBy: string;
  writtenAt: Temporal.Instant;
  /** When its writer got it as it stands. */
  triedAt: Temporal.Instant | null;
  sentBy: string | null;
  sentAt: Temporal.Instant | null;
}

/** How many of its recipients are where. */
export interface LetterCounts {
  waiting: number;
  told: number;
  refused: number;
  stopped: number;
  gone: number;
}

export interface LetterLine extends DeskLetter {
  writer: string;
  counts: LetterCounts;
}

export interface LetterModel {
  letter: LetterLine;
  /** Of those who would get it now; of one that is sent, of its recipients. */
  recipients: number;
  /** As mail programs show it. */
  preview: string;
  /** Handed over to a mail server that refused them, or sent them back. */
  failed: number;
}
