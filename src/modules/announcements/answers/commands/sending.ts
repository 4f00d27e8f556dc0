import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { PdfDocument } from '../../../../kernel/files/document.ts';
import { newId } from '../../../../kernel/ids.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import type { Author } from '../../commands/recording.ts';
import type { Announcement } from '../../models.ts';
import type { DB } from '../../tables.generated.ts';
import type { Side } from '../view-models.ts';
import { PARTIES, recordAnswerChange, recordMessage } from './recording.ts';

export interface NewAnswer {
  name: string;
  email: string | null;
  /** As it is dialled, international. */
  phone: string | null;
  accountId: string | null;
  /** Whom an agent answers for. */
  personId: string | null;
  locale: string;
  body: string;
  document: PdfDocument | null;
}

/** The same for all that somebody answers, and of nobody else: what they are known by, digested into the form of an id. */
export function answererKey(
  secret: string,
  territoryId: string,
  { accountId, personId, email, phone }: Pick<NewAnswer, 'accountId' | 'personId' | 'email' | 'phone'>,
): string {
  const digest = createHmac('sha256', secret)
    .update(`answerer ${territoryId} ${accountId ?? personId ?? email ?? phone}`)
    .digest('hex');
  return digest.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/**
 * Answers an announcement, in one unit of work.
 *
 * @returns the answer's id; null where this account or person has an open answer to it already.
 */
export async function sendAnswer(
  kernel: Kernel,
  announcement: Pick<Announcement, 'territoryId' | 'id' | 'publisher' | 'authorAccount' | 'onBehalfOf'>,
  answer: NewAnswer,
  by: Author,
): Promise<string | null> {
  const { territoryId } = announcement;
  const id = newId();
  const now = kernel.clock.now();
  return kernel.database.unit(
    async () => {
      const db = kernel.database.kysely<DB>();
      const sent = await db
        .insertInto('announcements.answer')
        .values({
          territory_id: territoryId,
          id,
          announcement_id: announcement.id,
          organisation_id: announcement.publisher.organisationId,
          author_account: announcement.authorAccount,
          author_person: announcement.onBehalfOf?.slice('person:'.length) ?? null,
          account_id: answer.accountId,
          person_id: answer.personId,
          answerer_key: answererKey(kernel.config.secret, territoryId, answer),
          state: 'new',
          name: answer.name,
          email: answer.email,
          phone: answer.phone,
          locale: answer.locale,
          created_at: now,
          changed_at: now,
          last_at: now,
          last_side: 'answerer',
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst();
      if (!sent) return null;
      await recordAnswerChange(kernel, territoryId, { id, event: 'send', from: 'new', to: 'new' }, by);
      await recordMessage(kernel, territoryId, id, { side: 'answerer', body: answer.body }, by);
      if (answer.document) await keepDocument(kernel, territoryId, id, answer.document);
      return id;
    },
    { territory: territoryId, answer: id },
  );
}

async function keepDocument(kernel: Kernel, territoryId: string, answerId: string, { content, digest }: PdfDocument): Promise<void> {
  await sql`insert into announcements.answer_document (territory_id, id, answer_id, ${PARTIES}, byte_count, sha256, content)
    select territory_id, ${newId()}::uuid, id, ${PARTIES}, ${content.length}, ${digest}, ${content}
    from announcements.answer where territory_id = ${territoryId} and id = ${answerId}`.execute(kernel.database.kysely<DB>());
}

/**
 * Says something more about an answer, in a unit that may see it.
 *
 * @returns the message's id; null where the answer was taken back, or is over.
 */
export async function sayMore(
  kernel: Kernel,
  territoryId: string,
  answerId: string,
  message: { side: Side; body: string },
  by: Author,
): Promise<string | null> {
  const now = kernel.clock.now();
  const { rows } = await sql<{ id: string }>`update announcements.answer
    set last_at = ${now}, last_side = ${message.side},
      answered_at = case when ${message.side} = 'publisher' then coalesce(answered_at, ${now}) else answered_at end
    where territory_id = ${territoryId} and id = ${answerId} and state not in ('withdrawn', 'expired') returning id`.execute(
    kernel.database.kysely<DB>(),
  );
  return rows[0] ? recordMessage(kernel, territoryId, answerId, message, by) : null;
}
