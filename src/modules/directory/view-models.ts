import type { Temporal } from 'temporal-polyfill';
import type { Point } from '../../kernel/http/visit.ts';
import type { Money } from '../../kernel/money/money.ts';
import type { KindCode } from './kinds.ts';
import type { ThemeCode } from './themes.ts';

/** Whether a place is open at the time of the visit. `null` where its hours are not known. */
export type OpeningState =
  /** `closesAt` null: it does not close in the days ahead (« ouvert jour et nuit »). */
  | { state: 'open'; closesAt: Temporal.ZonedDateTime | null }
  | { state: 'closed'; opensAt: Temporal.ZonedDateTime | null }
  /** The hours say « sur rendez-vous » (comment), or it is a public holiday that they do not mention. */
  | { state: 'uncertain'; publicHoliday: boolean; comment: string | null };

/** A result of the list. */
export interface Card {
  subject: 'organisation' | 'place';
  slug: string;
  name: string;
  /** Where the place has another name than the structure that runs it. */
  organisationName: string | null;
  kinds: readonly KindCode[];
  themes: readonly ThemeCode[];
  street: string | null;
  locality: string | null;
  wheelchair: 'yes' | 'limited' | 'no' | null;
  distance: number | null;
  opening: OpeningState | null;
  /** Slug of its territory, where that is not the portal's own (on a grouping's portal). */
  commune: string | null;
}

export interface DirectoryList {
  q: string;
  theme: ThemeCode | null;
  openNow: boolean;
  /**
   * What the visitor asked to be near: as typed, and what was understood. `point` null: not found. `isGiven`: the words
   * came with their point (« votre position »), which goes along with them.
   */
  near: { typed: string; label: string; point: Point | null; isGiven: boolean } | null;
  /** Names to be near of, for those who share no position: centre, districts, member communes. */
  landmarks: readonly string[];
  total: number;
  /** Nothing matched the words as typed: these are spelled nearly so. */
  isApproximate: boolean;
  cards: readonly Card[];
  /** How many results each theme would leave, whatever theme is chosen. */
  themeCounts: Readonly<Partial<Record<ThemeCode, number>>>;
  nextCursor: string | null;
  /** False on the pages that follow. */
  isFirstPage: boolean;
}

export interface Contacts {
  phone: string | null;
  email: string | null;
  website: string | null;
}

/** Where facts come from, and when they were last confirmed there. */
export interface Provenance {
  source: { code: string; name: string; url: string | null; licence: string | null };
  date: Temporal.PlainDate;
  fields: readonly FactField[];
}
export type FactField = 'name' | 'description' | 'kinds' | 'address' | 'position' | 'contacts' | 'openingHours' | 'wheelchair';

export interface ServiceView {
  name: string;
  description: string;
  themes: readonly ThemeCode[];
  /** Amount 0: free; null: not known. */
  price: Money | null;
  placeSlug: string | null;
  placeName: string | null;
}

export interface DayHours {
  date: Temporal.PlainDate;
  isToday: boolean;
  publicHoliday: string | null;
  /** Empty: closed. */
  ranges: readonly { opens: Temporal.PlainTime; closes: Temporal.PlainTime; isCertain: boolean; comment: string | null }[];
}

export interface PlaceSummary {
  slug: string;
  name: string;
  street: string | null;
  postcode: string | null;
  locality: string | null;
  opening: OpeningState | null;
  isClosedForGood: boolean;
}

export interface OrganisationPage {
  slug: string;
  /** Slug of its territory, where that is not the portal's own. */
  commune: string | null;
  name: string;
  alternateNames: readonly string[];
  description: string | null;
  kinds: readonly KindCode[];
  themes: readonly ThemeCode[];
  contacts: Contacts;
  places: readonly PlaceSummary[];
  services: readonly ServiceView[];
  provenance: readonly Provenance[];
  isClosedForGood: boolean;
}

export interface PlacePage {
  slug: string;
  /** Slug of its territory, where that is not the portal's own. */
  commune: string | null;
  name: string;
  alternateNames: readonly string[];
  organisation: { slug: string; name: string } | null;
  description: string | null;
  kinds: readonly KindCode[];
  themes: readonly ThemeCode[];
  street: string | null;
  postcode: string | null;
  locality: string | null;
  position: Point | null;
  contacts: Contacts;
  wheelchair: 'yes' | 'limited' | 'no' | null;
  /** As in the source, for JSON-LD and for hours that we could not read. */
  openingHours: string | null;
  opening: OpeningState | null;
  /** The seven days from today; empty where the hours are not known or not readable. */
  week: readonly DayHours[];
  services: readonly ServiceView[];
  provenance: readonly Provenance[];
  isClosedForGood: boolean;
}

/** What the directory puts on the home page. */
export interface DirectoryHome {
  /** How many published places and structures each theme has. */
  themeCounts: Readonly<Partial<Record<ThemeCode, number>>>;
  total: number;
  openNowTotal: number;
  openNow: readonly Card[];
  /** Words that find something here, to show what can be asked. */
  examples: readonly string[];
}
