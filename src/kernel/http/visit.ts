import type { Temporal } from 'temporal-polyfill';
import type { Viewer } from '../access/viewer.ts';
import type { Locale } from '../i18n/locales.ts';

/** Text in the languages of the interface; French is always there. */
export interface LocalText {
  fr: string;
  en?: string;
}

/** Whom residents call, write to or visit: the town hall's desk. */
export interface Contact {
  name: string;
  phone: string | null;
  email: string | null;
  street: string | null;
  postcode: string | null;
  locality: string | null;
  /** OpenStreetMap `opening_hours`. */
  openingHours: string | null;
}

/** The accessibility audit that was really made (RGAA 4.1); none yet means « non conforme ». */
export interface AccessibilityAudit {
  /** ISO date. */
  date: string;
  auditor: string;
  /** Share of applicable criteria that hold, in percent. */
  rate: number;
  reportUrl: string | null;
}

export interface Point {
  latitude: number;
  longitude: number;
}

/** The territory whose portal is being visited: what every page stands on. */
export interface TerritoryContext {
  id: string;
  slug: string;
  name: string;
  country: 'FR' | 'CH';
  kind: 'commune' | 'grouping';
  /** INSEE or OFS number of a commune, SIREN of a grouping. */
  code: string;
  canton: string | null;
  /** Whose holidays apply: name of a French region, code of a Swiss canton. */
  holidayRegion: string | null;
  timeZone: string;
  locales: readonly Locale[];
  currency: string;
  population: number | null;
  postcodes: readonly string[];
  /** CSS hex colour chosen by the territory, before its contrast is checked. */
  accent: string | null;
  logoUrl: string | null;
  homeMessage: LocalText | null;
  contact: Contact | null;
  legal: { publisher: string | null; director: string | null; host: string | null; dataProtectionOfficer: string | null };
  audit: AccessibilityAudit | null;
  /** Modules opened to residents, by module name. */
  services: readonly string[];
  districts: readonly ({ name: string } & Point)[];
  centre: Point | null;
  /** For a grouping, its members of today; else empty. */
  members: readonly (Pick<TerritoryContext, 'id' | 'slug' | 'name' | 'country' | 'canton' | 'currency'> & {
    centre: Point | null;
    services: readonly string[];
  })[];
  /** Its host names. */
  hosts: readonly string[];
  /** The address of its own portal, for links from another one; null when any host shows it. */
  origin: string | null;
}

/** Territories whose public content of a service this portal shows: itself, and for a grouping its members that opened it. */
export function scopeOf(territory: TerritoryContext, service: string): string[] {
  return [territory.id, ...territory.members.filter((member) => member.services.includes(service)).map((member) => member.id)];
}

/** One request by one person, as routes and views see it. */
export interface Visit {
  territory: TerritoryContext;
  locale: Locale;
  /** Who is signed in; null: nobody. */
  viewer: Viewer | null;
  now: Temporal.Instant;
  /** Only whether the page is there is asked: nobody reads it. */
  isHead?: boolean;
  /** Path without the language prefix, e.g. `/annuaire`. */
  path: string;
  /** What is given several times, as ticked boxes are, is one text, apart by commas. */
  query: Readonly<Record<string, string | undefined>>;
  /** Absolute origin of this request, e.g. `https://valombre.example`. */
  origin: string;
  /** An internal link in the visitor's language: `/annuaire` → `/en/annuaire`. */
  href(path: string): string;
  /** What the hidden field of a form holds: each form that is shown is another one. */
  newSubmission(): string;
}
