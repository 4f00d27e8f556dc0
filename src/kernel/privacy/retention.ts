import { type RawBuilder, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Database } from '../db/database.ts';
import { ownHolder } from './own-data.ts';
import type { Retention } from './personal-data.ts';
import type { Holder } from './rows.ts';

/** Rows that have served their time, of one table of a territory. */
export interface Expired {
  /** `schema.table` */
  table: string;
  kind: string;
  rows: number;
  /** Those before this moment. */
  before: Temporal.Instant;
}

/** Rows of a module's table in a territory that have served, as what follows `delete` or `select`. @param name of the module. */
export function servedRows(
  name: string,
  { table, column, unless }: Retention,
  territoryId: string,
  before: Temporal.Instant,
): RawBuilder<unknown> {
  return sql`from ${sql.table(`${name}.${table}`)} where territory_id = ${territoryId} and ${sql.ref(column)} < ${before}
    ${unless ? sql`and not (${unless(before)})` : sql``}`;
}

/**
 * Deletes what has served its time in a territory, and counts what is a public archive: that waits for the archivist's
 * visa. One small unit a table.
 *
 * @returns what waits for the visa.
 */
export async function retain(
  database: Database,
  holders: readonly Holder[],
  territoryId: string,
  now: Temporal.Instant,
): Promise<Expired[]> {
  const waiting: Expired[] = [];
  for (const { name, personalData = [] } of holders) {
    for (const { kind, retention = [], fate } of personalData) {
      for (const rule of retention) {
        const { table, days } = rule;
        const before = now.subtract({ hours: 24 * days });
        const old = servedRows(name, rule, territoryId, before);
        const rows = await database.unit(
          async () => {
            if (fate === 'delete') {
              await sql`delete ${old}`.execute(database.kysely<never>());
              return 0;
            }
            return (await sql<{ n: number }>`select count(*)::int as n ${old}`.execute(database.kysely<never>())).rows[0]?.n ?? 0;
          },
          { keeper: territoryId },
        );
        if (rows > 0) waiting.push({ table: `${name}.${table}`, kind, rows, before });
      }
    }
  }
  return waiting;
}

/** Deletes what has served its time of the kernel's own. Idempotent. */
export async function retainOwn(database: Database, now: Temporal.Instant): Promise<void> {
  const { name, personalData } = ownHolder;
  for (const { retention = [] } of personalData) {
    for (const { table, column, days } of retention)
      await sql`delete from ${sql.table(`${name}.${table}`)} where ${sql.ref(column)} < ${now.subtract({ hours: 24 * days })}`.execute(
        database.kysely<never>(),
      );
  }
}
