import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { addTestOrganisation, addTestPlaces, addTestService } from '../../../test/support/directory.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import { importers } from './importers/index.ts';
import { countToConfirm, subjectsToConfirm } from './queries/confirmed.ts';
import { confirmSubject } from './subjects/confirmation.ts';
import { editOrganisation } from './subjects/organisation.ts';
import { changeState } from './subjects/state.ts';

let app: TestApplication;
let folder: string;
beforeAll(async () => {
  app = await openTestApplication();
  folder = await mkdtemp(join(tmpdir(), 'terreau-confirmed-'));
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

/** As it is seen some months from the tests' present. */
async function later<Result>(months: number, look: () => Promise<Result>): Promise<Result> {
  app.clock.set(app.clock.now().toZonedDateTimeISO('UTC').add({ months }).toInstant().toString());
  try {
    return await look();
  } finally {
    app.clock.set(NOW);
  }
}

const camille = { actor: 'account:0198a000-0000-7000-8000-000000000001' } as const;
const names = async (territory: TerritoryContext, than: 'ageing' | 'stale') =>
  (await subjectsToConfirm(app.kernel, territory, than)).subjects.map(({ name }) => name);

async function isMarked(territory: TerritoryContext, url: string): Promise<boolean> {
  const { statusCode, body } = await app.server.inject({ url, headers: { host: `${territory.slug}.localhost` } });
  expect(statusCode).toBe(200);
  return body.includes('Informations à vérifier');
}

describe('what nobody confirmed', () => {
  it('is asked for from six months on, and marked on its page from twelve; one click makes it fresh', async () => {
    const territory = await freshTerritory(app.kernel);
    const { id, slug } = await addTestOrganisation(app, territory, { name: 'Le Relais' });
    const service = await addTestService(app, territory, { name: 'Aide aux papiers', organisationId: id });
    await addTestPlaces(app, territory, { name: 'La Gare', organisationId: id });
    const pages = [`/annuaire/${slug}`, `/services/${service.slug}`, '/lieux/la-gare'];
    const marks = () => Promise.all(pages.map((url) => isMarked(territory, url)));
    expect(await names(territory, 'ageing')).toEqual([]);
    expect(await marks()).toEqual([false, false, false]);
    await later(7, async () => {
      expect((await names(territory, 'ageing')).sort()).toEqual(['Aide aux papiers', 'La Gare', 'Le Relais']);
      expect([await countToConfirm(app.kernel, territory, 'ageing'), await countToConfirm(app.kernel, territory, 'stale')]).toEqual([3, 0]);
      expect(await marks()).toEqual([false, false, false]);
    });
    await later(13, async () => {
      expect(await marks()).toEqual([true, true, true]);
      await confirmSubject(app.kernel, territory, { subject: 'organisation', id }, camille);
      await app.kernel.database.unit(() =>
        changeState(app.kernel, territory, { subject: 'service', id: service.id, event: 'close', ...camille }),
      );
      expect(await marks()).toEqual([false, false, true]);
      expect(await names(territory, 'stale')).toEqual(['La Gare']);
    });
  });

  it('is confirmed by who edits it', async () => {
    const territory = await freshTerritory(app.kernel);
    const { id } = await addTestOrganisation(app, territory, { name: 'Le Relais' });
    await later(13, async () => {
      await editOrganisation(app.kernel, territory, id, camille, (facts) => ({ ...facts, phone: '+33450000000' }));
      expect(await names(territory, 'ageing')).toEqual([]);
    });
  });

  it('is confirmed by the source that says it again, on the day that the source gives', async () => {
    const territory = await freshTerritory(app.kernel);
    const read = async (day: string) => {
      const file = join(folder, `${Math.random()}.json`);
      await writeFile(file, JSON.stringify([{ source: 'dora', id: 'dora--1', nom: 'Atelier', adresse: '1 rue Haute', date_maj: day }]));
      const options = { territory, files: [file], dryRun: false, isWithin: false, source: null, mapping: null };
      const importer = importers.find(({ format }) => format === 'data-inclusion');
      return (await importer?.run(app.kernel, { ...options, report: () => {}, progress: () => {} }))?.counts;
    };
    await read('2025-10-01');
    expect((await subjectsToConfirm(app.kernel, territory, 'stale')).subjects.map(({ confirmedOn }) => confirmedOn.toString())).toEqual([
      '2025-10-01',
      '2025-10-01',
    ]);
    expect(await isMarked(territory, '/annuaire/atelier')).toBe(true);
    // Read again as it was: the source says nothing newer.
    await read('2025-10-01');
    expect(await countToConfirm(app.kernel, territory, 'stale')).toBe(2);
    expect(await read('2026-11-01')).toMatchObject({ unchanged: 1 });
    expect(await countToConfirm(app.kernel, territory, 'ageing')).toBe(0);
    expect(await isMarked(territory, '/annuaire/atelier')).toBe(false);
    // A date still to come is no better than today.
    await read('2099-01-01');
    expect(await later(7, () => countToConfirm(app.kernel, territory, 'ageing'))).toBe(2);
  });

  it('is listed page by page, the longest unconfirmed first', async () => {
    const territory = await freshTerritory(app.kernel);
    await addTestPlaces(app, territory, ...Array.from({ length: 60 }, (_, index) => ({ name: `Lieu ${index}` })));
    await later(8, async () => {
      const first = await subjectsToConfirm(app.kernel, territory, 'ageing');
      const second = await subjectsToConfirm(app.kernel, territory, 'ageing', first.nextCursor);
      expect([first.subjects.length, second.subjects.length, second.nextCursor]).toEqual([50, 10, null]);
      expect(new Set([...first.subjects, ...second.subjects].map(({ id }) => id)).size).toBe(60);
    });
  });
});
