import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../test/support/application.ts';
import { addTestPlaces, plainText } from '../../test/support/directory.ts';
import type { TerritoryContext } from '../kernel/http/visit.ts';

let app: TestApplication;
let territory: TerritoryContext;
beforeAll(async () => {
  app = await openTestApplication();
  territory = await freshTerritory(app.kernel, { centre: { latitude: 46.2, longitude: 6.1 } });
  await addTestPlaces(app, territory, { name: 'L’Épicerie du Lavoir', position: { latitude: 46.2, longitude: 6.1 } });
});
afterAll(() => app.close());

async function get(url: string, { slug } = territory) {
  const { statusCode, body } = await app.server.inject({ url, headers: { host: `${slug}.localhost` } });
  return { status: statusCode, body: plainText(body) };
}

interface Described {
  servers: { url: string }[];
  externalDocs: { url: string };
  paths: Record<string, { get: { parameters: { name: string; description?: string }[] } }>;
}
const described = async () => JSON.parse((await get('/api/v1/openapi.json')).body) as Described;

test('names every resource and parameter of the document, and the document names the page', async () => {
  const { servers, paths, externalDocs } = await described();
  const { status, body } = await get(externalDocs.url);
  expect(status).toBe(200);
  expect(body).toContain('href="/api/v1/openapi.json"');
  expect(Object.keys(paths).length).toBeGreaterThan(3);
  for (const [path, { get: operation }] of Object.entries(paths)) {
    expect(body).toContain(`<code>GET ${servers[0]?.url}${path}</code>`);
    for (const { name } of operation.parameters) expect(body).toContain(`<th scope="row"><code>${name}</code>`);
  }
  for (const field of ['items[].address.street', 'items[].provenance.*.source', 'next_cursor'])
    expect(body).toContain(`<code>${field}</code>`);
});

test('each example answers', async () => {
  const { body } = await get('/api');
  const links = new Set([...body.matchAll(/href="(\/api\/v1\/[^"#]*)"/g)].map(([, href = '']) => href));
  expect(links).toContain('/api/v1/places/l-epicerie-du-lavoir');
  expect([...links].some((href) => href.startsWith('/api/v1/places?near=46.200,6.100&'))).toBe(true);
  for (const href of links) expect([href, (await get(href)).status]).toEqual([href, 200]);
  for (const href of links) if (!href.endsWith('.json')) expect(body).toContain(`curl 'http://${territory.slug}.localhost${href}'`);
});

test('is linked from every page, in the language of the page', async () => {
  expect((await get('/annuaire')).body).toContain('href="/api"');
  const { body } = await get('/en');
  expect(body).toContain('href="/en/api"');
  const page = await get('/en/api');
  expect(page.status).toBe(200);
  expect(page.body).toContain('<html lang="en"');
  expect(page.body).toContain('<h1>Open data</h1>');
});

test('says under which licence, and how to name OpenStreetMap', async () => {
  const { body } = await get('/api');
  expect(body).toContain('ODbL');
  expect(body).toContain('© les contributeurs d’OpenStreetMap');
});

test('says nothing of a service that the territory has not opened', async () => {
  const without = await freshTerritory(app.kernel, { services: [] });
  const { status, body } = await get('/api', without);
  expect(status).toBe(200);
  expect(body).not.toContain('/api/v1/places');
  expect(body).toContain('GET /api/v1/territories');
});

test('each fragment has its target, each list of values stands once', async () => {
  const { body } = await get('/api');
  const targets = [...body.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id).filter((id) => id !== 'contenu');
  expect(targets.length).toBeGreaterThan(5);
  for (const id of targets) expect(body.split(`id="${id}"`)).toHaveLength(2);
  expect(body.split('<code>bakery</code>')).toHaveLength(2);
});
