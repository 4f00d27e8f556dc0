import { sql } from 'kysely';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { countedPhrase } from '../figures/rules.ts';
import type { UnmetSearch } from '../gestion/words/models.ts';
import type { DB } from '../tables.generated.ts';

/** Nobody reads what fewer separate days asked for: a name typed once stays unread. */
export const DAYS_TO_BE_READ = 5;
/** More phrases than this a day are a machine's. */
const MOST_A_DAY = 500;
const KEPT_DAYS = 400;

/**
 * Counts a search that found nothing, by theme (or « announcements ») and day; nothing is kept of who searched. A failure is told to the operator, not to the
 * visitor.
 */
export async function recordUnmetSearch(kernel: Kernel, territory: TerritoryContext, q: string, theme: string | null): Promise<void> {
  const phrase = countedPhrase(q);
  if (phrase === null) return;
  const day = kernel.clock.now().toZonedDateTimeISO(territory.timeZone).toPlainDate().toString();
  try {
    await sql`
      insert into directory.unmet_search (territory_id, id, day, phrase, theme, times)
      select ${territory.id}, ${newId()}, ${day}::date, ${phrase}, ${theme ?? ''}, 1
      where (select count(*) from directory.unmet_search u where u.territory_id = ${territory.id} and u.day = ${day}::date) < ${MOST_A_DAY}
        or exists (select from directory.unmet_search u where u.territory_id = ${territory.id} and u.day = ${day}::date
          and u.phrase = ${phrase} and u.theme = ${theme ?? ''})
      on conflict (territory_id, phrase, theme, day) do update set times = directory.unmet_search.times + 1`.execute(
      kernel.database.kysely<DB>(),
    );
  } catch (error) {
    kernel.log.warn({ err: error }, 'an unmet search was not counted');
  }
}

/** What residents looked for in vain, most days first: only what at least five separate days asked for. */
export async function unmetSearches(kernel: Kernel, territory: Pick<TerritoryContext, 'id'>): Promise<UnmetSearch[]> {
  const { rows } = await sql<UnmetSearch>`
    select phrase, nullif(theme, '') as theme, count(distinct day)::int as days, sum(times)::int as times, max(day) as last
    from directory.unmet_search u where territory_id = ${territory.id}
      and (select count(distinct o.day) from directory.unmet_search o where o.territory_id = u.territory_id and o.phrase = u.phrase) >= ${DAYS_TO_BE_READ}
    group by phrase, theme order by days desc, times desc, phrase limit 500`.execute(kernel.database.kysely<DB>());
  return rows;
}

/** Forgets what is older than thirteen months. Idempotent. */
export async function forgetUnmetSearches(kernel: Kernel, territory: TerritoryContext): Promise<void> {
  const before = kernel.clock.now().toZonedDateTimeISO(territory.timeZone).toPlainDate().subtract({ days: KEPT_DAYS });
  await kernel.database
    .kysely<DB>()
    .deleteFrom('directory.unmet_search')
    .where('territory_id', '=', territory.id)
    .where('day', '<', before)
    .execute();
}
