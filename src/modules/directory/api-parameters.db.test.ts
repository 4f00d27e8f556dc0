import { assert, asyncProperty, constantFrom, oneof, string } from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { addTestPlaces } from '../../../test/support/directory.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

describe('a parameter that cannot be used is told, in RFC 9457', () => {
  const made = (key: object) => Buffer.from(JSON.stringify(key)).toString('base64url');
  const id = '01a202f5-95c2-7e19-8795-63eebdc70415';

  it.each([
    ['q', { q: 'x'.repeat(201) }],
    ['q', { q: 'a\u0000b' }],
    ['theme', { theme: 'manger' }],
    ['near', { near: 'ici' }],
    ['near', { near: '96,6' }],
    ['near', { near: '' }],
    ['radius_km', { near: '46,6', radius_km: '0' }],
    ['radius_km', { near: '46,6', radius_km: '-1' }],
    ['radius_km', { near: '46,6', radius_km: '201' }],
    ['radius_km', { near: '46,6', radius_km: 'loin' }],
    ['radius_km', { radius_km: '5' }],
    ['open_now', { open_now: '1' }],
    ['limit', { limit: '0' }],
    ['limit', { limit: '101' }],
    ['limit', { limit: '1.5' }],
    ['limit', { limit: 'x' }],
    ['limit', { limit: '1e400' }],
    ['open_at', { open_at: '1969-12-31T23:59:59Z' }],
    ['open_at', { open_at: '1970-01-01T00:30:00+01:00' }],
    ['updated_after', { updated_after: '0000-01-01T00:00:00Z' }],
    ['updated_after', { updated_after: '9999-12-31T23:59:59-01:00' }],
    ['cursor', { cursor: 'zzz' }],
    ['cursor', { cursor: '' }],
    ['cursor', { cursor: made({ approximate: false, rank: 1e12, distance: null, name: 'a\u0000', id }) }],
    ['cursor', { cursor: made({ approximate: false, rank: 0, distance: 'x', name: 'a', id }) }],
    ['cursor', { cursor: made({ approximate: false, rank: 0, distance: null, name: 'a', id: "' or 1=1" }) }],
    ['cursor', { cursor: 'x'.repeat(2_001) }],
    ['territory', { territory: 'nulle-part' }],
    ['territory', { territory: 'a\u0000' }],
    ['couleur', { couleur: 'vert' }],
  ])('%s (%j)', async (parameter, query: Record<string, string>) => {
    const territory = await freshTerritory(app.kernel);
    await addTestPlaces(app, territory, { name: 'Ici' });
    for (const path of ['/places', '/organisations']) {
      const reply = await app.server.inject({ url: `/api/v1${path}?${new URLSearchParams({ territory: territory.slug, ...query })}` });
      expect(reply.statusCode, `${path} ${reply.body}`).toBe(400);
      expect(reply.headers['content-type']).toContain('application/problem+json');
      const problem = reply.json() as { errors: { parameter: string; detail: string }[] };
      expect(problem).toMatchObject({ status: 400, title: 'Bad parameter' });
      expect(problem.errors.map((error) => error.parameter)).toEqual([parameter]);
      // In words, never a program's.
      expect(problem.errors[0]?.detail).toMatch(/^[A-Z`].{5,}/);
    }
  });

  it('given twice', async () => {
    const territory = await freshTerritory(app.kernel);
    for (const parameter of ['q', 'limit', 'theme', 'near', 'territory']) {
      const reply = await app.server.inject({ url: `/api/v1/places?territory=${territory.slug}&${parameter}=10&${parameter}=20` });
      expect([parameter, reply.statusCode]).toEqual([parameter, 400]);
    }
  });

  it('every one at once', async () => {
    const territory = await freshTerritory(app.kernel);
    const reply = await app.server.inject({ url: `/api/v1/places?territory=${territory.slug}&limit=0&theme=x&near=y` });
    const { errors } = reply.json() as { errors: { parameter: string }[] };
    expect(errors.map(({ parameter }) => parameter).toSorted()).toEqual(['limit', 'near', 'theme']);
  });
});

describe('whatever is asked', () => {
  it('the API answers 200, 400 or 404, in its own form', async () => {
    const territory = await freshTerritory(app.kernel);
    await addTestPlaces(app, territory, { name: 'Ici', position: { latitude: 46.2, longitude: 6.1 }, openingHours: '24/7' });
    const typed = oneof(
      string({ unit: 'binary', maxLength: 60 }),
      string({
        unit: constantFrom("'", '"', '%', '_', '&', '|', '!', ':', '*', '(', ')', '<', '>', '\\', '\0', ' ', 'a', '🥖', '\ud800'),
        maxLength: 30,
      }),
      constantFrom("' or 1=1 --", 'pain:*', 'a & b | !c', '<->', '[1,2]', '{}', 'null', '-0', '1e9', 'NaN', '46.2,6.1'),
    );
    const parameter = constantFrom('q', 'theme', 'near', 'radius_km', 'open_now', 'limit', 'cursor', 'territory', 'autre');
    await assert(
      asyncProperty(typed, parameter, typed, async (a, name, b) => {
        const slug = encodeURIComponent(a.toWellFormed());
        for (const url of [
          `/api/v1/places?${new URLSearchParams({ territory: territory.slug, q: a, [name]: b })}`,
          `/api/v1/organisations?${new URLSearchParams({ territory: territory.slug, q: a, [name]: b })}`,
          `/api/v1/places/${slug}?${new URLSearchParams({ territory: territory.slug })}`,
          `/api/v1/organisations/${slug}?${new URLSearchParams({ territory: b })}`,
        ]) {
          const reply = await app.server.inject({ url });
          expect([200, 400, 404], `${url} ${reply.statusCode}`).toContain(reply.statusCode);
          if (reply.statusCode !== 200) expect(reply.json()).toMatchObject({ status: reply.statusCode });
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
