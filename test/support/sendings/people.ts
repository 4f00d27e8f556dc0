import { sql } from 'kysely';
import { newId } from '../../../src/kernel/ids.ts';
import { outboxPage } from '../../../src/kernel/mail/outbox.ts';
import { unsubscribePath } from '../../../src/modules/people/notices/address.ts';
import { PASSWORD } from '../people.ts';
import { withCodes } from './accounts.ts';
import type { Preparation, World } from './world.ts';

const facts = { givenName: 'Fatou', familyName: 'Diallo', locale: 'fr', channel: 'desk', isOther: '1' };
const days = { startsOn: '2026-11-24', endsOn: '2026-12-24' };

/** Path of somebody whom the agent's team follows. */
async function followed(world: World): Promise<string> {
  const { location } = await world.agent.post('/gestion/personnes/ajout', facts);
  if (!location) throw new Error('The person was not written down.');
  return location;
}

/** Path of a mandate of somebody, and who they are. */
async function mandate(world: World, isSigned = false): Promise<{ person: string; id: string; path: string }> {
  const person = await followed(world);
  await world.agent.post(`${person}/mandats`, { purpose: 'suggest', isOldEnough: '1', ...days });
  const id = await world.id(sql`select id from people.mandate where territory_id = ${world.territory.id} order by id desc limit 1`);
  const path = `${person}/mandats/${id}`;
  if (isSigned) await world.agent.post(`${path}/signature`, { how: 'paper', words: 'Classeur vert' });
  return { person, id, path };
}

const roleOf = (world: World, accountId: string, role: string) =>
  world.id(sql`select id from people.role where account_id = ${accountId} and role = ${role} and ended_at is null`);

async function team(world: World, name: string): Promise<string> {
  await world.administrator.post('/gestion/equipes', { name, purpose: 'social', controller: 'La commune' });
  return world.id(sql`select id from people.team where territory_id = ${world.territory.id} and name = ${name}`);
}

