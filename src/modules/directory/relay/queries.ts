import { sql } from 'kysely';
import type { Visit } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { communeOf } from '../queries/list.ts';
import { pageScope } from '../queries/scope.ts';
import type { DB } from '../tables.generated.ts';
import type { Conversation, ConversationSummary, RelayTarget, Side } from './view-models.ts';

/** The structure of a page of this portal, where a message to it would reach somebody; null otherwise. */
export async function relayTarget(kernel: Kernel, visit: Visit, slug: string): Promise<RelayTarget | null> {
  const scope = pageScope(visit.territory, visit.query['commune']);
  const { rows } = await sql<{ territory_id: string; id: string; slug: string; name: string; email: string | null; is_kept: boolean }>`
    select o.territory_id, o.id, o.slug, o.name, o.is_kept, coalesce(o.email, (
      select p.email from directory.place p where p.territory_id = o.territory_id and p.organisation_id = o.id and p.email is not null
        and p.state = 'published' order by p.created_at, p.id limit 1)) as email
    from directory.organisation o
    where o.territory_id = any(${scope}::uuid[]) and o.slug = ${slug} and o.state <> 'closed'
    order by array_position(${scope}::uuid[], o.territory_id) limit 1`.execute(kernel.database.kysely<DB>());
  const [row] = rows;
  if (!row || (row.email === null && !row.is_kept)) return null;
  const { territory_id: territoryId, id, name, email } = row;
  return { territoryId, id, slug: row.slug, commune: communeOf(visit.territory, territoryId), name, email };
}

/** Conversations of a structure, the last word first. In a unit that may see them. */
export async function conversationsOf(kernel: Kernel, territoryId: string, organisationId: string): Promise<ConversationSummary[]> {
  const rows = await kernel.database
    .kysely<DB>()
    .selectFrom('directory.conversation')
    .select(['id', 'writer_name', 'started_at', 'last_at', 'last_side', 'blocked_at'])
    .where('territory_id', '=', territoryId)
    .where('organisation_id', '=', organisationId)
    .orderBy('last_at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    writerName: row.writer_name,
    startedAt: row.started_at,
    lastAt: row.last_at,
    lastSide: row.last_side as Side,
    isBlocked: row.blocked_at !== null,
  }));
}

/** A conversation whole; null where the unit may not see it. */
export async function conversationById(kernel: Kernel, territoryId: string, id: string): Promise<Conversation | null> {
  const db = kernel.database.kysely<DB>();
  const row = await db
    .selectFrom('directory.conversation as c')
    .innerJoin('directory.organisation as o', (join) =>
      join.onRef('o.territory_id', '=', 'c.territory_id').onRef('o.id', '=', 'c.organisation_id'),
    )
    .select([
      'c.id',
      'c.writer_name',
      'c.writer_email',
      'c.writer_phone',
      'c.account_id',
      'c.on_behalf_of',
      'c.locale',
      'c.started_at',
      'c.last_at',
      'c.last_side',
    ])
    .select(['c.blocked_at', 'o.id as organisation_id', 'o.slug', 'o.name', 'o.email'])
    .where('c.territory_id', '=', territoryId)
    .where('c.id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const messages = await db
    .selectFrom('directory.conversation_message')
    .select(['id', 'side', 'actor', 'body', 'at'])
    .where('territory_id', '=', territoryId)
    .where('conversation_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const [, agentAccount = null] = (row.on_behalf_of !== null && /^account:(.+)$/.exec(messages[0]?.actor ?? '')) || [];
  return {
    id: row.id,
    writerName: row.writer_name,
    writerEmail: row.writer_email,
    writerPhone: row.writer_phone,
    accountId: row.account_id,
    onBehalfOf: row.on_behalf_of as Conversation['onBehalfOf'],
    agentAccount,
    locale: row.locale === 'en' ? 'en' : 'fr',
    startedAt: row.started_at,
    lastAt: row.last_at,
    lastSide: row.last_side as Side,
    isBlocked: row.blocked_at !== null,
    organisation: { id: row.organisation_id, slug: row.slug, name: row.name, email: row.email },
    messages: messages.map(({ actor, ...message }) => ({ ...message, side: message.side as Side })),
  };
}
