import type { Temporal } from 'temporal-polyfill';
import type { Near } from '../directory/index.ts';
import type { Neighbour } from '../territories/index.ts';
import type { PromiseOfAnswer } from './answers/promise-rules.ts';
import type { Answering } from './answers/view-models.ts';
import type { Announcement, AnnouncementCard } from './models.ts';
import type { ListQuery } from './selection.ts';
import type { AnnouncementEvent } from './states.ts';

/** What a page of the list shows. */
export interface AnnouncementList {
  /** The list's own path: that of everybody, or of young people. */
  path: string;
  isForYouth: boolean;
  query: ListQuery;
  /** What « Près de » was understood as. */
  near: Near | null;
  /** Names to be near of, for those who share no position. */
  landmarks: readonly string[];
  cards: readonly AnnouncementCard[];
  total: number;
  facetCounts: Readonly<Record<string, number>>;
  /** Facet values that may be chosen here, in the order of the forms. */
  offered: readonly string[];
  nextCursor: string | null;
  isFirstPage: boolean;
}

/** The last ones, for the first page of the portal. */
export interface AnnouncementsHome {
  cards: readonly AnnouncementCard[];
}

/** The page of an announcement. */
export interface AnnouncementPage {
  announcement: Announcement;
  /** Slug of its territory, where that is not the portal's own. */
  commune: string | null;
  /** The territory that it comes from: its country, its currency. */
  home: Neighbour;
  /** The structure that publishes it, where its page is here. */
  structure: { name: string; slug: string } | null;
  /** The structure takes messages, through the portal. */
  canBeWrittenTo: boolean;
  /** How it is answered by form; null: it is not, here. */
  answering: Answering | null;
  /** How its structure usually answers; null: nothing can be said yet. */
  promise: PromiseOfAnswer | null;
  /** Everybody reads it; else its author alone. */
  isPublic: boolean;
}

/** Something that happened to an announcement, as who looks after it reads it. */
export interface OwnChange {
  key: string;
  event: AnnouncementEvent | 'begin' | 'edit' | 'prolong';
  at: Temporal.Instant;
  /** A name, of a source too; `system`: the portal by itself; null: somebody whose name is gone. */
  who: string | null;
  reason: string | null;
}
