import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../src/catalogue.ts';
import { territoryRoles } from '../../src/kernel/access/viewer.ts';
import type { TerritoryContext } from '../../src/kernel/http/visit.ts';
import { pagesOf } from '../../src/kernel/module.ts';
import { kindsIn } from '../../src/modules/announcements/kinds/index.ts';
import { shellPages } from '../../src/web/routes.tsx';
import { accessFixtures } from '../support/access-fixtures.ts';
import { publishTestAnnouncement } from '../support/announcements.ts';
import { freshTerritory, openTestApplication, type TestApplication } from '../support/application.ts';
import { addTestPlaces } from '../support/directory.ts';
import { frenchAlone } from '../support/french-alone.ts';
import { type Somebody, somebody, visitor } from '../support/people.ts';

/**
 * For whom works on both sides of the border: the API and the pattern book are the same everywhere, and a file that an agent loads
 * may come from the other country.
 */
const sharedPages = /^\/(api|_composants)$|^\/gestion\/chargements\/fichiers\//;

let app: TestApplication;
let territory: TerritoryContext;
let staff: Somebody;
let addresses: string[];

/** What the portal of a commune has besides the things of the access matrix. */
async function morePages(): Promise<string[]> {
  const places = await addTestPlaces(app, territory, { name: 'Guichet communal', kinds: ['town-hall'], postcode: '9991' });
  for (const [kind, facts] of [
    ['job', { occupation: '11640', contract: 'permanent', workTime: 'part', payFrom: 2_760, payPer: 'hour' }],
    ['apprenticeship', { occupation: '11640', training: 'cfc' }],
    ['internship', { placement: 'observation' }],
  ] as const)
    await publishTestAnnouncement(app, territory, { kind, title: `Annonce de ${kind}`, facts });
  const { rows } = await sql<{ slug: string }>`
    select slug from announcements.announcement where territory_id = ${territory.id} and slug is not null
  `.execute(app.kernel.database.kysely<never>());
  return [
    ...places.map((slug) => `/lieux/${slug}`),
    ...places.map((slug) => `/lieux/${slug}/corriger`),
    ...rows.flatMap(({ slug }) => [`/annonces/${slug}`, `/annonces/${slug}/repondre`, `/annonces/${slug}/signaler`]),
    ...kindsIn(territory).flatMap(({ slug }) => [`/annonces?quoi=${slug}`, `/mon-espace/annonces/nouvelle/${slug}`]),
    '/alertes/nouvelle?liste=jeunes',
  ];
}

beforeAll(async () => {
  app = await openTestApplication();
  const services = catalogue.filter(({ isService }) => isService).map(({ name }) => name);
  territory = await freshTerritory(app.kernel, { services }, { country: 'CH' });
  const { params, structureId, teamId } = await accessFixtures(app, territory);
  staff = await somebody(
    app,
    territory,
    ...territoryRoles.map((role) => ({ role })),
    { role: 'owner', structureId },
    { role: 'member', teamId },
  );
  const routes = [...shellPages(catalogue), ...catalogue.flatMap((module) => pagesOf(module, catalogue))];
  addresses = [
    ...routes.flatMap((route) => {
      const values = { structureId, ...params[route.path] };
      const address = route.path.replace(/:(\w+)/g, (parameter, name: string) => values[name as keyof typeof values] ?? parameter);
      const isPage = !('method' in route) || route.method === 'GET';
      return isPage && !address.includes(':') && !sharedPages.test(address) ? [address] : [];
    }),
    ...(await morePages()),
  ];
}, 120_000);
afterAll(() => app.close());

describe('on a portal of Switzerland', () => {
  it.each(['', '/en'])('no page says a word that is France’s alone: %s', async (language) => {
    const found: string[] = [];
    let read = 0;
    for (const browser of [staff, visitor(app, territory)])
      for (const address of addresses) {
        const { status, body } = await browser.get(`${language}${address}`);
        if (status !== 200 || !body.startsWith('<!')) continue;
        read += 1;
        found.push(...frenchAlone(body).map((words) => `${address}: ${words}`));
      }
    expect([...new Set(found)]).toEqual([]);
    expect(read).toBeGreaterThan(150);
  });

  it('a word of France would be seen', () => {
    for (const text of ['Votre mairie', 'Code postal', 'title="12,50 €"', 'Le SIRET.', 'une alternance', 'RGPD, article 14'])
      expect(frenchAlone(`<p title="${text.replaceAll('"', '')}">${text}</p>`), text).not.toEqual([]);
    for (const text of ['Mairie, administration communale', 'Code postal (NPA)', 'Franchement', 'https://www.mairie.example'])
      expect(frenchAlone(`<p>${text}</p>`), text).toEqual([]);
  });
});
