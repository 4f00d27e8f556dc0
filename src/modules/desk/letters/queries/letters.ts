import { sql } from 'kysely';
import type { TerritoryContext } from '../../../../kernel/http/visit.ts';
import { isId } from '../../../../kernel/ids.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import { structuresIn } from '../../../directory/index.ts';
import { actorNames, keepersOfAny } from '../../../people/index.ts';
import type { DB } from '../../tables.generated.ts';
import type { DeskLetter, LetterCounts, LetterLine, LetterList } from '../models.ts';

interface Row extends Omit<DeskLetter, 'link'> {
  linkLabel: string | null;
  linkUrl: string | null;
  counts: Partial<LetterCounts>;
}

const columns = sql`l.id, l.audience, l.theme, l.district, l.subject, l.body, l.link_label as "linkLabel", l.link_url as "linkUrl",
  l.written_by as "writtenBy", l.written_at as "writtenAt", l.tried_at as "triedAt", l.sent_by as "sentBy", l.sent_at as "sentAt",
  (select coalesce(jsonb_object_agg(c.state, c.n), '{}') from (select r.state, count(*)::int as n from desk.letter_recipient r
    where r.territory_id = l.territory_id and r.letter_id = l.id group by r.state) c) as counts`;

async function linesOf(kernel: Kernel, rows: readonly Row[]): Promise<LetterLine[]> {
  const names = await actorNames(
    kernel,
    rows.map(({ writtenBy }) => writtenBy),
  );
  return rows.map(({ linkLabel, linkUrl, counts, ...row }) => ({
    ...row,
    link: linkLabel !== null && linkUrl !== null ? { label: linkLabel, url: linkUrl } : null,
    writer: names.get(row.writtenBy) ?? '',
    counts: { waiting: 0, told: 0, refused: 0, stopped: 0, gone: 0, ...counts },
  }));
}

const PAGE = 50;

/** Letters of a territory, the last written first. @param before id of the last one of the page before. */
export async function lettersOf(
  kernel: Kernel,
  territoryId: string,
  before: string | null,
): Promise<{ letters: LetterLine[]; next: string | null }> {
  const { rows } = await sql<Row>`
    select ${columns} from desk.letter l
    where l.territory_id = ${territoryId} and (${before}::uuid is null or l.id < ${before}::uuid)
    order by l.id desc limit ${PAGE + 1}`.execute(kernel.database.kysely<DB>());
  const letters = await linesOf(kernel, rows.slice(0, PAGE));
  return { letters, next: rows.length > PAGE ? (letters.at(-1)?.id ?? null) : null };
}

/** One letter; null where there is none in the territory. */
export async function letterById(kernel: Kernel, territoryId: string, id: string): Promise<LetterLine | null> {
  if (!isId(id)) return null;
  const { rows } = await sql<Row>`
    select ${columns} from desk.letter l where l.territory_id = ${territoryId} and l.id = ${id}`.execute(kernel.database.kysely<DB>());
  return (await linesOf(kernel, rows))[0] ?? null;
}

export type Recipient = { accountId: string } | { organisationId: string };

/** Who is on a list now: each account, and each mailbox, once. */
export async function recipientsOf(kernel: Kernel, territory: TerritoryContext, list: LetterList): Promise<Recipient[]> {
  const structures = await structuresIn(kernel, territory, list);
  if (list.audience === 'keepers') {
    const ids = structures.map(({ id }) => id);
    return (await keepersOfAny(kernel, territory.id, ids)).map((accountId) => ({ accountId }));
  }
  const byMailbox = new Map<string, Recipient>();
  for (const { id, email } of structures) if (email !== null && !byMailbox.has(email)) byMailbox.set(email, { organisationId: id });
  return [...byMailbox.values()];
}

export interface WaitingRecipient {
  id: string;
  accountId: string | null;
  organisationId: string | null;
}

/** Some of those to whom a letter is still to be written. */
export async function waitingRecipients(kernel: Kernel, territoryId: string, letterId: string, most: number): Promise<WaitingRecipient[]> {
  const { rows } = await sql<WaitingRecipient>`
    select id, account_id as "accountId", organisation_id as "organisationId" from desk.letter_recipient
    where territory_id = ${territoryId} and letter_id = ${letterId} and state = 'waiting' order by id limit ${most}`.execute(
    kernel.database.kysely<DB>(),
  );
  return rows;
}
