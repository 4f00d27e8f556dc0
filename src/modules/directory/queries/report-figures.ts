import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { DB } from '../tables.generated.ts';
import type { ThemeCode } from '../themes.ts';
import { nearestDistrict } from './districts.ts';
import { DAYS_TO_BE_READ } from './unmet-searches.ts';

/** From the first day, up to the last one excluded. */
export interface Period {
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
}

/** What there is of one kind under one theme in one district, and what happened to it in the period. */
export interface FigureRow {
  subject: 'organisation' | 'place' | 'service';
  /** The first of its themes; null: none. */
  theme: ThemeCode | null;
  /** The nearest one; null: none is near, or nobody knows where it is. */
  district: string | null;
  /** There at the end of the period. */
  present: number;
  added: number;
  closed: number;
  /** Confirmed by somebody or its source, and not since. */
  confirmed: number;
  views: number;
  /** Searches that led to it. */
  searches: number;
}

export interface DirectoryFigures {
  rows: FigureRow[];
  claims: { received: number; granted: number; refused: number };
  /** Searches that found nothing; of their words, only what at least five separate days asked for. */
  unmet: { times: number; phrases: { phrase: string; times: number }[] };
}

/**
 * Figures of a period, of a territory's own pages: counts alone, not yet masked. Each subject counts once, under its first theme
 * and in its nearest district. In a unit whose `keeper` is the territory, for the claims.
 */
export async function directoryFigures(kernel: Kernel, territory: TerritoryContext, period: Period): Promise<DirectoryFigures> {
  const db = kernel.database.kysely<DB>();
  const [from, to] = [period.from, period.to].map((day) => day.toString());
  const [start, end] = [period.from, period.to].map((day) => day.toZonedDateTime(territory.timeZone).toInstant());
  const { rows } = await sql<FigureRow>`
    with subject as (
      select 'organisation' as subject, o.id, o.themes, p.latitude, p.longitude, o.state, o.created_at, o.confirmed_on
        from directory.organisation o left join lateral (
          select latitude, longitude from directory.place p
          where p.territory_id = o.territory_id and p.organisation_id = o.id and p.latitude is not null and not p.is_address_confidential
          order by p.id limit 1) p on true
        where o.territory_id = ${territory.id}
      union all
      select 'place', id, themes, latitude, longitude, state, created_at, confirmed_on from directory.place where territory_id = ${territory.id}
      union all
      select 'service', s.id, s.themes, coalesce(s.latitude, p.latitude), coalesce(s.longitude, p.longitude), s.state, s.created_at, s.confirmed_on
        from directory.service s left join directory.place p on p.territory_id = s.territory_id and p.id = s.place_id
        where s.territory_id = ${territory.id}
    ), change as (
      select subject_id, bool_or(at >= ${end}::timestamptz and from_state = 'published') as was_there,
        bool_or(at >= ${start}::timestamptz and at < ${end}::timestamptz and to_state = 'closed') as has_closed
      from directory.state_change where territory_id = ${territory.id} group by subject_id
    ), viewed as (
      select subject_id, sum(views)::int as views from directory.page_view
      where territory_id = ${territory.id} and day >= ${from}::date and day < ${to}::date group by subject_id
    ), searched as (
      select subject_id, sum(times)::int as times from directory.page_search
      where territory_id = ${territory.id} and day >= ${from}::date and day < ${to}::date group by subject_id
    )
    select s.subject, s.themes[1] as theme, d.name as district,
      (count(*) filter (where s.created_at < ${end}::timestamptz and (s.state = 'published' or c.was_there)))::int as present,
      (count(*) filter (where s.created_at >= ${start}::timestamptz and s.created_at < ${end}::timestamptz))::int as added,
      (count(*) filter (where c.has_closed))::int as closed,
      (count(*) filter (where s.confirmed_on >= ${from}::date and s.confirmed_on < ${to}::date))::int as confirmed,
      coalesce(sum(v.views), 0)::int as views, coalesce(sum(q.times), 0)::int as searches
    from subject s
      left join change c on c.subject_id = s.id
      left join viewed v on v.subject_id = s.id
      left join searched q on q.subject_id = s.id
      left join lateral (${nearestDistrict(territory, sql`s`)}) d on true
    group by 1, 2, 3 order by 1, 2, 3`.execute(db);

  const claims = await sql<DirectoryFigures['claims']>`
    select count(*)::int as received, (count(*) filter (where state = 'granted'))::int as granted, (count(*) filter (where state = 'refused'))::int as refused
    from directory.claim where territory_id = ${territory.id} and opened_at >= ${start}::timestamptz and opened_at < ${end}::timestamptz`.execute(
    db,
  );
  const unmet = await sql<{ phrase: string; times: number; days: number }>`
    select phrase, sum(times)::int as times, count(distinct day)::int as days from directory.unmet_search
    where territory_id = ${territory.id} and day >= ${from}::date and day < ${to}::date group by phrase order by times desc, phrase`.execute(
    db,
  );
  return {
    rows,
    claims: claims.rows[0] ?? { received: 0, granted: 0, refused: 0 },
    unmet: {
      times: unmet.rows.reduce((sum, { times }) => sum + times, 0),
      phrases: unmet.rows
        .filter(({ days }) => days >= DAYS_TO_BE_READ)
        .slice(0, 20)
        .map(({ phrase, times }) => ({ phrase, times })),
    },
  };
}
