import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, decide, keptStructure, mission, stateOf } from '../../../test/support/announcements.ts';
import { openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { plainText } from '../../../test/support/directory.ts';
import { lettersTo } from '../../../test/support/letters.ts';
import { type Somebody, somebody, visitor } from '../../../test/support/people.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

async function moderator(territory: TerritoryContext): Promise<Somebody> {
  return somebody(app, territory, { role: 'moderator' });
}

describe('an announcement', () => {
  it('is a draft that its author alone sees, then waits for a moderator, then everybody reads it', async () => {
    const { territory, structureId, owner } = await keptStructure(app);
    const id = await begin(owner, { publisher: structureId });
    const anyone = visitor(app, territory);
    expect((await anyone.get('/annonces/aide-aux-devoirs')).status).toBe(404);
    expect((await owner.post(`/mon-espace/annonces/${id}/envoyer`)).status).toBe(303);
    expect(await stateOf(app, territory, id)).toBe('submitted');
    expect((await anyone.get('/annonces/aide-aux-devoirs')).status).toBe(404);
    const judge = await moderator(territory);
    await decide(judge, 'approve');
    const { status, body } = await anyone.get('/annonces/aide-aux-devoirs');
    expect(status).toBe(200);
    expect(plainText(body)).toContain('La Ruche');
    expect(plainText(body)).toContain('dès 16 ans');
    expect(body).toContain('tel:+33476000001');
    expect(plainText((await anyone.get('/annonces')).body)).toContain('Aide aux devoirs');
    expect((await lettersTo(app, owner.email)).at(-1)?.body).toContain('publiée');
  });

  it('comes back with its mistakes and what was typed', async () => {
    const { owner } = await keptStructure(app);
    const reply = await owner.post('/mon-espace/annonces/nouvelle/emploi', {
      ...mission,
      publisher_name: '',
      occupation: 'maçon',
      contract: 'permanent',
      workTime: 'full',
      phone: '12',
    });
    expect(reply.status).toBe(422);
    const text = plainText(reply.body);
    expect(text).toContain('Aide aux devoirs');
    expect(text).toContain('Choisissez le métier dans la liste');
    expect(text).toContain('Maçon / Maçonne');
    expect(text).toContain('Écrivez un numéro de téléphone complet');
    expect(text).toContain('Écrivez le nom que les gens liront');
  });

  it('is refused with a reason that its author reads, corrected and sent again', async () => {
    const { territory, owner } = await keptStructure(app);
    const id = await begin(owner);
    await owner.post(`/mon-espace/annonces/${id}/envoyer`);
    await decide(await moderator(territory), 'refuse', { reason: 'C’est une publicité.' });
    expect(plainText((await owner.get(`/mon-espace/annonces/${id}`)).body)).toContain('C’est une publicité.');
    expect((await owner.post(`/mon-espace/annonces/${id}/modifier`, { ...mission, publisher_name: 'Camille', revision: '1' })).status).toBe(
      303,
    );
    expect((await owner.post(`/mon-espace/annonces/${id}/envoyer`)).status).toBe(303);
    expect(await stateOf(app, territory, id)).toBe('submitted');
  });

  it('of a structure that moderators trust is published at once', async () => {
    const { territory, structureId, owner } = await keptStructure(app);
    const first = await begin(owner, { publisher: structureId });
    await owner.post(`/mon-espace/annonces/${first}/envoyer`);
    const judge = await moderator(territory);
    const { body } = await judge.get('/gestion/moderation');
    const item = /\/gestion\/moderation\/([0-9a-f-]{36})/.exec(body)?.[1];
    expect((await judge.post(`/gestion/moderation/${item}/publier`, { trust: '1', message: '' })).status).toBe(303);
    const second = await begin(owner, { publisher: structureId, title: 'Deuxième' });
    await owner.post(`/mon-espace/annonces/${second}/envoyer`);
    expect(await stateOf(app, territory, second)).toBe('published');
    // Changed after that, it stays published; by who is not trusted, moderators look at it again.
    const stranger = await begin(owner, { title: 'En mon nom' });
    await owner.post(`/mon-espace/annonces/${stranger}/envoyer`);
    expect(await stateOf(app, territory, stranger)).toBe('submitted');
  });

  it('is looked after by its author, and by all who keep its structure, and by nobody else', async () => {
    const { territory, structureId, owner } = await keptStructure(app);
    const editor = await somebody(app, territory, { role: 'editor', structureId });
    const other = (await keptStructure(app, territory)).owner;
    const ofStructure = await begin(owner, { publisher: structureId });
    const ofOwner = await begin(owner, { title: 'À moi' });
    expect((await editor.get(`/mon-espace/annonces/${ofStructure}`)).status).toBe(200);
    expect((await editor.get(`/mon-espace/annonces/${ofOwner}`)).location).toBe('/mon-espace/annonces');
    for (const id of [ofStructure, ofOwner]) {
      expect((await other.get(`/mon-espace/annonces/${id}`)).location).toBe('/mon-espace/annonces');
      expect((await other.post(`/mon-espace/annonces/${id}/envoyer`)).location).toBe('/mon-espace/annonces');
      expect(await stateOf(app, territory, id)).toBe('draft');
    }
    // Nobody publishes in the name of a structure that they do not keep.
    const forged = await other.post('/mon-espace/annonces/nouvelle/benevolat', { ...mission, publisher: structureId });
    expect(forged.status).toBe(422);
  });

  it('written by two at once keeps the first, and tells the second', async () => {
    const { structureId, owner, territory } = await keptStructure(app);
    const editor = await somebody(app, territory, { role: 'editor', structureId });
    const id = await begin(owner, { publisher: structureId });
    const path = `/mon-espace/annonces/${id}/modifier`;
    const write = (person: Somebody, title: string) => person.post(path, { ...mission, publisher: structureId, title, revision: '1' });
    const replies = await Promise.all([write(owner, 'De l’une'), write(editor, 'De l’autre')]);
    expect(replies.map(({ status }) => status).sort()).toEqual([303, 422]);
    expect(plainText(replies.find(({ status }) => status === 422)?.body ?? '')).toContain('Quelqu’un a modifié cette annonce');
  });

  it('sent twice at once goes into the queue once', async () => {
    const { territory, owner } = await keptStructure(app);
    const id = await begin(owner);
    const replies = await Promise.all([1, 2, 3].map(() => owner.post(`/mon-espace/annonces/${id}/envoyer`)));
    expect(replies.filter(({ status }) => status === 303)).toHaveLength(1);
    const { body } = await (await moderator(territory)).get('/gestion/moderation');
    expect(new Set(body.match(/\/gestion\/moderation\/[0-9a-f-]{36}/g)).size).toBe(1);
  });

  it('that was reported is taken down, once somebody agrees', async () => {
    const { territory, owner } = await keptStructure(app);
    const admin = await somebody(app, territory, { role: 'administrator' });
    const id = await begin(admin);
    await admin.post(`/mon-espace/annonces/${id}/envoyer`);
    expect(await stateOf(app, territory, id)).toBe('published');
    const sent = await owner.post('/annonces/aide-aux-devoirs/signaler', { why: 'fraud', note: 'On demande de l’argent.' });
    expect(sent.status).toBe(303);
    await decide(await moderator(territory), 'approve');
    expect(await stateOf(app, territory, id)).toBe('refused');
    expect((await visitor(app, territory).get('/annonces/aide-aux-devoirs')).status).toBe(404);
  });

  it('says that it is over once it is filled or taken back, and leaves the lists', async () => {
    const { territory } = await keptStructure(app);
    const admin = await somebody(app, territory, { role: 'administrator' });
    const id = await begin(admin);
    await admin.post(`/mon-espace/annonces/${id}/envoyer`);
    expect((await admin.post(`/mon-espace/annonces/${id}/pourvue`)).status).toBe(303);
    const anyone = visitor(app, territory);
    const { body } = await anyone.get('/annonces/aide-aux-devoirs');
    expect(plainText(body)).toContain('Les places sont pourvues');
    expect(body).not.toContain('tel:+33476000001');
    expect(body).not.toContain('application/ld+json');
    expect(plainText((await anyone.get('/annonces')).body)).not.toContain('Aide aux devoirs');
    expect((await admin.post(`/mon-espace/annonces/${id}/reprendre`)).location).toMatch(/\/modifier$/);
  });
});
