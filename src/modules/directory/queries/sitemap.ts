import { sql } from 'kysely';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel, SitemapEntry } from '../../../kernel/module.ts';
import type { DB } from '../tables.generated.ts';

const BATCH = 1_000;

const OFFERED = sql<boolean>`exists (select from directory.organisation o
  where o.territory_id = directory.service.territory_id and o.id = directory.service.organisation_id and o.state = 'published')`;

/** Every page of the territory's own places, structures and services that search engines may keep, read in batches. */
export async function* directorySitemap(kernel: Kernel, territory: TerritoryContext): AsyncGenerator<SitemapEntry> {
  const db = kernel.database.kysely<DB>();
  yield { path: '/annuaire' };
  for (const [table, prefix] of [
    ['directory.organisation', '/annuaire/'],
    ['directory.place', '/lieux/'],
    ['directory.service', '/services/'],
  ] as const) {
    let last = '';
    for (;;) {
      const rows = await db
        .selectFrom(table)
        .select(['slug', 'updated_at'])
        .where('territory_id', '=', territory.id)
        .where('state', '=', 'published')
        .where('slug', '>', last)
        // What a structure that closed or moved did is listed no more.
        .$if(table === 'directory.service', (query) => query.where(OFFERED))
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
