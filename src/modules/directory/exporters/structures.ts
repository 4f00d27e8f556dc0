import { sql } from 'kysely';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { OrganisationFacts, PlaceFacts, ProvenanceRecord, ServiceFacts } from '../facts.ts';
import { directoryScope } from '../queries/scope.ts';
import { organisationSubject } from '../subjects/organisation.ts';
import { placeSubject } from '../subjects/place.ts';
import { serviceSubject } from '../subjects/service.ts';
import type { DB } from '../tables.generated.ts';
import { shown } from './shown.ts';

const BATCH = 200;
const FIRST = '00000000-0000-0000-0000-000000000000';

export interface Told {
  source: string;
  externalId: string;
}

/** Whose a subject is, and what it is called at the source that told of it. */
export interface Identity {
  id: string;
  /** What its source calls it; null: nobody else told of it, it is ours. */
  told: Told | null;
  /** The name of its territory's portal as a source of data. */
  own: string;
  /** Those of its facts. */
  sources: readonly string[];
  /** ISO date when anything of it was last confirmed. */
  confirmedOn: string;
}

export interface ExportedPlace extends Identity {
  facts: PlaceFacts;
}

export interface ExportedService extends Identity {
  facts: ServiceFacts;
  placeId: string | null;
  /** The person who agreed to be named. */
  contactName: string | null;
}

/** A structure with what is shown of it: nothing closed, nothing confidential, nobody who did not agree. */
export interface ExportedOrganisation extends Identity {
  facts: OrganisationFacts;
  places: ExportedPlace[];
  services: ExportedService[];
}

type Row = Readonly<Record<string, unknown>>;

function identity(row: Row, territory: TerritoryContext): Identity {
  const territoryId = row['territory_id'] as string;
  const { slug } = [territory, ...territory.members].find(({ id }) => id === territoryId) ?? territory;
  const dates = Object.values(row['provenance'] as ProvenanceRecord).map(({ date }) => date);
  return {
    id: row['id'] as string,
    own: `terreau-${slug}`,
    told: row['external_id'] === null ? null : { source: row['source'] as string, externalId: row['external_id'] as string },
    sources: [...new Set(Object.values(row['provenance'] as ProvenanceRecord).map(({ source }) => source))],
    confirmedOn: dates.sort().at(-1) ?? String(row['updated_at']).slice(0, 10),
  };
}

/** The record of the source that told of a subject first: as what it is, or of a structure found at this place. */
function record(row: 'organisation' | 'place' | 'service', table: string, subject = row) {
  return sql`left join lateral (
    select r.source, r.external_id from directory.source_record r
    where r.territory_id = ${sql.ref(`${table}.territory_id`)} and r.subject = ${row} and ${sql.ref(`r.${subject}_id`)} = ${sql.ref(`${table}.id`)}
    order by r.id limit 1) r on true`;
}

/** Every published structure of a portal's scope, read in batches. */
export async function* exportedOrganisations(kernel: Kernel, territory: TerritoryContext): AsyncGenerator<ExportedOrganisation> {
  const db = kernel.database.kysely<DB>();
  for (const territoryId of directoryScope(territory)) {
    let last = FIRST;
    for (;;) {
      const { rows } = await sql<Row>`
        select o.*, r.source, r.external_id from directory.organisation o ${record('organisation', 'o')}
        where o.territory_id = ${territoryId} and o.state = 'published' and o.id > ${last} order by o.id limit ${BATCH}`.execute(db);
      const ids = rows.map((row) => row['id'] as string);
      const end = ids.at(-1);
      if (end === undefined) break;
      last = end;
      const places = await sql<Row>`
        select p.*, r.source, r.external_id from directory.place p ${record('organisation', 'p', 'place')}
        where p.territory_id = ${territoryId} and p.organisation_id = any(${ids}::uuid[]) and p.state = 'published' order by p.id`.execute(
        db,
      );
      const services = await sql<Row>`
        select s.*, r.source, r.external_id, c.name as contact_name from directory.service s ${record('service', 's')}
        left join directory.contact c on c.territory_id = s.territory_id and c.service_id = s.id and c.is_public
        where s.territory_id = ${territoryId} and s.organisation_id = any(${ids}::uuid[]) and s.state = 'published' order by s.id`.execute(
        db,
      );
      const placesOf = Map.groupBy(places.rows, (row) => row['organisation_id'] as string);
      const servicesOf = Map.groupBy(services.rows, (row) => row['organisation_id'] as string);
      for (const row of rows) {
        const id = row['id'] as string;
        yield {
          ...identity(row, territory),
          facts: shown(organisationSubject.facts(row)),
          places: (placesOf.get(id) ?? []).map((place) => ({ ...identity(place, territory), facts: shown(placeSubject.facts(place)) })),
          services: (servicesOf.get(id) ?? []).map((service) => ({
            ...identity(service, territory),
            facts: shown(serviceSubject.facts(service)),
            placeId: service['place_id'] as string | null,
            contactName: service['contact_name'] as string | null,
          })),
        };
      }
    }
  }
}

/** Every published place of a portal's scope, read in batches. */
export async function* exportedPlaces(kernel: Kernel, territory: TerritoryContext): AsyncGenerator<ExportedPlace> {
  const db = kernel.database.kysely<DB>();
  for (const territoryId of directoryScope(territory)) {
    let last = FIRST;
    for (;;) {
      const { rows } = await sql<Row>`
        select p.*, r.source, r.external_id from directory.place p ${record('place', 'p')}
        where p.territory_id = ${territoryId} and p.state = 'published' and p.id > ${last} order by p.id limit ${BATCH}`.execute(db);
      const end = rows.at(-1);
      if (!end) break;
      last = end['id'] as string;
      for (const row of rows) yield { ...identity(row, territory), facts: shown(placeSubject.facts(row)) };
    }
  }
}

/**
 * A structure has one row for each of its places, or one row where it has none. What the source of each row called it:
 * the place's own record, or, for the first place, the structure's, unless that is another place's already.
 */
export function toldOfRows({ told, places }: ExportedOrganisation): (Told | null)[] {
  if (places.length === 0) return [told];
  const isTaken = places.some((place) => place.told?.source === told?.source && place.told?.externalId === told?.externalId);
  return places.map((place, index) => place.told ?? (index === 0 && !isTaken ? told : null));
}

/** Whether a service has no address of its own, and none to hide. */
export function isWhereItsPlaceIs(facts: ServiceFacts): boolean {
  const { street, addressComplement, postcode, locality, communeCode, position, isAddressConfidential } = facts;
  return !isAddressConfidential && (street ?? addressComplement ?? postcode ?? locality ?? communeCode ?? position) === null;
}

/** The id that a row has whoever asks: its source's, else ours, with the name of the portal before it. */
export function idOfRow(told: Told | null, own: string, id: string): Told {
  return told ?? { source: own, externalId: `${own}--${id}` };
}

/** Counts what a format leaves out, in words. */
export class Left {
  private readonly counts = new Map<string, number>();

  add(words: string, times = 1): void {
    if (times > 0) this.counts.set(words, (this.counts.get(words) ?? 0) + times);
  }

  get all(): Record<string, number> {
    return Object.fromEntries([...this.counts].sort(([, a], [, b]) => b - a));
  }
}
