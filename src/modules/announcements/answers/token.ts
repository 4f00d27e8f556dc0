import { createHmac } from 'node:crypto';
import { isId } from '../../../kernel/ids.ts';
import { isSigned } from '../../../kernel/signature.ts';
import type { Side } from './view-models.ts';

/** What the link of a letter names: which answer, and for which of the two. */
export interface AnswerKey {
  id: string;
  side: Side;
}

function macOf(secret: string, territoryId: string, text: string): string {
  return createHmac('sha256', secret).update(`answer ${territoryId} ${text}`).digest('base64url').slice(0, 27);
}

const letters = { answerer: 'r', publisher: 's' } as const;

/** The end of a link to an answer: who has it is let in, on that side, and needs no account. It is sent, never shown. */
export function answerToken(secret: string, territoryId: string, { id, side }: AnswerKey): string {
  const text = `${id}.${letters[side]}`;
  return `${text}.${macOf(secret, territoryId, text)}`;
}

/** Reads a link's end; null where we did not make it for this territory. */
export function readAnswerToken(secrets: readonly string[], territoryId: string, token: string): AnswerKey | null {
  const [, text = '', id = '', letter = '', mac = ''] = /^(([0-9a-f-]{36})\.([rs]))\.([\w-]{27})$/.exec(token) ?? [];
  if (!isId(id) || !isSigned(secrets, mac, (secret) => macOf(secret, territoryId, text))) return null;
  return { id, side: letter === letters.answerer ? 'answerer' : 'publisher' };
}
