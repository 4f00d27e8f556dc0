import { territoryRoles } from '../../../kernel/access/viewer.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { allTerritories, territoryById } from '../../territories/index.ts';
import { grantRole } from '../commands/roles.ts';
import type { DB } from '../tables.generated.ts';
import { addAccount, hashPassword } from './commands/account.ts';
import { DEMONSTRATION_PASSWORD } from './demonstration-rules.ts';

/** Who may be tried out: one for each thing that somebody may be. Their names say which. */
const people = {
  administrator: { email: 'administration@demo.terreau.example', name: 'Awa Diallo, administratrice' },
  moderator: { email: 'moderation@demo.terreau.example', name: 'Bruno Martin, modérateur' },
  agent: { email: 'accueil@demo.terreau.example', name: 'Chloé Bernard, agente d’accueil' },
  elected: { email: 'elu@demo.terreau.example', name: 'Driss Haddad, élu' },
  'data-protection-officer': { email: 'dpd@demo.terreau.example', name: 'Élise Roche, déléguée à la protection des données' },
  archivist: { email: 'archives@demo.terreau.example', name: 'Fabien Morel, archiviste' },
  operator: { email: 'exploitation@demo.terreau.example', name: 'Gwen Le Bris, exploitation' },
  owner: { email: 'structure@demo.terreau.example', name: 'Hélène Faure, responsable d’une structure' },
  resident: { email: 'habitant@demo.terreau.example', name: 'Idriss Petit, habitant' },
} as const;

export type DemonstrationPerson = keyof typeof people;

/** Accounts to try everything with, and two teams in each territory, the agent in both. */
export async function demonstrationPeople(kernel: Kernel): Promise<void> {
  const db = kernel.database.kysely<DB>();
  // Once for all of them: each takes a tenth of a second.
  const passwordHash = await hashPassword(kernel, DEMONSTRATION_PASSWORD);
  const ids = new Map<string, string>();
  for (const [who, { email, name }] of Object.entries(people)) {
    const id = await addAccount(kernel, { email, name, passwordHash, locale: 'fr' });
    if (id === null) throw new Error(`${email} has an account.`);
    ids.set(who, id);
  }
  await db
    .updateTable('people.account')
    .set({ is_demonstration: true })
    .where('id', 'in', [...ids.values()])
    .execute();
  await db
    .updateTable('people.account')
    .set({ is_operator: true })
    .where('id', '=', ids.get('operator') ?? '')
    .execute();
  for (const { id: territoryId } of await allTerritories(kernel.database, kernel.clock)) {
    for (const role of territoryRoles) await grantRole(kernel, { territoryId, accountId: ids.get(role) ?? '', role }, 'system');
    await addTeams(kernel, territoryId, ids.get('agent') ?? '');
  }
}

async function addTeams(kernel: Kernel, territoryId: string, agentId: string): Promise<void> {
  const territory = await territoryById(kernel.database, kernel.clock, territoryId);
  if (!territory) throw new Error(`No territory ${territoryId}.`);
  const teams = [
    { name: 'Économie et emploi', purpose: 'economy', controller: territory.name },
    {
      name: 'Action sociale',
      purpose: 'social',
      controller: `${territory.country === 'CH' ? 'Service social' : 'CCAS'} de ${territory.name}`,
    },
  ];
  for (const team of teams) {
    const id = newId();
    await kernel.database
      .kysely<DB>()
      .insertInto('people.team')
      .values({ id, territory_id: territoryId, ...team, created_at: kernel.clock.now() })
      .execute();
    await grantRole(kernel, { territoryId, accountId: agentId, role: 'member', teamId: id }, 'system');
  }
}

/** One of the demonstration's people, for what another module makes theirs. @throws where the demonstration is not loaded. */
export async function demonstrationAccount(kernel: Kernel, who: DemonstrationPerson): Promise<string> {
  const row = await kernel.database
    .kysely<DB>()
    .selectFrom('people.account')
    .select('id')
    .where('email', '=', people[who].email)
    .where('is_demonstration', '=', true)
    .executeTakeFirst();
  if (!row) throw new Error('The demonstration’s people are not there.');
  return row.id;
}

/** Those who may be tried out on this installation: nobody where it is in production. */
export async function demonstrationAccounts(kernel: Kernel): Promise<{ name: string; email: string }[]> {
  if (kernel.config.production) return [];
  return kernel.database
    .kysely<DB>()
    .selectFrom('people.account')
    .select(['name', 'email'])
    .where('is_demonstration', '=', true)
    .orderBy('id')
    .execute();
}
