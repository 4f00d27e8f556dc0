import type { Viewer } from '../../../kernel/access/viewer.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { DataSubject } from '../../../kernel/privacy/rows.ts';
import type { DB } from '../tables.generated.ts';

/** Whose data an account asks for: itself, and the person that each territory it was on knows behind it. */
export async function subjectOf(kernel: Kernel, viewer: Viewer): Promise<DataSubject> {
  const db = kernel.database.kysely<DB>();
  const territories = await db.selectFrom('people.presence').select('territory_id').where('account_id', '=', viewer.accountId).execute();
  const territoryIds = territories.map(({ territory_id }) => territory_id);
  const persons: { territoryId: string; id: string }[] = [];
  for (const territoryId of territoryIds) {
    const found = await kernel.database.unit(
      () =>
        db
          .selectFrom('people.person')
          .select('id')
          .where('territory_id', '=', territoryId)
          .where('account_id', '=', viewer.accountId)
          .execute(),
      { keeper: territoryId },
    );
    persons.push(...found.map(({ id }) => ({ territoryId, id })));
  }
  return { accountId: viewer.accountId, email: viewer.email, persons, territoryIds };
}

/** Whose data an agent asks for: a person who has no account, as the territory knows them. */
export function personSubject({ territory }: Visit, id: string): DataSubject {
  return { accountId: null, email: null, persons: [{ territoryId: territory.id, id }], territoryIds: [territory.id] };
}
