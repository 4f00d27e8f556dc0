import { sql } from 'kysely';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { outlineOf } from '../../territories/index.ts';
import { type PlaceFacts, type ProvenanceRecord, placeFields, themesOf } from '../facts.ts';
import { identifierKeys } from '../identifier-keys.ts';
import type { KindCode } from '../kinds.ts';
import { refreshListings } from '../listings.ts';
import type { DB } from '../tables.generated.ts';
import { fold } from '../text.ts';
import type { ThemeCode } from '../themes.ts';
import { addressColumns, addressFacts, isOutside } from './address.ts';
import { type Edited, editSubject } from './editing.ts';
import { extraThemes } from './organisation.ts';
import { renewSlug } from './renaming.ts';
import type { Authorship } from './revision.ts';
import { forgetAddresses, forgetAddressesOf } from './secrecy.ts';
import { serviceSubject } from './service.ts';
import { insertSubjects, type Subject } from './subject.ts';

export const placeSubject: Subject<PlaceFacts> = {
  name: 'place',
  table: 'directory.place',
  fields: placeFields,
  fallbackSlug: 'lieu',
  slugDetail: (facts) => (facts.isAddressConfidential ? '' : (facts.locality ?? facts.street ?? '')),
  columns: (facts) => ({
    name: facts.name,
    name_key: fold(facts.name),
    alternate_names: [...facts.alternateNames],
    description: facts.description,
    kinds: [...facts.kinds],
    themes: themesOf(facts.kinds, facts.themes),
    ...addressColumns(facts),
    email: facts.email,
    phone: facts.phone,
    website: facts.website,
    opening_hours: facts.openingHours,
    wheelchair: facts.wheelchair,
    accessibility_url: facts.accessibilityUrl,
    languages: [...facts.languages],
    identifiers: JSON.stringify(facts.identifiers),
    identifier_keys: identifierKeys(facts.identifiers),
  }),
  facts: (row) => ({
    name: row['name'] as string,
    alternateNames: row['alternate_names'] as string[],
    description: row['description'] as string | null,
    kinds: row['kinds'] as KindCode[],
    themes: extraThemes(row['kinds'] as KindCode[], row['themes'] as ThemeCode[]),
    ...addressFacts(row),
    email: row['email'] as string | null,
    phone: row['phone'] as string | null,
    website: row['website'] as string | null,
    openingHours: row['opening_hours'] as string | null,
    wheelchair: row['wheelchair'] as PlaceFacts['wheelchair'],
    accessibilityUrl: row['accessibility_url'] as string | null,
    languages: row['languages'] as string[],
    identifiers: row['identifiers'] as PlaceFacts['identifiers'],
  }),
  normal: (facts) => ({ ...facts, themes: extraThemes(facts.kinds, facts.themes) }),
  following,
  hide: hidePlace,
};

async function following(kernel: Kernel, territoryId: string, facts: PlaceFacts): Promise<{ is_outside: boolean }> {
  return { is_outside: isOutside(facts, await outlineOf(kernel.database, territoryId)) };
}

/** Adds a place, published, in the current unit of work; `organisationId` null where it is not known who runs it. */
export async function addPlace(
  kernel: Kernel,
  territory: TerritoryContext,
  organisationId: string | null,
  facts: PlaceFacts,
  provenance: ProvenanceRecord,
): Promise<{ id: string; slug: string }> {
  const id = newId();
  const beside = { organisation_id: organisationId, ...(await following(kernel, territory.id, facts)) };
  const slugs = await insertSubjects(kernel, territory.id, placeSubject, [{ id, facts, provenance, beside }]);
  await refreshListings(kernel, territory, { placeIds: [id] });
  return { id, slug: slugs.get(id) ?? id };
}

/** What a person here says of a place: see `editSubject`. */
export function editPlace(
  kernel: Kernel,
  territory: TerritoryContext,
  id: string,
  by: Authorship,
  change: (facts: PlaceFacts) => PlaceFacts,
): Promise<Edited | null> {
  return editSubject(kernel, territory, placeSubject, id, by, change);
}

/**
 * An address is confidential from now on: whatever else here would tell it goes as well: what its structure's services say of
 * where they are, what was and what sources say otherwise, rows set aside, its own page's address and theirs.
 */
async function hidePlace(kernel: Kernel, territoryId: string, id: string, facts: PlaceFacts): Promise<void> {
  const db = kernel.database.kysely<DB>();
  const { rows: services } = await sql<Record<string, unknown> & { id: string }>`
    update directory.service s set is_address_confidential = true, street = null, address_complement = null, postcode = null, locality = null,
      commune_code = null, latitude = null, longitude = null, revision = s.revision + 1
    from directory.place p
    where p.territory_id = ${territoryId} and p.id = ${id} and s.territory_id = p.territory_id and s.organisation_id = p.organisation_id
    returning s.*`.execute(db);
  await forgetAddresses(kernel, territoryId, [id, ...services.map((service) => service.id)]);
  const { rows: owners } = await sql<{ id: string }>`
    select organisation_id as id from directory.place where territory_id = ${territoryId} and id = ${id} and organisation_id is not null`.execute(
    db,
  );
  for (const owner of owners) await forgetAddressesOf(kernel, territoryId, owner.id);
  await renewSlug(kernel, territoryId, placeSubject, id, facts);
  for (const service of services) await renewSlug(kernel, territoryId, serviceSubject, service.id, serviceSubject.facts(service));
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
