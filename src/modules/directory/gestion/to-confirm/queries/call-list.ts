import { type RawBuilder, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../../../../kernel/http/cursor.ts';
import type { TerritoryContext } from '../../../../../kernel/http/visit.ts';
import type { Kernel } from '../../../../../kernel/module.ts';
import { ageingSince } from '../../../freshness-rules.ts';
import { unconfirmedSince } from '../../../queries/confirmed.ts';
import { askedAgainSince, REMINDERS } from '../../../reminders/rules.ts';
import type { DB } from '../../../tables.generated.ts';
import type { Filter } from '../filter.ts';
import type { CallList, ToCall } from '../view-models.ts';

const PAGE = 50;

const cursorKey = z.object({ on: z.iso.date(), id: z.uuid() });

/** Who was asked three times and did not answer, and whom no reminder reaches: a table and its condition, as `h` and `r`. */
function toCall(kernel: Kernel, territory: TerritoryContext, { theme, district }: Filter): RawBuilder<unknown> {
  const today = kernel.clock.now().toZonedDateTimeISO(territory.timeZone).toPlainDate();
  const facets = [...(theme ? [`theme:${theme}`] : []), ...(district ? [`district:${district}`] : [])];
  return sql`directory.reminder r join (
      select coalesce(d.organisation_id, d.id) as id, min(d.confirmed_on) as confirmed_on, array_agg(d.name order by d.confirmed_on, d.name) as pages
      from ${unconfirmedSince(territory.id, ageingSince(today))} group by 1
    ) h on h.id = r.id
    where r.territory_id = ${territory.id}
      and (r.reached <> 'written' or (r.sent = ${REMINDERS} and r.last_on <= ${askedAgainSince(today)}))
      ${
        facets.length === 0
          ? sql``
          : sql`and exists (select from directory.listing l where l.territory_id = r.territory_id
              and (l.organisation_id = h.id or l.id = h.id) and l.facets @> ${facets}::text[])`
      }`;
}

interface Waiting {
  id: string;
  pages: string[];
  confirmedOn: Temporal.PlainDate;
  sent: number;
  lastOn: Temporal.PlainDate;
  reached: ToCall['reached'];
}

async function rowsOf(
  kernel: Kernel,
  territory: TerritoryContext,
  filter: Filter,
  after: z.output<typeof cursorKey> | null,
  limit: number,
): Promise<ToCall[]> {
  const { rows } = await sql<Waiting>`
    select h.id, h.pages, h.confirmed_on as "confirmedOn", r.sent, r.last_on as "lastOn", r.reached
    from ${toCall(kernel, territory, filter)}
      ${after ? sql`and (h.confirmed_on, h.id) > (${after.on}::date, ${after.id}::uuid)` : sql``}
    order by h.confirmed_on, h.id limit ${limit}`.execute(kernel.database.kysely<DB>());
  const cards = await cardsOf(
    kernel,
    territory.id,
    rows.map(({ id }) => id),
  );
  return rows.flatMap((row): ToCall[] => {
    const told = cards.get(row.id) ?? [];
    const [own] = told;
    if (!own || own.subject === 'service') return [];
    return [
      {
        ...row,
        subject: own.subject,
        slug: own.slug,
        name: own.name,
        phones: [...new Set(told.flatMap(({ phone }) => phone ?? []))],
        email: told.find(({ email }) => email !== null)?.email ?? null,
      },
    ];
  });
}

interface Card {
  holder: string;
  subject: 'organisation' | 'place' | 'service';
  slug: string;
  name: string;
  phone: string | null;
  email: string | null;
}

/** What pages of holders say of how to reach them: the holder's own first. */
async function cardsOf(kernel: Kernel, territoryId: string, ids: readonly string[]): Promise<Map<string, Card[]>> {
  const { rows } = await sql<Card>`
    select * from (
      select o.id as holder, 'organisation' as subject, o.slug, o.name, o.phone, o.email, 0 as rank from directory.organisation o
        where o.territory_id = ${territoryId} and o.id = any(${ids}::uuid[])
      union all
      select coalesce(p.organisation_id, p.id), 'place', p.slug, p.name, p.phone, p.email, 1 from directory.place p
        where p.territory_id = ${territoryId} and coalesce(p.organisation_id, p.id) = any(${ids}::uuid[]) and p.state = 'published'
      union all
      select s.organisation_id, 'service', s.slug, s.name, s.phone, s.email, 2 from directory.service s
        where s.territory_id = ${territoryId} and s.organisation_id = any(${ids}::uuid[]) and s.state = 'published'
    ) card order by rank, name, slug`.execute(kernel.database.kysely<DB>());
  const cards = new Map<string, Card[]>();
  for (const row of rows) cards.set(row.holder, [...(cards.get(row.holder) ?? []), row]);
  return cards;
}

/**
 * Whom to call, the longest unconfirmed first.
 *
 * @throws ProblemError 400 where the cursor is none of ours.
 */
export async function callList(kernel: Kernel, territory: TerritoryContext, filter: Filter, cursor: string | null): Promise<CallList> {
  const after = cursor === null ? null : decodeCursor(cursor, cursorKey);
  const found = await rowsOf(kernel, territory, filter, after, PAGE + 1);
  const rows = found.slice(0, PAGE);
  const last = rows.at(-1);
  const next =
    found.length > PAGE && last
      ? encodeCursor({ on: last.confirmedOn.toString(), id: last.id } satisfies z.output<typeof cursorKey>)
      : null;
  return { rows, total: await countToCall(kernel, territory, filter), filter, next, isFirst: after === null };
}

export async function countToCall(
  kernel: Kernel,
  territory: TerritoryContext,
  filter: Filter = { theme: '', district: '' },
): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${toCall(kernel, territory, filter)}`.execute(
    kernel.database.kysely<DB>(),
  );
  return rows[0]?.n ?? 0;
}
