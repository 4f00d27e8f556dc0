import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { addTestPlaces } from '../../../test/support/directory.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import { summariseListings } from './listing-summary.ts';
import { refreshListings } from './listings.ts';
import { type SearchResult, search } from './queries/search.ts';
import type { DB } from './tables.generated.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

async function look(territory: TerritoryContext, q = ''): Promise<SearchResult> {
  return search(app.kernel, {
    scope: [territory.id],
    country: 'FR',
    q,
    filters: [],
    near: null,
    radiusMetres: null,
    openAt: null,
    updatedAfter: null,
    now: app.clock.now(),
    cursor: null,
    limit: 20,
  });
}

async function marks(territory: TerritoryContext): Promise<number> {
  const rows = await app.kernel.database
    .kysely<DB>()
    .selectFrom('directory.listing_change')
    .select('id')
    .where('territory_id', '=', territory.id)
    .execute();
  return rows.length;
}

/** What the summary says, changed to something that no listing says: whoever shows it has read the summary. */
async function falsify(territory: TerritoryContext): Promise<void> {
  await sql`update directory.listing_summary set facet_counts = '{"subject:place": 777}' where territory_id = ${territory.id}`.execute(
    app.kernel.database.kysely<DB>(),
  );
}

it('a list is counted from the summary while it holds, from the listings as soon as one has changed', async () => {
  const territory = await freshTerritory(app.kernel);
  await addTestPlaces(app, territory, { name: 'Le Fournil' }, { name: 'La Halle' });
  expect(await marks(territory)).toBeGreaterThan(0);
  const [all, mistyped] = [await look(territory), await look(territory, 'fournill')];
  expect(all.total).toBe(2);
  expect(mistyped.corrected).toBe('fournil');

  await summariseListings(app.kernel, [territory.id]);
  expect(await marks(territory)).toBe(0);
  expect(await look(territory)).toEqual(all);
  expect(await look(territory, 'fournill')).toEqual(mistyped);
  await falsify(territory);
  expect((await look(territory)).total).toBe(777);

  await addTestPlaces(app, territory, { name: 'Le Lavoir' });
  expect((await look(territory)).total).toBe(3);
  await summariseListings(app.kernel, [territory.id]);
  expect((await look(territory)).total).toBe(3);
});

it('a change that is committed while the summary is made stays marked', async () => {
  const territory = await freshTerritory(app.kernel);
  await addTestPlaces(app, territory, { name: 'Le Fournil' });
  const { database } = app.kernel;
  let isSummarised = () => {};
  const summarised = new Promise<void>((done) => {
    isSummarised = done;
  });
  let isWritten = () => {};
  const written = new Promise<void>((done) => {
    isWritten = done;
  });
  const id = (
    await database
      .kysely<DB>()
      .selectFrom('directory.place')
      .select('id')
      .where('territory_id', '=', territory.id)
      .executeTakeFirstOrThrow()
  ).id;
  const writer = database.unit(async () => {
    await refreshListings(app.kernel, territory, { placeIds: [id] });
    isWritten();
    await summarised;
  });
  await written;
  await summariseListings(app.kernel, [territory.id]);
  expect(await marks(territory)).toBe(0);
  isSummarised();
  await writer;
  expect(await marks(territory)).toBeGreaterThan(0);
});

it('a territory that lists nothing is summarised too, and nothing is found there', async () => {
  const territory = await freshTerritory(app.kernel);
  await summariseListings(app.kernel, [territory.id]);
  await falsify(territory);
  expect((await look(territory)).total).toBe(777);
});
