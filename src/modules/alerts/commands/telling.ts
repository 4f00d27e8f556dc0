import { type RawBuilder, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { deadAddresses } from '../../../kernel/mail/dead-address.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { shownCards } from '../../announcements/index.ts';
import { sendNews, sendStillWanted } from '../letters.ts';
import { alertsById } from '../queries/alerts.ts';
import { lastDue, rhythms } from '../rhythm-rules.ts';
import type { DB } from '../tables.generated.ts';

/** Days after which somebody is asked whether they still want their alerts. */
const WANTED_DAYS = 365;

/** On `match m` and `alert a`: found, not told, and in a letter that is due by now. */
function isDue(now: Temporal.Instant, timeZone: string): RawBuilder<unknown> {
  const dues = rhythms.map((rhythm) => sql`when ${rhythm} then ${lastDue(rhythm, now, timeZone)}::timestamptz`);
  return sql`m.told_at is null and m.at >= a.since and m.at <= case a.rhythm ${sql.join(dues, sql` `)} end`;
}

const ALERT_OF_MATCH = sql`a.territory_id = m.territory_id and a.id = m.alert_id`;

/** Writes to all in a territory for whom a letter is due, one letter an address. Idempotent. */
export async function tellNews(kernel: Kernel, territory: TerritoryContext): Promise<void> {
  const now = kernel.clock.now();
  const { rows } = await kernel.database.unit(
    () =>
      sql<{ email: string }>`
        select distinct a.email from alerts.match m join alerts.alert a on ${ALERT_OF_MATCH}
        where m.territory_id = ${territory.id} and ${isDue(now, territory.timeZone)} order by a.email`.execute(
        kernel.database.kysely<DB>(),
      ),
    { keeper: territory.id },
  );
  const emails = rows.map(({ email }) => email);
  const dead = await deadAddresses(kernel, emails);
  for (const email of emails) await (dead.has(email) ? pause(kernel, territory, email) : tellAddress(kernel, territory, email, now));
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
 * One letter with all that is due for an address. What it tells is told for each of its alerts, whatever their rhythm: of two
 * jobs at once, one takes the rows and the other finds none.
 */
async function tellAddress(kernel: Kernel, territory: TerritoryContext, email: string, now: Temporal.Instant): Promise<void> {
  await kernel.database.unit(
    async () => {
      const { rows } = await sql<{ id: string; alert_id: string; announcement_id: string }>`
        with due as (
          select m.announcement_id from alerts.match m join alerts.alert a on ${ALERT_OF_MATCH}
          where m.territory_id = ${territory.id} and a.email = ${email} and ${isDue(now, territory.timeZone)}
        )
        update alerts.match m set told_at = ${now} from alerts.alert a
        where m.territory_id = ${territory.id} and ${ALERT_OF_MATCH} and a.email = ${email} and m.told_at is null
          and m.announcement_id in (select announcement_id from due)
        returning m.id, m.alert_id, m.announcement_id`.execute(kernel.database.kysely<DB>());
      // What ended meanwhile is not told any more.
      const [card, ...cards] = await shownCards(kernel, territory, [...new Set(rows.map((row) => row.announcement_id))]);
      if (!card) return;
      const shown = new Set([card, ...cards].map(({ id }) => id));
      const told = rows.filter((row) => shown.has(row.announcement_id));
      const [alert, ...alerts] = await alertsById(kernel, territory, [...new Set(told.map((row) => row.alert_id))]);
      const [first] = told.map(({ id }) => id).toSorted();
      if (alert) await sendNews(kernel, territory, { key: `alerts.news:${first}`, alerts: [alert, ...alerts], cards: [card, ...cards] });
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
