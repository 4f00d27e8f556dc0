import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { isLocale } from '../../../../kernel/i18n/locales.ts';
import { isId } from '../../../../kernel/ids.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import type { DB } from '../../tables.generated.ts';
import type { Refusal } from '../rules.ts';
import { type AnswerState, openStates } from '../states.ts';
import type { Answer, AnswerChange, AnsweredCard, ReceivedCard, Side } from '../view-models.ts';

// Row-level security says which rows there are: each of these runs in a unit of who may read them.

const MOST = 500;

/** Answers to an announcement: those that wait first, then the newest. */
export async function receivedAnswers(kernel: Kernel, territoryId: string, announcementId: string): Promise<ReceivedCard[]> {
  const { rows } = await sql<ReceivedCard>`
    select a.id, a.name, a.state, a.created_at as "createdAt", a.last_side = 'answerer' as "isWaiting",
      exists (select from announcements.answer_document d where d.territory_id = a.territory_id and d.answer_id = a.id) as "hasDocument"
    from announcements.answer a where a.territory_id = ${territoryId} and a.announcement_id = ${announcementId}
    order by array_position(array['new', 'seen', 'in-discussion'], a.state) nulls last, a.created_at desc, a.id desc
    limit ${MOST}`.execute(kernel.database.kysely<DB>());
  return rows;
}

/** How many answers wait for who publishes, by announcement. */
export async function waitingAnswers(
  kernel: Kernel,
  territoryId: string,
  announcementIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ id: string; n: number }>`
    select announcement_id as id, count(*)::int as n from announcements.answer
    where territory_id = ${territoryId} and announcement_id = any(${announcementIds}::uuid[])
      and (state in ('new', 'seen') or (state = 'in-discussion' and last_side = 'answerer'))
    group by announcement_id`.execute(kernel.database.kysely<DB>());
  return new Map(rows.map(({ id, n }) => [id, n]));
}

/** Whose answers a space shows: those of an account, or those of a person. */
export type Answerer = { accountId: string } | { personId: string };

function isOf(who: Answerer) {
  return 'personId' in who ? sql`a.person_id = ${who.personId}` : sql`a.account_id = ${who.accountId}`;
}

/** What somebody answered, the newest first. */
export async function answersOf(kernel: Kernel, territoryId: string, who: readonly Answerer[]): Promise<AnsweredCard[]> {
  if (who.length === 0) return [];
  const { rows } = await sql<AnsweredCard>`
    select a.id, n.title, n.publisher, a.state, a.created_at as "createdAt", a.last_side = 'publisher' as "isAnswered"
    from announcements.answer a join announcements.announcement n on n.territory_id = a.territory_id and n.id = a.announcement_id
    where a.territory_id = ${territoryId} and (${sql.join(who.map(isOf), sql` or `)})
    order by a.created_at desc, a.id desc limit ${MOST}`.execute(kernel.database.kysely<DB>());
  return rows;
}

/** The open answer that somebody has given to an announcement; null: none. */
export async function openAnswerTo(kernel: Kernel, territoryId: string, announcementId: string, who: Answerer): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select a.id from announcements.answer a
    where a.territory_id = ${territoryId} and a.announcement_id = ${announcementId} and ${isOf(who)}
      and a.state = any(${['accepted', ...openStates]}::text[]) limit 1`.execute(kernel.database.kysely<DB>());
  return rows[0]?.id ?? null;
}

/** What else the same one answers and waits for, in the current unit of work. */
export async function otherOpenAnswers(
  kernel: Kernel,
  territoryId: string,
  { id, answererKey }: Pick<Answer, 'id' | 'answererKey'>,
): Promise<{ id: string; title: string }[]> {
  return kernel.database.unit(
    async () => {
      const { rows } = await sql<{ id: string; title: string }>`
        select a.id, n.title from announcements.answer a
          join announcements.announcement n on n.territory_id = a.territory_id and n.id = a.announcement_id
        where a.territory_id = ${territoryId} and a.answerer_key = ${answererKey} and a.id <> ${id}
          and a.state = any(${openStates}::text[])
        order by a.created_at, a.id limit ${MOST}`.execute(kernel.database.kysely<DB>());
      return rows;
    },
    { territory: territoryId, answerer: answererKey },
  );
}

interface Row {
  id: string;
  announcementId: string;
  organisationId: string | null;
  authorAccount: string | null;
  accountId: string | null;
  personId: string | null;
  answererKey: string;
  state: AnswerState;
  name: string;
  email: string | null;
  phone: string | null;
  locale: string;
  createdAt: Temporal.Instant;
  documentSize: number | null;
}

/** An answer whole; null where the unit may not see it. */
export async function answerById(kernel: Kernel, territoryId: string, id: string): Promise<Answer | null> {
  if (!isId(id)) return null;
  const db = kernel.database.kysely<DB>();
  const { rows } = await sql<Row>`
    select a.id, a.announcement_id as "announcementId", a.organisation_id as "organisationId", a.author_account as "authorAccount",
      a.account_id as "accountId", a.person_id as "personId", a.answerer_key as "answererKey", a.state, a.name, a.email, a.phone, a.locale,
      a.created_at as "createdAt",
      (select d.byte_count from announcements.answer_document d where d.territory_id = a.territory_id and d.answer_id = a.id) as "documentSize"
    from announcements.answer a where a.territory_id = ${territoryId} and a.id = ${id}`.execute(db);
  const [row] = rows;
  if (!row) return null;
  const messages = await db
    .selectFrom('announcements.answer_message')
    .select(['id', 'side', 'body', 'at'])
    .where('territory_id', '=', territoryId)
    .where('answer_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const changes = await db
    .selectFrom('announcements.answer_event')
    .select(['id', 'event', 'on_behalf_of', 'refusal', 'reason', 'at'])
    .where('territory_id', '=', territoryId)
    .where('answer_id', '=', id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return {
    ...row,
    locale: isLocale(row.locale) ? row.locale : 'fr',
    messages: messages.map((message) => ({ ...message, side: message.side as Side })),
    changes: changes.map(({ on_behalf_of, refusal, ...change }) => {
      const event = change.event as AnswerChange['event'];
      return {
        ...change,
        event,
        side: event === 'expire' ? null : event === 'send' || event === 'withdraw' ? 'answerer' : 'publisher',
        isAssisted: on_behalf_of !== null && (event === 'send' || event === 'withdraw'),
        refusal: refusal as Refusal | null,
      };
    }),
  };
}

/** The file of an answer; null where there is none, or the unit may not see it. */
export async function documentOf(kernel: Kernel, territoryId: string, answerId: string): Promise<Buffer | null> {
  const found = await kernel.database
    .kysely<DB>()
    .selectFrom('announcements.answer_document')
    .select('content')
    .where('territory_id', '=', territoryId)
    .where('answer_id', '=', answerId)
    .executeTakeFirst();
  return found?.content ?? null;
}
