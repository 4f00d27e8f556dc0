import { sql } from 'kysely';
import { isInside, type Outline } from '../../kernel/geo/geo.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/module.ts';
import type { Money } from '../../kernel/money/money.ts';
import { outlineOf } from '../territories/index.ts';
import { type PlaceFacts, type ProvenanceRecord, themesOf } from './facts.ts';
import type { KindCode } from './kinds.ts';
import { refreshListings } from './listings.ts';
import { subjectStates } from './states.ts';
import type { DB } from './tables.generated.ts';
import { fold, slugify } from './text.ts';
import type { ThemeCode } from './themes.ts';

export interface PlaceWrite {
  id: string;
  organisationId: string | null;
  facts: PlaceFacts;
  provenance: ProvenanceRecord;
}

function columns(write: PlaceWrite, outline: Outline | null) {
  const { facts } = write;
  return {
    name: facts.name,
    name_key: fold(facts.name),
    alternate_names: [...facts.alternateNames],
    description: facts.description,
    kinds: [...facts.kinds],
    themes: themesOf(facts.kinds, facts.themes),
    street: facts.street,
    postcode: facts.postcode,
    locality: facts.locality,
    latitude: facts.position?.latitude ?? null,
    longitude: facts.position?.longitude ?? null,
    email: facts.email,
    phone: facts.phone,
    website: facts.website,
    opening_hours: facts.openingHours,
    wheelchair: facts.wheelchair,
    is_outside: isOutside(facts, outline),
    provenance: JSON.stringify(write.provenance),
  };
}

function isOutside(facts: Pick<PlaceFacts, 'position'>, outline: Outline | null): boolean {
  return outline !== null && facts.position !== null && !isInside(outline, facts.position);
}

/** Adds places, all published, in the current unit of work. Returns the slug of each by its id. */
export async function addPlaces(
  kernel: Kernel,
  territory: TerritoryContext,
  writes: readonly PlaceWrite[],
  outline: Outline | null,
): Promise<Map<string, string>> {
  if (writes.length === 0) return new Map();
  const db = kernel.database.kysely<DB>();
  const now = kernel.clock.now();
  const slugs = await freeSlugs(
    kernel,
    territory.id,
    'directory.place',
    writes.map(({ id, facts }) => ({ id, wish: slugify(facts.name, 'lieu'), detail: facts.locality ?? facts.street ?? '' })),
  );
  await db
    .insertInto('directory.place')
    .values(
      writes.map((write) => ({
        territory_id: territory.id,
        id: write.id,
        organisation_id: write.organisationId,
        slug: slugs.get(write.id) ?? write.id,
        ...columns(write, outline),
        state: 'published',
        created_at: now,
        updated_at: now,
      })),
    )
    .execute();
  await refreshListings(kernel, territory, {
    placeIds: writes.map((write) => write.id),
    organisationIds: writes.flatMap((write) => write.organisationId ?? []),
  });
  return slugs;
}

/** Rewrites what is known of places that are here already, in the current unit of work. */
export async function updatePlaces(
  kernel: Kernel,
  territory: TerritoryContext,
  writes: readonly Omit<PlaceWrite, 'organisationId'>[],
  outline: Outline | null,
): Promise<void> {
  const db = kernel.database.kysely<DB>();
  for (const write of writes) {
    await db
      .updateTable('directory.place')
      .set({ ...columns({ ...write, organisationId: null }, outline), updated_at: kernel.clock.now() })
      .where('territory_id', '=', territory.id)
      .where('id', '=', write.id)
      .execute();
  }
  await refreshListings(kernel, territory, { placeIds: writes.map((write) => write.id), organisationIds: [] });
}

/**
 * Closes a place or organisation for good, or reopens it, in the current unit of work. Nothing happens where its state
 * does not allow it: of two that say the same at once, one is recorded.
 */
export async function changeState(
  kernel: Kernel,
  territory: TerritoryContext,
  change: { subject: 'organisation' | 'place'; id: string; event: 'close' | 'reopen'; actor: string; reason: string | null },
): Promise<boolean> {
  const db = kernel.database.kysely<DB>();
  const table = change.subject === 'place' ? 'directory.place' : 'directory.organisation';
  for (const from of subjectStates.from(change.event)) {
    const to = subjectStates.next(from, change.event);
    if (!to) continue;
    const changed = await db
      .updateTable(table)
      .set({ state: to, updated_at: kernel.clock.now() })
      .where('territory_id', '=', territory.id)
      .where('id', '=', change.id)
      .where('state', '=', from)
      .returning('id')
      .executeTakeFirst();
    if (!changed) continue;
    await db
      .insertInto('directory.state_change')
      .values({
        territory_id: territory.id,
        id: newId(),
        subject: change.subject,
        subject_id: change.id,
        from_state: from,
        to_state: to,
        event: change.event,
        actor: change.actor,
        reason: change.reason,
        at: kernel.clock.now(),
      })
      .execute();
    const owner =
      change.subject === 'place'
        ? await db
            .selectFrom('directory.place')
            .select('organisation_id')
            .where('territory_id', '=', territory.id)
            .where('id', '=', change.id)
            .executeTakeFirst()
        : undefined;
    await refreshListings(
      kernel,
      territory,
      change.subject === 'place'
        ? { placeIds: [change.id], organisationIds: owner?.organisation_id ? [owner.organisation_id] : [] }
        : { placeIds: [], organisationIds: [change.id] },
    );
    return true;
  }
  return false;
}

