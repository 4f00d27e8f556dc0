import { sql } from 'kysely';
import type { Kernel } from '../../../kernel/module.ts';
import type { DB } from '../tables.generated.ts';
import { fold, slugify } from '../text.ts';

/** The structure whose page has this address, for modules that name one without knowing the directory. */
export async function findStructure(kernel: Kernel, territoryId: string, slug: string): Promise<{ id: string; name: string } | null> {
  const found = await kernel.database
    .kysely<DB>()
    .selectFrom('directory.organisation')
    .select(['id', 'name'])
    .where('territory_id', '=', territoryId)
    .where('slug', '=', slug)
    .where('state', '=', 'published')
    .executeTakeFirst();
  return found ?? null;
}

/** Published structures of a territory by their ids: what they are called, and where their page is. */
export async function structuresById(
  kernel: Kernel,
  territoryId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { id: string; name: string; slug: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await kernel.database
    .kysely<DB>()
    .selectFrom('directory.organisation')
    .select(['id', 'name', 'slug'])
    .where('territory_id', '=', territoryId)
    .where('id', 'in', [...ids])
    .where('state', '=', 'published')
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** What is told of a structure by who does not know its page. */
export interface ToldStructure {
  /** As `structureKeys` makes them. */
  keys: readonly string[];
  name: string;
}

/** The published structure that each of these is, in their order: by an official number, else by its name; null where it is none here. */
export async function structuresTold(
  kernel: Kernel,
  territoryId: string,
  told: readonly ToldStructure[],
): Promise<({ id: string; name: string } | null)[]> {
  const keys = [...new Set(told.flatMap((one) => one.keys))];
  const slugs = [...new Set(told.map(({ name }) => slugify(name, 'structure')))];
  const { rows } = await sql<{ id: string; name: string; keys: string[] }>`
    select id, name, identifier_keys as keys from directory.organisation
    where territory_id = ${territoryId} and state = 'published' and (identifier_keys && ${keys}::text[] or slug = any(${slugs}::text[]))
    order by id`.execute(kernel.database.kysely<DB>());
  return told.map(({ keys: wanted, name }) => {
    const found = rows.find((row) => row.keys.some((key) => wanted.includes(key))) ?? rows.find((row) => fold(row.name) === fold(name));
    return found ? { id: found.id, name: found.name } : null;
  });
}
