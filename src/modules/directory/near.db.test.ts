import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { addTestPlaces, plainText } from '../../../test/support/directory.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';

let app: TestApplication;
let geocoder: Server;
let territory: TerritoryContext;
let asked: URLSearchParams[] = [];
let answer: { status: number; features: readonly object[] };

const address = (label: string, longitude: number) => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [longitude, 46.2] },
  properties: { label, score: 0.95, type: 'housenumber' },
});

beforeAll(async () => {
  geocoder = createServer((request, response) => {
    asked.push(new URL(request.url ?? '/', 'http://geocoder.example').searchParams);
    response.writeHead(answer.status).end(JSON.stringify({ type: 'FeatureCollection', features: answer.features }));
  });
  await new Promise<void>((resolve) => geocoder.listen(0, '127.0.0.1', resolve));
  app = await openTestApplication({ GEOCODER_URL: `http://127.0.0.1:${(geocoder.address() as AddressInfo).port}/search` });
  territory = await freshTerritory(app.kernel, { centre: { latitude: 46.2, longitude: 6.1 } });
  await addTestPlaces(
    app,
    territory,
    { name: 'À l’ouest', position: { latitude: 46.2, longitude: 6.09 } },
    { name: 'À l’est', position: { latitude: 46.2, longitude: 6.16 } },
  );
});
beforeEach(() => {
  asked = [];
  answer = { status: 200, features: [] };
});
afterAll(async () => {
  await app.close();
  await new Promise((resolve) => geocoder.close(resolve));
});

async function list(url: string, where = territory) {
  const { body, statusCode } = await app.server.inject({ url, headers: { host: `${where.slug}.localhost` } });
  expect(statusCode).toBe(200);
  const text = plainText(body);
  return {
    body: text,
    text: (/<main.*<\/main>/s.exec(text)?.[0] ?? '').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' '),
    names: [...text.matchAll(/class="card-title"><a href="[^"]*">([^<]*)</g)].map(([, name]) => name),
  };
}

test('an address puts the nearest to it first, named as the service writes it', async () => {
  answer.features = [address('3 Rue du Levant 74100 Essai', 6.17)];
  const { text, names } = await list('/annuaire?pres=3+rue+du+levant');
  expect(names).toEqual(['À l’est', 'À l’ouest']);
  expect(text).toContain('Les plus proches de 3 Rue du Levant 74100 Essai');
  expect(text).not.toContain('Nous ne trouvons pas');
  expect(asked.map((query) => [query.get('q'), query.get('citycode'), query.get('lat')])).toEqual([
    ['3 rue du levant', territory.code, '46.2'],
  ]);
});

test('its point goes along with the words, so that the service is not asked twice', async () => {
  answer.features = [address('5 Rue du Levant 74100 Essai', 6.17)];
  const { body } = await list('/annuaire?pres=5+rue+du+levant');
  const [, href = ''] =
    /<a href="(\/annuaire\?theme=[^"]*pres=[^"]*)"/.exec(body) ?? /<a href="(\/annuaire\?[^"]*point=[^"]*)"/.exec(body) ?? [];
  const [, hidden = ''] = /<input[^>]*name="point"[^>]*value="([^"]*)"/.exec(body) ?? [];
  expect(`${href} ${hidden}`).toContain('46.2,6.17');
  answer.status = 500;
  const again = await list(`/annuaire?pres=5+rue+du+levant&point=${encodeURIComponent('46.2,6.17 5 rue du levant')}`);
  expect(again.names).toEqual(['À l’est', 'À l’ouest']);
  expect(asked).toHaveLength(1);
});

test.each([
  ['finds nothing', 200],
  ['does not answer', 503],
])('where the service %s, distances start from the centre and the page says so', async (_, status) => {
  answer.status = status;
  const { text, names } = await list(`/annuaire?pres=rue+Perdue+${status}`);
  expect(names).toEqual(['À l’ouest', 'À l’est']);
  expect(text).toContain(`Nous ne trouvons pas « rue Perdue ${status} » ici. Les distances partent donc du centre : ${territory.name}.`);
  expect(text).toContain(`Près de rue Perdue ${status}`);
  expect(text).not.toContain('Les plus proches de');
});

test('without a centre either, the list stays as it was, and the page says so', async () => {
  const lost = await freshTerritory(app.kernel);
  await addTestPlaces(app, lost, { name: 'Zinc' }, { name: 'Aubergine', position: { latitude: 46.2, longitude: 6.16 } });
  const { text, names } = await list('/annuaire?pres=rue+Perdue', lost);
  expect(names).toEqual(['Aubergine', 'Zinc']);
  expect(text).toContain('Nous ne trouvons pas « rue Perdue » ici. Les résultats ne sont donc pas triés par distance.');
});

test('what the town knows itself is asked of nobody', async () => {
  for (const pres of [territory.name, '46.2,6.1', 'À l’est']) await list(`/annuaire?pres=${encodeURIComponent(pres)}`);
  expect(asked).toEqual([]);
});
