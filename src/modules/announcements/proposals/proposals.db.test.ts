import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { plainText } from '../../../../test/support/directory.ts';
import { lettersTo } from '../../../../test/support/letters.ts';
import { PASSWORD, type Somebody, somebody } from '../../../../test/support/people.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

const person = { givenName: 'Fatou', familyName: 'Diallo', phone: '', email: '', locale: 'fr', channel: 'desk' };

async function here(): Promise<{ territory: TerritoryContext; agent: Somebody; teamId: string; announcementId: string }> {
  const territory = await freshTerritory(app.kernel);
  const teamId = newId();
  await app.kernel.database.unit(
    () =>
      sql`insert into people.team (id, territory_id, name, purpose, controller, created_at)
        values (${teamId}, ${territory.id}, 'Accueil', 'social', 'La commune', ${app.clock.now()})`.execute(
        app.kernel.database.kysely<never>(),
      ),
    { keeper: territory.id },
  );
  const moderator = await somebody(app, territory, { role: 'moderator' });
  const mission = {
    publisher_name: 'Camille',
    title: 'Jardin',
    body: 'Des bras.',
    cause: 'sport',
    rhythm: 'flexible',
    phone: '04 76 00 00 03',
  };
  const path = (await moderator.post('/mon-espace/annonces/nouvelle/benevolat', mission)).location ?? '';
  await moderator.post(`${path}/envoyer`);
  const agent = await somebody(app, territory, { role: 'agent' }, { role: 'member', teamId });
  return { territory, agent, teamId, announcementId: path.split('/').at(-1) ?? '' };
}

describe('an agent', () => {
  it('proposes an announcement to a person whom they follow, who gets it with their word', async () => {
    const { territory, agent, teamId, announcementId } = await here();
    const email = `fatou-${territory.slug}@exemple.fr`;
    const record = (await agent.post('/gestion/personnes/ajout', { ...person, email, teamId })).location ?? '';
    expect((await agent.get(record)).body).toContain(`${record}/annonces`);
    expect(plainText((await agent.get(`${record}/annonces?q=jardin`)).body)).toContain('Jardin');
    expect((await agent.post(`${record}/annonces`, { announcement: newId(), words: '' })).status).toBe(422);
    expect((await agent.post(`${record}/annonces`, { announcement: announcementId, words: 'C’est près de chez vous.' })).location).toBe(
      `${record}/annonces`,
    );
    const [letter] = await lettersTo(app, email);
    expect(letter?.subject).toContain('Jardin');
    expect(letter?.body).toContain('C’est près de chez vous.');
    expect(plainText((await agent.get(`${record}/annonces`)).body)).toContain('Déjà proposées');
    expect(plainText((await agent.get(record)).body)).toContain('Annonce proposée à une personne');
    const other = await somebody(app, territory, { role: 'agent' });
    expect((await other.post(`${record}/annonces`, { announcement: announcementId, words: '' })).status).toBe(404);
  });

  it('who goes leaves what they proposed to somebody; who was proposed something and is erased leaves nothing', async () => {
    const { territory, agent, teamId, announcementId } = await here();
    const colleague = await somebody(app, territory, { role: 'agent' }, { role: 'member', teamId });
    const proposals = () =>
      app.kernel.database.unit(
        async () =>
          (
            await sql<{ by: string }>`select proposed_by as by from announcements.proposal where territory_id = ${territory.id}`.execute(
              app.kernel.database.kysely<never>(),
            )
          ).rows.map(({ by }) => by),
        { keeper: territory.id },
      );
    const record = (await agent.post('/gestion/personnes/ajout', { ...person, email: 'fatou@exemple.fr', teamId })).location ?? '';
    await agent.post(`${record}/annonces`, { announcement: announcementId, words: 'Pour vous.' });
    expect(await proposals()).toEqual([`account:${agent.accountId}`]);
    expect((await agent.post('/mon-compte/donnees/effacement', { password: PASSWORD, sure: '1' })).location).toBe('/donnees-effacees');
    expect(await proposals()).toEqual(['system']);
    expect((await colleague.post(`${record}/effacement`, { sure: '1' })).status).toBe(303);
    expect(await proposals()).toEqual([]);
  });

  it('is told where nothing reaches the person', async () => {
    const { agent, teamId, announcementId } = await here();
    const record = (await agent.post('/gestion/personnes/ajout', { ...person, teamId })).location ?? '';
    const reply = await agent.post(`${record}/annonces`, { announcement: announcementId, words: '' });
    expect(reply.status).toBe(422);
    expect(plainText(reply.body)).toContain('ni adresse e-mail');
  });

  it('reaches who has a mobile alone by SMS', async () => {
    const { agent, teamId, announcementId } = await here();
    const record =
      (await agent.post('/gestion/personnes/ajout', { ...person, phone: '06 12 34 56 78', channel: 'text', teamId })).location ?? '';
    expect((await agent.post(`${record}/annonces`, { announcement: announcementId, words: '' })).status).toBe(303);
    const { rows } = await sql<{
      body: string;
    }>`select body from kernel.message where recipient = '+33612345678' order by id desc limit 1`.execute(
      app.kernel.database.kysely<never>(),
    );
    expect(rows[0]?.body).toContain('Jardin');
  });
});
