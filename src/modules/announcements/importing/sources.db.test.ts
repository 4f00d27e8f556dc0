import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { plainText } from '../../../../test/support/directory.ts';
import { somebody, visitor } from '../../../../test/support/people.ts';
import { all, load, posting, trust } from '../../../../test/support/postings.ts';
import { readRequest } from '../../../../test/support/uploads.ts';
import { catalogue } from '../../../catalogue.ts';
import { importersOf } from '../../../kernel/module.ts';
import { listSources, setSource } from '../../directory/index.ts';

let app: TestApplication;
let folder: string;
beforeAll(async () => {
  app = await openTestApplication();
  folder = await mkdtemp(join(tmpdir(), 'terreau-postings-'));
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a source that is read again by schedule', () => {
  it('tells what is new once, whoever reads it and how often, and what it tells no more', async () => {
    const territory = await freshTerritory(app.kernel);
    await trust(app, territory, 'mairie');
    const location = join(folder, 'mairie.json');
    const tell = (...postings: object[]) => writeFile(location, JSON.stringify(postings));
    const importers = importersOf(catalogue);
    await setSource(app.kernel, territory, importers, {
      ...{ code: 'mairie', name: 'Mairie', licence: null, url: null, format: 'announcements', location, mapping: null, every: 'day' },
    });
    const schedules = catalogue.flatMap(({ schedule = [] }) => (typeof schedule === 'function' ? schedule(catalogue) : schedule));
    const job = schedules.find(({ name }) => name === 'refresh-sources');
    const read = async (date: string) => {
      app.clock.set(`${date}T09:30:00Z`);
      await Promise.all([1, 2].map(() => job?.run(app.kernel, new AbortController().signal)));
      const [source] = await listSources(app.kernel, territory);
      return [source?.last_failure, ...(await all(app, territory)).map(({ title, state }) => `${title}, ${state}`)];
    };
    try {
      await tell(posting('1'));
      expect(await read('2026-11-24')).toEqual([null, 'Caissière ou caissier 1, published']);
      // On the same day it is not due any more.
      await tell(posting('1'), posting('2'));
      expect(await read('2026-11-24')).toHaveLength(2);
      const both = [null, 'Caissière ou caissier 1, published', 'Caissière ou caissier 2, published'];
      expect(await read('2026-11-25')).toEqual(both);
      expect(await read('2026-11-26')).toEqual(both);
      await tell(posting('2'));
      expect((await read('2026-11-27'))[1]).toBe('Caissière ou caissier 1, withdrawn');
      await writeFile(location, '<html>');
      expect((await read('2026-11-28'))[0]).toContain('rien n’en a été chargé');
    } finally {
      app.clock.set('2026-11-24T09:30:00Z');
    }
  });

  it('tells other sites of what it changed', async () => {
    const territory = await freshTerritory(app.kernel);
    await trust(app, territory);
    await load(app, territory, [posting('1')]);
    await load(app, territory, [posting('1', { title: 'Autre titre' })]);
    const { rows } = await sql<{ n: number }>`select count(distinct data->>'changeId')::int as n from job.job
      where name = 'webhooks.spread-announcement.changed' and data->>'territoryId' = ${territory.id}`.execute(
      app.kernel.database.kysely<never>(),
    );
    expect(rows).toEqual([{ n: 1 }]);
  });
});

describe('the table of agents', () => {
  it('is loaded elsewhere as it was, and says nothing new where it was made', async () => {
    const [here, there] = [await freshTerritory(app.kernel), await freshTerritory(app.kernel)];
    await trust(app, here);
    await trust(app, there, here.slug);
    await load(app, here, [posting('1'), posting('2', { employmentType: 'INTERN' })]);
    const agent = await somebody(app, here, { role: 'agent' });
    const { status, body } = await agent.get('/gestion/toutes-les-annonces.csv');
    expect(status).toBe(200);
    expect((await load(app, here, body)).said).toEqual(['duplicate already-here', 'duplicate already-here']);
    expect((await load(app, there, body)).said).toEqual(['created', 'created']);
    const told = (one: Awaited<ReturnType<typeof all>>) =>
      one
        .map(({ title, body: text, facts, publisher, link, shownUntil, postcode, locality }) => ({
          ...{ title, text, facts, publisher, link, postcode, locality, shownUntil: String(shownUntil) },
        }))
        .toSorted((a, b) => a.title.localeCompare(b.title));
    expect(told(await all(app, there))).toEqual(told(await all(app, here)));
    expect((await load(app, there, body)).said).toEqual(['unchanged', 'unchanged']);
    expect((await agent.get('/gestion/toutes-les-annonces.xlsx')).status).toBe(200);
    expect((await visitor(app, here).get('/gestion/toutes-les-annonces.csv')).status).toBe(303);
  });

  it('is known by the page where files are sent, which shows what it would give', async () => {
    const territory = await freshTerritory(app.kernel);
    const admin = await somebody(app, territory, { role: 'administrator' });
    const form = new FormData();
    form.append('envoi', admin.submission());
    form.append('file', new Blob([JSON.stringify([posting('1')])]), 'offres.json');
    const sent = await admin.upload('/gestion/chargements', form);
    expect([sent.status, plainText(sent.body).slice(0, 400)]).toEqual([303, '']);
    expect(plainText((await admin.get(sent.location ?? '')).body)).toContain('des annonces');
    const asked = await admin.post(sent.location ?? '', { rows: '', source: 'mairie' });
    const requestId = asked.location?.split('/').at(-1) ?? '';
    await readRequest(app, territory, requestId);
    expect(await all(app, territory)).toEqual([]);
    expect(plainText((await admin.get(asked.location ?? '')).body)).toContain('Caissière ou caissier 1');
    const started = await admin.post(`${asked.location}/charger`);
    await readRequest(app, territory, started.location?.split('/').at(-1) ?? '');
    expect((await all(app, territory)).map(({ state }) => state)).toEqual(['submitted']);
  });
});
