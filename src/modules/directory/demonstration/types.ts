import type { KindCode } from '../kinds.ts';
import type { ThemeCode } from '../themes.ts';

/** A fictional structure of the demonstration, as a person would write it down. */
export interface SampleOrganisation {
  /** Slug of its territory. */
  territory: string;
  name: string;
  alternateNames?: readonly string[];
  description: string;
  kinds: readonly KindCode[];
  /** Beyond those that the kinds bring. */
  themes?: readonly ThemeCode[];
  email?: string;
  phone?: string;
  website?: string;
  places?: readonly SamplePlace[];
  services?: readonly SampleService[];
}

/** A place of an organisation, or one without a known organisation (then with a name). */
export interface SamplePlace {
  /** Absent: the organisation's name. */
  name?: string;
  description?: string;
  /** Absent: the organisation's. */
  kinds?: readonly KindCode[];
  themes?: readonly ThemeCode[];
  street: string;
  postcode: string;
  locality: string;
  /** GeoJSON order: longitude, latitude (WGS 84). */
  position?: readonly [number, number];
  /** OpenStreetMap `opening_hours`. */
  openingHours?: string;
  wheelchair?: 'yes' | 'limited' | 'no';
  phone?: string;
  email?: string;
  website?: string;
  /** Closed for good. */
  closed?: boolean;
}

export interface SampleLonePlace extends SamplePlace {
  territory: string;
  name: string;
  kinds: readonly KindCode[];
}

export interface SampleService {
  name: string;
  description: string;
  themes?: readonly ThemeCode[];
  /** Index in `places`; absent: offered by the organisation wherever it is. */
  place?: number;
  /** Minor units of the territory's currency; 0 is free; absent: not known. */
  price?: number;
}
