import { type RawBuilder, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { StructureRole } from '../../../kernel/access/viewer.ts';
import { isLocale, type Locale } from '../../../kernel/i18n/locales.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { DB } from '../tables.generated.ts';

/** Somebody who keeps a structure. */
export interface Keeper {
  roleId: string;
  accountId: string;
  name: string;
  email: string;
  locale: Locale;
  role: StructureRole;
  since: Temporal.Instant;
}

/**
 * Whether a structure's page is still a mandate's to open, as a condition on `people.role`: nobody keeps it with an account, or the
 * person themselves does. Who claimed it since says alone who else keeps it.
 */
export function isOpenTo(territoryId: string, structureId: RawBuilder<unknown>, accountId: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`(select count(*) = 0 or coalesce(bool_or(r.account_id = ${accountId}), false) from people.role r
    where r.territory_id = ${territoryId} and r.structure_id = ${structureId} and r.ended_at is null)`;
}

/** Who keeps a structure: owners first, each once, in their highest role. */
export async function keepersOf(kernel: Kernel, territoryId: string, structureId: string): Promise<Keeper[]> {
  const { rows } = await sql<Omit<Keeper, 'locale'> & { locale: string }>`
    select r.id as "roleId", a.id as "accountId", a.name, a.email, a.locale, r.role, r.granted_at as since
    from people.role r join people.account a on a.id = r.account_id
    where r.territory_id = ${territoryId} and r.structure_id = ${structureId} and r.ended_at is null
    order by r.role = 'owner' desc, r.granted_at, r.id`.execute(kernel.database.kysely<DB>());
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    if (seen.has(row.accountId)) return [];
    seen.add(row.accountId);
    return [{ ...row, locale: isLocale(row.locale) ? row.locale : 'fr' }];
  });
}

/** Who keeps each structure of a territory that somebody keeps: their names by its id, in order. */
export async function keeperNames(kernel: Kernel, territoryId: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ id: string; names: string[] }>`
    select r.structure_id as id, array_agg(distinct a.name order by a.name) as names
    from people.role r join people.account a on a.id = r.account_id
    where r.territory_id = ${territoryId} and r.structure_id is not null and r.ended_at is null
    group by r.structure_id`.execute(kernel.database.kysely<DB>());
  return new Map(rows.map(({ id, names }) => [id, names]));
}

/** Accounts that keep one of these structures, each once. */
export async function keepersOfAny(kernel: Kernel, territoryId: string, structureIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct r.account_id as id from people.role r
    where r.territory_id = ${territoryId} and r.structure_id = any(${structureIds}::uuid[]) and r.ended_at is null
    order by 1`.execute(kernel.database.kysely<DB>());
  return rows.map(({ id }) => id);
}
