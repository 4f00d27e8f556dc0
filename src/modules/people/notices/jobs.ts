import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { colon, formatDay, formatTime } from '../../../kernel/i18n/format.ts';
import type { Locale } from '../../../kernel/i18n/locales.ts';
import { type MessageValues, translator } from '../../../kernel/i18n/messages.ts';
import type { ScheduledJob } from '../../../kernel/jobs/queue.ts';
import type { Kernel, Module } from '../../../kernel/module.ts';
import { allTerritories } from '../../territories/index.ts';
import { lettersTerritory, portalOf } from '../letters.ts';
import { accountsById } from '../queries/accounts.ts';
import type { DB } from '../tables.generated.ts';
import { DIGEST, type Reader, unsubscribePath } from './address.ts';
import { noticeMessages } from './messages.ts';
import { choiceOf } from './queries.ts';
import { lastDigest } from './rules.ts';
import { noticeText } from './words.ts';

/** @param modules whose notices are put in words. */
export function noticeSchedule(modules: readonly Module[]): ScheduledJob<Kernel> {
  return {
    // Every hour: it is seven somewhere, and a server that was stopped at seven makes up for it.
    name: 'send-digests',
    cron: '3 * * * *',
    async run(kernel) {
      for (const territory of await allTerritories(kernel.database, kernel.clock)) await sendDigests(kernel, modules, territory);
    },
  };
}

/** Writes the letter of the day to those for whom something waits, once for each of their mornings. Idempotent. */
export async function sendDigests(kernel: Kernel, modules: readonly Module[], territory: TerritoryContext): Promise<void> {
  const due = lastDigest(kernel.clock.now(), territory.timeZone);
  const accountIds = await kernel.database.unit(
    async () => {
      const rows = await kernel.database
        .kysely<DB>()
        .selectFrom('people.notice')
        .select('account_id')
        .distinct()
        .where('territory_id', '=', territory.id)
        .where('is_for_digest', '=', true)
        .where('at', '<', due.toInstant())
        .execute();
      return rows.map(({ account_id }) => account_id);
    },
    { keeper: territory.id },
  );
  for (const accountId of accountIds) await sendDigest(kernel, modules, territory, accountId, due);
}

interface Row {
  kind: string;
  words: string;
  word_values: MessageValues;
  at: Temporal.Instant;
  read_at: Temporal.Instant | null;
}

async function sendDigest(
  kernel: Kernel,
  modules: readonly Module[],
  territory: TerritoryContext,
  accountId: string,
  due: Temporal.ZonedDateTime,
): Promise<void> {
  const account = (await accountsById(kernel, [accountId])).get(accountId);
  if (!account) return;
  await kernel.database.unit(
    async () => {
      const key = `people.digest:${territory.id}:${accountId}:${due.toPlainDate()}`;
      const reader: Reader = `account:${accountId}`;
      const { rows } = await sql<Row>`
        with told as (
          update people.notice set is_for_digest = false, letter_key = ${key}
          where territory_id = ${territory.id} and account_id = ${accountId} and is_for_digest and at < ${due.toInstant()}
          returning id, kind, words, word_values, at, read_at)
        select * from told order by id`.execute(kernel.database.kysely<DB>());
      const unread = rows.filter(({ read_at }) => read_at === null);
      if (unread.length === 0 || (await choiceOf(kernel, territory.id, reader)).rhythm === 'never') return;
      const { locale, name } = account;
      const t = translator(noticeMessages, locale);
      const { origin, href } = portalOf(kernel.config, territory, locale);
      await kernel.mail.send({
        key,
        to: account.email,
        locale,
        territory: lettersTerritory({ territory, origin }),
        subject: t('people.notice.digest.subject', { n: unread.length, portal: territory.name }),
        greeting: t('people.notice.digest.greeting', { name }),
        paragraphs: [t('people.notice.digest.body', { n: unread.length })],
        facts: unread.map((row) => ({
          term: whenWords(row.at.toZonedDateTimeISO(territory.timeZone), locale),
          value: noticeText(modules, locale, { ...row, values: row.word_values }),
        })),
        action: { label: t('people.notice.digest.action'), url: href('/mon-espace/avis') },
        afterword: [`${t('people.notice.digest.choose')}${colon(locale)} ${href('/mon-compte/avis')}`],
        isDuty: false,
        unsubscribeUrl: href(unsubscribePath(kernel.config.secret, territory.id, DIGEST, reader)),
      });
    },
    { territory: territory.id, account: accountId },
  );
}

/** « lundi 23 novembre, 18 h » */
function whenWords(at: Temporal.ZonedDateTime, locale: Locale): string {
  return `${formatDay(at.toPlainDate(), locale)}, ${formatTime(at.toPlainTime(), locale)}`;
}
