import { type TerritoryRole, territoryRoles } from '../../../kernel/access/viewer.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { allTerritories } from '../../territories/index.ts';
import { grantRole } from '../commands/roles.ts';
import type { TeamPurpose } from '../staff/rules.ts';
import type { DB } from '../tables.generated.ts';
import { addAccount, hashPassword } from './commands/account.ts';
import { DEMONSTRATION_PASSWORD } from './demonstration-rules.ts';

/** Who may be tried out: one for each thing that somebody may be. Their names say which. */
const people = {
  administrator: { email: 'administration@demo.terreau.example', name: 'Awa Diallo, administratrice' },
  moderator: { email: 'moderation@demo.terreau.example', name: 'Bruno Martin, modérateur' },
  agent: { email: 'accueil@demo.terreau.example', name: 'Chloé Bernard, agente d’accueil' },
  youth: { email: 'jeunesse@demo.terreau.example', name: 'Jamila Costa, animatrice jeunesse' },
  district: { email: 'quartier@demo.terreau.example', name: 'Karim Lefort, agent de l’antenne de quartier' },
  partner: { email: 'partenaire@demo.terreau.example', name: 'Nadia Rossi, conseillère d’un partenaire' },
  'grouping-agent': { email: 'intercommunalite@demo.terreau.example', name: 'Maëlle Vidal, agente de l’intercommunalité' },
  elected: { email: 'elu@demo.terreau.example', name: 'Driss Haddad, élu' },
  'data-protection-officer': { email: 'dpd@demo.terreau.example', name: 'Élise Roche, déléguée à la protection des données' },
  archivist: { email: 'archives@demo.terreau.example', name: 'Fabien Morel, archiviste' },
  operator: { email: 'exploitation@demo.terreau.example', name: 'Gwen Le Bris, exploitation' },
  owner: { email: 'structure@demo.terreau.example', name: 'Hélène Faure, responsable d’une structure' },
  editor: { email: 'equipe@demo.terreau.example', name: 'Lucas Ferrand, bénévole de la même structure' },
  resident: { email: 'habitant@demo.terreau.example', name: 'Idriss Petit, habitant' },
} as const;

export type DemonstrationPerson = keyof typeof people;

/** Accounts to try everything with: who is what in which territory, and in which of its teams. */
export async function demonstrationAccountsAndTeams(kernel: Kernel): Promise<void> {
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
    .set({ is_operator: true, operator_granted_by: 'system', operator_granted_at: kernel.clock.now() })
    .where('id', '=', ids.get('operator') ?? '')
    .execute();
  const idOf = (who: DemonstrationPerson) => ids.get(who) ?? '';
  for (const territory of await allTerritories(kernel.database, kernel.clock)) {
    const territoryId = territory.id;
    const grant = (who: DemonstrationPerson, role: TerritoryRole) =>
      grantRole(kernel, { territoryId, accountId: idOf(who), role }, 'system');
    for (const role of territoryRoles) await grant(role, role);
    // Also moderates: one moderator may hand to another.
    for (const role of ['agent', 'moderator'] as const) await grant('youth', role);
    if (territory.kind === 'commune') for (const who of ['district', 'partner'] as const) await grant(who, 'agent');
    if (territory.kind === 'grouping') for (const role of ['agent', 'moderator'] as const) await grant('grouping-agent', role);
    for (const [who, team] of teamsOf(territory)) {
      const teamId = newId();
      await db
        .insertInto('people.team')
        .values({ id: teamId, territory_id: territoryId, ...team, created_at: kernel.clock.now() })
        .execute();
      await grantRole(kernel, { territoryId, accountId: idOf(who), role: 'member', teamId }, 'system');
    }
  }
}

/** A territory's teams, each with who works in it: a commune has one of each kind. */
function teamsOf({
  name,
  country,
  kind,
}: TerritoryContext): [DemonstrationPerson, { name: string; purpose: TeamPurpose; controller: string }][] {
  const isSwiss = country === 'CH';
  const partner = isSwiss ? 'Entraide de la vallée' : 'Mission locale';
  const communal: ReturnType<typeof teamsOf> = [
    ['district', { name: 'Antenne de quartier', purpose: 'district', controller: name }],
    ['partner', { name: partner, purpose: 'partner', controller: `${partner}, association` }],
  ];
  return [
    ['agent', { name: 'Économie et emploi', purpose: 'economy', controller: name }],
    [
      'agent',
      {
        name: isSwiss ? 'Service social' : 'Action sociale',
        purpose: 'social',
        controller: `${isSwiss ? 'Service social' : 'CCAS'} de ${name}`,
      },
    ],
    ['youth', { name: 'Jeunesse', purpose: 'youth', controller: name }],
    ...(kind === 'commune' ? communal : []),
  ];
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
