import { sql } from 'kysely';
import type { Visit } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { wordsOf } from '../../announcements/index.ts';
import { meantQuery } from '../../directory/index.ts';
import { sendAsked } from '../letters.ts';
import { readerOf } from '../links.ts';
import type { SavedSearch } from '../models.ts';
import type { Rhythm } from '../rhythm-rules.ts';
import { addressOf, anchorOf, facetsOf } from '../saved-search.ts';
import type { DB } from '../tables.generated.ts';

/** Of one address in one territory. */
export const MOST_ALERTS = 20;

interface Asked {
  email: string;
  search: SavedSearch;
  rhythm: Rhythm;
}

/**
 * Notes that an address wants to be written to, and sends it the link that says yes; nothing is sent before that. The letter
 * alone says what became of it, so that nobody else learns whether the address has alerts here. One unit of work.
 */
export async function askForAlert(kernel: Kernel, visit: Pick<Visit, 'territory' | 'locale' | 'now'>, asked: Asked): Promise<void> {
  const { territory, locale, now } = visit;
  const readerId = readerOf(territory.id, asked.email);
  const about = { email: asked.email, locale, readerId, search: asked.search };
  await kernel.database.unit(
    async () => {
      const id = newId();
      const isNew = await insertAlert(kernel, visit, { ...asked, id, readerId, isConfirmed: false });
      // Asked for again: from today on, and as it is wanted now.
      const waiting = isNew
        ? id
        : await updateAlert(kernel, visit, { ...asked, readerId }, sql`unconfirmed_since = ${now}, rhythm = ${asked.rhythm}`, false);
      if (waiting !== null) return sendAsked(kernel, territory, { ...about, alertId: waiting });
      const known = await updateAlert(kernel, visit, { ...asked, readerId }, sql`locale = ${locale}`, true);
      await sendAsked(kernel, territory, { ...about, alertId: null, isFull: known === null });
    },
    { territory: territory.id, reader: readerId },
  );
}

/**
 * The same for somebody signed in, whose address is proven: from now on, without a letter. One unit of work.
 *
 * @returns false where they have as many alerts as one may have.
 */
export async function addOwnAlert(kernel: Kernel, visit: Pick<Visit, 'territory' | 'locale' | 'now'>, asked: Asked): Promise<boolean> {
  const { territory, now } = visit;
  const readerId = readerOf(territory.id, asked.email);
  return kernel.database.unit(
    async () => {
      if (await insertAlert(kernel, visit, { ...asked, id: newId(), readerId, isConfirmed: true })) return true;
      const wanted = sql`rhythm = ${asked.rhythm}, unconfirmed_since = null, confirmed_at = ${now}, asked_again_at = null, since = ${now}`;
      for (const isConfirmed of [true, false])
        if ((await updateAlert(kernel, visit, { ...asked, readerId }, wanted, isConfirmed)) !== null) return true;
      return false;
    },
    { territory: territory.id, reader: readerId },
  );
}

/** False where there is this one already, or as many as one may have. */
async function insertAlert(
  kernel: Kernel,
  { territory, locale, now }: Pick<Visit, 'territory' | 'locale' | 'now'>,
  { id, readerId, email, search, rhythm, isConfirmed }: Asked & { id: string; readerId: string; isConfirmed: boolean },
): Promise<boolean> {
  const { query, near } = search;
  const facets = facetsOf(search);
  const groups = (await wordsOf(kernel, territory, query.q)) ?? [];
  const words = groups.length > 0 ? meantQuery(groups) : sql`''::tsquery`;
  // What may be called otherwise is not there for sure: it files nothing.
  const plain = groups.flatMap((group) => (group.means.length === 0 ? [group.words] : [])).join(' ');
  const { rows } = await sql<{ id: string }>`
    insert into alerts.alert (territory_id, id, reader_id, email, locale, address, rhythm, near_name, latitude, longitude, within_km,
      facets, words, age, anchor, since, unconfirmed_since, confirmed_at, created_at)
    select ${territory.id}, ${id}, ${readerId}, ${email}, ${locale}, ${addressOf(search)}, ${rhythm},
      ${near?.name ?? null}, ${near?.latitude ?? null}::float8, ${near?.longitude ?? null}::float8, ${near?.within ?? null}::integer,
      ${facets}::text[], case when numnode(${words}) > 0 then ${words} end, ${query.age}::integer,
      -- The longest of its words, as the rarest.
      coalesce((select 'word:' || lexeme from unnest(tsvector_to_array(to_tsvector('kernel.french', ${plain}))) as lexeme
        order by length(lexeme) desc, lexeme limit 1), ${anchorOf(facets)}),
      ${now}, ${isConfirmed ? null : now}::timestamptz, ${isConfirmed ? now : null}::timestamptz, ${now}
    where (select count(*) from alerts.alert a
      where a.territory_id = ${territory.id} and a.reader_id = ${readerId} and a.unconfirmed_since is null) < ${MOST_ALERTS}
    on conflict (territory_id, reader_id, address, near_name, within_km) do nothing
    returning id`.execute(kernel.database.kysely<DB>());
  return rows.length > 0;
}

/** Changes the alert that asks for the same; null where there is none in this state. */
async function updateAlert(
  kernel: Kernel,
  { territory }: Pick<Visit, 'territory'>,
  { readerId, search }: Asked & { readerId: string },
  changes: ReturnType<typeof sql>,
  isConfirmed: boolean,
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    update alerts.alert set ${changes}
    where territory_id = ${territory.id} and reader_id = ${readerId} and address = ${addressOf(search)}
      and near_name is not distinct from ${search.near?.name ?? null} and within_km is not distinct from ${search.near?.within ?? null}
      and (unconfirmed_since is null) = ${isConfirmed}
    returning id`.execute(kernel.database.kysely<DB>());
  return rows[0]?.id ?? null;
}
