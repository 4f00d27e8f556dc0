import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { addTestPlaces, plainText } from '../../../../test/support/directory.ts';
import { imported } from '../../../../test/support/exports.ts';
import { somebody } from '../../../../test/support/people.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { editPlace } from '../subjects/place.ts';
import { raiseFindings } from './jobs.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

function read(territory: TerritoryContext, id: string, tags: Record<string, string>) {
  const feature = {
    type: 'Feature',
    id,
    properties: { name: 'Le Fournil', shop: 'bakery', ...tags },
    geometry: { type: 'Point', coordinates: [7.42, 43.74] },
  };
  return imported(app, territory, 'geojson', [JSON.stringify({ type: 'FeatureCollection', features: [feature] })]);
}

async function queue(territory: TerritoryContext) {
  return app.kernel.database.unit(
    async () =>
      (
        await sql<{ id: string; kind: string; state: string }>`
          select id, kind, state from moderation.item where territory_id = ${territory.id} order by opened_at, id`.execute(
          app.kernel.database.kysely<never>(),
        )
      ).rows,
    { keeper: territory.id },
  );
}

async function rowOf(territory: TerritoryContext) {
  const { rows } = await sql<{ id: string; phone: string | null; website: string | null; slug: string; state: string }>`
    select id, phone, website, slug, state from directory.place where territory_id = ${territory.id} order by id`.execute(
    app.kernel.database.kysely<never>(),
  );
  return rows;
}

const here = { position: { latitude: 43.74, longitude: 7.42 } };

