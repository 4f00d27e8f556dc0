import type pg from 'pg';

/**
 * Where a table's rows live when the database is distributed: `territorial` with their territory, `global` copied
 * everywhere (small, few writes), `local` on the coordinator.
 */
export type TableDistribution = 'territorial' | 'global' | 'local';

export interface TableDeclaration {
  distribution: TableDistribution;
  /** Holds confidential data: it needs row-level security, forced, with a policy. */
  confidential?: true;
}

interface TableRow {
  oid: number;
  name: string;
  secured: boolean;
  forced: boolean;
  policies: number;
  /** In order, dropped ones left out. */
  columns: readonly { name: string; type: string; required: boolean }[];
}

interface KeyRow {
  table: number;
  name: string;
  kind: 'primary key' | 'unique' | 'exclusion';
  /** Empty strings stand for expressions. */
  columns: readonly string[];
}

interface ReferenceRow {
  table: number;
  target: string;
  name: string;
  onUpdate: string;
  onDelete: string;
  columns: readonly string[];
  targetColumns: readonly string[];
  /** Columns that an `on delete set …` empties. */
  emptied: readonly string[];
}

const FIRST = 'territory_id';
/** Letters of `pg_constraint` for what a foreign key does. */
const NOTHING = ['a', 'r'];
const CASCADE = 'c';
const EMPTYING = ['n', 'd'];

/**
 * Where the tables of some schemas break the distribution contract (docs/architecture.md), one sentence each, so that
 * Citus could distribute them as they are: read from the catalogue of the migrated database.
 *
 * @param declared by `schema.table`; every table of `schemas` is in it, and nothing else.
 */
export async function distributionBreaches(
  client: pg.ClientBase,
  declared: ReadonlyMap<string, TableDeclaration>,
  schemas: readonly string[],
): Promise<string[]> {
  const tables = await readTables(client, schemas);
  const oids = tables.map(({ oid }) => oid);
  const keys = await readKeys(client, oids);
  const references = await readReferences(client, oids);
  const triggers = await readTriggers(client, oids);
  const askingPolicies = await readPoliciesWithSubquery(client, oids);

  const breaches: string[] = [];
  const existing = new Set(tables.map(({ name }) => name));
  for (const name of declared.keys()) if (!existing.has(name)) breaches.push(`${name} is declared and does not exist.`);

  for (const table of tables) {
    const own = <Row extends { table: number }>(rows: readonly Row[]) => rows.filter((row) => row.table === table.oid);
    const say = (breach: string) => breaches.push(`${table.name}: ${breach}`);
    const declaration = declared.get(table.name);
    if (!declaration) {
      say('no distribution is declared.');
      continue;
    }
    for (const reference of own(references)) for (const breach of referenceBreaches(reference, declaration, declared)) say(breach);
    for (const { name } of own(askingPolicies)) say(`policy ${name} holds a subquery.`);
    if (declaration.confidential) {
      if (!table.secured || !table.forced) say('confidential, its row-level security must be enabled and forced.');
      if (table.policies === 0) say('confidential, it has no policy.');
    }
    if (declaration.distribution === 'territorial') {
      for (const breach of [...columnBreaches(table), ...own(keys).flatMap(keyBreaches)]) say(breach);
      if (!own(keys).some(({ kind }) => kind === 'primary key')) say(`no primary key, where (${FIRST}, id) is expected.`);
      for (const { name } of own(triggers)) say(`trigger ${name}, where a territorial table has none.`);
    }
  }
  return breaches;
}

function columnBreaches({ columns: [first] }: TableRow): string[] {
  if (first?.name !== FIRST) return [`its first column must be ${FIRST}.`];
  return first.type === 'uuid' && first.required ? [] : [`${FIRST} must be uuid not null.`];
}

function keyBreaches({ name, kind, columns }: KeyRow): string[] {
  if (kind === 'primary key') return columns.join() === `${FIRST},id` ? [] : [`its primary key must be (${FIRST}, id).`];
  return columns[0] === FIRST ? [] : [`${kind} ${name} must be led by ${FIRST}.`];
}

