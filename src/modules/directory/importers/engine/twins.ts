import { sql } from 'kysely';
import { distanceBetween } from '../../../../kernel/geo/geo.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import type { OrganisationFacts, PlaceFacts } from '../../facts.ts';
import { identifierKeys } from '../../identifier-keys.ts';
import type { DB } from '../../tables.generated.ts';
import { fold } from '../../text.ts';
import type { TwinReason } from './records.ts';
import type { OrganisationRow, PlaceRow } from './row.ts';

/** Two places of one name and kind this near are one place drawn twice: as a point and as a building, say. */
const TWIN_METRES = 100;

/** Something that is here already, and that a row might be. */
export interface Candidate {
  organisation_id: string | null;
  place_id: string | null;
  name_key: string;
  kinds: readonly string[];
  latitude: number | null;
  longitude: number | null;
  /** Folded street, number and postcode; '' where there is none. */
  address_key: string;
  identifier_keys: readonly string[];
  /** Of its place: no address to compare with, so that the name alone tells. */
  is_confidential: boolean;
  state: string;
  /** The sources that told of it. */
  sources: readonly string[];
}

export interface Twin {
  candidate: Candidate;
  reason: TwinReason;
}

/** '' where it does not tell one house from another: a street without a number has many. */
function addressKey(street: string | null, postcode: string | null): string {
  return street === null || !/\d/.test(street) ? '' : fold(`${street} ${postcode ?? ''}`);
}

function keysOf(row: OrganisationRow | PlaceRow): string[] {
  return identifierKeys([...(row.subject === 'organisation' ? row.organisation.identifiers : []), ...(row.place?.identifiers ?? [])]);
}

function factsOf(row: OrganisationRow | PlaceRow): OrganisationFacts | PlaceFacts {
  return row.subject === 'organisation' ? row.organisation : row.place;
}

/** The name of the place, as candidates have it: a structure may have several under one roof. */
function nameKeyOf(row: OrganisationRow | PlaceRow): string {
  return fold(row.place?.name ?? factsOf(row).name);
}

/** A company number names the whole structure; only these name one establishment. */
function namesOneEstablishment(key: string): boolean {
  return !key.startsWith('siren:');
}

/** What is here with the name or a number of one of the rows; remembers what the same batch adds. */
export class Twins {
  private readonly byName = new Map<string, Candidate[]>();
  private readonly byIdentifier = new Map<string, Candidate[]>();

  static async among(kernel: Kernel, territoryId: string, rows: readonly (OrganisationRow | PlaceRow)[]): Promise<Twins> {
    const names = [...new Set(rows.map(nameKeyOf))];
    const keys = [...new Set(rows.flatMap(keysOf))];
    const { rows: found } = await sql<Omit<Candidate, 'address_key'> & { street: string | null; postcode: string | null }>`
      with candidate as (
        select p.organisation_id, p.id as place_id from directory.place p
          where p.territory_id = ${territoryId} and p.name_key = any(${names}::text[])
        union select p.organisation_id, p.id from directory.place p
          where p.territory_id = ${territoryId} and p.identifier_keys && ${keys}::text[]
        union select o.id, null from directory.organisation o
          where o.territory_id = ${territoryId} and o.name_key = any(${names}::text[])
            and not exists (select from directory.place p where p.territory_id = o.territory_id and p.organisation_id = o.id)
        union select o.id, null from directory.organisation o
          where o.territory_id = ${territoryId} and o.identifier_keys && ${keys}::text[]
      )
      select c.organisation_id, c.place_id, coalesce(p.name_key, o.name_key) as name_key, coalesce(p.kinds, o.kinds) as kinds,
        p.latitude, p.longitude, p.street, p.postcode, coalesce(p.is_address_confidential, false) as is_confidential,
        coalesce(p.state, o.state) as state,
        coalesce(p.identifier_keys, '{}') || coalesce(o.identifier_keys, '{}') as identifier_keys,
        array(select distinct r.source from directory.source_record r where r.territory_id = ${territoryId}
          and (r.place_id = c.place_id or (c.place_id is null and r.organisation_id = c.organisation_id))) as sources
      from candidate c
      left join directory.place p on p.territory_id = ${territoryId} and p.id = c.place_id
      left join directory.organisation o on o.territory_id = ${territoryId} and o.id = c.organisation_id
      order by c.place_id, c.organisation_id`.execute(kernel.database.kysely<DB>());
    const twins = new Twins();
    for (const { street, postcode, ...candidate } of found) twins.remember({ ...candidate, address_key: addressKey(street, postcode) });
    return twins;
  }

