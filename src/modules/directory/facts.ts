import { createHash } from 'node:crypto';
import parsePhone, { type CountryCode } from 'libphonenumber-js/min';
import type { Point } from '../../kernel/http/visit.ts';
import { type KindCode, kindByCode } from './kinds.ts';
import { type ThemeCode, themeCodes } from './themes.ts';

/** What is known of a place, whatever it was read from. */
export interface PlaceFacts {
  name: string;
  alternateNames: readonly string[];
  description: string | null;
  kinds: readonly KindCode[];
  /** Beyond those that the kinds bring. */
  themes: readonly ThemeCode[];
  street: string | null;
  postcode: string | null;
  locality: string | null;
  position: Point | null;
  email: string | null;
  phone: string | null;
  website: string | null;
  /** OpenStreetMap `opening_hours`. */
  openingHours: string | null;
  wheelchair: 'yes' | 'limited' | 'no' | null;
}

/** Where each fact comes from and the day it was last confirmed there: field → source and ISO date. */
export type ProvenanceRecord = Readonly<Partial<Record<ProvenanceField, { source: string; date: string }>>>;
export type ProvenanceField = 'name' | 'description' | 'kinds' | 'address' | 'position' | 'contacts' | 'openingHours' | 'wheelchair';

/** The same source and day for every fact that is there. */
export function provenanceOf(facts: PlaceFacts, source: string, date: string): ProvenanceRecord {
  const present: Record<ProvenanceField, boolean> = {
    name: true,
    description: facts.description !== null,
    kinds: true,
    address: facts.street !== null || facts.postcode !== null || facts.locality !== null,
    position: facts.position !== null,
    contacts: facts.phone !== null || facts.email !== null || facts.website !== null,
    openingHours: facts.openingHours !== null,
    wheelchair: facts.wheelchair !== null,
  };
  return Object.fromEntries(Object.entries(present).flatMap(([field, isPresent]) => (isPresent ? [[field, { source, date }]] : [])));
}

/** Kinds' themes and the others, in the residents' order of need. */
export function themesOf(kinds: readonly KindCode[], others: readonly ThemeCode[]): ThemeCode[] {
  const found = new Set<ThemeCode>([...kinds.flatMap((kind) => kindByCode.get(kind)?.themes ?? []), ...others]);
  return themeCodes.filter((code) => found.has(code));
}

/** A telephone number as E.164 where it is one, else as it was written. */
export function phoneNumber(text: string, country: 'FR' | 'CH'): string {
  const number = parsePhone(text, country satisfies CountryCode);
  return number?.isPossible() ? number.number : text;
}

/** Changes with any fact, with nothing else: tells an unchanged row without comparing it. */
export function digestOf(facts: PlaceFacts): string {
  const sorted = Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('base64url').slice(0, 22);
}
