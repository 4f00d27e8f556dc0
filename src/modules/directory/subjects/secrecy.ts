import { sql } from 'kysely';
import type { Kernel } from '../../../kernel/module.ts';
import { noAddress } from '../facts.ts';
import type { DB } from '../tables.generated.ts';

/** Keys of an address, as facts have them. */
const addressKeys = Object.keys(noAddress).filter((key) => key !== 'isAddressConfidential');
const hiddenAddress = JSON.stringify({ ...noAddress, isAddressConfidential: true });
/** What of a history may tell it: an address of the page may have been made with the locality. */
const tellingFields = ['address', 'position', 'slug'];

/** Facts of a row set aside: of a subject, or of a structure with its place. */
const withoutAddress = sql`(facts - ${addressKeys}::text[])
      || case when jsonb_typeof(facts->'place') = 'object' then jsonb_build_object('place', (facts->'place') - ${addressKeys}::text[]) else '{}' end`;

/**
 * The address of these subjects is confidential from now on: what their histories, drafts, conflicts and rows set aside say of
 * it goes, also of those that were merged into them. In the current unit of work.
 */
export async function forgetAddresses(kernel: Kernel, territoryId: string, subjectIds: readonly string[]): Promise<void> {
  const db = kernel.database.kysely<DB>();
  const { rows } = await sql<{ id: string }>`
    select unnest(${subjectIds}::uuid[]) as id
    union select merged_id from directory.merger where territory_id = ${territoryId} and kept_id = any(${subjectIds}::uuid[])`.execute(db);
  const ids = rows.map((row) => row.id);
  await sql`
    update directory.revision set changes = changes - ${tellingFields}::text[]
    where territory_id = ${territoryId} and subject_id = any(${ids}::uuid[])`.execute(db);
  await sql`
    update directory.draft set facts = facts || ${hiddenAddress}::jsonb
    where territory_id = ${territoryId} and subject_id = any(${ids}::uuid[])`.execute(db);
  await sql`
    update directory.merger set facts = facts || ${hiddenAddress}::jsonb
    where territory_id = ${territoryId} and merged_id = any(${ids}::uuid[])`.execute(db);
  await sql`
    delete from directory.conflict
    where territory_id = ${territoryId} and field in ('address', 'position') and subject_id = any(${ids}::uuid[])`.execute(db);
  await sql`
    update directory.set_aside set facts = ${withoutAddress}
    where territory_id = ${territoryId} and (twin_id = any(${ids}::uuid[]) or twin_service_id = any(${ids}::uuid[]))`.execute(db);
}

/** The same of what sources and drafts say of new places and services of a structure. */
export async function forgetAddressesOf(kernel: Kernel, territoryId: string, organisationId: string): Promise<void> {
  const db = kernel.database.kysely<DB>();
  await sql`
    update directory.set_aside set facts = ${withoutAddress}
    where territory_id = ${territoryId} and twin_organisation_id = ${organisationId}`.execute(db);
  await sql`
    update directory.draft set facts = facts || ${hiddenAddress}::jsonb
    where territory_id = ${territoryId} and organisation_id = ${organisationId} and subject = 'service' and subject_id is null`.execute(db);
}
