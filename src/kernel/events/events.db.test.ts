import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { type JobServer, openJobServer, openJobStore } from '../../../test/support/jobs.ts';
import { setTerritory } from '../../modules/territories/index.ts';
import { isId, newId } from '../ids.ts';
import { eventBus, eventType } from './events.ts';

const soldOut = eventType<{ territoryId: string; itemId: string }>('shop.soldOut');

const { urls, jobs } = await openJobStore();

let database: JobServer['database'];
let queue: JobServer['queue'];
let stop: JobServer['stop'];
beforeEach(async () => {
  ({ database, queue, stop } = await openJobServer(urls));
});
afterEach(() => stop());

describe('an event', () => {
  const bus = () => eventBus(queue, new Map([['shop.soldOut', ['shop.first', 'shop.second']]]), () => database.inUnit());

  test('outside a unit of work is refused: it could happen without what it tells', async () => {
    await expect(bus().emit(soldOut, { territoryId: newId(), itemId: newId() })).rejects.toThrow(/unit of work/);
    expect(await jobs()).toEqual([]);
  });

  test('is one job for each of its handlers, carrying ids only', async () => {
    const payload = { territoryId: newId(), itemId: newId() };
    await database.unit(() => bus().emit(soldOut, payload));
    expect(await jobs()).toEqual([
      { name: 'shop.first', state: 'created', data: payload },
      { name: 'shop.second', state: 'created', data: payload },
    ]);
  });

  test('that nobody handles costs nothing', async () => {
    await database.unit(() => bus().emit(eventType('shop.opened'), {}));
    expect(await jobs()).toEqual([]);
  });
});

describe('in the application', () => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await openTestApplication();
  });
  afterAll(() => app.close());

  test('a change of outline leaves a job with the territory’s id and nothing else', async () => {
    const square = [
      [
        [6, 46],
        [6.1, 46],
        [6.1, 46.1],
        [6, 46.1],
        [6, 46],
      ],
    ];
    const territory = await freshTerritory(app.kernel);
    await setTerritory(app.kernel, territory.slug, { outline: { type: 'Polygon', coordinates: square } });
    const rows = await app.kernel.database
      .kysely<{ 'job.job': { name: string; data: Record<string, unknown> } }>()
      .selectFrom('job.job')
      .select(['name', 'data'])
      .where('name', '=', 'directory.recheck-outline')
      .execute();
    expect(rows).toEqual([{ name: 'directory.recheck-outline', data: { territoryId: territory.id } }]);
    expect(rows.flatMap(({ data }) => Object.values(data)).every((value) => isId(String(value)))).toBe(true);
  });
});
