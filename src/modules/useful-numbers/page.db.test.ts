import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import type { Contact } from '../../kernel/http/visit.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

const services = ['directory', 'useful-numbers'];
const contact: Partial<Contact> = { name: 'Accueil de la mairie', phone: '+33465710002' };
const get = (slug: string, url: string) => app.server.inject({ url, headers: { host: `${slug}.localhost` } });
const calls = (html: string) =>
  [...html.slice(html.indexOf('<main'), html.indexOf('</main>')).matchAll(/href="(?:tel|sms):([^"]+)"/g)].map(([, to]) => to);

test('the desk comes first, then danger, then help; each can be called', async () => {
  const territory = await freshTerritory(app.kernel, { services, contact });
  const reply = await get(territory.slug, '/numeros-utiles');
  expect(reply.statusCode).toBe(200);
  expect(calls(reply.body)).toEqual(['112', '+33465710002', '112', '15', '17', '18', '114', '196', '3114', '3919', '119', '115']);
});

test('a Swiss territory gives Swiss numbers, and none of France', async () => {
  const territory = await freshTerritory(app.kernel, { services }, { country: 'CH' });
  const reply = await get(territory.slug, '/numeros-utiles');
  expect(calls(reply.body)).toEqual(['112', '112', '144', '117', '118', '145', '1414', '143', '147']);
  expect(reply.body).toContain('La Main Tendue');
  expect(reply.body).not.toMatch(/SAMU|gendarmerie/);
});

test('the page speaks English too', async () => {
  const territory = await freshTerritory(app.kernel, { services });
  const reply = await get(territory.slug, '/en/numeros-utiles');
  expect(reply.body).toContain('Emergency shelter');
});

test('a new territory has it in its menu and its sitemap; one that closes it has neither, nor the page', async () => {
  const open = await freshTerritory(app.kernel);
  expect((await get(open.slug, '/')).body).toContain('href="/numeros-utiles"');
  expect((await get(open.slug, '/sitemap.xml')).body).toContain('/numeros-utiles');
  const closed = await freshTerritory(app.kernel, { services: ['directory'] });
  expect((await get(closed.slug, '/')).body).not.toContain('/numeros-utiles');
  expect((await get(closed.slug, '/sitemap.xml')).body).not.toContain('/numeros-utiles');
  expect((await get(closed.slug, '/numeros-utiles')).statusCode).toBe(404);
});
