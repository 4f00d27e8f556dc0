import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { addTestPlaces, plainText } from '../../../test/support/directory.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import { directorySchedule } from './jobs.ts';
import type { DB } from './tables.generated.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());
afterEach(() => app.clock.set(NOW));

async function runJob(name: string): Promise<void> {
  const job = directorySchedule([]).find((scheduled) => scheduled.name === name);
  if (!job) throw new Error(`No job ${name}.`);
  await job.run(app.kernel, new AbortController().signal);
}

async function namesOf(territory: TerritoryContext, query: string): Promise<string[]> {
  const reply = await app.server.inject({ url: `/api/v1/places?territory=${territory.slug}&limit=100&${query}` });
  return (reply.json() as { items: { name: string }[] }).items.map(({ name }) => name);
}

it('« open now » and the week ahead stay right as time goes on, in every territory', async () => {
  const french = await freshTerritory(app.kernel);
  const swiss = await freshTerritory(app.kernel, { canton: 'GE' }, { country: 'CH' });
  // More than one batch, of which some cannot be read.
  const many = Array.from({ length: 230 }, (_, index) => ({
    name: `Lieu ${index}`,
    openingHours: index % 50 === 7 ? 'ouvert le matin' : 'Tu,Fr 09:00-18:00; PH off',
  }));
  await addTestPlaces(app, french, ...many);
  const [slug] = await addTestPlaces(app, swiss, { name: 'Le Fournil', openingHours: 'Tu,Fr 09:00-18:00; PH off' });
  // Ten days later, then ten more, then ten more: each farther than what was known at first.
  for (const [moment, isOpen] of [
    ['2026-12-04T09:30:00Z', true],
    ['2026-12-14T09:30:00Z', false],
    ['2026-12-25T09:30:00Z', false],
    ['2027-01-05T09:30:00Z', true],
  ] as const) {
    app.clock.set(moment);
    await runJob('extend-hours');
    expect(await namesOf(swiss, 'open_now=true'), moment).toEqual(isOpen ? ['Le Fournil'] : []);
    expect((await namesOf(french, 'open_now=true')).length, moment).toBe(isOpen ? 100 : 0);
    const body = plainText((await app.server.inject({ url: `/lieux/${slug}`, headers: { host: `${swiss.slug}.localhost` } })).body);
    // Seven days are shown, of which a Tuesday and a Friday are open, but for Christmas.
    expect(body.match(/9 h – 18 h/g), moment).toHaveLength(moment.startsWith('2026-12-25') ? 1 : 2);
  }
}, 60_000);

it('without the job, nothing is said to be open that is not known to be', async () => {
  const territory = await freshTerritory(app.kernel);
  await addTestPlaces(app, territory, { name: 'Le Fournil', openingHours: '24/7' });
  app.clock.set('2027-06-01T09:30:00Z');
  expect(await namesOf(territory, 'open_now=true')).toEqual([]);
  await runJob('extend-hours');
  expect(await namesOf(territory, 'open_now=true')).toEqual(['Le Fournil']);
});

it('a place whose hours were edited while the job ran keeps its own', async () => {
  const territory = await freshTerritory(app.kernel);
  await addTestPlaces(app, territory, { name: 'Le Fournil', openingHours: 'Tu 09:00-18:00' });
  app.clock.set('2027-06-01T09:30:00Z');
  await Promise.all([runJob('extend-hours'), runJob('extend-hours')]);
  expect(await namesOf(territory, 'open_now=true')).toEqual(['Le Fournil']);
});

it('another wording of kinds and themes is found once the listings are written again, and only then', async () => {
  const territory = await freshTerritory(app.kernel);
  await addTestPlaces(app, territory, { name: 'Chez Léa' });
  const db = app.kernel.database.kysely<DB>();
  await runJob('refresh-vocabulary');
  expect(await namesOf(territory, 'q=pain')).toEqual(['Chez Léa']);

  // As a version before would have left it, that had no word for bread.
  const forget = () =>
    db.updateTable('directory.listing').set({ search: '', words: '' }).where('territory_id', '=', territory.id).execute();
  await forget();
  await runJob('refresh-vocabulary');
  expect(await namesOf(territory, 'q=pain')).toEqual([]);

  await db.updateTable('directory.vocabulary').set({ digest: 'an older wording' }).execute();
  await runJob('refresh-vocabulary');
  expect(await namesOf(territory, 'q=pain')).toEqual(['Chez Léa']);
  await forget();
  await runJob('refresh-vocabulary');
  expect(await namesOf(territory, 'q=pain')).toEqual([]);
});
