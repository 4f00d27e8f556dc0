import type pg from 'pg';
import type { Holder } from './rows.ts';

/** Columns that name somebody, by how such columns are called; whoever finds another word adds it here. */
const PERSONAL =
  /^(.*_)?(account|person|author|sender|recipient|writer|actor|email|phone|mobile|given_name|family_name|birth_date|birthday|guardian|signatory|assigned_to|assignee|browser)(_id|_email|_name|_phone|_account)?$|^[a-z_]+_by$|^on_behalf_of$/;

/** What names nobody, with the reason. */
export interface Impersonal {
  /** By `schema.table`: every table of the database that no `personalData` declares. */
  tables: Readonly<Record<string, string>>;
  /** By `schema.table.column`: columns that are called as if they did. */
  columns: Readonly<Record<string, string>>;
}

/**
 * Where the migrated database may hold something about people that nobody owns up to, one sentence each: what is not declared is
 * neither exported nor erased. Every table of every schema, whoever made it, is declared in a `personalData` or said to name
 * nobody; columns that look as if they named somebody are asked about in both.
 */
export async function personalDataBreaches(client: pg.ClientBase, holders: readonly Holder[], impersonal: Impersonal): Promise<string[]> {
  const { rows } = await client.query<{ schema: string; table: string; columns: { name: string; leads: boolean }[] }>(
    `select n.nspname::text as schema, c.relname::text as table, json_agg(json_build_object('name', a.attname,
      'leads', exists (select from pg_constraint o join pg_class t on t.oid = o.confrelid join pg_namespace tn on tn.oid = t.relnamespace
        where o.contype = 'f' and o.conrelid = c.oid and a.attnum = any(o.conkey)
          and tn.nspname = 'people' and t.relname in ('account', 'person') and a.attname <> 'territory_id')) order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
      and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
    group by 1, 2 order by 1, 2`,
  );
  const breaches: string[] = [];
  const used = new Set<string>();
  for (const { schema, table, columns } of rows) {
    const holder = holders.find((one) => one.name === schema);
    const declared = (holder?.personalData ?? []).flatMap(({ tables }) => tables[table] ?? []);
    const isNameless = Object.hasOwn(impersonal.tables, `${schema}.${table}`);
    if (isNameless) used.add(`${schema}.${table}`);
    if (isNameless === declared.length > 0) {
      breaches.push(
        isNameless
          ? `${schema}.${table} is said to name nobody, and is among the personal data of its module.`
          : `${schema}.${table} is neither among the personal data of its module nor said to name nobody.`,
      );
      continue;
    }
    for (const { name: column, leads } of columns) {
      const name = `${schema}.${table}.${column}`;
      if (!leads && !PERSONAL.test(column)) continue;
      if (Object.hasOwn(impersonal.columns, name)) used.add(name);
      else if (isNameless) breaches.push(`${name} names somebody, and ${schema}.${table} is said to name nobody.`);
      else if (
        !declared.some(
          ({ of, withheld = [], erasure }) => Object.hasOwn(of, column) || withheld.includes(column) || erases(erasure, column),
        )
      )
        breaches.push(`${name} names somebody, and the personal data of its module do not say so.`);
    }
  }
  for (const name of [...Object.keys(impersonal.tables), ...Object.keys(impersonal.columns)])
    if (!used.has(name)) breaches.push(`${name} is excepted and is not there.`);
  return breaches;
}

/** Whether erasing the row takes this column along: it is deleted, or the column is emptied. */
function erases(erasure: unknown, column: string): boolean {
  if (erasure === 'delete') return true;
  return (
    typeof erasure === 'object' && erasure !== null && 'blank' in erasure && Object.hasOwn((erasure as { blank: object }).blank, column)
  );
}
