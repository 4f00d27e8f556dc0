import type { Temporal } from 'temporal-polyfill';
import type { Point } from '../../kernel/http/visit.ts';
import type { Money } from '../../kernel/money/money.ts';
import type { Filters } from './facets.ts';
import type { Accreditation, organisationFields, placeFields, SubjectName, serviceFields } from './facts.ts';
import type { Identifier } from './identifiers.ts';
import type { KindCode } from './kinds.ts';
import type { Near } from './near.ts';
import type { Choice } from './selection.ts';
import type { ThemeCode } from './themes.ts';
import type {
  FeeCode,
  NetworkCode,
  PublicCode,
  ReceptionModeCode,
  ReferralModeCode,
  ReferrerCode,
  ServiceTypeCode,
  TopicCode,
} from './vocabularies/data-inclusion.ts';
import type { LegalFormCode } from './vocabularies/legal-forms.ts';

/** Whether a place is open at the time of the visit. `null` where its hours are not known. */
export type OpeningState =
  /** `closesAt` null: it does not close in the days ahead (« ouvert jour et nuit »). */
  | { state: 'open'; closesAt: Temporal.ZonedDateTime | null }
  | { state: 'closed'; opensAt: Temporal.ZonedDateTime | null }
  /** The hours say « sur rendez-vous » (comment), or it is a public holiday that they do not mention. */
  | { state: 'uncertain'; publicHoliday: boolean; comment: string | null };

/** A result of the list. */
export interface Card {
  subject: SubjectName;
  slug: string;
  name: string;
  /** Where the place has another name than the structure that runs it. */
  organisationName: string | null;
  kinds: readonly KindCode[];
  themes: readonly ThemeCode[];
  street: string | null;
  locality: string | null;
  wheelchair: 'yes' | 'limited' | 'no' | null;
  /** Of a service. */
  fee: FeeCode | null;
  distance: number | null;
  opening: OpeningState | null;
  /** Slug of its territory, where that is not the portal's own: a member's, or the home of a service that serves this one. */
  commune: string | null;
}

