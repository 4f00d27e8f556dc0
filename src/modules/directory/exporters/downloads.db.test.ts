import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { addTestPlaces } from '../../../../test/support/directory.ts';
import { exported } from '../../../../test/support/exports.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { exporters } from './index.ts';

let app: TestApplication;
let territory: TerritoryContext;
beforeAll(async () => {
  app = await openTestApplication();
  territory = await freshTerritory(app.kernel);
  const place = { kinds: ['bakery'], position: { latitude: 46.2, longitude: 6.1 } } as const;
  await addTestPlaces(
    app,
    territory,
    { ...place, name: 'Le Fournil' },
    { ...place, name: 'La Mie', position: { latitude: 46.3, longitude: 6.1 } },
  );
});
afterAll(() => app.close());

const get = (path: string, method: 'GET' | 'HEAD' = 'GET', headers: Record<string, string> = {}) =>
  app.server.inject({ method, url: `/api/v1/exports/${path}`, headers: { host: `${territory.slug}.localhost`, ...headers } });

describe('an export over the API', () => {
  it.each(exporters.map((exporter) => [exporter.format, exporter] as const))(
    '%s is the same file, under its name and media type',
    async (format, { mediaType, extension, rows }) => {
      const reply = await get(format);
      expect(reply.statusCode).toBe(200);
      expect(reply.headers['content-type']).toBe(mediaType);
      expect(reply.headers['access-control-allow-origin']).toBe('*');
      const name = [territory.slug, format, rows?.[0]].filter(Boolean).join('-');
      expect(reply.headers['content-disposition']).toBe(`attachment; filename=${name}.${extension}`);
      const file = await exported(app, territory, format);
      if (extension === 'xlsx') expect(reply.rawPayload.subarray(0, 2).toString()).toBe('PK');
      else expect(reply.body).toBe(file.text);
      const head = await get(format, 'HEAD');
      expect([head.statusCode, head.body, head.headers['content-disposition']]).toEqual([200, '', reply.headers['content-disposition']]);
    },
  );

  it('gives the rows that are asked for, of the territory that is asked for', async () => {
    const other = await freshTerritory(app.kernel);
    expect((await get('csv?rows=lieux')).body).toContain('Le Fournil');
    expect((await get('csv?rows=services')).body).not.toContain('Le Fournil');
    expect((await get(`csv?rows=lieux&territory=${other.slug}`)).body).not.toContain('Le Fournil');
  });

  it('is compressed for who takes that', async () => {
    await addTestPlaces(
      app,
      territory,
      ...Array.from({ length: 300 }, (_, index) => ({ name: `Lieu numéro ${index}`, position: { latitude: 45, longitude: 5 } })),
    );
    const reply = await get('geojson', 'GET', { 'accept-encoding': 'br' });
    expect(reply.headers['content-encoding']).toBe('br');
    expect(reply.rawPayload.length).toBeLessThan((await get('geojson')).rawPayload.length / 5);
  });

  it.each([
    ['rows of another format', 'geojson?rows=lieux', 400],
    ['rows that are none', 'csv?rows=chats', 400],
    ['an unknown parameter', 'csv?fields=name', 400],
    ['an unknown territory', 'csv?territory=nulle-part', 400],
    ['an unknown format', 'shapefile', 404],
  ])('refuses %s', async (_, path, status) => {
    const reply = await get(path);
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([status, 'application/problem+json; charset=utf-8']);
  });

  it('is not there where the territory has no directory', async () => {
    const without = await freshTerritory(app.kernel, { services: [] });
    expect((await get(`geojson?territory=${without.slug}`)).statusCode).toBe(404);
  });

  it('is in the document of the API, with its media type and parameters', async () => {
    const { paths } = (await app.server.inject({ url: '/api/v1/openapi.json' })).json() as {
      paths: Record<
        string,
        { get: { parameters: { name: string; schema: { enum?: string[] } }[]; responses: { 200: { content: object } } } }
      >;
    };
    for (const { format, mediaType } of exporters)
      expect(Object.keys(paths[`/exports/${format}`]?.get.responses[200].content ?? {})).toEqual([mediaType]);
    expect(paths['/exports/csv']?.get.parameters.map(({ name, schema }) => [name, schema.enum])).toEqual([
      ['rows', ['structures', 'lieux', 'services']],
      ['territory', undefined],
    ]);
  });
});
