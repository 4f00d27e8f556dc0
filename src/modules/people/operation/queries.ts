import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Kernel } from '../../../kernel/module.ts';
import type { DB } from '../tables.generated.ts';

export interface Operator {
  id: string;
  name: string;
  email: string;
  hasSecondFactor: boolean;
  /** `account:…`, or `system`: the command line. Null, with its time: from before that was noted. */
  grantedBy: string | null;
  grantedAt: Temporal.Instant | null;
}

/** Who runs the installation. */
export async function operatorsOf(kernel: Kernel): Promise<Operator[]> {
  const { rows } = await sql<Operator>`
    select a.id, a.name, a.email, a.operator_granted_by as "grantedBy", a.operator_granted_at as "grantedAt",
      a.has_one_time_codes or exists (select from people.passkey p where p.account_id = a.id) as "hasSecondFactor"
    from people.account a where a.is_operator order by a.name, a.id`.execute(kernel.database.kysely<DB>());
  return rows;
}
