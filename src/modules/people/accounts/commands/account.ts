import { sql } from 'kysely';
import type { Locale } from '../../../../kernel/i18n/locales.ts';
import { newId } from '../../../../kernel/ids.ts';
import { addressDigest } from '../../../../kernel/mail/address.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import { addressChanged } from '../../events.ts';
import type { DB } from '../../tables.generated.ts';
import { authAt } from './auth.ts';
import { forgetTokensOf } from './tokens.ts';

/** The account of an address, if there is one. */
export async function accountOf(kernel: Kernel, email: string): Promise<{ id: string; name: string; locale: string } | null> {
  const row = await kernel.database
    .kysely<DB>()
    .selectFrom('people.account')
    .select(['id', 'name', 'locale'])
    .where('email', '=', email)
    .executeTakeFirst();
  return row ?? null;
}

/** What `addAccount` and `setPassword` take. It is made before their unit of work: it takes a tenth of a second. */
export async function hashPassword(kernel: Kernel, password: string): Promise<string> {
  // The origin plays no part in a hash.
  const context = await authAt(kernel, 'http://localhost').$context;
  return context.password.hash(password);
}

/**
 * Makes an account whose address is proved already, by a secret that was sent to it or handed over by the operator, in the
 * current unit of work.
 *
 * @returns null where the address has an account.
 */
export async function addAccount(
  kernel: Kernel,
  { email, name, locale, passwordHash }: { email: string; name: string; locale: Locale; passwordHash: string },
): Promise<string | null> {
  const now = kernel.clock.now();
  const id = newId();
  const added = await kernel.database
    .kysely<DB>()
    .insertInto('people.account')
    .values({ id, email, is_email_verified: true, name, locale, created_at: now, updated_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) return null;
  await writePassword(kernel, id, passwordHash);
  return id;
}

async function writePassword(kernel: Kernel, accountId: string, hash: string): Promise<void> {
  const now = kernel.clock.now();
  await sql`
    insert into people.credential (id, account_id, provider, provider_account, password, created_at, updated_at)
    values (${newId()}, ${accountId}, 'credential', ${accountId}, ${hash}, ${now}, ${now})
    on conflict (provider, provider_account) do update set password = excluded.password, updated_at = excluded.updated_at`.execute(
    kernel.database.kysely<DB>(),
  );
}

/** Gives an account another password, in the current unit of work, and takes back the links that were sent for it. */
export async function setPassword(kernel: Kernel, accountId: string, passwordHash: string): Promise<void> {
  await writePassword(kernel, accountId, passwordHash);
  await forgetTokensOf(kernel, accountId);
}

async function passwordOf(kernel: Kernel, where: { email: string } | { accountId: string }) {
  const query = kernel.database
    .kysely<DB>()
    .selectFrom('people.account')
    .leftJoin('people.credential', (join) =>
      join.onRef('people.credential.account_id', '=', 'people.account.id').on('people.credential.provider', '=', 'credential'),
    )
    .select(['people.account.id', 'people.credential.password', 'people.account.is_demonstration']);
  return 'email' in where
    ? query.where('people.account.email', '=', where.email).executeTakeFirst()
    : query.where('people.account.id', '=', where.accountId).executeTakeFirst();
}

/** Whether an account has a password at all: who comes by links or a provider may have none. */
export async function hasPassword(kernel: Kernel, accountId: string): Promise<boolean> {
  return ((await passwordOf(kernel, { accountId }))?.password ?? null) !== null;
}

/**
 * The account that an address, or an id, and a password open. Without an account, or a password of it, it takes the same
 * time: how long the answer takes tells nothing.
 */
export async function provePassword(
  kernel: Kernel,
  where: { email: string } | { accountId: string },
  password: string,
): Promise<string | null> {
  const found = await passwordOf(kernel, where);
  const { password: passwords } = await authAt(kernel, 'http://localhost').$context;
  // Its password is known to all.
  const isClosed = kernel.config.production && found?.is_demonstration === true;
  if (!found?.password || isClosed) {
    await passwords.hash(password);
    return null;
  }
  return (await passwords.verify({ hash: found.password, password })) ? found.id : null;
}

/** What an account is called, and the language that it is written to in. */
export async function setProfile(kernel: Kernel, accountId: string, { name, locale }: { name: string; locale: Locale }): Promise<void> {
  await kernel.database
    .kysely<DB>()
    .updateTable('people.account')
    .set({ name, locale, updated_at: kernel.clock.now() })
    .where('id', '=', accountId)
    .execute();
}

/**
 * Gives an account an address that was proved, in the current unit of work, and takes back the links that were sent to the
 * old one. Where the address has an account meanwhile the unit fails (`isTaken`): nothing but the constraint sees two at once.
 */
export async function setAddress(kernel: Kernel, accountId: string, email: string): Promise<void> {
  const db = kernel.database.kysely<DB>();
  const before = await db.selectFrom('people.account').select('email').where('id', '=', accountId).forUpdate().executeTakeFirstOrThrow();
  await db.updateTable('people.account').set({ email, updated_at: kernel.clock.now() }).where('id', '=', accountId).execute();
  await kernel.events.emit(addressChanged, { accountId, formerDigest: addressDigest(kernel.config.secret, before.email) });
  await forgetTokensOf(kernel, accountId);
}
