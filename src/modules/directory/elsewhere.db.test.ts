import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { addTestOrganisation, addTestPlaces, addTestService, plainText } from '../../../test/support/directory.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import { setTerritory } from '../territories/index.ts';
import { editService } from './subjects/service.ts';
import { shareAllServices, shareServices } from './subjects/sharing.ts';
import { changeState } from './subjects/state.ts';
import type { DB } from './tables.generated.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

async function list(territory: TerritoryContext, q: string): Promise<{ name: string; href: string }[]> {
  const { statusCode, body } = await app.server.inject({ url: `/annuaire?q=${q}`, headers: { host: `${territory.slug}.localhost` } });
  expect(statusCode).toBe(200);
  return [...plainText(body).matchAll(/class="card-title"><a href="([^"]*)">([^<]*)</g)].map(([, href = '', name = '']) => ({
    name,
    href,
  }));
}

/** The queued work of the events that were emitted for these services. */
async function queued(serviceId: string): Promise<number> {
  const { rows } = await app.application.kernel.database
    .kysely<{ 'job.job': { data: unknown; name: string } }>()
    .selectFrom('job.job')
    .select('data')
    .where('name', '=', 'directory.share-services')
    .execute()
    .then((all) => ({ rows: all.filter(({ data }) => JSON.stringify(data).includes(serviceId)) }));
  return rows.length;
}

async function townsAndService(said: { zones: (served: TerritoryContext) => string[] }) {
  const home = await freshTerritory(app.kernel);
  const served = await freshTerritory(app.kernel);
  const other = await freshTerritory(app.kernel);
  const swiss = await freshTerritory(app.kernel, { canton: 'GE' }, { country: 'CH' });
  const { id: organisationId } = await addTestOrganisation(app, home, { name: 'La Navette' });
  const service = await addTestService(app, home, { organisationId, name: 'Navette du Val', eligibilityZones: said.zones(served) });
  await shareServices(app.kernel, home.id, [service.id]);
  return { home, served, other, swiss, service };
}

