import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { portalOf, tell } from '../../people/index.ts';
import { todayIn } from '../commands/life.ts';
import { announcementsById } from '../queries/announcements.ts';
import type { DB } from '../tables.generated.ts';
import { changeAnswer, endDocument } from './commands/deciding.ts';
import { daysBefore } from './days-rules.ts';
import { readersOf, readingPath, tellAnswerer } from './letters.ts';
import { waiting } from './notice-kinds.ts';
import { linkPath, receivedPath } from './paths.ts';
import { promiseMessages } from './promise-messages.ts';
import { answerById } from './queries/answers.ts';
import { openStates } from './states.ts';
import { answerToken } from './token.ts';

const system = { actor: 'system', onBehalfOf: null };

/** Days for which an answer waits before who publishes is reminded of it, and once more. */
const REMINDERS = [14, 7] as const;
/** Days after the end of an announcement, and after the last word, after which nobody will decide any more. */
const EXPIRE_DAYS = 60;
/** Days after the last word after which it is forgotten, however long its announcement is prolonged. */
const FORGOTTEN_DAYS = 183;
/** Days after which an answer that had no answer counts against a structure. */
const COUNT_DAYS = 7;
const LATE_DAYS = 14;
const BATCH = 500;

/** What time does to answers of a territory: reminders, ends, and what is counted of how structures answer. */
export async function followAnswers(kernel: Kernel, territory: TerritoryContext): Promise<void> {
  const keeper = { keeper: territory.id };
  await kernel.database.unit(() => endServed(kernel, territory), keeper);
  for (const id of await kernel.database.unit(() => undecided(kernel, territory), keeper))
    await kernel.database.unit(() => expire(kernel, territory, id), keeper);
  // The longest first: who waited for a fortnight is told of once.
  for (const days of REMINDERS)
    for (const id of await kernel.database.unit(() => neglected(kernel, territory, days), keeper))
      await kernel.database.unit(() => remind(kernel, territory, id, days), keeper);
  await kernel.database.unit(() => countResponsiveness(kernel, territory), keeper);
}

function daysAgo(kernel: Kernel, { timeZone }: TerritoryContext, days: number): Temporal.Instant {
  return daysBefore(kernel.clock.now(), timeZone, days);
}

/** Accepted answers whose announcement is over, and took place: from now on they, and their files, wait for their deletion. */
async function endServed(kernel: Kernel, territory: TerritoryContext): Promise<void> {
  const now = kernel.clock.now();
  const { rows } = await sql<{ id: string }>`update announcements.answer a set ended_at = ${now}
    from announcements.announcement n
    where a.territory_id = ${territory.id} and a.state = 'accepted' and a.ended_at is null
      and n.territory_id = a.territory_id and n.id = a.announcement_id and n.ended_at is not null
      and (n.takes_place is null
        or coalesce(upper(n.takes_place), lower(n.takes_place)) <= ${todayIn(kernel, territory).toString()}::date)
    returning a.id`.execute(kernel.database.kysely<DB>());
  for (const { id } of rows) await endDocument(kernel, territory.id, id, now);
}

async function undecided(kernel: Kernel, territory: TerritoryContext): Promise<string[]> {
  const [before, longBefore] = [daysAgo(kernel, territory, EXPIRE_DAYS), daysAgo(kernel, territory, FORGOTTEN_DAYS)];
  const { rows } = await sql<{ id: string }>`
    select a.id from announcements.answer a
      join announcements.announcement n on n.territory_id = a.territory_id and n.id = a.announcement_id
    where a.territory_id = ${territory.id} and a.state = any(${openStates}::text[])
      and (n.ended_at <= ${before} and greatest(a.changed_at, a.last_at) <= ${before} or greatest(a.changed_at, a.last_at) <= ${longBefore})
    order by a.id limit ${BATCH}`.execute(kernel.database.kysely<DB>());
  return rows.map(({ id }) => id);
}

