import { createHmac } from 'node:crypto';
import { isId } from '../../../kernel/ids.ts';
import { isSigned } from '../../../kernel/signature.ts';
import type { Item } from '../items/models.ts';

function sign(secret: string, territoryId: string, id: string): string {
  return createHmac('sha256', secret).update(`follow ${territoryId} ${id}`).digest('base64url').slice(0, 22);
}

/** Where its sender follows an item: in their own space, or at a signed address for who has no account. */
export function followPath(secret: string, territoryId: string, item: Pick<Item, 'id' | 'authorAccount'>): string {
  return item.authorAccount === null ? `/suivi/${item.id}.${sign(secret, territoryId, item.id)}` : `/mon-espace/envois/${item.id}`;
}

/** The item of a signed address of this territory; null where we did not sign it. */
export function readFollowToken(secrets: readonly string[], territoryId: string, token: string): string | null {
  const [, id = '', signature = ''] = /^([0-9a-f-]{36})\.([\w-]{22})$/.exec(token) ?? [];
  return isId(id) && isSigned(secrets, signature, (secret) => sign(secret, territoryId, id)) ? id : null;
}
