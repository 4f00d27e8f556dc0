import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../../test/support/application.ts';
import { addTestPlaces, plainText } from '../../../../../test/support/directory.ts';
import { somebody, visitor } from '../../../../../test/support/people.ts';
import { readList } from '../../../../../test/support/workbook.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

/** A town whose residents looked for this in vain, six days long. */
async function town(...phrases: string[]) {
  const territory = await freshTerritory(app.kernel, { services: ['directory'] });
  await addTestPlaces(app, territory, { name: 'Réemploi des Halles', kinds: [], description: 'Réemploi de vélos' });
  for (const phrase of phrases)
    await sql`insert into directory.unmet_search (territory_id, id, day, phrase, theme, times)
      select ${territory.id}, gen_random_uuid(), '2026-10-01'::date + n, ${phrase}, '', 2 from generate_series(1, 6) n`.execute(
      app.kernel.database.kysely<never>(),
    );
  const agent = await somebody(app, territory, { role: 'agent' });
  const finds = async (q: string) =>
    (await visitor(app, territory).get(`/annuaire?q=${encodeURIComponent(q)}`)).body.includes('Réemploi des Halles');
  return { territory, agent, finds };
}

describe('words of residents', () => {
  it('become a synonym of a word that finds by one button, in whatever order they are typed', async () => {
    const { territory, agent, finds } = await town('reemploi trottineuse');
    const { body } = await agent.get('/gestion/mots');
    expect(plainText(body)).toContain('« reemploi » : 1 page');
    const sent = { phrase: 'reemploi trottineuse', means: 'reemploi' };
    expect((await agent.post('/gestion/mots', sent)).status).toBe(303);
    expect(await finds('trottineuse réemploi')).toBe(true);
    const page = (await agent.get('/gestion/mots')).body;
    expect(plainText(page)).toContain('Toutes les recherches ont une réponse');
    expect(await readList(app, agent, territory, '/gestion/mots.xlsx')).toEqual([
      ['Mots cherchés', 'Trouve aussi'],
      ['reemploi trottineuse', 'reemploi'],
    ]);
  });

  it('are tried before they are kept, and lose their meaning again', async () => {
    const { agent, finds } = await town('zinzolin');
    const tried = plainText((await agent.get('/gestion/mots/essai?mots=zinzolin&sens=réemploi%0Aaéronef')).body);
    expect(tried).toContain('« réemploi » : 1 page');
    expect(tried).toContain('« aéronef » : aucune page');
    expect(tried).toContain('Réemploi des Halles');
    expect(await finds('zinzolin')).toBe(false);
    await agent.post('/gestion/mots', { phrase: 'Zinzolin', means: 'réemploi' });
    expect(await finds('zinzolin')).toBe(true);
    const [, id] = /\/gestion\/mots\/([0-9a-f-]{36})\/retrait/.exec((await agent.get('/gestion/mots')).body) ?? [];
    await agent.post(`/gestion/mots/${id}/retrait`);
    expect(await finds('zinzolin')).toBe(false);
  });

  it('are not those of another territory', async () => {
    const { agent } = await town();
    await agent.post('/gestion/mots', { phrase: 'zinzolin', means: 'réemploi' });
    const [, id] = /\/gestion\/mots\/([0-9a-f-]{36})\/retrait/.exec((await agent.get('/gestion/mots')).body) ?? [];
    await (await town()).agent.post(`/gestion/mots/${id}/retrait`);
    expect((await agent.get('/gestion/mots')).body).toContain(`${id}/retrait`);
  });

  it('are refused with what was typed where they are too many', async () => {
    const { agent } = await town();
    const empty = await agent.post('/gestion/mots', { phrase: ' ', means: 'réemploi' });
    expect(empty.status).toBe(422);
    expect(empty.body).toContain('réemploi');
    expect((await agent.post('/gestion/mots', { phrase: 'un deux trois quatre cinq six sept', means: 'a' })).status).toBe(422);
    expect((await agent.post('/gestion/mots', { phrase: 'un', means: 'x'.repeat(101) })).status).toBe(422);
  });
});
