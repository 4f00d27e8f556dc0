import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { addTestPlaces, plainText } from '../../../test/support/directory.ts';
import { lettersTo } from '../../../test/support/letters.ts';
import { somebody, visitor } from '../../../test/support/people.ts';
import { catalogue } from '../../catalogue.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import { raiseFindings } from './findings/jobs.ts';
import { directoryHandlers } from './jobs.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

interface Row {
  id: string;
  kind: string;
  state: string;
  author: string;
  subject_id: string;
  other: string | null;
}

function queue({ id }: TerritoryContext): Promise<Row[]> {
  return app.kernel.database.unit(
    async () =>
      (
        await sql<Row>`
          select id, kind, state, author, subject_id, payload ->> 'otherId' as other from moderation.item
          where territory_id = ${id} order by opened_at, id`.execute(app.kernel.database.kysely<never>())
      ).rows,
    { keeper: id },
  );
}

/** Runs what a merger put into the queue of jobs, each twice at once, as two servers may. */
async function followMergers({ id }: TerritoryContext): Promise<void> {
  const handler = directoryHandlers(catalogue).find(({ name }) => name === 'move-items');
  const { rows } = await sql<{ data: never }>`
    delete from job.job where name = 'directory.move-items' and data->>'territoryId' = ${id} returning data`.execute(
    app.kernel.database.kysely<never>(),
  );
  expect(rows.length).toBeGreaterThan(0);
  for (const { data } of rows) await Promise.all([1, 2].map(() => handler?.handle(app.kernel, data, new AbortController().signal)));
}

const untouched = { what: 'facts', name: 'Le Fournil' };

/** Three pages of one bakery, all pairs of which were found. `merge`: a moderator makes the first two one. */
async function three() {
  const territory = await freshTerritory(app.kernel, { services: ['directory'] });
  const moderator = await somebody(app, territory, { role: 'moderator' });
  const said = { name: 'Le Fournil', position: { latitude: 43.74, longitude: 7.42 } };
  const slugs = await addTestPlaces(app, territory, said, said, said);
  const { rows } = await sql<{ id: string; slug: string }>`
    select id, slug from directory.place where territory_id = ${territory.id}`.execute(app.kernel.database.kysely<never>());
  const page = (index: number) => {
    const slug = slugs[index] ?? '';
    return { path: `/lieux/${slug}`, id: rows.find((row) => row.slug === slug)?.id ?? '' };
  };
  await raiseFindings(app.kernel, territory.id);
  const [kept, gone, third] = [page(0), page(1), page(2)];
  const of = (...ids: readonly string[]) => ids.toSorted().join();
  const raised = async () =>
    (await queue(territory))
      .filter(({ author }) => author === 'system')
      .map((item) => ({ ...item, pair: of(item.subject_id, item.other ?? '') }));
  return {
    territory,
    moderator,
    kept,
    gone,
    third,
    raised,
    of,
    async merge() {
      const item = (await raised()).find(({ pair }) => pair === of(kept.id, gone.id));
      expect((await moderator.post(`/gestion/moderation/${item?.id}/fusionner`, { keep: kept.id })).status).toBe(303);
      await followMergers(territory);
    },
  };
}

const decide = (id: string | undefined) => `/gestion/moderation/${id}`;

describe('what waits about a page that is made one with another', () => {
  it('is a correction of the page that stays: accepted, it is written there, and its sender told', async () => {
    const { territory, moderator, kept, gone, merge } = await three();
    const reader = await somebody(app, territory);
    expect((await reader.post(`${gone.path}/corriger`, { ...untouched, phone: '04 76 00 00 02' })).status).toBe(303);
    await merge();
    const item = (await queue(territory)).find(({ kind }) => kind === 'correction');
    expect(plainText((await moderator.get(decide(item?.id))).body)).toContain(kept.path);
    expect((await moderator.post(decide(item?.id), { event: 'approve' })).status).toBe(303);
    expect(plainText((await reader.get(kept.path)).body)).toContain('04 76 00 00 02');
    const letters = await lettersTo(app, reader.email);
    expect(letters.at(-1)?.body).toContain(`http://${territory.slug}.localhost${kept.path}\n`);
  });

  it('is a report of the page that stays, which shows what was reported', async () => {
    const { territory, moderator, kept, gone, merge } = await three();
    const report = { why: 'personal', note: 'On y lit mon adresse.' };
    await visitor(app, territory).post(`${gone.path}/signaler`, report);
    await merge();
    const item = (await queue(territory)).find(({ kind }) => kind === 'report');
    const seen = plainText((await moderator.get(decide(item?.id))).body);
    expect(seen).toContain('On y lit mon adresse.');
    expect(seen).toContain(`href="${kept.path}"`);
    expect((await moderator.post(decide(item?.id), { event: 'approve' })).status).toBe(303);
  });

  it('is closed where it asks whether the two are one, in whatever order, and says so to its sender', async () => {
    const { territory, kept, gone, third, merge } = await three();
    const declare = async (page: string, twin: string) => {
      const reader = await somebody(app, territory);
      const { location } = await reader.post(`${page}/corriger`, {
        ...untouched,
        what: 'duplicate',
        twin: `http://essai.localhost${twin}`,
      });
      return { reader, followed: location ?? '' };
    };
    const one = await declare(gone.path, kept.path);
    const other = await declare(kept.path, gone.path);
    await declare(third.path, gone.path);
    await merge();
    const declared = (await queue(territory)).filter(({ author }) => author !== 'system');
    expect(declared.map(({ state, subject_id, other: second }) => [state, subject_id, second])).toEqual([
      ['superseded', kept.id, kept.id],
      ['superseded', kept.id, kept.id],
      ['open', third.id, kept.id],
    ]);
    for (const { reader, followed } of [one, other]) expect(plainText((await reader.get(followed)).body)).toContain('n’a plus d’objet');
  });

  it('is asked once where the portal had found the same of both', async () => {
    const { kept, gone, third, raised, of, merge } = await three();
    expect((await raised()).map(({ pair }) => pair).toSorted()).toEqual(
      [of(kept.id, gone.id), of(kept.id, third.id), of(gone.id, third.id)].toSorted(),
    );
    await merge();
    const after = await raised();
    expect(after.map(({ state }) => state).toSorted()).toEqual(['approved', 'open', 'superseded']);
    expect(after.find(({ state }) => state === 'open')?.pair).toBe(of(kept.id, third.id));
  });
});
