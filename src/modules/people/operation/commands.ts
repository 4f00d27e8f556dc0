import type { Kernel } from '../../../kernel/module.ts';
import { endSessions } from '../accounts/commands/sessions.ts';
import { recordAction } from '../commands/actions.ts';
import type { DB } from '../tables.generated.ts';

/** `ended`: done. `absent`: no operator has this address. `last`: nobody would run the installation from its pages. */
export type OperatorEnd = 'ended' | 'absent' | 'last';

/**
 * Takes back the right to run the installation, in a unit of its own: its sessions end, the links that would give it again hold no
 * more, and the journal of the territory says so. The last one stays unless it is forced: two at the same moment wait for each other.
 *
 * @param email in lower case
 */
export function endOperator(
  kernel: Kernel,
  territoryId: string,
  email: string,
  { isForced = false }: { isForced?: boolean } = {},
): Promise<OperatorEnd> {
  const db = kernel.database.kysely<DB>();
  return kernel.database.unit(async () => {
    await db
      .updateTable('people.invitation')
      .set({ withdrawn_at: kernel.clock.now() })
      .where('email', '=', email)
      .where('role', '=', 'operator')
      .where('accepted_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .execute();
    const operators = await db
      .selectFrom('people.account')
      .select(['id', 'email'])
      .where('is_operator', '=', true)
      .orderBy('id')
      .forUpdate()
      .execute();
    const operator = operators.find((one) => one.email === email);
    if (!operator) return 'absent';
    if (operators.length === 1 && !isForced) return 'last';
    await db
      .updateTable('people.account')
      .set({ is_operator: false, operator_granted_by: null, operator_granted_at: null })
      .where('id', '=', operator.id)
      .execute();
    await endSessions(kernel, operator.id);
    await recordAction(kernel, {
      territoryId,
      actor: 'system',
      what: 'role.ended',
      subject: 'account',
      subjectId: operator.id,
      detail: { role: 'operator' },
    });
    return 'ended';
  });
}
