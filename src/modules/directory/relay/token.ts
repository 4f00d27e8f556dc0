import { createHmac } from 'node:crypto';
import { isId } from '../../../kernel/ids.ts';
import { isSigned } from '../../../kernel/signature.ts';
import type { Side } from './view-models.ts';

/** What the link of a letter names: which conversation, and for which of the two who hold it. */
export interface ConversationKey {
  territoryId: string;
  id: string;
  side: Side;
  /** Of the writer's side: the agent who wrote for somebody, and holds the link as long as they may act for them. */
  agentAccount?: string;
}

function macOf(secret: string, text: string): string {
  return createHmac('sha256', secret).update(`conversation ${text}`).digest('base64url').slice(0, 27);
}

const letters = { writer: 'e', structure: 's' } as const;

/** The end of a link to a conversation: who has it is let in, on that side, and needs no account. */
export function conversationToken(secret: string, { territoryId, id, side, agentAccount }: ConversationKey): string {
  const text = `${territoryId}.${id}.${letters[side]}${agentAccount === undefined ? '' : `.${agentAccount}`}`;
  return `${text}.${macOf(secret, text)}`;
}

/** Reads a link's end; null where we did not make it. */
export function readConversationToken(secrets: readonly string[], token: string): ConversationKey | null {
  const [, text = '', territoryId = '', id = '', letter = '', agentAccount, mac = ''] =
    /^(([0-9a-f-]{36})\.([0-9a-f-]{36})\.([es])(?:\.([0-9a-f-]{36}))?)\.([\w-]{27})$/.exec(token) ?? [];
  if (!isId(territoryId) || !isId(id) || !isSigned(secrets, mac, (secret) => macOf(secret, text))) return null;
  return { territoryId, id, side: letter === letters.writer ? 'writer' : 'structure', ...(agentAccount !== undefined && { agentAccount }) };
}
