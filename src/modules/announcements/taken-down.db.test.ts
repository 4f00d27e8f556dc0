import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, decide, keptStructure, stateOf } from '../../../test/support/announcements.ts';
import { openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { plainText } from '../../../test/support/directory.ts';
import { type Somebody, somebody, visitor } from '../../../test/support/people.ts';
import { trustStructure } from './commands/trust.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

const page = '/annonces/aide-aux-devoirs';

/** A trusted structure's announcement that everybody reads, who keeps it, and a moderator. */
async function published() {
  const kept = await keptStructure(app);
  const { territory, structureId, owner } = kept;
  await app.kernel.database.unit(() => trustStructure(app.kernel, territory.id, structureId, 'system'));
  const id = await begin(owner, { publisher: structureId });
  const act = (step: string) => owner.post(`/mon-espace/annonces/${id}/${step}`);
  await act('envoyer');
  expect(await stateOf(app, territory, id)).toBe('published');
  const judge = await somebody(app, territory, { role: 'moderator' });
  return {
    ...kept,
    id,
    act,
    judge,
    anyone: visitor(app, territory),
    state: () => stateOf(app, territory, id),
    text: async () => plainText((await owner.get(`/mon-espace/annonces/${id}`)).body),
  };
}

const report = (by: Pick<Somebody, 'post'>) => by.post(`${page}/signaler`, { why: 'fraud', note: 'On demande de l’argent.' });

describe('an announcement that moderators took down', () => {
  it('comes back by nothing that its structure does, trusted as it was, until a moderator publishes it', async () => {
    const { owner, act, judge, anyone, state, text, structureId, territory } = await published();
    await report(anyone);
    await decide(judge, 'approve');
    expect(await state()).toBe('refused');
    expect(await text()).toContain('Vos prochaines annonces seront relues avant de paraître.');
    expect(await text()).not.toContain('Retirer');
    expect((await act('retirer')).status).toBe(422);
    await act('envoyer');
    expect(await state()).toBe('submitted');
    await act('retirer');
    expect([await state(), (await anyone.get(page)).status]).toEqual(['withdrawn', 404]);
    // Trusted again for another one, they still ask for this one.
    await app.kernel.database.unit(() => trustStructure(app.kernel, territory.id, structureId, 'system'));
    expect(await text()).toContain('Envoyer pour relecture');
    await act('envoyer');
    expect([await state(), (await anyone.get(page)).status]).toEqual(['submitted', 404]);
    await decide(judge, 'approve');
    expect([await state(), (await anyone.get(page)).status]).toEqual(['published', 200]);
    expect((await owner.get('/mon-espace/annonces')).status).toBe(200);
  });

  it.each([
    ['pourvue', 'filled'],
    ['retirer', 'withdrawn'],
  ])('may be over already: after « %s » it is reported, seen in the queue and taken down', async (step, over) => {
    const { act, judge, anyone, state } = await published();
    await act(step);
    expect([await state(), (await anyone.get(page)).status]).toEqual([over, 200]);
    expect((await report(anyone)).status).toBe(303);
    const { body } = await judge.get('/gestion/moderation');
    const item = /\/gestion\/moderation\/[0-9a-f-]{36}/.exec(body)?.[0] ?? '';
    expect((await judge.get(item)).body).toContain(`href="${page}"`);
    await decide(judge, 'approve');
    expect([await state(), (await anyone.get(page)).status]).toEqual(['refused', 404]);
  });

  it('ends the trust in its structure, which moderators also end by themselves', async () => {
    const { owner, act, judge, anyone, structureId, territory, state } = await published();
    const structures = '/gestion/toutes-les-annonces/structures';
    expect(plainText((await judge.get(structures)).body)).toContain('La Ruche');
    expect((await judge.post(structures, { structure: structureId })).status).toBe(303);
    const after = plainText((await judge.get(structures)).body);
    expect([after.includes('La Ruche'), after.includes('Aucune structure de confiance')]).toEqual([false, true]);
    const next = await begin(owner, { publisher: structureId, title: 'La suivante' });
    await owner.post(`/mon-espace/annonces/${next}/envoyer`);
    expect(await stateOf(app, territory, next)).toBe('submitted');
    // What is public stays so.
    expect(await state()).toBe('published');

    await decide(judge, 'refuse', { reason: 'C’est une publicité.' });
    expect(await stateOf(app, territory, next)).toBe('refused');
    await app.kernel.database.unit(() => trustStructure(app.kernel, territory.id, structureId, 'system'));
    await act('pourvue');
    await report(anyone);
    await decide(judge, 'approve');
    const third = await begin(owner, { publisher: structureId, title: 'La troisième' });
    await owner.post(`/mon-espace/annonces/${third}/envoyer`);
    expect(await stateOf(app, territory, third)).toBe('submitted');
    const admin = await somebody(app, territory, { role: 'administrator' });
    expect(plainText((await admin.get('/gestion/journal')).body)).toContain('Annonces d’une structure relues de nouveau');
  });

  it('is not taken down by clearing an older item out of the queue', async () => {
    const { territory, owner } = await keptStructure(app);
    const id = await begin(owner);
    const act = (step: string) => owner.post(`/mon-espace/annonces/${id}/${step}`);
    await act('envoyer');
    await act('retirer');
    const judge = await somebody(app, territory, { role: 'moderator' });
    await decide(judge, 'refuse', { reason: 'C’est une publicité.' });
    expect(await stateOf(app, territory, id)).toBe('withdrawn');
  });
});
