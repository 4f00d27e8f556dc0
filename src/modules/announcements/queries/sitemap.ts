import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel, SitemapEntry } from '../../../kernel/module.ts';
import { announcementPath } from '../paths.ts';
import type { DB } from '../tables.generated.ts';

const BATCH = 1_000;

/** The list and every published announcement of the territory, in batches. */
export async function* announcementSitemap(kernel: Kernel, territory: TerritoryContext): AsyncGenerator<SitemapEntry> {
  yield { path: '/annonces' };
  yield { path: '/annonces/jeunes' };
  let last = '';
  for (;;) {
    const rows = await kernel.database
      .kysely<DB>()
      .selectFrom('announcements.announcement')
      .select(['slug', 'updated_at'])
      .where('territory_id', '=', territory.id)
      .where('state', '=', 'published')
      .where('slug', '>', last)
      .orderBy('slug')
      .limit(BATCH)
      .execute();
    for (const { slug, updated_at } of rows)
      yield { path: announcementPath({ slug, commune: null }), modified: updated_at.toString().slice(0, 10) };
    const end = rows.at(-1);
    if (!end) return;
    last = end.slug;
  }
}
