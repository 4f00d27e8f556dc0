import { sql } from 'kysely';
import type { TerritoryContext } from '../../../../kernel/http/visit.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import { recordAction } from '../../commands/actions.ts';
import { portalOf } from '../../letters.ts';
import type { DB } from '../../tables.generated.ts';
import { type Portal, tellOfChange } from '../letters.ts';
import { accountOf } from './account.ts';
import { endSessions } from './sessions.ts';
import { forgetTokensOf } from './tokens.ts';

/**
 * Takes codes and passkeys away from the account of somebody who lost them, in the current unit of work: all its sessions end, the
 * links that were sent are void, a letter tells its owner, and the journal says who did it. Whoever asks for it has checked who
 * they are dealing with; a password, or a letter, still is wanted to enter.
 *
 * @param actor `account:…`, or `system` for who runs the installation.
 * @returns false where the account asks for nothing but a password.
 */
export async function resetSecondFactor(kernel: Kernel, portal: Portal, accountId: string, actor: string): Promise<boolean> {
  const db = kernel.database.kysely<DB>();
  const { rows } = await sql<{ email: string; name: string; locale: string }>`
    update people.account a set has_one_time_codes = false, updated_at = ${kernel.clock.now()}
    where id = ${accountId} and (has_one_time_codes or exists (select from people.passkey p where p.account_id = a.id))
    returning email, name, locale`.execute(db);
  const [owner] = rows;
  if (!owner) return false;
  await db.deleteFrom('people.second_factor').where('account_id', '=', accountId).execute();
  await db.deleteFrom('people.passkey').where('account_id', '=', accountId).execute();
  await forgetTokensOf(kernel, accountId);
  await endSessions(kernel, accountId);
  await recordAction(kernel, {
    territoryId: portal.territory.id,
    actor,
    what: 'account.factors-reset',
    subject: 'account',
    subjectId: accountId,
  });
  await tellOfChange(kernel, portal, 'factors-reset', { ...owner, accountId });
  return true;
}

/** The same, by who runs the installation, in a unit of its own. @returns false where no account of this address asks for more than a password. */
export async function recoverAccount(kernel: Kernel, territory: TerritoryContext, email: string): Promise<boolean> {
  const account = await accountOf(kernel, email);
  if (!account) return false;
  const { origin } = portalOf(kernel.config, territory);
  const portal: Portal = { territory, origin, locale: 'fr', href: (path) => path };
  return kernel.database.unit(() => resetSecondFactor(kernel, portal, account.id, 'system'));
}
