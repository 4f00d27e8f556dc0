import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { TerritoryContext } from '../../../../kernel/http/visit.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import { completenessOf } from '../../completeness-rules.ts';
import type { FactsOf, SubjectName } from '../../facts.ts';
import { ageingSince, freshness } from '../../freshness-rules.ts';
import { confirmedOn, unconfirmedSince } from '../../queries/confirmed.ts';
import { subjectNamed } from '../../subjects/named.ts';
import { type Kept, keptSubjects } from '../../subjects/subject.ts';
import type { DB } from '../../tables.generated.ts';
import { askedAgainSince, REMINDERS } from '../rules.ts';
import type { HeldPage, Holder } from '../view-models.ts';

/** At most in a day and territory: a whole directory that was just loaded is no reason to look like a sender of spam. */
const MOST = 100;

/** Whom to ask today, the longest unconfirmed first: structures, and places without one, by their ids. */
export async function holdersToAsk(kernel: Kernel, territoryId: string, today: Temporal.PlainDate): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select h.id from (
      select coalesce(d.organisation_id, d.id) as id, min(d.confirmed_on) as confirmed_on
      from ${unconfirmedSince(territoryId, ageingSince(today))} group by 1
    ) h left join directory.reminder r on r.territory_id = ${territoryId} and r.id = h.id
    where r.id is null or (r.sent < ${REMINDERS} and r.last_on <= ${askedAgainSince(today)})
    order by h.confirmed_on, h.id limit ${MOST}`.execute(kernel.database.kysely<DB>());
  return rows.map(({ id }) => id);
}

interface Row {
  subject: SubjectName;
  id: string;
  confirmed_on: Temporal.PlainDate;
  pictures: number;
}

/** A structure, or a place that nobody is known to run, with the pages of it that are shown; null where there is none. */
export async function holderById(
  kernel: Kernel,
  territory: TerritoryContext,
  id: string,
  today: Temporal.PlainDate,
): Promise<Holder | null> {
  const column = (subject: SubjectName, row: string) => sql`select ${sql.lit(subject)} as subject, ${sql.ref(`${row}.id`)} as id,
    ${sql.ref(`${row}.name`)} as name, ${confirmedOn(subject, sql.ref(row))} as confirmed_on,
    (select count(*)::int from directory.picture i where i.territory_id = ${territory.id} and i.subject_id = ${sql.ref(`${row}.id`)}) as pictures`;
  const { rows } = await sql<Row>`
    select * from (
      ${column('organisation', 'o')}, 0 as rank from directory.organisation o
        where o.territory_id = ${territory.id} and o.id = ${id} and o.state = 'published'
      union all
      ${column('place', 'p')}, 1 from directory.place p
        where p.territory_id = ${territory.id} and (p.organisation_id = ${id} or (p.id = ${id} and p.organisation_id is null)) and p.state = 'published'
      union all
      ${column('service', 's')}, 2 from directory.service s
        where s.territory_id = ${territory.id} and s.organisation_id = ${id} and s.state = 'published'
    ) page order by rank, name, id`.execute(kernel.database.kysely<DB>());
  const kept = new Map<string, Kept<FactsOf[SubjectName]>>();
  for (const subject of ['organisation', 'place', 'service'] as const) {
    const ids = rows.filter((row) => row.subject === subject).map((row) => row.id);
    const found = await keptSubjects<FactsOf[SubjectName]>(kernel, territory.id, subjectNamed(subject) as never, ids);
    for (const [pageId, one] of found) kept.set(pageId, one);
  }
  const pages = rows.flatMap((row): HeldPage[] => {
    const { subject, confirmed_on, pictures } = row;
    const found = kept.get(row.id);
    if (!found) return [];
    const { slug, facts } = found;
    const completeness = completenessOf(subject, facts as never, pictures);
    return [{ subject, id: row.id, slug, facts, confirmedOn: confirmed_on, freshness: freshness(confirmed_on, today), completeness }];
  });
  const [first] = pages;
  if (!first) return null;
  return { id, name: first.facts.name, mailbox: pages.map(({ facts }) => facts.email).find((email) => email !== null) ?? null, pages };
}
