import type { Visit } from '../../../../kernel/http/visit.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import { codeOnce } from '../limits.ts';
import { type Client, callAuth } from './library.ts';

/**
 * Whether a code is one of the account's, for the session that the browser shows: the application's, which counts once, or
 * a backup code, which is then used up.
 */
export async function proveCode(kernel: Kernel, visit: Visit, client: Client, accountId: string, code: string): Promise<boolean> {
  if (!/^\d{6}$/.test(code)) {
    const reply = await callAuth(kernel, visit, client, (api, headers) =>
      api.verifyBackupCode({ body: { code, disableSession: true }, headers, returnHeaders: true }),
    );
    return 'body' in reply;
  }
  if (!(await kernel.throttle.take(codeOnce, `${accountId} ${code}`)).allowed) return false;
  const reply = await callAuth(kernel, visit, client, (api, headers) => api.verifyTOTP({ body: { code }, headers, returnHeaders: true }));
  return 'body' in reply;
}