async function expire(kernel: Kernel, territory: TerritoryContext, id: string): Promise<void> {
  const answer = await answerById(kernel, territory.id, id);
  const changed = await changeAnswer(kernel, territory.id, id, 'expire', system);
  if (!answer || 'problem' in changed) return;
  const announcement = (await announcementsById(kernel, territory.id, [answer.announcementId])).get(answer.announcementId);
  if (announcement)
    await tellAnswerer(kernel, portalOf(kernel.config, territory), { announcement, answer, about: changed.changeId }, 'expired');
}

const isNeglected = (kernel: Kernel, territory: TerritoryContext, days: number) => sql`territory_id = ${territory.id}
  and state in ('new', 'seen') and answered_at is null and reminded_days < ${days} and created_at <= ${daysAgo(kernel, territory, days)}`;

async function neglected(kernel: Kernel, territory: TerritoryContext, days: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct announcement_id as id from announcements.answer where ${isNeglected(kernel, territory, days)}
    order by 1 limit ${BATCH}`.execute(kernel.database.kysely<DB>());
  return rows.map(({ id }) => id);
}

/** Reminds who publishes of the answers to an announcement that wait: of two servers, one does, and of each answer once. */
async function remind(kernel: Kernel, territory: TerritoryContext, announcementId: string, days: number): Promise<void> {
  const { rows } = await sql<{ id: string }>`update announcements.answer set reminded_days = ${days}
    where ${isNeglected(kernel, territory, days)} and announcement_id = ${announcementId} returning id`.execute(
    kernel.database.kysely<DB>(),
  );
  const [first] = rows.map(({ id }) => id).toSorted();
  const announcement = (await announcementsById(kernel, territory.id, [announcementId])).get(announcementId);
  if (first === undefined || !announcement) return;
  const values = { n: rows.length, title: announcement.title, days };
  const token = answerToken(kernel.config.secret, territory.id, { id: first, side: 'publisher' });
  for (const reader of await readersOf(kernel, territory.id, announcement)) {
    const path = readingPath(reader, receivedPath(announcementId), linkPath(token));
    await tell(kernel, portalOf(kernel.config, territory), {
      to: reader.to,
      kind: waiting,
      key: `announcements.answers-waiting:${first}:${days}:${reader.name}`,
      words: { key: 'announcements.answers.waiting.subject', values },
      messages: promiseMessages,
      path,
      letter({ locale, href }) {
        const t = translator(promiseMessages, locale);
        return {
          paragraphs: [t('announcements.answers.waiting.body', values)],
          ...(path !== null && { action: { label: t('announcements.answers.waiting.action'), url: href(path) } }),
        };
      },
    });
  }
}

/** What is public of how each structure answers, in one statement. Who took an answer back is waited for by nobody. */
async function countResponsiveness(kernel: Kernel, territory: TerritoryContext): Promise<void> {
  const now = kernel.clock.now();
  const db = kernel.database.kysely<DB>();
  await sql`
    insert into announcements.responsiveness (territory_id, id, answers, answered, median_hours, late, counted_at)
    select territory_id, organisation_id, count(*)::int, count(answered_at)::int,
      percentile_cont(0.5) within group (order by extract(epoch from answered_at - created_at)::double precision / 3600)
        filter (where answered_at is not null),
      count(*) filter (where answered_at is null and state in ('new', 'seen') and created_at <= ${daysAgo(kernel, territory, LATE_DAYS)})::int, ${now}
    from announcements.answer
    where territory_id = ${territory.id} and organisation_id is not null
      and (answered_at is not null or (state <> 'withdrawn' and created_at <= ${daysAgo(kernel, territory, COUNT_DAYS)}))
    group by territory_id, organisation_id
    on conflict (territory_id, id) do update set answers = excluded.answers, answered = excluded.answered,
      median_hours = excluded.median_hours, late = excluded.late, counted_at = excluded.counted_at`.execute(db);
  await db.deleteFrom('announcements.responsiveness').where('territory_id', '=', territory.id).where('counted_at', '<', now).execute();
}
