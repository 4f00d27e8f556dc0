import { afterAll, beforeAll, expect, it } from 'vitest';
import { begin, stateOf } from '../../../test/support/announcements.ts';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { plainText } from '../../../test/support/directory.ts';
import { somebody, visitor } from '../../../test/support/people.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

const post = { contract: 'permanent', workTime: 'full' };

it('in Switzerland who offers a job says whether job centres hear of it first, and moderators read it', async () => {
  const territory = await freshTerritory(app.kernel, { canton: 'GE' }, { country: 'CH' });
  const [author, moderator] = [await somebody(app, territory), await somebody(app, territory, { role: 'moderator' })];
  const form = { title: 'Au tea-room', body: 'Une salle de trente places.', publisher_name: 'Le Rondeau', phone: '022 555 00 00', ...post };
  const missing = await author.post('/mon-espace/annonces/nouvelle/emploi', { ...form, duty: 'yes' });
  expect(missing.status).toBe(422);
  expect(plainText(missing.body)).toMatch(/Écrivez le jour où l’ORP a confirmé\s: sans lui, ce poste ne peut pas paraître\./);
  const id = await begin(author, { ...form, duty: 'yes', reportedOn: '2026-11-23' }, 'emploi');
  const both = /Métier soumis à l’obligation d’annoncer.{0,100}Oui.{0,100}Annoncé à l’ORP le.{0,100}lundi 23 novembre/;
  expect(plainText((await author.get(`/mon-espace/annonces/${id}`)).body)).toMatch(both);
  await author.post(`/mon-espace/annonces/${id}/envoyer`);
  const item = /\/gestion\/moderation\/[0-9a-f-]{36}/.exec((await moderator.get('/gestion/moderation')).body)?.[0] ?? '';
  expect(plainText((await moderator.get(item)).body)).toMatch(both);
  expect((await moderator.post(item, { event: 'approve', message: '' })).status).toBe(303);
  expect(await stateOf(app, territory, id)).toBe('scheduled');
  expect((await visitor(app, territory).get('/annonces/au-tea-room')).status).toBe(404);
});
