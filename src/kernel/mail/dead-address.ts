import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
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

/** Those of some addresses to which nothing more is sent, as they were given, and since when. */
export async function deadAddresses(
  { database, config }: Pick<Kernel, 'database' | 'config'>,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, Temporal.Instant>> {
  const digests = new Map([...new Set(addresses)].map((address) => [address, addressDigest(config.secret, address)]));
  if (digests.size === 0) return new Map();
  const rows = await database
    .kysely<MailTables>()
    .selectFrom('kernel.dead_address')
    .select(['digest', 'since'])
    .where('digest', '=', sql<string>`any(${[...digests.values()]}::text[])`)
    .execute();
  const since = new Map(rows.map((row) => [row.digest, row.since]));
  return new Map(
    [...digests].flatMap(([address, digest]) => {
      const at = since.get(digest);
      return at ? [[address, at] as const] : [];
    }),
  );
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