function referenceBreaches(
  reference: ReferenceRow,
  { distribution }: TableDeclaration,
  declared: ReadonlyMap<string, TableDeclaration>,
): string[] {
  const { name, target, columns, targetColumns } = reference;
  const other = declared.get(target)?.distribution;
  const breaches: string[] = [];
  if (!other) breaches.push(`foreign key ${name} leads to ${target}, which is not declared.`);
  else if (!(['global', distribution] as const).includes(other))
    breaches.push(`foreign key ${name} leads from ${distribution} to ${other}.`);
  if (distribution === 'territorial' && other === 'territorial' && (columns[0] !== FIRST || targetColumns[0] !== FIRST))
    breaches.push(`foreign key ${name} must be led by ${FIRST} on both sides.`);
  if (!NOTHING.includes(reference.onUpdate)) breaches.push(`foreign key ${name} changes rows on update.`);
  if (other === 'global' && reference.onDelete === CASCADE) breaches.push(`foreign key ${name} cascades from a global table.`);
  if (EMPTYING.includes(reference.onDelete) && reference.emptied.includes(FIRST))
    breaches.push(`foreign key ${name} empties ${FIRST} on delete.`);
  return breaches;
}

async function readTables(client: pg.ClientBase, schemas: readonly string[]): Promise<TableRow[]> {
  // A partition follows its parent, which is declared.
  const { rows } = await client.query<TableRow>(
    `select c.oid, n.nspname || '.' || c.relname as name, c.relrowsecurity as secured, c.relforcerowsecurity as forced,
      (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
      coalesce((select json_agg(json_build_object(
          'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'required', a.attnotnull)
        order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped), '[]') as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = any($1) and c.relkind in ('r', 'p') and not c.relispartition
    order by name`,
    [schemas],
  );
  return rows;
}

async function readKeys(client: pg.ClientBase, oids: readonly number[]): Promise<KeyRow[]> {
  // Exclusion constraints stand on an index too, and a unique index needs no constraint: the index tells all.
  const { rows } = await client.query<KeyRow>(
    `select i.indrelid as table, c.relname as name,
      case when i.indisprimary then 'primary key' when i.indisexclusion then 'exclusion' else 'unique' end as kind,
      array(select coalesce(a.attname::text, '') from unnest(i.indkey::int2[]) with ordinality as k (number, place)
        left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number and k.number > 0
        where k.place <= i.indnkeyatts order by k.place) as columns
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = any($1::oid[]) and (i.indisunique or i.indisexclusion)
    order by c.relname`,
    [oids],
  );
  return rows;
}

async function readReferences(client: pg.ClientBase, oids: readonly number[]): Promise<ReferenceRow[]> {
  const names = (numbers: string, table: string) =>
    `array(select a.attname::text from unnest(${numbers}) with ordinality as k (number, place)
      join pg_attribute a on a.attrelid = ${table} and a.attnum = k.number order by k.place)`;
  const { rows } = await client.query<ReferenceRow>(
    `select o.conrelid as table, n.nspname || '.' || c.relname as target, o.conname as name,
      o.confupdtype as "onUpdate", o.confdeltype as "onDelete",
      ${names('o.conkey', 'o.conrelid')} as columns, ${names('o.confkey', 'o.confrelid')} as "targetColumns",
      ${names('coalesce(o.confdelsetcols, o.conkey)', 'o.conrelid')} as emptied
    from pg_constraint o join pg_class c on c.oid = o.confrelid join pg_namespace n on n.oid = c.relnamespace
    where o.contype = 'f' and o.conrelid = any($1::oid[])
    order by o.conname`,
    [oids],
  );
  return rows;
}

async function readTriggers(client: pg.ClientBase, oids: readonly number[]): Promise<{ table: number; name: string }[]> {
  const { rows } = await client.query<{ table: number; name: string }>(
    'select tgrelid as table, tgname as name from pg_trigger where tgrelid = any($1::oid[]) and not tgisinternal order by tgname',
    [oids],
  );
  return rows;
}

async function readPoliciesWithSubquery(client: pg.ClientBase, oids: readonly number[]): Promise<{ table: number; name: string }[]> {
  // In the stored expression, every form of subquery (scalar, exists, in) is a SUBLINK.
  const { rows } = await client.query<{ table: number; name: string }>(
    `select polrelid as table, polname as name from pg_policy
    where polrelid = any($1::oid[]) and concat(polqual::text, polwithcheck::text) like '%{SUBLINK %' order by polname`,
    [oids],
  );
  return rows;
}