  /** What a row of this batch became. */
  add(row: OrganisationRow | PlaceRow, ids: { organisationId: string | null; placeId: string | null }): void {
    const { place } = row;
    this.remember({
      organisation_id: ids.organisationId,
      place_id: ids.placeId,
      name_key: nameKeyOf(row),
      kinds: factsOf(row).kinds,
      latitude: place?.position?.latitude ?? null,
      longitude: place?.position?.longitude ?? null,
      address_key: addressKey(place?.street ?? null, place?.postcode ?? null),
      identifier_keys: keysOf(row),
      is_confidential: place?.isAddressConfidential ?? false,
      state: 'published',
      sources: [row.source],
    });
  }

  /** What is no longer here. */
  forget(ids: readonly string[]): void {
    const isGone = ({ organisation_id: organisation, place_id: place }: Candidate) =>
      (organisation !== null && ids.includes(organisation)) || (place !== null && ids.includes(place));
    for (const map of [this.byName, this.byIdentifier])
      for (const [key, list] of map)
        map.set(
          key,
          list.filter((candidate) => !isGone(candidate)),
        );
  }

  private remember(candidate: Candidate): void {
    const push = (map: Map<string, Candidate[]>, key: string) => {
      const same = map.get(key);
      if (same) same.push(candidate);
      else map.set(key, [candidate]);
    };
    push(this.byName, candidate.name_key);
    for (const key of candidate.identifier_keys) push(this.byIdentifier, key);
  }

  /**
   * What is here already under another id: first by a number that another source gives as well (one source gives a
   * number to several desks of a structure), then by name and kind at the same address or within a hundred metres.
   */
  find(row: OrganisationRow | PlaceRow): Twin | null {
    for (const key of keysOf(row).filter(namesOneEstablishment)) {
      const candidate = this.byIdentifier.get(key)?.find(({ sources }) => !sources.includes(row.source));
      if (candidate) return { candidate, reason: candidate.state === 'published' ? 'same-identifier' : 'closed-here' };
    }
    const candidate = this.byName.get(nameKeyOf(row))?.find((one) => isSame(row, one));
    return candidate ? { candidate, reason: candidate.state === 'published' ? 'twin' : 'closed-here' } : null;
  }
}

function isSame(row: OrganisationRow | PlaceRow, candidate: Candidate): boolean {
  const { kinds } = factsOf(row);
  const isOfKind =
    candidate.kinds.some((kind) => (kinds as readonly string[]).includes(kind)) ||
    // A structure whose trade is not said may be any that is.
    (row.subject === 'organisation' && (kinds.length === 0 || candidate.kinds.length === 0));
  if (!isOfKind) return false;
  if (candidate.is_confidential) return true;
  const { place } = row;
  if (place?.position && candidate.latitude !== null && candidate.longitude !== null)
    if (distanceBetween(place.position, { latitude: candidate.latitude, longitude: candidate.longitude }) <= TWIN_METRES) return true;
  const address = addressKey(place?.street ?? null, place?.postcode ?? null);
  if (address !== '' && candidate.address_key !== '') return address === candidate.address_key;
  // Neither says where: two structures of one name, unless they are of two towns.
  return row.subject === 'organisation' && candidate.place_id === null && !place?.position && address === '';
}
