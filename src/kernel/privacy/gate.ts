import type pg from 'pg';
import type { Holder } from './rows.ts';

/** Columns that name somebody, by how such columns are called; whoever finds another word adds it here. */
const PERSONAL =
  /^(.*_)?(account|person|author|sender|writer|actor|email|phone|mobile|given_name|family_name|birth_date|birthday|guardian|signatory|assigned_to|assignee|browser)(_id|_email|_name|_phone|_account)?$|^[a-z_]+_by$|^on_behalf_of$/;

/** Columns that are called so and name nobody, with the reason. */
export type Impersonal = Readonly<Record<string, string>>;

/**
 * The columns of the migrated database that name somebody and that no module declares in its `personalData`, one sentence
 * each: what is not declared is neither exported nor erased.
 *
 * @param impersonal by `schema.table.column`.
 */
export async function personalDataBreaches(client: pg.ClientBase, holders: readonly Holder[], impersonal: Impersonal): Promise<string[]> {
  const { rows } = await client.query<{ schema: string; table: string; column: string; leads: boolean }>(
    `select n.nspname::text as schema, c.relname::text as table, a.attname::text as column,
      exists (select from pg_constraint o join pg_class t on t.oid = o.confrelid join pg_namespace tn on tn.oid = t.relnamespace
        where o.contype = 'f' and o.conrelid = c.oid and a.attnum = any(o.conkey)
          and tn.nspname = 'people' and t.relname in ('account', 'person') and a.attname <> 'territory_id') as leads
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname = any($1) and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
    order by 1, 2, a.attnum`,
    [holders.map(({ name }) => name)],
  );
  const breaches: string[] = [];
  const used = new Set<string>();
  for (const { schema, table, column, leads } of rows) {
    const name = `${schema}.${table}.${column}`;
    if (!leads && !PERSONAL.test(column)) continue;
    if (Object.hasOwn(impersonal, name)) {
      used.add(name);
      continue;
    }
    const holder = holders.find((one) => one.name === schema);
    const declared = (holder?.personalData ?? []).flatMap(({ tables }) => {
      const found = tables[table];
      return found ? [found] : [];
    });
    if (declared.length === 0)
      breaches.push(`${name} names somebody, and ${schema}.${table} is not among the personal data of its module.`);
    else if (
      !declared.some(({ of, withheld = [], erasure }) => Object.hasOwn(of, column) || withheld.includes(column) || erases(erasure, column))
    )
      breaches.push(`${name} names somebody, and the personal data of its module do not say so.`);
  }
  for (const name of Object.keys(impersonal)) if (!used.has(name)) breaches.push(`${name} is excepted and is not there.`);
  return breaches;
}

/** Whether erasing the row takes this column along: it is deleted, or the column is emptied. */
function erases(erasure: unknown, column: string): boolean {
  if (erasure === 'delete') return true;
  return (
    typeof erasure === 'object' && erasure !== null && 'blank' in erasure && Object.hasOwn((erasure as { blank: object }).blank, column)
  );
}
