import type { Accreditation } from '../facts.ts';
import type { IdentifierScheme } from '../identifiers.ts';
import type { KindCode } from '../kinds.ts';
import type { ThemeCode } from '../themes.ts';
import type {
  FeeCode,
  NetworkCode,
  PublicCode,
  ReceptionModeCode,
  ReferralModeCode,
  ReferrerCode,
  ServiceTypeCode,
  TopicCode,
} from '../vocabularies/data-inclusion.ts';
import type { LegalFormCode } from '../vocabularies/legal-forms.ts';

/** An official number as somebody copied it, right or wrong. */
export interface SampleIdentifier {
  scheme: IdentifierScheme;
  text: string;
}

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
  legalForm?: LegalFormCode;
  /** NAF or NOGA. */
  activityCode?: string;
  networks?: readonly NetworkCode[];
  languages?: readonly string[];
  identifiers?: readonly SampleIdentifier[];
  accreditations?: readonly (Pick<Accreditation, 'code'> & Partial<Accreditation>)[];
  email?: string;
  phone?: string;
  website?: string;
  places?: readonly SamplePlace[];
  services?: readonly SampleService[];
  /** Closed for good, with all its places. */
  closed?: boolean;
}

/** Where something is; nothing of it where it is confidential. */
export interface SampleAddress {
  street?: string;
  addressComplement?: string;
  postcode?: string;
  locality?: string;
  /** GeoJSON order: longitude, latitude (WGS 84). */
  position?: readonly [number, number];
  /** A shelter: nobody must know where. */
  confidential?: true;
}

/** A place of an organisation, or one without a known organisation (then with a name). */
export interface SamplePlace extends SampleAddress {
  /** Absent: the organisation's name. */
  name?: string;
  description?: string;
  /** Absent: the organisation's. */
  kinds?: readonly KindCode[];
  themes?: readonly ThemeCode[];
  /** OpenStreetMap `opening_hours`. */
  openingHours?: string;
  wheelchair?: 'yes' | 'limited' | 'no';
  /** Page of Acceslibre. */
  accessibilityUrl?: string;
  languages?: readonly string[];
  phone?: string;
  email?: string;
  website?: string;
  /** Closed for good. */
  closed?: boolean;
  /** Moved: index of the place of the same organisation where it is now. */
  movedTo?: number;
}

export interface SampleLonePlace extends SamplePlace {
  territory: string;
  name: string;
  kinds: readonly KindCode[];
}

/** Its address: its own, where it is elsewhere than at a place of the organisation. */
export interface SampleService extends SampleAddress {
  name: string;
  description: string;
  themes?: readonly ThemeCode[];
  type?: ServiceTypeCode;
  topics?: readonly TopicCode[];
  fee?: FeeCode;
  feeDetails?: string;
  /** Minor units of the territory's currency; 0 is free; absent: not known. Says the fee too, where `fee` does not. */
  price?: number;
  publics?: readonly PublicCode[];
  publicsDetails?: string;
  accessConditions?: string;
  receptionModes?: readonly ReceptionModeCode[];
  /** Where it serves: codes of communes, département, intercommunality…; see `ServiceFacts`. */
  eligibilityZones?: readonly string[];
  referralModes?: readonly ReferralModeCode[];
  referrers?: readonly ReferrerCode[];
  referralUrl?: string;
  referralDetails?: string;
  languages?: readonly string[];
  openingHours?: string;
  weeklyHours?: number;
  weeks?: number;
  phone?: string;
  email?: string;
  /** Index in `places`; absent: offered by the organisation wherever it is. */
  place?: number;
  /** Closed for good. */
  closed?: boolean;
}
