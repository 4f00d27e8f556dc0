import type { TerritoryRole } from '../../../kernel/access/viewer.ts';
import { isLocale, type Locale } from '../../../kernel/i18n/locales.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { DB } from '../tables.generated.ts';

export interface AccountCard {
  id: string;
  name: string;
  email: string;
  locale: Locale;
}

/** Accounts by their ids; those that are gone are missing. */
export async function accountsById(kernel: Kernel, ids: readonly string[]): Promise<Map<string, AccountCard>> {
  if (ids.length === 0) return new Map();
  const rows = await kernel.database
    .kysely<DB>()
    .selectFrom('people.account')
    .select(['id', 'name', 'email', 'locale'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, { ...row, locale: isLocale(row.locale) ? row.locale : 'fr' }]));
}

/** Who holds one of these roles in a territory, by name. */
export async function holdersOf(
  kernel: Kernel,
  territoryId: string,
  roles: readonly TerritoryRole[],
): Promise<{ accountId: string; name: string }[]> {
  return kernel.database
    .kysely<DB>()
    .selectFrom('people.role as r')
    .innerJoin('people.account as a', 'a.id', 'r.account_id')
    .select(['a.id as accountId', 'a.name'])
    .distinct()
    .where('r.territory_id', '=', territoryId)
    .where('r.role', 'in', [...roles])
    .where('r.structure_id', 'is', null)
    .where('r.team_id', 'is', null)
    .where('r.ended_at', 'is', null)
    .orderBy('a.name')
    .orderBy('a.id')
    .execute();
}

/** Who works in a territory or keeps one of its structures: each once for every structure, and once for all other roles. */
export async function accountsIn(
  kernel: Kernel,
  territoryId: string,
): Promise<{ name: string; email: string; structureId: string | null }[]> {
  return kernel.database
    .kysely<DB>()
    .selectFrom('people.role as r')
    .innerJoin('people.account as a', 'a.id', 'r.account_id')
    .select(['a.name', 'a.email', 'r.structure_id as structureId'])
    .distinct()
    .where('r.territory_id', '=', territoryId)
    .where('r.ended_at', 'is', null)
    .orderBy('a.name')
    .orderBy('a.email')
    .execute();
}
