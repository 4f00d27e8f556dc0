import { type RawBuilder, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../../kernel/http/cursor.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { Accreditation, ProvenanceRecord } from '../facts.ts';
import type { KindCode } from '../kinds.ts';
import type { DB } from '../tables.generated.ts';
import type { ThemeCode } from '../themes.ts';
import { type HoursNow, hoursAt, openingState } from './opening.ts';
import { directoryScope } from './scope.ts';
import { foldedText, foundWords, type Hit, matching, type Search, search } from './search.ts';

export interface AddressItem {
  street: string | null;
  complement: string | null;
  postcode: string | null;
  locality: string | null;
  commune_code: string | null;
}

interface IdentifierItem {
  scheme: string;
  value: string;
  is_valid: boolean;
}

export interface OrganisationItem {
  id: string;
  slug: string;
  territory: string;
  name: string;
  alternate_names: string[];
  description: string | null;
  kinds: KindCode[];
  themes: ThemeCode[];
  contacts: { phone: string | null; email: string | null; website: string | null };
  places: string[];
  services: { slug: string; name: string; description: string; themes: ThemeCode[]; price: { amount: string; currency: string } | null }[];
  legal_form: string | null;
  activity_code: string | null;
  networks: string[];
  languages: string[];
  identifiers: IdentifierItem[];
  accreditations: Accreditation[];
  source_url: string | null;
  state: 'published' | 'closed' | 'moved';
  distance_m: number | null;
  is_closed_for_good: boolean;
  provenance: ProvenanceRecord;
  updated_at: string;
}

export interface PlaceItem {
  id: string;
  slug: string;
  territory: string;
  name: string;
  alternate_names: string[];
  organisation: string | null;
  description: string | null;
  kinds: KindCode[];
  themes: ThemeCode[];
  address: AddressItem;
  is_address_confidential: boolean;
  position: { latitude: number; longitude: number } | null;
  accessibility_url: string | null;
  languages: string[];
  identifiers: IdentifierItem[];
  state: 'published' | 'closed' | 'moved';
  contacts: { phone: string | null; email: string | null; website: string | null };
  wheelchair: 'yes' | 'limited' | 'no' | null;
  opening_hours: string | null;
  open_now: boolean | null;
  closes_at: string | null;
  opens_at: string | null;
  distance_m: number | null;
  is_closed_for_good: boolean;
  provenance: ProvenanceRecord;
  updated_at: string;
}

export interface Items<Item> {
  items: Item[];
  next_cursor: string | null;
}

function identifierItems(table: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`coalesce((select json_agg(json_build_object('scheme', i->>'scheme', 'value', i->>'value', 'is_valid', i->'isValid'))
    from jsonb_array_elements(${table}.identifiers) i), '[]')`;
}

const placeColumns = sql`p.id, p.slug, p.name, p.alternate_names, o.slug as organisation, p.description, p.kinds, p.themes,
  json_build_object('street', p.street, 'complement', p.address_complement, 'postcode', p.postcode, 'locality', p.locality,
    'commune_code', p.commune_code) as address, p.is_address_confidential, p.accessibility_url, p.languages, ${identifierItems(sql`p`)} as identifiers, p.state,
  case when p.latitude is not null then json_build_object('latitude', p.latitude, 'longitude', p.longitude) end as position,
  json_build_object('phone', coalesce(p.phone, o.phone), 'email', coalesce(p.email, o.email), 'website', coalesce(p.website, o.website)) as contacts,
  p.wheelchair, p.opening_hours, p.state = 'closed' as is_closed_for_good, p.provenance, p.updated_at, p.territory_id`;

type PlaceRow = Omit<PlaceItem, 'territory' | 'open_now' | 'closes_at' | 'opens_at' | 'distance_m' | 'updated_at'> & {
  territory_id: string;
  updated_at: Temporal.Instant;
};

/** A page of places, as the API gives them. */
export async function placeItems(kernel: Kernel, territory: TerritoryContext, request: Search): Promise<Items<PlaceItem>> {
  const result = await search(kernel, request);
  if (result.hits.length === 0) return { items: [], next_cursor: null };
  const { rows } = await sql<PlaceRow>`
    select ${placeColumns} from directory.place p
    left join directory.organisation o on o.territory_id = p.territory_id and o.id = p.organisation_id
    where p.territory_id = any(${request.scope}::uuid[]) and p.id = any(${result.hits.map((hit) => hit.id)}::uuid[])`.execute(
    kernel.database.kysely<DB>(),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    // A place that was closed between the two reads is left out.
    items: result.hits.flatMap((hit) => {
      const row = byId.get(hit.id);
      return row ? [toPlaceItem(row, hit, territory, request.now)] : [];
    }),
    next_cursor: result.nextCursor,
  };
}

/** Whether it is open at `now`, and until or from when. */
export function openItem(hit: HoursNow, territory: TerritoryContext, now: Temporal.Instant) {
  const opening = openingState(hit, territory, now);
  return {
    open_now: opening === null ? null : opening.state === 'open' ? true : opening.state === 'closed' ? false : null,
    closes_at: opening?.state === 'open' ? (opening.closesAt?.toInstant().toString() ?? null) : null,
    opens_at: opening?.state === 'closed' ? (opening.opensAt?.toInstant().toString() ?? null) : null,
  };
}

function toPlaceItem(
  { territory_id, updated_at, ...row }: PlaceRow,
  hit: HoursOf,
  territory: TerritoryContext,
  now: Temporal.Instant,
): PlaceItem {
  return {
    ...row,
    territory: slugOf(territory, territory_id),
    ...openItem(hit, territory, now),
    distance_m: metres(hit.distance),
    updated_at: updated_at.toString(),
  };
}

export type HoursOf = HoursNow & Pick<Hit, 'distance'>;

export function metres(distance: number | null): number | null {
  return distance === null || distance >= 1e8 ? null : Math.round(distance);
}

export function slugOf(territory: TerritoryContext, id: string): string {
  return territory.members.find((member) => member.id === id)?.slug ?? territory.slug;
}

/** One place by its slug; null where there is none in the scope. */
export async function placeItem(kernel: Kernel, territory: TerritoryContext, slug: string): Promise<PlaceItem | null> {
  const now = kernel.clock.now();
  const { rows } = await sql<PlaceRow & HoursOf>`
    select ${placeColumns}, null::float8 as distance, ${hoursAt(now)}
    from directory.place p
    left join directory.organisation o on o.territory_id = p.territory_id and o.id = p.organisation_id
    left join directory.listing l on l.territory_id = p.territory_id and l.id = p.id
    where p.territory_id = any(${directoryScope(territory)}::uuid[]) and p.slug = ${slug}
    order by array_position(${directoryScope(territory)}::uuid[], p.territory_id) limit 1`.execute(kernel.database.kysely<DB>());
  const [row] = rows;
  if (!row) return null;
  const { is_open, is_uncertain, closes_at, opens_at, opening_comment, distance, ...place } = row;
  return toPlaceItem(place, { is_open, is_uncertain, closes_at, opens_at, opening_comment, distance }, territory, now);
}

const organisationColumns = sql`o.id, o.slug, o.name, o.alternate_names, o.description, o.kinds, o.themes,
  json_build_object('phone', o.phone, 'email', o.email, 'website', o.website) as contacts,
  coalesce((select json_agg(p.slug order by p.slug) from directory.place p
    where p.territory_id = o.territory_id and p.organisation_id = o.id and p.state = 'published'), '[]') as places,
  coalesce((select json_agg(json_build_object('slug', s.slug, 'name', s.name, 'description', s.description, 'themes', s.themes,
      'price', case when s.price_amount is not null then json_build_object('amount', s.price_amount::text, 'currency', s.price_currency) end) order by s.name)
    from directory.service s where s.territory_id = o.territory_id and s.organisation_id = o.id and s.state = 'published'), '[]') as services,
  o.legal_form, o.activity_code, o.networks, o.languages, ${identifierItems(sql`o`)} as identifiers, o.accreditations, o.source_url, o.state,
  o.state = 'closed' as is_closed_for_good, o.provenance, o.updated_at, o.territory_id`;

type OrganisationRow = Omit<OrganisationItem, 'territory' | 'distance_m' | 'updated_at'> & {
  territory_id: string;
  updated_at: Temporal.Instant;
};

function toOrganisationItem(
  { territory_id, updated_at, ...row }: OrganisationRow,
  distance: number | null,
  territory: TerritoryContext,
): OrganisationItem {
  return { ...row, territory: slugOf(territory, territory_id), distance_m: metres(distance), updated_at: updated_at.toString() };
}

const organisationCursor = z.object({ ...foundWords, distance: z.number().nullable(), name: foldedText, id: z.uuid() });

/**
 * A page of organisations: those of which a listing (their own or a place's) matches. In order of distance where there
 * is a point, else of the alphabet.
 */
export async function organisationItems(kernel: Kernel, territory: TerritoryContext, request: Search): Promise<Items<OrganisationItem>> {
  const after = request.cursor === null ? null : decodeCursor(request.cursor, organisationCursor);
  const found = await matching(kernel, request, after);
  const byDistance = request.near !== null;
  const beyond = after
    ? byDistance
      ? sql`and (h.distance, o.id) > (${after.distance}::float8, ${after.id}::uuid)`
      : sql`and (o.name_key, o.id) > (${after.name}, ${after.id}::uuid)`
    : sql``;
  const { rows } = await sql<OrganisationRow & { distance: number | null; name_key: string }>`
    with h as materialized (
      select l.territory_id, l.organisation_id, min(${found.distance}) as distance
      from directory.listing l
      where ${found.condition} and l.organisation_id is not null and l.home_territory_id is null group by l.territory_id, l.organisation_id
    )
    select ${organisationColumns}, h.distance, o.name_key
    from h join directory.organisation o on o.territory_id = h.territory_id and o.id = h.organisation_id
    where true ${beyond}
    order by ${byDistance ? sql`h.distance, o.id` : sql`o.name_key, o.id`} limit ${request.limit + 1}`.execute(
    kernel.database.kysely<DB>(),
  );
  const page = rows.slice(0, request.limit);
  const last = page.at(-1);
  return {
    items: page.map(({ distance, name_key: _, ...row }) => toOrganisationItem(row, distance, territory)),
    next_cursor:
      last && rows.length > request.limit
        ? encodeCursor({
            manner: found.manner,
            words: found.words,
            distance: last.distance,
            name: last.name_key,
            id: last.id,
          } satisfies z.output<typeof organisationCursor>)
        : null,
  };
}

/** One organisation by its slug; null where there is none in the scope. */
export async function organisationItem(kernel: Kernel, territory: TerritoryContext, slug: string): Promise<OrganisationItem | null> {
  const { rows } = await sql<OrganisationRow>`
    select ${organisationColumns} from directory.organisation o
    where o.territory_id = any(${directoryScope(territory)}::uuid[]) and o.slug = ${slug}
    order by array_position(${directoryScope(territory)}::uuid[], o.territory_id) limit 1`.execute(kernel.database.kysely<DB>());
  return rows[0] ? toOrganisationItem(rows[0], null, territory) : null;
}
