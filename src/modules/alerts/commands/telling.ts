import { sql } from 'kysely';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { deadAddresses } from '../../../kernel/mail/dead-address.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { shownCards } from '../../announcements/index.ts';
import { sendNews, sendStillWanted } from '../letters.ts';
import { alertsById } from '../queries/alerts.ts';
import { newsWhere, type Wanted, wantedNews } from '../queries/wanted.ts';
import { lastDue, type Rhythm, rhythms } from '../rhythm-rules.ts';
import type { DB } from '../tables.generated.ts';

/** Days after which somebody is asked whether they still want their alerts. */
const WANTED_DAYS = 365;

/** Days for which the letter of an address that fails is tried again. */
const TRIED_DAYS = 14;

/**
 * Writes to all in a territory for whom a letter is due, one letter an address. What waited waits no more once all are told: what fails
 * for one address is told to the operator, keeps no other from its letter, and is tried again by the next rounds. Idempotent.
 */
export async function tellNews(kernel: Kernel, territory: TerritoryContext): Promise<void> {
  const now = kernel.clock.now();
  const dues = rhythms.map((rhythm) => sql`when ${rhythm} then ${lastDue(rhythm, now, territory.timeZone)}::timestamptz`);
  const news = await newsWhere(kernel, territory.id, sql`at <= case rhythm ${sql.join(dues, sql` `)} end`);
  if (news.length === 0) return;
  const wanted = await kernel.database.unit(() => wantedNews(kernel, territory.id, news), { keeper: territory.id });
  const byEmail = Map.groupBy(wanted, ({ email }) => email);
  const dead = await deadAddresses(kernel, [...byEmail.keys()]);
  let isAllTold = true;
  for (const [email, wants] of byEmail)
    try {
      await (dead.has(email) ? pause(kernel, territory, email) : tellReader(kernel, territory, wants));
    } catch (error) {
      isAllTold = false;
      kernel.log.error({ err: error, territory: territory.slug }, 'a letter of alerts could not be written; it is tried again');
    }
  await sql`delete from alerts.news where territory_id = ${territory.id} and id = any(${news.map(({ id }) => id)}::uuid[])
    and (${isAllTold} or at < ${now.subtract({ hours: 24 * TRIED_DAYS })})`.execute(kernel.database.kysely<DB>());
}

/** Tells what waits for a slower rhythm that an alert is about to leave: letters of the one that it takes may have passed it. */
export async function tellWaiting(kernel: Kernel, territory: TerritoryContext, alertId: string, rhythm: Rhythm): Promise<void> {
  const news = await newsWhere(kernel, territory.id, sql`rhythm = ${rhythm}`);
  if (news.length === 0) return;
  const wanted = await kernel.database.unit(() => wantedNews(kernel, territory.id, news, sql`a.id = ${alertId}`), {
    keeper: territory.id,
  });
  await tellReader(kernel, territory, wanted);
}

/** Letters no longer reach it: its alerts rest, until their reader takes them up again or they are forgotten. */
async function pause(kernel: Kernel, territory: TerritoryContext, email: string): Promise<void> {
  await kernel.database.unit(
    () =>
      sql`update alerts.alert set rhythm = 'paused', since = ${kernel.clock.now()}
        where territory_id = ${territory.id} and email = ${email}`.execute(kernel.database.kysely<DB>()),
    { keeper: territory.id },
  );
}

/**
 * One letter with all that is due for a reader and that none of their alerts has told: it is told for each of them. Of two
 * rounds at once, one waits for the alerts of the other, and finds that all is told.
 */
async function tellReader(kernel: Kernel, territory: TerritoryContext, wanted: readonly Wanted[]): Promise<void> {
  const readerId = wanted[0]?.reader_id;
  if (readerId === undefined) return;
  const db = kernel.database.kysely<DB>();
  const ofReader = sql`a.territory_id = ${territory.id} and a.reader_id = ${readerId}`;
  await kernel.database.unit(
    async () => {
      const { rows: held } = await sql<{ id: string }>`
        select a.id from alerts.alert a where ${ofReader} and a.rhythm <> 'paused' order by a.id for update`.execute(db);
      const ids = new Set(held.map(({ id }) => id));
      // What was stopped meanwhile is not told any more, nor what ended.
      const wants = wanted.filter((one) => ids.has(one.alert_id));
      const shown = await shownCards(kernel, territory, [...new Set(wants.flatMap((one) => one.announcement_ids))]);
      const { rows: told } = await sql<{ id: string; announcement_id: string }>`
        insert into alerts.told (territory_id, id, alert_id, announcement_id, at)
        select a.territory_id, gen_random_uuid(), a.id, announcement_id, ${kernel.clock.now()}
        from alerts.alert a cross join unnest(${shown.map(({ id }) => id)}::uuid[]) as announcement_id
        where ${ofReader} and announcement_id not in (
          select t.announcement_id from alerts.told t join alerts.alert a on a.territory_id = t.territory_id and a.id = t.alert_id
          where ${ofReader}
        )
        returning id, announcement_id`.execute(db);
      const fresh = new Set(told.map((row) => row.announcement_id));
      const [card, ...cards] = shown.filter(({ id }) => fresh.has(id));
      const asking = wants.filter((one) => one.announcement_ids.some((id) => fresh.has(id))).map((one) => one.alert_id);
      const [alert, ...alerts] = await alertsById(kernel, territory, asking);
      const [first] = told.map(({ id }) => id).toSorted();
      if (card && alert)
        await sendNews(kernel, territory, { key: `alerts.news:${first}`, alerts: [alert, ...alerts], cards: [card, ...cards] });
    },
    { keeper: territory.id },
  );
}

/** Asks those who said yes a year ago; what they do not answer is forgotten by retention. Idempotent. */
export async function askAgain(kernel: Kernel, territory: TerritoryContext): Promise<void> {
  const now = kernel.clock.now();
  const isOld = sql`territory_id = ${territory.id} and asked_again_at is null and confirmed_at < ${now.subtract({ hours: 24 * WANTED_DAYS })}`;
  const db = kernel.database.kysely<DB>();
  const { rows } = await kernel.database.unit(
    () => sql<{ email: string }>`select distinct email from alerts.alert where ${isOld} order by email`.execute(db),
    { keeper: territory.id },
  );
  const dead = await deadAddresses(
    kernel,
    rows.map(({ email }) => email),
  );
  for (const { email } of rows) {
    await kernel.database.unit(
      async () => {
        const asked = await sql<{ id: string }>`
          update alerts.alert set asked_again_at = ${now} where ${isOld} and email = ${email} returning id`.execute(db);
        const ids = asked.rows.map(({ id }) => id);
        const [alert, ...alerts] = await alertsById(kernel, territory, ids);
        if (alert && !dead.has(email)) await sendStillWanted(kernel, territory, `alerts.still:${alert.id}:${now}`, [alert, ...alerts]);
      },
      { keeper: territory.id },
    );
  }
}
