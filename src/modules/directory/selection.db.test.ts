import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { addTestOrganisation, addTestPlaces, addTestService, plainText } from '../../../test/support/directory.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

async function get(slug: string, path: string) {
  const response = await app.server.inject({ url: path, headers: { host: `${slug}.localhost` } });
  return { status: response.statusCode, text: plainText(response.payload), headers: response.headers };
}

test('the sheet says of each page how to reach it, in the order of the choice', async () => {
  const territory = await freshTerritory(app.kernel);
  const { id, slug } = await addTestOrganisation(app, territory, { name: 'Le Relais', phone: '+33476000001' });
  const [place = ''] = await addTestPlaces(app, territory, {
    name: 'La Halle',
    organisationId: id,
    street: '1 rue Haute',
    locality: 'Essai',
    openingHours: 'Tu 09:00-12:00',
  });
  const service = await addTestService(app, territory, { name: 'Aide aux papiers', organisationId: id, fee: 'gratuit' });
  const { text } = await get(
    territory.slug,
    `/annuaire/selection?choix=services/${service.slug},lieux/${place}&choix=structures/${slug},lieux/autre`,
  );
  const order = ['Aide aux papiers</a>', 'La Halle</a>', 'Le Relais</a>'].map((name) => text.indexOf(name));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(Math.min(...order)).toBeGreaterThan(0);
  expect(text.split('href="tel:+33476000001"').length).toBe(4);
  expect(text.split('<span>1 rue Haute, Essai</span>').length).toBe(4);
  expect(text).toContain('Gratuit');
  expect(text).toContain('9 h – 12 h');
  expect(text).toContain('Une page choisie n’existe plus.');
  expect(text).toContain('name="robots" content="noindex"');
});

test('a structure that has several places tells them all; a confidential address is told nowhere', async () => {
  const territory = await freshTerritory(app.kernel);
  const { id, slug } = await addTestOrganisation(app, territory, { name: 'Le Relais' });
  const [, shelter = ''] = await addTestPlaces(
    app,
    territory,
    { name: 'Accueil', organisationId: id, street: '1 rue Haute' },
    {
      name: 'Maison',
      organisationId: id,
      street: '9 rue Cachée',
      position: { latitude: 46.1, longitude: 6.1 },
      isAddressConfidential: true,
    },
  );
  const { text } = await get(territory.slug, `/annuaire/selection?choix=structures/${slug},lieux/${shelter}`);
  expect(text).toContain('<span>Accueil, 1 rue Haute</span>');
  expect(text).toContain('Adresse confidentielle');
  for (const path of [
    `/annuaire/selection?choix=lieux/${shelter}`,
    `/lieux/${shelter}`,
    `/lieux/${shelter}.vcf`,
    '/annuaire',
    '/annuaire/points.json',
  ])
    expect((await get(territory.slug, path)).text, path).not.toMatch(/Cachée|46\.1/);
});

test('a grouping shows what was chosen of its members, and a member nothing of the others', async () => {
  const grouping = await freshTerritory(app.kernel, {}, { kind: 'grouping' });
  const member = await freshTerritory(app.kernel, {}, { grouping: grouping.slug });
  const [place = ''] = await addTestPlaces(app, member, { name: 'La Halle du Membre' });
  const choice = `lieux/${place}@${member.slug}`;
  expect((await get(grouping.slug, `/annuaire/selection?choix=${choice}`)).text).toContain('La Halle du Membre');
  const other = await freshTerritory(app.kernel);
  expect((await get(other.slug, `/annuaire/selection?choix=${choice}`)).text).not.toContain('La Halle du Membre');
  expect((await get(grouping.slug, `/annuaire/selection?choix=lieux/${place}`)).text).not.toContain('La Halle du Membre');
});

test('an address without its empty fields is the one that is kept', async () => {
  const territory = await freshTerritory(app.kernel);
  const { status, headers } = await get(territory.slug, '/annuaire/selection?q=&theme=manger&choix=lieux/a&choix=lieux/b&suite=');
  expect(status).toBe(303);
  expect(headers['location']).toBe('/annuaire/selection?theme=manger&choix=lieux/a,lieux/b');
});

test('thirty long names are still a sheet', async () => {
  const territory = await freshTerritory(app.kernel);
  const places = await addTestPlaces(
    app,
    territory,
    ...Array.from({ length: 31 }, (_, index) => ({ name: `${'Maison des initiatives '.repeat(3)}${index}` })),
  );
  const { status, text } = await get(territory.slug, `/annuaire/selection?choix=${places.map((slug) => `lieux/${slug}`).join(',')}`);
  expect(status).toBe(200);
  expect(text.split('<article').length - 1).toBe(30);
  expect(text).toContain('au plus 30 pages');
});
