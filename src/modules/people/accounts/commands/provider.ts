import type { Kernel } from '../../../../kernel/module.ts';
import type { DB } from '../../tables.generated.ts';
import { PROVIDER } from './auth.ts';

/** Whether an account may be entered through the identity provider. */
export async function hasProvider(kernel: Kernel, accountId: string): Promise<boolean> {
  const row = await kernel.database
    .kysely<DB>()
    .selectFrom('people.credential')
    .select('id')
    .where('account_id', '=', accountId)
    .where('provider', '=', PROVIDER)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Forgets what ties an account to the identity provider; a link by e-mail always lets its owner in.
 *
 * @returns false where nothing did.
 */
export async function removeProvider(kernel: Kernel, accountId: string): Promise<boolean> {
  const { numDeletedRows } = await kernel.database
    .kysely<DB>()
    .deleteFrom('people.credential')
    .where('account_id', '=', accountId)
    .where('provider', '=', PROVIDER)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
