import { sql } from 'kysely';
import type { Kernel } from '../kernel.ts';
import { addressDigest } from './address.ts';
import type { MailTables } from './table.ts';

/** The status for which nothing more is sent there; null where it is alive. */
export async function deadAddressReason({ database }: Pick<Kernel, 'database'>, digest: string): Promise<string | null> {
  const row = await database
    .kysely<MailTables>()
    .selectFrom('kernel.dead_address')
    .select('reason')
    .where('digest', '=', digest)
    .executeTakeFirst();
  return row?.reason ?? null;
}

/** Those of some addresses to which nothing more is sent, as they were given. */
export async function deadAddresses(
  { database, config }: Pick<Kernel, 'database' | 'config'>,
  addresses: readonly string[],
): Promise<ReadonlySet<string>> {
  const byDigest = new Map<string, string[]>();
  for (const address of addresses) {
    const digest = addressDigest(config.secret, address);
    byDigest.set(digest, [...(byDigest.get(digest) ?? []), address]);
  }
  if (byDigest.size === 0) return new Set();
  const rows = await database
    .kysely<MailTables>()
    .selectFrom('kernel.dead_address')
    .select('digest')
    .where('digest', '=', sql<string>`any(${[...byDigest.keys()]}::text[])`)
    .execute();
  return new Set(rows.flatMap(({ digest }) => byDigest.get(digest) ?? []));
}

/** Nothing more is sent there. @param reason the status that the mail server gave */
export async function markDeadAddress(
  { database, clock }: Pick<Kernel, 'database' | 'clock'>,
  digest: string,
  reason: string,
): Promise<void> {
  await database
    .kysely<MailTables>()
    .insertInto('kernel.dead_address')
    .values({ digest, reason, since: clock.now() })
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .execute();
}

/**
 * Sends there again: somebody says that the mailbox is back. False where nothing was stopped.
 */
export async function reviveAddress({ database, config }: Pick<Kernel, 'database' | 'config'>, address: string): Promise<boolean> {
  const { numDeletedRows } = await database
    .kysely<MailTables>()
    .deleteFrom('kernel.dead_address')
    .where('digest', '=', addressDigest(config.secret, address))
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
