import type { Temporal } from 'temporal-polyfill';
import type { Kernel } from '../../../../kernel/module.ts';
import type { DB } from '../../tables.generated.ts';

export interface PasskeyItem {
  id: string;
  name: string | null;
  createdAt: Temporal.Instant | null;
}

/** The passkeys of an account, the oldest first. */
export async function passkeysOf(kernel: Kernel, accountId: string): Promise<PasskeyItem[]> {
  return kernel.database
    .kysely<DB>()
    .selectFrom('people.passkey')
    .select(['id', 'name', 'created_at as createdAt'])
    .where('account_id', '=', accountId)
    .orderBy('id')
    .execute();
}

/** Calls a passkey of an account otherwise. */
export async function renamePasskey(kernel: Kernel, accountId: string, id: string, name: string): Promise<void> {
  await kernel.database
    .kysely<DB>()
    .updateTable('people.passkey')
    .set({ name })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute();
}

/** Takes a passkey away from an account. @returns false where it had none of this id. */
export async function removePasskey(kernel: Kernel, accountId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await kernel.database
    .kysely<DB>()
    .deleteFrom('people.passkey')
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
