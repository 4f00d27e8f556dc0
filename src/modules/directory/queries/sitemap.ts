import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel, SitemapEntry } from '../../../kernel/module.ts';
import type { DB } from '../tables.generated.ts';

const BATCH = 1_000;

/** Every page of the territory's own places and organisations that search engines may keep, read in batches. */
export async function* directorySitemap(kernel: Kernel, territory: TerritoryContext): AsyncGenerator<SitemapEntry> {
  const db = kernel.database.kysely<DB>();
  yield { path: '/annuaire' };
  for (const [table, prefix] of [
    ['directory.organisation', '/annuaire/'],
    ['directory.place', '/lieux/'],
  ] as const) {
    let last = '';
    for (;;) {
      const rows = await db
        .selectFrom(table)
        .select(['slug', 'updated_at'])
        .where('territory_id', '=', territory.id)
        .where('state', '=', 'published')
        .where('slug', '>', last)
        .orderBy('slug')
        .limit(BATCH)
        .execute();
      const end = rows.at(-1);
      if (!end) break;
      last = end.slug;
      for (const row of rows) yield { path: `${prefix}${row.slug}`, modified: row.updated_at.toString().slice(0, 10) };
    }
  }
}
