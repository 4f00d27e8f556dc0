import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Locale } from '../../../kernel/i18n/locales.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { Alert, Near } from '../models.ts';
import { searchAt } from '../saved-search.ts';
import type { DB } from '../tables.generated.ts';

interface Row {
  id: string;
  reader_id: string;
  email: string;
  locale: Locale;
  address: string;
  rhythm: Alert['rhythm'];
  near_name: string | null;
  latitude: number | null;
  longitude: number | null;
  within_km: number | null;
  unconfirmed_since: Temporal.Instant | null;
  created_at: Temporal.Instant;
  asked_again_at: Temporal.Instant | null;
}

function nearOf({ near_name: name, latitude, longitude, within_km: within }: Row): Near | null {
  if (name === null || latitude === null || longitude === null || within === null) return null;
  return { name, latitude, longitude, within };
}

async function alertsWhere(kernel: Kernel, territory: TerritoryContext, condition: ReturnType<typeof sql>): Promise<Alert[]> {
  const { rows } = await sql<Row>`
    select id, reader_id, email, locale, address, rhythm, near_name, latitude, longitude, within_km, unconfirmed_since, created_at, asked_again_at
    from alerts.alert where territory_id = ${territory.id} and ${condition} order by created_at, id`.execute(kernel.database.kysely<DB>());
  return rows.map((row) => ({
    id: row.id,
    readerId: row.reader_id,
    email: row.email,
    locale: row.locale,
    search: searchAt(row.address, territory, nearOf(row)),
    rhythm: row.rhythm,
    isConfirmed: row.unconfirmed_since === null,
    createdAt: row.created_at,
    askedAgainAt: row.asked_again_at,
  }));
}

/** The alerts of a reader that were confirmed, the oldest first. */
export function alertsOf(kernel: Kernel, territory: TerritoryContext, readerId: string): Promise<Alert[]> {
  return kernel.database.unit(() => alertsWhere(kernel, territory, sql`reader_id = ${readerId} and unconfirmed_since is null`), {
    territory: territory.id,
    reader: readerId,
  });
}

/** One alert of a reader, confirmed or not. */
export async function alertOf(kernel: Kernel, territory: TerritoryContext, readerId: string, id: string): Promise<Alert | null> {
  const [alert] = await kernel.database.unit(() => alertsWhere(kernel, territory, sql`reader_id = ${readerId} and id = ${id}`), {
    territory: territory.id,
    reader: readerId,
  });
  return alert ?? null;
}

/** Some alerts of a territory, in a unit of its keeper. */
export function alertsById(kernel: Kernel, territory: TerritoryContext, ids: readonly string[]): Promise<Alert[]> {
  return alertsWhere(kernel, territory, sql`id = any(${[...ids]}::uuid[])`);
}