export interface NewOrganisation {
  name: string;
  alternateNames: readonly string[];
  description: string | null;
  kinds: readonly KindCode[];
  themes: readonly ThemeCode[];
  email: string | null;
  phone: string | null;
  website: string | null;
  provenance: ProvenanceRecord;
}

/** Adds an organisation, published, in the current unit of work. */
export async function addOrganisation(
  kernel: Kernel,
  territory: TerritoryContext,
  input: NewOrganisation,
): Promise<{ id: string; slug: string }> {
  const db = kernel.database.kysely<DB>();
  const now = kernel.clock.now();
  const id = newId();
  const slugs = await freeSlugs(kernel, territory.id, 'directory.organisation', [
    { id, wish: slugify(input.name, 'structure'), detail: '' },
  ]);
  const slug = slugs.get(id) ?? id;
  await db
    .insertInto('directory.organisation')
    .values({
      territory_id: territory.id,
      id,
      slug,
      name: input.name,
      name_key: fold(input.name),
      alternate_names: [...input.alternateNames],
      description: input.description,
      kinds: [...input.kinds],
      themes: themesOf(input.kinds, input.themes),
      email: input.email,
      phone: input.phone,
      website: input.website,
      state: 'published',
      provenance: JSON.stringify(input.provenance),
      created_at: now,
      updated_at: now,
    })
    .execute();
  await refreshListings(kernel, territory, { placeIds: [], organisationIds: [id] });
  return { id, slug };
}

export interface NewService {
  organisationId: string;
  placeId: string | null;
  name: string;
  description: string;
  themes: readonly ThemeCode[];
  price: Money | null;
  provenance: ProvenanceRecord;
}

/** Adds a service of an organisation, in the current unit of work. */
export async function addService(kernel: Kernel, territory: TerritoryContext, input: NewService): Promise<void> {
  const db = kernel.database.kysely<DB>();
  await db
    .insertInto('directory.service')
    .values({
      territory_id: territory.id,
      id: newId(),
      organisation_id: input.organisationId,
      place_id: input.placeId,
      name: input.name,
      description: input.description,
      themes: themesOf([], input.themes),
      price_amount: input.price?.amount ?? null,
      price_currency: input.price?.currency ?? null,
      provenance: JSON.stringify(input.provenance),
    })
    .execute();
  const places = await db
    .selectFrom('directory.place')
    .select('id')
    .where('territory_id', '=', territory.id)
    .where('organisation_id', '=', input.organisationId)
    .execute();
  await refreshListings(kernel, territory, { placeIds: places.map((place) => place.id), organisationIds: [input.organisationId] });
}

/** For each wish, a slug that nothing has: itself, with the locality or street, then with a number. */
async function freeSlugs(
  kernel: Kernel,
  territoryId: string,
  table: 'directory.place' | 'directory.organisation',
  wishes: readonly { id: string; wish: string; detail: string }[],
): Promise<Map<string, string>> {
  const db = kernel.database.kysely<DB>();
  // Two writers at once would find the same slug free: one waits for the other, within the territory.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${table}/${territoryId}`}, 0))`.execute(db);
  const stems = [...new Set(wishes.flatMap(({ wish, detail }) => [wish, ...(detail ? [slugify(`${wish} ${detail}`, wish)] : [])]))];
  // In the order of bytes, « -: » comes right after « -9 »: the range holds the stem and what is numbered after it.
  const { rows } = await sql<{ slug: string }>`
    select t.slug from unnest(${stems}::text[]) as stem
    join ${sql.table(table)} t on t.territory_id = ${territoryId} and t.slug >= stem and t.slug < stem || '-:'`.execute(db);
  const taken = new Set(rows.map((row) => row.slug));
  const slugs = new Map<string, string>();
  for (const { id, wish, detail } of wishes) {
    const candidates = [wish, ...(detail ? [slugify(`${wish} ${detail}`, wish)] : [])];
    let slug = candidates.find((candidate) => !taken.has(candidate));
    const stem = candidates.at(-1) ?? wish;
    for (let number = 2; slug === undefined; number += 1) if (!taken.has(`${stem}-${number}`)) slug = `${stem}-${number}`;
    taken.add(slug);
    slugs.set(id, slug);
  }
  return slugs;
}

/** Looks again at which places lie outside, once a territory's outline has changed. Idempotent. */
export async function recheckOutline(kernel: Kernel, territoryId: string): Promise<void> {
  const db = kernel.database.kysely<DB>();
  const outline = await outlineOf(kernel.database, territoryId);
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await db
      .selectFrom('directory.place')
      .select(['id', 'latitude', 'longitude', 'is_outside'])
      .where('territory_id', '=', territoryId)
      .where('id', '>', last)
      .orderBy('id')
      .limit(1_000)
      .execute();
    const end = rows.at(-1);
    if (!end) return;
    last = end.id;
    for (const value of [true, false]) {
      const ids = rows
        .filter((row) => row.is_outside !== value && row.latitude !== null && row.longitude !== null)
        .filter((row) => isOutside({ position: { latitude: row.latitude ?? 0, longitude: row.longitude ?? 0 } }, outline) === value)
        .map((row) => row.id);
      if (ids.length > 0)
        await db
          .updateTable('directory.place')
          .set({ is_outside: value })
          .where('territory_id', '=', territoryId)
          .where('id', 'in', ids)
          .execute();
    }
  }
}