/** Of staff, teams, persons, notices and one's own data. */
export const peopleSendings: Readonly<Record<string, Preparation>> = {
  '/gestion/agents/invitations': async (world) => ({
    by: world.administrator,
    path: '/gestion/agents/invitations',
    fields: { email: `agent@${world.territory.slug}.example`, role: 'agent' },
  }),
  '/gestion/agents/invitations/:invitationId/retrait': async (world) => {
    const email = `retiree@${world.territory.slug}.example`;
    await world.administrator.post('/gestion/agents/invitations', { email, role: 'agent' });
    const id = await world.id(sql`select id from people.invitation where email = ${email}`);
    return { by: world.administrator, path: `/gestion/agents/invitations/${id}/retrait` };
  },
  '/gestion/agents/roles/:roleId/fin': async (world) => {
    const { accountId } = await world.somebody({ role: 'agent' });
    return { by: world.administrator, path: `/gestion/agents/roles/${await roleOf(world, accountId, 'agent')}/fin` };
  },
  '/gestion/agents/:accountId/sessions/fin': async (world) => {
    const { accountId } = await world.somebody({ role: 'agent' });
    return { by: world.administrator, path: `/gestion/agents/${accountId}/sessions/fin` };
  },
  '/gestion/agents/:accountId/secours': async (world) => {
    const { person } = await withCodes(world, { role: 'agent' });
    return { by: world.administrator, path: `/gestion/agents/${person.accountId}/secours`, fields: { checked: '1' } };
  },
  '/exploitation/comptes/secours': async (world) => ({
    by: world.operator,
    path: '/exploitation/comptes/secours',
    fields: { email: (await withCodes(world)).person.email, checked: '1' },
  }),
  '/gestion/agents/regles': async (world) => ({
    by: world.administrator,
    path: '/gestion/agents/regles',
    fields: { delegates: [world.grouping.id] },
  }),
  '/gestion/equipes': async (world) => ({
    by: world.administrator,
    path: '/gestion/equipes',
    fields: { name: 'Quartier nord', purpose: 'district', controller: 'La commune' },
  }),
  '/gestion/equipes/:teamId/membres': async (world) => {
    const { accountId } = await world.somebody({ role: 'agent' });
    return { by: world.administrator, path: `/gestion/equipes/${world.teamId}/membres`, fields: { accountId } };
  },
  '/gestion/equipes/:teamId/membres/:roleId/fin': async (world) => {
    const { accountId } = await world.somebody({ role: 'agent' }, { role: 'member', teamId: world.teamId });
    const role = await roleOf(world, accountId, 'member');
    return { by: world.administrator, path: `/gestion/equipes/${world.teamId}/membres/${role}/fin` };
  },
  '/gestion/equipes/:teamId/fermeture': async (world) => ({
    by: world.administrator,
    path: `/gestion/equipes/${await team(world, 'Sans personne')}/fermeture`,
  }),
  '/gestion/eliminations/:eliminationId': async (world) => {
    const [id, now] = [newId(), world.app.clock.now()];
    await world.sql(sql`insert into people.elimination (territory_id, id, source, kind, rows, before, proposed_at, state)
      values (${world.territory.id}, ${id}, 'people.reading', 'people.readings', 1, ${now}, ${now}, 'proposed')`);
    return { by: world.archivist, path: `/gestion/eliminations/${id}`, fields: { decision: 'refuse', reason: 'À garder.' } };
  },
  '/gestion/personnes/ajout': async (world) => ({ by: world.agent, path: '/gestion/personnes/ajout', fields: facts }),
  '/gestion/personnes/:personId/modifier': async (world) => ({
    by: world.agent,
    path: `${await followed(world)}/modifier`,
    fields: { ...facts, familyName: 'Traoré' },
  }),
  '/gestion/personnes/:personId/avis/:noticeId': async (world) => {
    const [path, id] = [await followed(world), newId()];
    await world.sql(sql`insert into people.person_notice (territory_id, id, person_id, team_id, kind, key, words, word_values, way, at)
      values (${world.territory.id}, ${id}, ${path.split('/').at(-1)}, ${world.teamId}, 'moderation.decided', 'x', 'x', '{}', 'hand',
        ${world.app.clock.now()})`);
    return { by: world.agent, path: `${path}/avis/${id}` };
  },
  '/gestion/personnes/:personId/effacement': async (world) => ({
    by: world.agent,
    path: `${await followed(world)}/effacement`,
    fields: { sure: '1' },
  }),
  '/gestion/personnes/:personId/mandats': async (world) => ({
    by: world.agent,
    path: `${await followed(world)}/mandats`,
    fields: { purpose: 'suggest', isOldEnough: '1', ...days },
  }),
  '/gestion/personnes/:personId/mandats/:mandateId/signature': async (world) => ({
    by: world.agent,
    path: `${(await mandate(world)).path}/signature`,
    fields: { how: 'paper', words: 'Classeur vert' },
  }),
  '/gestion/personnes/:personId/mandats/:mandateId/fin': async (world) => ({
    by: world.agent,
    path: `${(await mandate(world, true)).path}/fin`,
  }),
  '/gestion/personnes/:personId/mandats/:mandateId/agir': async (world) => ({
    by: world.agent,
    path: `${(await mandate(world, true)).path}/agir`,
  }),
  // Ends what the one before has begun.
  '/gestion/agir/fin': async (world) => ({ by: world.agent, path: '/gestion/agir/fin' }),
  '/gestion/personnes/:personId/code': async (world) => ({ by: world.agent, path: `${await followed(world)}/code` }),
  '/prendre-la-main': async (world) => {
    const sheet = (await world.agent.post(`${await followed(world)}/code`)).body;
    const [code = ''] = /[A-Z0-9]{5}-[A-Z0-9]{5}/.exec(sheet) ?? [];
    return { by: await world.somebody(), path: '/prendre-la-main', fields: { code, familyName: 'Diallo' } };
  },
  '/mon-compte/mandats/:mandateId/fin': async (world) => {
    const { id } = await mandate(world, true);
    await world.sql(sql`update people.mandate set account_id = ${world.resident.accountId} where id = ${id}`);
    return { by: world.resident, path: `/mon-compte/mandats/${id}/fin` };
  },
  '/mon-espace/avis/lus': async (world) => {
    const { id: territoryId } = world.territory;
    await world.sql(sql`insert into people.notice (territory_id, id, account_id, kind, key, words, word_values, at)
      values (${territoryId}, ${newId()}, ${world.resident.accountId}, 'people.team-joined', 'x', 'x', '{}', ${world.app.clock.now()})`);
    return { by: world.resident, path: '/mon-espace/avis/lus' };
  },
  '/mon-espace/avis/adresse': async (world) => ({ by: world.resident, path: '/mon-espace/avis/adresse' }),
  '/mon-compte/avis': async (world) => ({ by: world.resident, path: '/mon-compte/avis', fields: { rhythm: 'daily' } }),
  '/desinscription/:token': async (world) => ({
    by: world.visitor(),
    path: unsubscribePath(world.app.kernel.config.secret, world.territory.id, 'people.digest', `account:${world.moderator.accountId}`),
  }),
  '/exploitation/messages/:id/renvoyer': async (world) => {
    const { items } = await outboxPage(world.app.kernel, null);
    return { by: world.operator, path: `/exploitation/messages/${items[0]?.id}/renvoyer` };
  },
  '/mon-compte/donnees': async (world) => ({ by: await world.somebody(), path: '/mon-compte/donnees', fields: { password: PASSWORD } }),
  '/mon-compte/donnees/effacement': async (world) => ({
    by: await world.somebody(),
    path: '/mon-compte/donnees/effacement',
    fields: { password: PASSWORD, sure: '1' },
  }),
};
