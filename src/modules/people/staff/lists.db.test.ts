import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { addTestOrganisation } from '../../../../test/support/directory.ts';
import { somebody } from '../../../../test/support/people.ts';
import { readList } from '../../../../test/support/workbook.ts';
import { catalogue } from '../../../catalogue.ts';
import { fixedClock } from '../../../kernel/clock.ts';
import { newId } from '../../../kernel/ids.ts';
import { grantRole, recordAction } from '../index.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

const ground = () => freshTerritory(app.kernel, { services: ['directory', 'announcements'] });

describe('a list as a workbook', () => {
  it('holds all pages of the screen, and its columns', async () => {
    const territory = await ground();
    const boss = await somebody(app, territory, { role: 'administrator' });
    await app.kernel.database.unit(async () => {
      for (let n = 0; n < 120; n += 1) await recordAction(app.kernel, { territoryId: territory.id, actor: 'system', what: `essai.${n}` });
    });
    // Written last, of a day before all others: it is the oldest.
    const past = { ...app.kernel, clock: fixedClock('2025-01-01T09:00:00Z') };
    await recordAction(past, { territoryId: territory.id, actor: 'system', what: 'essai.ancien' });
    const [headings, ...rows] = await readList(app, boss, territory, '/gestion/journal.xlsx');
    expect(headings).toEqual(['Quoi', 'Qui', 'Quand']);
    // Who is here was given a role: that is in the journal too.
    expect(rows.length).toBeGreaterThanOrEqual(120);
    expect(String(rows[0]?.[0])).toContain('essai.119');
    expect(String(rows.at(-1)?.[0])).toContain('essai.ancien');
    expect(rows[0]?.[2]).toBeInstanceOf(Date);
    const page = await boss.get('/gestion/journal');
    expect(page.body).toContain('/gestion/journal.xlsx');
  });

  it('makes no formula of a name', async () => {
    const territory = await ground();
    const boss = await somebody(app, territory, { role: 'administrator' });
    await sql`update people.account set name = '=HYPERLINK("http://x.example")' where id = ${boss.accountId}`.execute(
      app.kernel.database.kysely<never>(),
    );
    const rows = await readList(app, boss, territory, '/gestion/agents.xlsx');
    expect(rows[1]?.[0]).toBe('=HYPERLINK("http://x.example")');
  });

  it('of persons holds those of the viewer’s teams alone, and each is written down as read', async () => {
    const territory = await ground();
    const team = async (name: string) => {
      const id = newId();
      await sql`insert into people.team (id, territory_id, name, purpose, controller, created_at)
        values (${id}, ${territory.id}, ${name}, 'social', 'La commune', ${app.clock.now()})`.execute(app.kernel.database.kysely<never>());
      const agent = await somebody(app, territory, { role: 'agent' });
      await app.kernel.database.unit(() =>
        grantRole(app.kernel, { territoryId: territory.id, accountId: agent.accountId, role: 'member', teamId: id }, 'system'),
      );
      return agent;
    };
    const agent = await team('Jeunesse');
    const other = await team('CCAS');
    // More than a screen shows.
    for (let n = 0; n < 53; n += 1)
      await agent.post('/gestion/personnes/ajout', { givenName: 'Fatou', familyName: `Diallo ${n}`, locale: 'fr', channel: 'desk' });
    await other.post('/gestion/personnes/ajout', { givenName: 'Ana', familyName: 'Rossi', locale: 'fr', channel: 'desk' });
    const rows = await readList(app, agent, territory, '/gestion/personnes.xlsx');
    expect(rows).toHaveLength(54);
    expect(JSON.stringify(rows)).not.toContain('Rossi');
    expect(await readList(app, agent, territory, '/gestion/personnes.xlsx?q=diallo 52')).toHaveLength(2);
    const officer = await somebody(app, territory, { role: 'data-protection-officer' });
    const readings = await readList(app, officer, territory, '/gestion/lectures.xlsx');
    expect(readings.filter(([, , what]) => what === 'Liste exportée')).toHaveLength(54);
    expect(await readList(app, await somebody(app, territory, { role: 'agent' }), territory, '/gestion/personnes.xlsx')).toHaveLength(1);
  });

  it('of the queue follows its filters', async () => {
    const territory = await ground();
    const moderator = await somebody(app, territory, { role: 'moderator' });
    const proposal = { subject: 'place', theme: 'food', description: 'Du pain', street: '3 rue des Lilas' };
    const resident = await somebody(app, territory);
    for (const name of ['Le Fournil', 'La Halle']) await resident.post('/proposer', { ...proposal, name });
    const all = await readList(app, moderator, territory, '/gestion/moderation.xlsx');
    expect(all.slice(1).map(([title]) => title)).toEqual(['Le Fournil', 'La Halle']);
    expect((await readList(app, moderator, territory, '/gestion/moderation.xlsx?q=halle')).slice(1).map(([title]) => title)).toEqual([
      'La Halle',
    ]);
    expect(await readList(app, moderator, territory, '/gestion/moderation.xlsx?etat=decidees')).toHaveLength(1);
  });

  it('opens, whichever list it is', async () => {
    const territory = await ground();
    const { id: structureId } = await addTestOrganisation(app, territory, { name: 'La Structure' });
    const roles = ['administrator', 'moderator', 'agent', 'data-protection-officer', 'archivist'] as const;
    const all = await somebody(app, territory, ...roles.map((role) => ({ role })), { role: 'owner', structureId });
    await sql`update people.account set is_operator = true where id = ${all.accountId}`.execute(app.kernel.database.kysely<never>());
    const paths = catalogue
      .flatMap(({ pages = [] }) => (typeof pages === 'function' ? pages(catalogue) : pages))
      .map(({ path }) => path.replace(':structureId', structureId))
      .filter((path) => path.endsWith('.xlsx') && !path.includes(':'));
    expect(paths.length).toBeGreaterThan(10);
    for (const path of paths) expect((await readList(app, all, territory, path))[0]?.length, path).toBeGreaterThan(1);
  });
});
