import type { Temporal } from 'temporal-polyfill';
import type { Facts } from './kinds/kind.ts';
import type { AnnouncementState } from './states.ts';

/** What its author writes, apart from who publishes it. */
export interface AnnouncementText {
  title: string;
  body: string;
  facts: Facts;
  audience: 'own' | 'groupings';
  street: string | null;
  postcode: string | null;
  locality: string | null;
  position: { latitude: number; longitude: number } | null;
  isRemote: boolean;
  /** As it is dialled, international. */
  phone: string | null;
  onTheSpot: string | null;
  link: string | null;
  /** Not before this day; null: as soon as it may be. */
  publishOn: Temporal.PlainDate | null;
}

/** A structure of the directory, or a name alone. */
export interface Publisher {
  organisationId: string | null;
  name: string;
}

export interface Announcement extends AnnouncementText {
  territoryId: string;
  id: string;
  slug: string;
  kind: string;
  state: AnnouncementState;
  publisher: Publisher;
  /** The account whose it is, where no structure publishes it and they have one. */
  authorAccount: string | null;
  /** `person:<id>` of whom an agent announced it for: theirs, with an account or without. */
  onBehalfOf: string | null;
  /** Null: nobody reads its page, for it was not published, was taken down, or waits to be published again. */
  publishedAt: Temporal.Instant | null;
  /** The last day on which who told of it wants it shown; null: as long as its kind lasts. */
  shownUntil: Temporal.PlainDate | null;
  /** The last day on which it is shown. */
  expiresOn: Temporal.PlainDate | null;
  reason: string | null;
  /** How many of its seats are given. */
  seatsTaken: number;
  revision: number;
  updatedAt: Temporal.Instant;
}

/** One of a list. */
export interface AnnouncementCard {
  territoryId: string;
  id: string;
  slug: string;
  kind: string;
  title: string;
  publisher: string;
  facts: Facts;
  locality: string | null;
  isRemote: boolean;
  publishedAt: Temporal.Instant;
  expiresOn: Temporal.PlainDate;
  /** Metres from where the visitor asked to be near of; null: they did not, or it has no place. */
  distance: number | null;
  /** Slug of the territory that it comes from, where that is not the portal's own. */
  commune: string | null;
  /** Of its amounts: that of the territory that it comes from. */
  currency: string;
}