export interface DirectoryList {
  q: string;
  filters: Filters;
  openNow: boolean;
  /** A day and time of the territory's clock, `2026-11-25T14:00`, at which it should be open; null: whenever. */
  openAt: string | null;
  /** What the visitor asked to be near. */
  near: Near | null;
  /** Names to be near of, for those who share no position: centre, districts, member communes. */
  landmarks: readonly string[];
  total: number;
  /** Nothing matched the words as typed: these are spelled nearly so. */
  isApproximate: boolean;
  /** The words that were looked for instead, where they were most likely mistyped. */
  corrected: string | null;
  cards: readonly Card[];
  /** How many results each value of a facet would leave (« public:jeunes » → 12), whatever is chosen of that facet. */
  facetCounts: Readonly<Record<string, number>>;
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
/** A field that a provenance covers; several contact points are told as one. */
export type FactField = keyof typeof organisationFields | keyof typeof placeFields | keyof typeof serviceFields | 'contacts';

/** A service on the page of its structure or place. */
export interface ServiceView {
  slug: string;
  name: string;
  description: string;
  themes: readonly ThemeCode[];
  type: ServiceTypeCode | null;
  fee: FeeCode | null;
  /** Amount 0: free; null: not known. */
  price: Money | null;
  publics: readonly PublicCode[];
  placeSlug: string | null;
  placeName: string | null;
}

export interface PictureView {
  id: string;
  digest: string;
  width: number;
  height: number;
  alternative: string;
  credit: string | null;
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
  hasMoved: boolean;
}

/** Where it is now, for what has moved: null where that is not known. */
export interface Moved {
  to: { slug: string; name: string } | null;
}

export interface OrganisationPage {
  territoryId: string;
  id: string;
  /** Somebody keeps its page. */
  isKept: boolean;
  legalForm: LegalFormCode | null;
  activityCode: string | null;
  networks: readonly NetworkCode[];
  languages: readonly string[];
  identifiers: readonly Identifier[];
  accreditations: readonly Accreditation[];
  pictures: readonly PictureView[];
  moved: Moved | null;
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
  /** The last day when somebody here, or a source, said that it is so. */
  confirmedOn: Temporal.PlainDate;
  isClosedForGood: boolean;
}

export interface PlacePage {
  territoryId: string;
  id: string;
  addressComplement: string | null;
  isAddressConfidential: boolean;
  accessibilityUrl: string | null;
  languages: readonly string[];
  pictures: readonly PictureView[];
  moved: Moved | null;
  slug: string;
  /** Slug of its territory, where that is not the portal's own. */
  commune: string | null;
  name: string;
  alternateNames: readonly string[];
  organisation: { id: string; slug: string; name: string; isKept: boolean } | null;
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
  /** The last day when somebody here, or a source, said that it is so. */
  confirmedOn: Temporal.PlainDate;
  isClosedForGood: boolean;
}

export interface ServicePage {
  territoryId: string;
  id: string;
  slug: string;
  /** Slug of its territory, where that is not the portal's own. */
  commune: string | null;
  name: string;
  description: string;
  themes: readonly ThemeCode[];
  type: ServiceTypeCode | null;
  topics: readonly TopicCode[];
  organisation: { slug: string; name: string; kinds: readonly KindCode[] };
  /** False where the structure has no page on this portal: the service is of another territory. */
  isFromHere: boolean;
  place: { slug: string; name: string } | null;
  fee: FeeCode | null;
  feeDetails: string | null;
  price: Money | null;
  publics: readonly PublicCode[];
  publicsDetails: string | null;
  accessConditions: string | null;
  languages: readonly string[];
  receptionModes: readonly ReceptionModeCode[];
  /** Where it serves; `name` null where we know its code alone. */
  eligibilityZones: readonly { code: string; name: string | null }[];
  referralModes: readonly ReferralModeCode[];
  referrers: readonly ReferrerCode[];
  referralUrl: string | null;
  referralDetails: string | null;
  weeklyHours: number | null;
  weeks: number | null;
  street: string | null;
  addressComplement: string | null;
  postcode: string | null;
  locality: string | null;
  position: Point | null;
  isAddressConfidential: boolean;
  wheelchair: 'yes' | 'limited' | 'no' | null;
  contacts: Contacts;
  /** People who agreed to be named. */
  people: readonly { name: string; phone: string | null; email: string | null }[];
  openingHours: string | null;
  opening: OpeningState | null;
  week: readonly DayHours[];
  provenance: readonly Provenance[];
  /** The last day when somebody here, or a source, said that it is so. */
  confirmedOn: Temporal.PlainDate;
  sourceUrl: string | null;
  isClosedForGood: boolean;
}

/** What the sheet of a selection says of each page: enough to go there or to call. */
export interface SelectionItem {
  choice: Choice;
  name: string;
  organisationName: string | null;
  kinds: readonly KindCode[];
  themes: readonly ThemeCode[];
  type: ServiceTypeCode | null;
  fee: FeeCode | null;
  price: Money | null;
  contacts: Contacts;
  street: string | null;
  addressComplement: string | null;
  postcode: string | null;
  locality: string | null;
  isAddressConfidential: boolean;
  openingHours: string | null;
  opening: OpeningState | null;
  week: readonly DayHours[];
  /** Of a structure that has several places: their names and addresses. */
  places: readonly string[];
  /** Closed for good, or moved: its page says more. */
  isPast: boolean;
}

export interface Selection {
  /** In the order in which they were chosen. */
  items: readonly SelectionItem[];
  /** How many of the chosen are no page of this portal. */
  lost: number;
}

/** A result of a search, where it is. */
export interface DirectoryPoint extends Pick<Card, 'subject' | 'slug' | 'name' | 'kinds' | 'themes' | 'opening' | 'commune'> {
  position: Point;
}

export interface DirectoryPoints {
  /** In the order of the list. */
  points: readonly DirectoryPoint[];
  /** Results of the search that have no position, among those looked at. */
  without: number;
  /** Set where there are more results than a map shows: how many were looked at, in the order of the list. */
  looked: number | null;
  near: Point | null;
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
