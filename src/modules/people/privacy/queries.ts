import { sql } from 'kysely';
import type { Viewer } from '../../../kernel/access/viewer.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { addressDigest } from '../../../kernel/mail/address.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { DataSubject } from '../../../kernel/privacy/rows.ts';
import type { DB } from '../tables.generated.ts';

/** Whose data an account asks for: itself, and the person that each territory it was on knows behind it. */
export async function subjectOf(kernel: Kernel, viewer: Viewer): Promise<DataSubject> {
  const db = kernel.database.kysely<DB>();
  const territories = await db.selectFrom('people.presence').select('territory_id').where('account_id', '=', viewer.accountId).execute();
  const territoryIds = territories.map(({ territory_id }) => territory_id);
  const persons: { territoryId: string; id: string }[] = [];
  const letterKeys: string[] = [];
  for (const territoryId of territoryIds) {
    await kernel.database.unit(
      async () => {
        const found = await db
          .selectFrom('people.person')
          .select('id')
          .where('territory_id', '=', territoryId)
          .where('account_id', '=', viewer.accountId)
          .execute();
        persons.push(...found.map(({ id }) => ({ territoryId, id })));
        // An SMS went to a telephone, and a letter perhaps to an address that they have given up since.
        const { rows } = await sql<{ key: string }>`
          select unnest(array[key, key || ':sms']) as key from people.notice
          where territory_id = ${territoryId} and account_id = ${viewer.accountId}`.execute(db);
        letterKeys.push(...rows.map(({ key }) => key));
      },
      { keeper: territoryId },
    );
  }
  const addressDigests = kernel.config.secrets.map((secret) => addressDigest(secret, viewer.email));
  return { accountId: viewer.accountId, email: viewer.email, addressDigests, letterKeys, persons, territoryIds };
}

/**
 * Whose data an agent asks for: a person who has no account, as the territory knows them. What was written to them is known by what
 * they were told, not by an address, which may be a relative's or an association's.
 */
export async function personSubject(kernel: Kernel, { territory }: Visit, id: string): Promise<DataSubject> {
  const told = await kernel.database
    .kysely<DB>()
    .selectFrom('people.person_notice')
    .select('key')
    .where('territory_id', '=', territory.id)
    .where('person_id', '=', id)
    .execute();
  return {
    accountId: null,
    email: null,
    addressDigests: [],
    letterKeys: told.map(({ key }) => key),
    persons: [{ territoryId: territory.id, id }],
    territoryIds: [territory.id],
  };
}
