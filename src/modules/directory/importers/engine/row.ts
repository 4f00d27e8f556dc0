import type { ContactFacts, OrganisationFacts, PlaceFacts, ServiceFacts } from '../../facts.ts';

/** What a row is about: a structure (with the place where it is found), a place by itself, or a service. */
export type RowSubject = 'organisation' | 'place' | 'service';

interface Identity {
  /** Line of the file where the row begins, from 1. */
  line: number;
  subject: RowSubject;
  /** Who says so, e.g. `dora`: provenance and identity are by source. */
  source: string;
}

export interface OrganisationRow extends Identity {
  subject: 'organisation';
  externalId: string;
  /** ISO date when the source last confirmed it; null: the day of the reading. */
  checkedOn: string | null;
  organisation: OrganisationFacts;
  /** Where it is found; null: nowhere that one can go. */
  place: PlaceFacts | null;
  /** The whole structure, where the row is one establishment of it (SIREN over SIRET); else each row is its own. */
  parentId?: string;
  warnings: readonly string[];
}

export interface PlaceRow extends Identity {
  subject: 'place';
  externalId: string;
  checkedOn: string | null;
  place: PlaceFacts;
  warnings: readonly string[];
}

export interface ServiceRow extends Identity {
  subject: 'service';
  externalId: string;
  checkedOn: string | null;
  service: ServiceFacts;
  /** The structure's own id at the source. */
  structureId: string;
  /** A person whom the source names. */
  contact: ContactFacts | null;
  warnings: readonly string[];
}

export interface RejectedRow extends Identity {
  externalId: string | null;
  name: string | null;
  /** Why, as a code (`reasonWords` of the import command has the words). */
  rejected: string;
}

/** One row of a file, as an adapter understood it. */
export type SourceRow = OrganisationRow | PlaceRow | ServiceRow | RejectedRow;

export function isRejected(row: SourceRow): row is RejectedRow {
  return 'rejected' in row;
}

export function nameOf(row: SourceRow): string | null {
  if (isRejected(row)) return row.name;
  return row.subject === 'organisation' ? row.organisation.name : row.subject === 'place' ? row.place.name : row.service.name;
}
