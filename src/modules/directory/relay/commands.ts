import { createHmac } from 'node:crypto';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel, Takeover } from '../../../kernel/module.ts';
import { accountsById, notePresence, recordAction } from '../../people/index.ts';
import type { DB } from '../tables.generated.ts';
import type { Conversation, RelayTarget, Side } from './view-models.ts';

export interface FirstMessage {
  name: string;
  email: string | null;
  phone: string | null;
  /** Who writes it, signed in. */
  accountId: string | null;
  /** For whom they do, as an agent, whose it is then: a person of the structure's territory. */
  onBehalfOf: `person:${string}` | null;
  locale: string;
  body: string;
}

/** Who writes a message, and for whom. */
export interface MessageAuthor {
  actor: string;
  onBehalfOf: `person:${string}` | null;
}

/** Who writes, as those whom a structure blocked are known: a keyed digest. Not the agent, where it is for somebody. */
function writerDigest(secret: string, writer: Pick<FirstMessage, 'onBehalfOf' | 'accountId' | 'email' | 'phone'>): string {
  return createHmac('sha256', secret)
    .update(`writer ${writer.onBehalfOf ?? writer.accountId ?? writer.email ?? writer.phone}`)
    .digest('base64url');
}

/**
 * Begins a conversation with a structure. One unit of work, of the structure's territory.
 *
 * @returns its id; null where the structure takes no messages of this one.
 */
export async function startConversation(kernel: Kernel, target: RelayTarget, first: FirstMessage): Promise<string | null> {
  const id = newId();
  const now = kernel.clock.now();
  const isOwn = first.onBehalfOf === null;
  const accountId = isOwn ? first.accountId : null;
  return kernel.database.unit(
    async () => {
      const db = kernel.database.kysely<DB>();
      const blocked = await db
        .selectFrom('directory.blocked_writer')
        .select('id')
        .where('territory_id', '=', target.territoryId)
        .where('organisation_id', '=', target.id)
        .where(
          'writer_digest',
          'in',
          kernel.config.secrets.map((secret) => writerDigest(secret, first)),
        )
        .executeTakeFirst();
      if (blocked) return null;
      await db
        .insertInto('directory.conversation')
        .values({
          territory_id: target.territoryId,
          id,
          organisation_id: target.id,
          account_id: accountId,
          on_behalf_of: first.onBehalfOf,
          writer_name: first.name,
          writer_email: isOwn ? first.email : null,
          writer_phone: first.phone,
          locale: first.locale,
          started_at: now,
          last_at: now,
          last_side: 'writer',
        })
        .execute();
      if (first.accountId !== null) await notePresence(kernel, first.accountId, target.territoryId);
      const actor = first.accountId === null ? 'visitor' : `account:${first.accountId}`;
      await insertMessage(
        kernel,
        target.territoryId,
        { id, organisationId: target.id, accountId },
        'writer',
        { actor, onBehalfOf: first.onBehalfOf },
        first.body,
      );
      // What is done for somebody is read in their record.
      if (first.onBehalfOf !== null)
        await recordAction(kernel, {
          territoryId: target.territoryId,
          actor,
          onBehalfOf: first.onBehalfOf,
          what: 'conversation.begun',
          subject: 'organisation',
          subjectId: target.id,
          detail: { title: target.name },
        });
      return id;
    },
    { territory: target.territoryId, conversation: id },
  );
}

/**
 * Says something more in a conversation, in a unit that may see it. @returns the message's id; null where the structure takes
 * no more, or the conversation is gone.
 */
export async function addMessage(
  kernel: Kernel,
  territoryId: string,
  conversation: Conversation,
  side: Side,
  by: MessageAuthor,
  body: string,
): Promise<string | null> {
  const open = await kernel.database
    .kysely<DB>()
    .updateTable('directory.conversation')
    .set({ last_at: kernel.clock.now(), last_side: side })
    .where('territory_id', '=', territoryId)
    .where('id', '=', conversation.id)
    .where('blocked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!open) return null;
  const { id, organisation, accountId } = conversation;
  return insertMessage(kernel, territoryId, { id, organisationId: organisation.id, accountId }, side, by, body);
}

async function insertMessage(
  kernel: Kernel,
  territoryId: string,
  conversation: { id: string; organisationId: string; accountId: string | null },
  side: Side,
  { actor, onBehalfOf }: MessageAuthor,
  body: string,
): Promise<string> {
  const id = newId();
  await kernel.database
    .kysely<DB>()
    .insertInto('directory.conversation_message')
    .values({
      territory_id: territoryId,
      id,
      conversation_id: conversation.id,
      organisation_id: conversation.organisationId,
      account_id: conversation.accountId,
      side,
      actor,
      on_behalf_of: onBehalfOf,
      body,
      at: kernel.clock.now(),
    })
    .execute();
  return id;
}

/** The structure takes no more messages of this one, here or in a new conversation. In a unit that may see it. */
export async function blockWriter(kernel: Kernel, territoryId: string, conversation: Conversation): Promise<void> {
  const db = kernel.database.kysely<DB>();
  const now = kernel.clock.now();
  await db
    .updateTable('directory.conversation')
    .set({ blocked_at: now })
    .where('territory_id', '=', territoryId)
    .where('id', '=', conversation.id)
    .where('blocked_at', 'is', null)
    .execute();
  await db
    .insertInto('directory.blocked_writer')
    .values({
      territory_id: territoryId,
      id: newId(),
      organisation_id: conversation.organisation.id,
      writer_digest: writerDigest(kernel.config.secret, {
        onBehalfOf: conversation.onBehalfOf,
        accountId: conversation.accountId,
        email: conversation.writerEmail,
        phone: conversation.writerPhone,
      }),
      blocked_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * What an agent wrote for somebody is theirs from now on: they are answered, who wrote it stays said. In a unit of the
 * territory's keeper.
 */
export async function handOverConversations(kernel: Kernel, { territoryId, personId, accountId }: Takeover): Promise<void> {
  const account = (await accountsById(kernel, [accountId])).get(accountId);
  if (!account) throw new Error(`No account ${accountId} to hand over to.`);
  const db = kernel.database.kysely<DB>();
  const handed = await db
    .updateTable('directory.conversation')
    .set({ account_id: accountId, on_behalf_of: null, writer_email: account.email })
    .where('territory_id', '=', territoryId)
    .where('on_behalf_of', '=', `person:${personId}`)
    .returning('id')
    .execute();
  if (handed.length === 0) return;
  await db
    .updateTable('directory.conversation_message')
    .set({ account_id: accountId })
    .where('territory_id', '=', territoryId)
    .where(
      'conversation_id',
      'in',
      handed.map(({ id }) => id),
    )
    .execute();
}