describe('what an import leaves open', () => {
  it('is in the queue once, however often it is read; what is chosen is written, and asked no more', async () => {
    const territory = await freshTerritory(app.kernel, { services: ['directory'] });
    const moderator = await somebody(app, territory, { role: 'moderator' });
    await read(territory, 'node/1', { phone: '+33476000001' });
    const [place] = await rowOf(territory);
    await editPlace(app.kernel, territory, place?.id ?? '', { actor: 'system' }, (facts) => ({ ...facts, phone: '+33476000002' }));
    await read(territory, 'node/1', { phone: '+33476000003' });
    await read(territory, 'node/1', { phone: '+33476000003' });
    const [item, ...others] = await queue(territory);
    expect(others).toEqual([]);
    expect(item).toMatchObject({ kind: 'conflict', state: 'open' });
    const page = plainText((await moderator.get(`/gestion/moderation/${item?.id}/comparer`)).body);
    expect(page).toContain('+33476000003');
    expect((await moderator.post(`/gestion/moderation/${item?.id}`, { event: 'approve' })).status).toBe(422);
    expect((await moderator.post(`/gestion/moderation/${item?.id}/comparer`, {})).status).toBe(422);
    expect((await moderator.post(`/gestion/moderation/${item?.id}/comparer`, { 'fact-phone': 'theirs' })).status).toBe(303);
    expect((await rowOf(territory))[0]?.phone).toBe('+33476000003');
    await read(territory, 'node/1', { phone: '+33476000003' });
    expect(await queue(territory)).toHaveLength(1);
  });

  it('leaves the queue where its source says so no more', async () => {
    const territory = await freshTerritory(app.kernel, { services: ['directory'] });
    await read(territory, 'node/1', { phone: '+33476000001' });
    const [place] = await rowOf(territory);
    await editPlace(app.kernel, territory, place?.id ?? '', { actor: 'system' }, (facts) => ({ ...facts, phone: '+33476000002' }));
    await read(territory, 'node/1', { phone: '+33476000003' });
    await read(territory, 'node/1', { phone: '+33476000002' });
    expect((await queue(territory)).map(({ state }) => state)).toEqual(['superseded']);
  });

  it('is told to be the same: it then completes the page; or something else: it then has its own', async () => {
    const territory = await freshTerritory(app.kernel, { services: ['directory'] });
    const moderator = await somebody(app, territory, { role: 'moderator' });
    await addTestPlaces(app, territory, { name: 'Le Fournil', ...here });
    await read(territory, 'node/1', { website: 'https://fournil.example' });
    await read(territory, 'node/2', { website: 'https://autre.example' });
    const items = (await queue(territory)).filter(({ kind }) => kind === 'set-aside');
    expect(items).toHaveLength(2);
    const [same, other] = items;
    expect((await moderator.post(`/gestion/moderation/${same?.id}/reconnaitre`, { answer: 'same' })).status).toBe(303);
    const replies = await Promise.all(
      [1, 2].map(() => moderator.post(`/gestion/moderation/${other?.id}/reconnaitre`, { answer: 'other' })),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([303, 422]);
    await read(territory, 'node/1', { website: 'https://fournil.example' });
    expect((await rowOf(territory)).map(({ website }) => website)).toEqual(['https://fournil.example/', 'https://autre.example/']);
  });
});

describe('two pages of one place', () => {
  it('are found once and made one by what was chosen; the address of the one that went leads to the other', async () => {
    const territory = await freshTerritory(app.kernel, { services: ['directory'] });
    const moderator = await somebody(app, territory, { role: 'moderator' });
    await addTestPlaces(app, territory, { name: 'Le Fournil', phone: '+33476000001', ...here });
    await addTestPlaces(app, territory, { name: 'Le fournil', phone: '+33476000002', ...here });
    await raiseFindings(app.kernel, territory.id);
    await raiseFindings(app.kernel, territory.id);
    const [item, ...more] = await queue(territory);
    expect(more).toEqual([]);
    const [first, second] = await rowOf(territory);
    const fusion = `/gestion/moderation/${item?.id}/fusionner`;
    expect(plainText((await moderator.get(fusion)).body)).toContain('Quelle page gardez-vous ?');
    expect((await moderator.post(fusion, { keep: territory.id })).status).toBe(422);
    const choices = { keep: second?.id ?? '', 'fact-phone': first?.id ?? '' };
    const replies = await Promise.all([1, 2].map(() => moderator.post(fusion, choices)));
    expect(replies.map(({ status }) => status).sort()).toEqual([303, 422]);
    expect(await rowOf(territory)).toMatchObject([{ id: second?.id, phone: '+33476000001' }]);
    const left = await moderator.get(`/lieux/${first?.slug}`);
    expect(left.location).toContain(`/lieux/${second?.slug}`);
  });
});

describe('a page of the queue', () => {
  it('reads what its items are about together: more of each kind take no more statements', async () => {
    const territory = await freshTerritory(app.kernel, { services: ['directory'] });
    const moderator = await somebody(app, territory, { role: 'moderator' });
    await addTestPlaces(app, territory, { name: 'Le Fournil', ...here });
    const leaveOneMore = async (number: number) => {
      // A place of the same name, a row that looks like it, and another place of which its source says otherwise.
      await addTestPlaces(app, territory, { name: 'Le Fournil', ...here });
      await read(territory, `node/aside-${number}`, {});
      const name = `La Fanfare ${number}`;
      await read(territory, `node/${number}`, { name, phone: '+33476000001' });
      const { rows } = await sql<{ id: string }>`
        select id from directory.place where territory_id = ${territory.id} and name = ${name}`.execute(
        app.kernel.database.kysely<never>(),
      );
      await editPlace(app.kernel, territory, rows[0]?.id ?? '', { actor: 'system' }, (facts) => ({ ...facts, phone: '+33476000002' }));
      await read(territory, `node/${number}`, { name, phone: '+33476000003' });
      await raiseFindings(app.kernel, territory.id);
      return new Set((await queue(territory)).map(({ kind }) => kind));
    };
    // The least of three: what else the application does meanwhile, and what the first page of a session writes, is not counted.
    const asked = async () => {
      const counts: number[] = [];
      for (let time = 0; time < 3; time += 1) {
        const before = app.kernel.database.statements();
        expect((await moderator.get('/gestion/moderation')).status).toBe(200);
        counts.push(app.kernel.database.statements() - before);
      }
      return Math.min(...counts);
    };
    expect(await leaveOneMore(1)).toEqual(new Set(['duplicate', 'set-aside', 'conflict']));
    const few = await asked();
    await leaveOneMore(2);
    expect(await asked()).toBe(few);
  });
});
