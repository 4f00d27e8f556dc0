import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../db/database.ts';
import type { TableDeclaration } from '../db/distribution.ts';
import { ownHolder } from './own-data.ts';
import type { Erasure, Link, PersonalData, PersonalTable } from './personal-data.ts';

/** What is asked of a module: its tables, and what they hold about people. */
export interface Holder {
  /** Also its schema. */
  readonly name: string;
  readonly tables: Readonly<Record<string, TableDeclaration>>;
  readonly personalData?: readonly PersonalData[];
}

/** Whose rows: every way in which they are known. */
export interface DataSubject {
  accountId: string | null;
  /** What they are called in each territory that knows them. */
  persons: readonly { territoryId: string; id: string }[];
  /** In lower case. */
  email: string | null;
  /** Keyed digests of that address, one a secret that is or was in use. */
  addressDigests: readonly string[];
  /** Keys of messages that were written to them at whatever address. */
  letterKeys: readonly string[];
  /** Territories that may hold something of them. */
  territoryIds: readonly string[];
}

export interface HeldTable {
  /** `schema.table` */
  name: string;
  kind: string;
  isTerritorial: boolean;
  table: PersonalTable;
}

/** Every table with people in it, the kernel's too, in the order in which they are emptied: who leads to others comes before them. */
export function heldTables(holders: readonly Holder[]): HeldTable[] {
  return [...holders, ownHolder].reverse().flatMap(({ name, tables, personalData = [] }) =>
    personalData.flatMap(({ kind, tables: personal }) =>
      Object.entries(personal).map(([table, declared]) => ({
        name: `${name}.${table}`,
        kind,
        isTerritorial: tables[table]?.distribution === 'territorial',
        table: declared,
      })),
    ),
  );
}

/** The rows of a table that are about somebody, within one territory where the table is a territory's. */
function isAbout({ table }: HeldTable, subject: DataSubject, territoryId: string | null): RawBuilder<unknown> | null {
  const persons = subject.persons.filter((person) => territoryId === null || person.territoryId === territoryId).map(({ id }) => id);
  const actors = [...(subject.accountId ? [`account:${subject.accountId}`] : []), ...persons.map((id) => `person:${id}`)];
  const values: Readonly<Record<Link, readonly string[]>> = {
    account: subject.accountId ? [subject.accountId] : [],
    person: persons,
    email: subject.email ? [subject.email] : [],
    actor: actors,
    digest: subject.addressDigests,
    letter: subject.letterKeys,
  };
  const tests = Object.entries(table.of).flatMap(([column, link]) =>
    values[link].length === 0
      ? []
      : [sql`${sql.ref(column)} = any(${values[link]}::${sql.raw(link === 'account' || link === 'person' ? 'uuid[]' : 'text[]')})`],
  );
  if (tests.length === 0) return null;
  const any = sql`(${sql.join(tests, sql` or `)})`;
  return territoryId === null ? any : sql`territory_id = ${territoryId} and ${any}`;
}

/** Runs a piece of work on each table that may hold something of somebody, as the keeper of each territory in turn. */
async function eachTable(
  database: Database,
  holders: readonly Holder[],
  subject: DataSubject,
  work: (held: HeldTable, where: RawBuilder<unknown>) => Promise<void>,
): Promise<void> {
  const held = heldTables(holders);
  for (const territoryId of subject.territoryIds) {
    await database.unit(
      async () => {
        for (const one of held.filter(({ isTerritorial }) => isTerritorial)) {
          const where = isAbout(one, subject, territoryId);
          if (where) await work(one, where);
        }
      },
      { keeper: territoryId },
    );
  }
  for (const one of held.filter(({ isTerritorial }) => !isTerritorial)) {
    const where = isAbout(one, subject, null);
    if (where) await work(one, where);
  }
}

/** Rows of one table, as one kind of data: a table may hold several. */
export interface ExportedRows {
  /** `schema.table` */
  table: string;
  kind: string;
  rows: readonly Readonly<Record<string, unknown>>[];
  /** Those that rows hold: each row has the name of its own. */
  files: readonly { name: string; content: Uint8Array }[];
}

/** All that is held about somebody, in the current unit of work. Secrets are left out. */
export async function exportRows(database: Database, holders: readonly Holder[], subject: DataSubject): Promise<ExportedRows[]> {
  const found: ExportedRows[] = [];
  let files = 0;
  await eachTable(database, holders, subject, async ({ name, kind, table }, where) => {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)} where ${where}`.execute(database.kysely<never>());
    if (rows.length === 0) return;
    const withheld = new Set(table.withheld ?? []);
    const shown = rows.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => !withheld.has(column))));
    const { file } = table;
    const held = file
      ? shown.map((row) => {
          files += 1;
          const one = { name: `fichier-${files}.${file.extension}`, content: row[file.column] as Buffer };
          row[file.column] = one.name;
          return one;
        })
      : [];
    found.push({ table: name, kind, rows: shown, files: held });
  });
  return found;
}

/** Rows that stay after an erasure, by the message that says why. */
export type KeptRows = Record<string, number>;

/** Erases somebody, in the current unit of work: all of it or nothing. @returns what stays, and why. */
export async function eraseRows(database: Database, holders: readonly Holder[], subject: DataSubject): Promise<KeptRows> {
  const kept: KeptRows = {};
  const db = database.kysely<never>();
  await eachTable(database, holders, subject, async ({ name, table }, where) => {
    const { erasure }: { erasure: Erasure } = table;
    await table.beforeErasure?.(database, where);
    if (erasure === 'delete') await sql`delete from ${sql.table(name)} where ${where}`.execute(db);
    else if ('blank' in erasure) {
      const values = Object.entries(erasure.blank).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
      const left = Object.entries(erasure.except ?? {}).map(([column, value]) => sql`and ${sql.ref(column)} <> ${value}`);
      await sql`update ${sql.table(name)} set ${sql.join(values)} where ${where} ${sql.join(left, sql` `)}`.execute(db);
    } else {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)} where ${where}`.execute(db);
      const n = rows[0]?.n ?? 0;
      if (n > 0) kept[erasure.keep] = (kept[erasure.keep] ?? 0) + n;
    }
  });
  return kept;
}
