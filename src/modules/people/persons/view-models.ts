import type { Temporal } from 'temporal-polyfill';
import type { Purpose } from '../../../kernel/access/viewer.ts';
import type { Locale } from '../../../kernel/i18n/locales.ts';
import type { MessageValues } from '../../../kernel/i18n/messages.ts';
import type { Channel, MandateState, NoticeWay } from './rules.ts';

/** A person in a list: what tells them from another. */
export interface PersonCard {
  id: string;
  name: string;
  birthDate: Temporal.PlainDate | null;
  phone: string | null;
  teamName: string;
  hasAccount: boolean;
}

export interface Person {
  id: string;
  teamId: string;
  teamName: string;
  /** Theirs, once they have one. */
  accountId: string | null;
  givenName: string;
  familyName: string;
  birthDate: Temporal.PlainDate | null;
  phone: string | null;
  email: string | null;
  street: string | null;
  postcode: string | null;
  locality: string | null;
  locale: Locale;
  channel: Channel;
  guardianName: string | null;
  guardianPhone: string | null;
}

export interface Mandate {
  id: string;
  purpose: Purpose;
  purposeWords: string | null;
  structureId: string | null;
  startsOn: Temporal.PlainDate;
  endsOn: Temporal.PlainDate;
  state: MandateState;
  signature: 'paper' | 'screen' | null;
  signedOn: Temporal.PlainDate | null;
  signedWords: string | null;
  /** Strokes of what was drawn on screen; null: signed otherwise, or not. */
  drawing: string | null;
  guardianName: string | null;
}

/** Something that a person was told, or that their team has to say to them. */
export interface PersonNotice {
  id: string;
  kind: string;
  /** Key of a message of a module, and what is put into it. */
  words: string;
  values: MessageValues;
  way: NoticeWay;
  at: Temporal.Instant;
  /** Null: it is still to be said. */
  toldAt: Temporal.Instant | null;
}

/** Somebody to whom something is still to be said. */
export interface PersonToTell {
  id: string;
  name: string;
  channel: Channel;
  phone: string | null;
  /** Since when the oldest of it waits. */
  since: Temporal.Instant;
}

export interface Deed {
  id: string;
  at: Temporal.Instant;
  actorName: string | null;
  what: string;
}

/** How often somebody read a record on a day of the territory. */
export interface PersonReading {
  readerName: string | null;
  on: Temporal.PlainDate;
  times: number;
}
