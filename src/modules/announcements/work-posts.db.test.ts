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

it('a Swiss job that is out waits its days once it is said that job centres hear of it first', async () => {
  const territory = await freshTerritory(app.kernel, { canton: 'GE' }, { country: 'CH' });
  const author = await somebody(app, territory, { role: 'moderator' });
  const form = { title: 'Au tea-room', body: 'Une salle de trente places.', publisher_name: 'Le Rondeau', phone: '022 555 00 00', ...post };
  const id = await begin(author, { ...form, duty: 'no' }, 'emploi');
  await author.post(`/mon-espace/annonces/${id}/envoyer`);
  const anyone = visitor(app, territory);
  expect((await anyone.get('/annonces/au-tea-room')).status).toBe(200);
  const corrected = { ...form, duty: 'yes', reportedOn: '2026-11-23', revision: '1' };
  expect((await author.post(`/mon-espace/annonces/${id}/modifier`, corrected)).status).toBe(303);
  expect(await stateOf(app, territory, id)).toBe('scheduled');
  expect((await anyone.get('/annonces/au-tea-room')).status).toBe(404);
  expect(plainText((await author.get(`/mon-espace/annonces/${id}`)).body)).toContain('Elle paraîtra le 1er décembre 2026.');
});

it('a Swiss job that is begun from another one is announced to job centres anew', async () => {
  const territory = await freshTerritory(app.kernel, { canton: 'GE' }, { country: 'CH' });
  const author = await somebody(app, territory, { role: 'moderator' });
  const form = { title: 'Au tea-room', body: 'Une salle de trente places.', publisher_name: 'Le Rondeau', phone: '022 555 00 00', ...post };
  const id = await begin(author, { ...form, duty: 'yes', reportedOn: '2026-09-01' }, 'emploi');
  const { location } = await author.post(`/mon-espace/annonces/${id}/reprendre`);
  const again = location?.replace('/modifier', '') ?? '';
  const sent = await author.post(`${again}/envoyer`);
  expect(sent.status).toBe(422);
  expect(plainText(sent.body)).toContain('Il manque une réponse : choisissez « Modifier » pour compléter l’annonce.');
  expect(await stateOf(app, territory, again.split('/').at(-1) ?? '')).toBe('draft');
});

it('in France a public post is not taken without its official notice, which its page links', async () => {
  const territory = await freshTerritory(app.kernel);
  const [author, moderator] = [await somebody(app, territory), await somebody(app, territory, { role: 'moderator' })];
  const form = {
    title: 'À la médiathèque',
    body: 'Prêts, rangement, accueil.',
    publisher_name: 'La médiathèque',
    phone: '04 76 00 00 01',
    ...post,
    occupation: '10394',
    publicPost: '1',
  };
  const missing = await author.post('/mon-espace/annonces/nouvelle/emploi', form);
  expect(missing.status).toBe(422);
  expect(plainText(missing.body)).toContain('Écrivez l’adresse de l’avis officiel : un poste de la fonction publique y renvoie.');
  const notice = 'https://exemple.fr/avis/12';
  const id = await begin(author, { ...form, officialNotice: notice }, 'emploi');
  await author.post(`/mon-espace/annonces/${id}/envoyer`);
  const item = /\/gestion\/moderation\/[0-9a-f-]{36}/.exec((await moderator.get('/gestion/moderation')).body)?.[0] ?? '';
  expect(plainText((await moderator.get(item)).body)).toMatch(
    /Coché.{0,100}Poste dans la fonction publique.{0,100}Avis officiel.{0,100}https:\/\/exemple\.fr\/avis\/12/,
  );
  expect((await moderator.post(item, { event: 'approve', message: '' })).status).toBe(303);
  const { body } = await visitor(app, territory).get('/annonces/a-la-mediatheque');
  expect(body).toContain(`<a href="${notice}" rel="noreferrer">Lire l’avis officiel</a>`);
  expect(body).toContain('Poste dans la fonction publique');
});