describe('a service of another town', () => {
  it('is found where it says it serves, and nowhere else; its page says whose it is', async () => {
    const { home, served, other, service } = await townsAndService({ zones: (town) => [town.code] });
    expect(await queued(service.id)).toBeGreaterThan(0);
    expect(await list(home, 'navette')).toHaveLength(2);
    expect(await list(served, 'navette')).toEqual([{ name: 'Navette du Val', href: `/services/${service.slug}?commune=${home.slug}` }]);
    expect(await list(other, 'navette')).toEqual([]);
    const get = async (town: TerritoryContext, url: string) =>
      (await app.server.inject({ url, headers: { host: `${town.slug}.localhost` } })).statusCode;
    expect(await get(served, `/services/${service.slug}?commune=${home.slug}`)).toBe(200);
    expect(await get(served, `/services/${service.slug}`)).toBe(404);
    expect(await get(other, `/services/${service.slug}?commune=${home.slug}`)).toBe(404);
    const items = async (town: TerritoryContext, path: string) =>
      (
        (await app.server.inject({ url: `/api/v1/${path}?territory=${town.slug}` })).json() as {
          items: { slug: string; territory: string }[];
        }
      ).items;
    expect(await items(served, 'services')).toMatchObject([{ slug: service.slug, territory: home.slug }]);
    expect(await items(served, 'organisations')).toEqual([]);
  });

  it('that serves the whole country is found in the country, not across its border', async () => {
    const { served, other, swiss } = await townsAndService({ zones: () => ['france'] });
    expect(await list(served, 'navette')).toHaveLength(1);
    expect(await list(other, 'navette')).toHaveLength(1);
    expect(await list(swiss, 'navette')).toEqual([]);
  });

  it('that says nothing of where it serves stays at home', async () => {
    const { served, service } = await townsAndService({ zones: () => [] });
    expect(await queued(service.id)).toBe(0);
    expect(await list(served, 'navette')).toEqual([]);
  });

  it('of a town that shows no directory is not shown next door; a town that comes later gets what serves it', async () => {
    const { home, served } = await townsAndService({ zones: () => ['france'] });
    await setTerritory(app.kernel, home.slug, { services: [] });
    await shareAllServices(app.kernel);
    expect(await list(served, 'navette').then((found) => found.filter(({ href }) => href.endsWith(home.slug)))).toEqual([]);
    await setTerritory(app.kernel, home.slug, { services: ['directory'] });
    const late = await freshTerritory(app.kernel);
    await shareAllServices(app.kernel);
    expect(await list(late, 'navette').then((found) => found.filter(({ href }) => href.endsWith(home.slug)))).toHaveLength(1);
  });

  it('leaves when it no longer serves, or has closed', async () => {
    const { home, served, service } = await townsAndService({ zones: (town) => [town.code] });
    await editService(app.kernel, home, service.id, { actor: 'system' }, (facts) => ({ ...facts, eligibilityZones: [] }));
    await shareServices(app.kernel, home.id, [service.id]);
    expect(await list(served, 'navette')).toEqual([]);
    await editService(app.kernel, home, service.id, { actor: 'system' }, (facts) => ({ ...facts, eligibilityZones: [served.code] }));
    await shareServices(app.kernel, home.id, [service.id]);
    expect(await list(served, 'navette')).toHaveLength(1);
    await app.kernel.database.unit(() =>
      changeState(app.kernel, home, { subject: 'service', id: service.id, event: 'close', actor: 'system' }),
    );
    await shareServices(app.kernel, home.id, [service.id]);
    expect(await list(served, 'navette')).toEqual([]);
    expect(await list(home, 'navette')).toEqual([{ name: 'La Navette', href: '/annuaire/la-navette' }]);
  });

  it('is on a grouping’s portal once, whichever members it serves', async () => {
    const grouping = await freshTerritory(app.kernel, {}, { kind: 'grouping' });
    const members = [
      await freshTerritory(app.kernel, {}, { grouping: grouping.slug }),
      await freshTerritory(app.kernel, {}, { grouping: grouping.slug }),
    ];
    const outside = await freshTerritory(app.kernel);
    const { id: organisationId } = await addTestOrganisation(app, outside, { name: 'Le Bus bleu' });
    const service = await addTestService(app, outside, { organisationId, name: 'Bus bleu', eligibilityZones: [grouping.code] });
    await shareServices(app.kernel, outside.id, [service.id]);
    for (const member of members) expect(await list(member, 'bleu')).toHaveLength(1);
    expect(await list(grouping, 'bleu')).toHaveLength(1);
    // A member's own, shared with another member, is on the grouping's portal once as well.
    const [one, two] = members;
    if (!one || !two) throw new Error('Two members are needed.');
    const { id } = await addTestOrganisation(app, one, { name: 'La Rose' });
    const own = await addTestService(app, one, { organisationId: id, name: 'Rose des vents', eligibilityZones: [grouping.code] });
    await shareServices(app.kernel, one.id, [own.id]);
    expect((await list(two, 'vents')).map(({ name }) => name)).toEqual(['Rose des vents']);
    expect((await list(grouping, 'vents')).map(({ name }) => name).toSorted()).toEqual(['La Rose', 'Rose des vents']);
  });
});

describe('a search that finds nothing', () => {
  const seek = (territory: TerritoryContext, q: string, times = 1) =>
    Promise.all(
      Array.from({ length: times }, () =>
        app.server.inject({ url: `/annuaire?${new URLSearchParams({ q })}`, headers: { host: `${territory.slug}.localhost` } }),
      ),
    );
  const counted = (territory: TerritoryContext) =>
    app.kernel.database
      .kysely<DB>()
      .selectFrom('directory.unmet_search')
      .select(['phrase', 'day', 'times'])
      .where('territory_id', '=', territory.id)
      .execute();

  it('is counted by day, however many ask at once, and read only after five days', async () => {
    const { unmetSearches } = await import('./queries/unmet-searches.ts');
    const territory = await freshTerritory(app.kernel);
    await addTestPlaces(app, territory, { name: 'Le Fournil' });
    for (let day = 24; day < 28; day += 1) {
      app.clock.set(`2026-11-${day}T09:30:00Z`);
      await seek(territory, day % 2 ? 'patinoire couverte' : 'une patinoire, couverte ?', 4);
    }
    expect((await counted(territory)).map(({ times }) => times)).toEqual([4, 4, 4, 4]);
    expect(await unmetSearches(app.kernel, territory)).toEqual([]);
    app.clock.set('2026-11-28T09:30:00Z');
    await seek(territory, 'patinoire couverte');
    expect(await unmetSearches(app.kernel, territory)).toMatchObject([{ phrase: 'couverte patinoire', theme: null, days: 5, times: 17 }]);
  });

  it('is not kept where it may name somebody', async () => {
    const territory = await freshTerritory(app.kernel);
    await addTestPlaces(app, territory, { name: 'Le Fournil' });
    for (const q of ['lea.bonnet@example.org', '06 39 98 00 01', 'alpha bravo charlie delta echo foxtrot', 'Fournil', '???'])
      await seek(territory, q);
    expect(await counted(territory)).toEqual([]);
  });
});
