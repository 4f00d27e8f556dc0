import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { MessageValues } from '../../../kernel/i18n/messages.ts';
import { isId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { DB } from '../tables.generated.ts';
import type { Reader } from './address.ts';
import { defaultChoice, type NoticeChoice, type Rhythm } from './rules.ts';

/** Something that somebody was told. */
export interface ToldNotice {
  id: string;
  kind: string;
  /** Key of a message of a module, and what is put into it. */
  words: string;
  values: MessageValues;
  path: string | null;
  at: Temporal.Instant;
  isRead: boolean;
}

const PAGE = 30;

/** What an account was told here, the newest first. @param cursor `nextCursor` of the page before; null: the first page. */
export async function noticesOf(
  kernel: Kernel,
  territoryId: string,
  accountId: string,
  cursor: string | null,
): Promise<{ notices: ToldNotice[]; nextCursor: string | null }> {
  const rows = await kernel.database
    .kysely<DB>()
    .selectFrom('people.notice')
    .select(['id', 'kind', 'words', 'word_values', 'path', 'at', 'read_at'])
    .where('territory_id', '=', territoryId)
    .where('account_id', '=', accountId)
    .$if(cursor !== null && isId(cursor), (query) => query.where('id', '<', cursor))
    .orderBy('id', 'desc')
    .limit(PAGE + 1)
    .execute();
  const notices = rows.slice(0, PAGE).map(({ word_values, read_at, ...row }) => ({
    ...row,
    values: word_values as MessageValues,
    isRead: read_at !== null,
  }));
  return { notices, nextCursor: rows.length > PAGE ? (notices.at(-1)?.id ?? null) : null };
}

/** How many notices an account has not read here. */
export async function unreadNotices(kernel: Kernel, territoryId: string, accountId: string): Promise<number> {
  const row = await kernel.database
    .kysely<DB>()
    .selectFrom('people.notice')
    .select(sql<number>`count(*)::int`.as('n'))
    .where('territory_id', '=', territoryId)
    .where('account_id', '=', accountId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow();
  return row.n;
}

/** How somebody wants to be told in a territory. */
export async function choiceOf(kernel: Kernel, territoryId: string, reader: Reader): Promise<NoticeChoice> {
  const row = await kernel.database
    .kysely<DB>()
    .selectFrom('people.notice_choice')
    .select(['rhythm', 'without_letter', 'with_sms'])
    .where('territory_id', '=', territoryId)
    .where('reader', '=', reader)
    .executeTakeFirst();
  return row ? { rhythm: row.rhythm as Rhythm, withoutLetter: row.without_letter, withSms: row.with_sms } : defaultChoice;
}

/** The telephone of an account, as it or its agent gave it; read in a unit that stands for this account. */
export async function phoneOf(kernel: Kernel, territoryId: string, accountId: string): Promise<string | null> {
  const row = await kernel.database
    .kysely<DB>()
    .selectFrom('people.person')
    .select('phone')
    .where('territory_id', '=', territoryId)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row?.phone ?? null;
}
