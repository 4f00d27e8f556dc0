import { symmetricDecrypt } from 'better-auth/crypto';
import type { Visit } from '../../../../kernel/http/visit.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import type { DB } from '../../tables.generated.ts';
import { base32 } from '../code-rules.ts';
import { codeOnce } from '../limits.ts';
import { authAt } from './auth.ts';
import { type AuthReply, type Client, callAuth } from './library.ts';

/**
 * Whether a code is one of the account's, for the session that the browser shows: the application's, which counts once, or
 * a backup code, which is then used up.
 */
export async function proveCode(kernel: Kernel, visit: Visit, client: Client, accountId: string, code: string): Promise<boolean> {
  if (/^\d{6}$/.test(code)) return 'body' in (await verifyCode(kernel, visit, client, accountId, code));
  const reply = await callAuth(kernel, visit, client, (api, headers) =>
    api.verifyBackupCode({ body: { code, disableSession: true }, headers, returnHeaders: true }),
  );
  return 'body' in reply;
}

/** Checks a code of the application, which counts once. The first one ever is what the account asks for codes from. */
export async function verifyCode(
  kernel: Kernel,
  visit: Visit,
  client: Client,
  accountId: string,
  code: string,
): Promise<AuthReply<{ token: string }>> {
  if (!(await kernel.throttle.take(codeOnce, `${accountId} ${code}`)).allowed) return { refused: 'CODE_USED' };
  return callAuth(kernel, visit, client, (api, headers) => api.verifyTOTP({ body: { code }, headers, returnHeaders: true }));
}

/** Whether an account asks for codes, and how many backup codes are left. */
export async function codesOf(kernel: Kernel, accountId: string): Promise<{ isOn: boolean; left: number }> {
  const row = await kernel.database
    .kysely<DB>()
    .selectFrom('people.account')
    .select('has_one_time_codes')
    .where('id', '=', accountId)
    .executeTakeFirst();
  if (!row?.has_one_time_codes) return { isOn: false, left: 0 };
  return { isOn: true, left: (await backupCodes(kernel, accountId)).length };
}

/** The backup codes of an account that were not used. */
export async function backupCodes(kernel: Kernel, accountId: string): Promise<readonly string[]> {
  // The origin plays no part in it.
  const { backupCodes: codes } = await authAt(kernel, 'http://localhost').api.viewBackupCodes({ body: { userId: accountId } });
  return codes;
}

/** The key that an account is about to give to its application, in base32; null where it is not about to. */
export async function pendingKey(kernel: Kernel, accountId: string): Promise<string | null> {
  const row = await kernel.database
    .kysely<DB>()
    .selectFrom('people.second_factor')
    .select('secret')
    .where('account_id', '=', accountId)
    .where('is_verified', '=', false)
    .executeTakeFirst();
  if (!row) return null;
  const { secretConfig } = await authAt(kernel, 'http://localhost').$context;
  return base32(Buffer.from(await symmetricDecrypt({ key: secretConfig, data: row.secret })));
}

/** Makes the key of an application, which counts for nothing before a code of it was checked. */
export function startCodes(kernel: Kernel, visit: Visit, client: Client, password: string | undefined): Promise<AuthReply<unknown>> {
  return callAuth(kernel, visit, client, (api, headers) =>
    api.enableTwoFactor({ body: { method: 'totp', ...(password !== undefined && { password }) }, headers, returnHeaders: true }),
  );
}

/** Asks for no code any more, and gives another session in the place of this one. */
export function stopCodes(kernel: Kernel, visit: Visit, client: Client, password: string | undefined): Promise<AuthReply<unknown>> {
  return callAuth(kernel, visit, client, (api, headers) =>
    api.disableTwoFactor({ body: { ...(password !== undefined && { password }) }, headers, returnHeaders: true }),
  );
}

/** Makes other backup codes: the old ones are void. */
export function renewBackupCodes(
  kernel: Kernel,
  visit: Visit,
  client: Client,
  password: string | undefined,
): Promise<AuthReply<{ backupCodes: string[] }>> {
  return callAuth(kernel, visit, client, (api, headers) =>
    api.generateBackupCodes({ body: { ...(password !== undefined && { password }) }, headers, returnHeaders: true }),
  );
}
