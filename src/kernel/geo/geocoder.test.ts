import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import type { Kernel } from '../kernel.ts';
import { openLog } from '../log.ts';
import { type GeocodeQuestion, geocode } from './geocoder.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

interface Asked {
  path: string;
  parameters: Record<string, string>;
}

/** A service that answers with what `reply` makes of each question, and writes down what it was asked. */
async function service(path: string, reply: (parameters: Record<string, string>) => unknown): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = [];
  const origin = await serve((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://service.example');
    const parameters = Object.fromEntries(searchParams);
    asked.push({ path: pathname, parameters });
    response.setHeader('content-type', 'application/json').end(JSON.stringify(reply(parameters)));
  });
  return { url: `${origin}${path}`, asked };
}

interface Spoken {
  kernel: Pick<Kernel, 'config' | 'log'>;
  lines: string[];
}

function kernelWith(...urls: readonly string[]): Spoken {
  const lines: string[] = [];
  const log = openLog('silent');
  const warn = (...parts: unknown[]) => void lines.push(JSON.stringify(parts));
  return { kernel: { config: readConfig({ GEOCODER_URL: urls.join(' ') }), log: Object.assign(Object.create(log), { warn }) }, lines };
}

const centre = { latitude: 46.19, longitude: 6.23 };
const french: GeocodeQuestion = { text: '12 rue de la Gare', country: 'FR', around: centre, communeCode: '74012', postcodes: ['74100'] };
const swiss: GeocodeQuestion = {
  text: 'Rue du Rhône 5',
  country: 'CH',
  around: { latitude: 46.2, longitude: 6.15 },
  communeCode: '6621',
  postcodes: [],
};

function feature(label: string, score: number, type = 'housenumber', coordinates: readonly number[] = [6.2345, 46.1912]) {
  return { type: 'Feature', geometry: { type: 'Point', coordinates }, properties: { label, score, type, citycode: '74012' } };
}
const collection = (...features: readonly object[]) => ({ type: 'FeatureCollection', version: 'draft', features });

function hit(label: string, detail: string, origin = 'address', lat = 46.2041, lon = 6.1467) {
  return { id: 1, weight: 100, attrs: { label, detail, origin, lat, lon, num: 5, rank: 7, x: 117000, y: 500000, zoomlevel: 10 } };
}

describe('the French service', () => {
  test('is asked in its own terms, and gives label and point', async () => {
    const { url, asked } = await service('/geocodage/search', () => collection(feature('12 Rue de la Gare 74100 Annemasse', 0.96)));
    expect(await geocode(kernelWith(url).kernel, { ...french, text: '  12 rue  de la Gare ' })).toEqual({
      label: '12 Rue de la Gare 74100 Annemasse',
      point: { latitude: 46.1912, longitude: 6.2345 },
      isExact: true,
    });
    expect(asked).toEqual([
      {
        path: '/geocodage/search',
        parameters: { q: '12 rue de la Gare', limit: '5', autocomplete: '0', lat: '46.19', lon: '6.23', citycode: '74012' },
      },
    ]);
  });

  test('keeps what its address already says', async () => {
    const { url, asked } = await service('/search/', () => collection(feature('Rue de la Gare 74100 Annemasse', 0.9, 'street')));
    expect(await geocode(kernelWith(`${url}?key=mine`).kernel, french)).toMatchObject({ isExact: false });
    expect(asked).toMatchObject([{ path: '/search/', parameters: { key: 'mine' } }]);
  });

  test('looks around where the commune has no good answer, and takes the better one', async () => {
    const { url, asked } = await service('/search', ({ citycode }) =>
      citycode
        ? collection(feature('Rue de la Gare 74100 Annemasse', 0.62, 'street'))
        : collection(feature('12 Rue de la Gare 74240 Gaillard', 0.95), feature('Lieu-dit la Gare', 0.5, 'locality')),
    );
    const { kernel } = kernelWith(url);
    expect(await geocode(kernel, { ...french, text: '12 rue de la Gare, Gaillard' })).toMatchObject({
      label: '12 Rue de la Gare 74240 Gaillard',
    });
    expect(asked.map(({ parameters }) => parameters['citycode'])).toEqual(['74012', undefined]);
  });

  test('is not held to the commune where another postcode was typed, nor where there are several communes', async () => {
    const { url, asked } = await service('/search', () => collection(feature('Rue de la Gare 74240 Gaillard', 0.9)));
    const { kernel } = kernelWith(url);
    await geocode(kernel, { ...french, text: 'rue de la Gare 74240' });
    await geocode(kernel, { ...french, communeCode: null });
    expect(asked.map(({ parameters }) => 'citycode' in parameters)).toEqual([false, false]);
  });

  test('knows of nothing where its answers are unlike, far away, or none', async () => {
    for (const features of [
      [],
      [feature('Rue des Garennes', 0.41)],
      [feature('12 Rue de la Gare 59000 Lille', 0.97, 'housenumber', [3.06, 50.63])],
    ]) {
      const { url } = await service('/search', () => collection(...features));
      expect(await geocode(kernelWith(url).kernel, french)).toBeNull();
    }
  });

  test('that takes the words for no question has found nothing', async () => {
    const origin = await serve((_request, response) => response.writeHead(400).end('{"code":400,"message":"q: must start with"}'));
    expect(await geocode(kernelWith(`${origin}/search`).kernel, { ...french, text: '%%%' })).toBeNull();
  });
});

describe('the Swiss service', () => {
  test('is asked in its own terms, around first; its HTML is left out', async () => {
    const { url, asked } = await service('/rest/services/ech/SearchServer', () => ({
      results: [hit('Rue du Rhône 5 <b>1204 Genève</b>', 'rue du rhone 5 1204 geneve 6621 geneve ch ge')],
    }));
    expect(await geocode(kernelWith(url).kernel, swiss)).toEqual({
      label: 'Rue du Rhône 5 1204 Genève',
      point: { latitude: 46.2041, longitude: 6.1467 },
      isExact: true,
    });
    const [{ path, parameters } = { path: '', parameters: {} as Record<string, string> }] = asked;
    expect(path).toBe('/rest/services/ech/SearchServer');
    const { bbox = '', ...others } = parameters;
    expect(others).toEqual({
      searchText: 'Rue du Rhône 5',
      type: 'locations',
      origins: 'address,gazetteer,zipcode,gg25',
      sr: '4326',
      limit: '10',
      returnGeometry: 'false',
      sortbbox: 'false',
    });
    const [west = 0, south = 0, east = 0, north = 0] = bbox.split(',').map(Number);
    expect(west).toBeLessThan(6.15);
    expect(east).toBeGreaterThan(6.15);
    expect(south).toBeLessThan(46.2);
    expect(north).toBeGreaterThan(46.2);
    expect(north - south).toBeLessThan(0.3);
  });

  test.each([
    ['rue du rhone 5', true],
    ['Rue du Rhône 5, Genève, Suisse', true],
    ['r. du Rhône 5', true],
    ['rue du Rhône 5 1204', true],
    ['rue du Rhine 5', true],
    ['rue du Rhône 7', false],
    ['rue du Rhône 5 Carouge', false],
    ['quai du Rhône 5', false],
  ])('« %s » is the address that it gives: %s', async (text, isFound) => {
    const { url } = await service('/SearchServer', () => ({
      results: [hit('Rue du Rhône 5 <b>1204 Genève</b>', 'rue du rhone 5 1204 geneve 6621 geneve ch ge')],
    }));
    expect((await geocode(kernelWith(url).kernel, { ...swiss, text })) !== null).toBe(isFound);
  });

  test('looks further where there is nothing around, and asks ten words at most', async () => {
    const { url, asked } = await service('/SearchServer', ({ bbox }) => ({
      results: bbox ? [] : [hit('<i>Populated Place</i> <b>Nyon</b> (VD)', 'nyon', 'gazetteer', 46.38, 6.24)],
    }));
    const { kernel } = kernelWith(url);
    expect(await geocode(kernel, { ...swiss, text: 'Nyon' })).toEqual({
      label: 'Nyon (VD)',
      point: { latitude: 46.38, longitude: 6.24 },
      isExact: false,
    });
    await geocode(kernel, { ...swiss, text: 'un deux trois quatre cinq six sept huit neuf dix onze douze' });
    expect(asked.at(-1)?.parameters['searchText']).toBe('un deux trois quatre cinq six sept huit neuf dix');
  });
});

describe('whatever the service does', () => {
  const reply = () => collection(feature('12 Rue de la Gare 74100 Annemasse', 0.96));

  test('each country has its own', async () => {
    const fr = await service('/search', reply);
    const ch = await service('/SearchServer', () => ({ results: [] }));
    const { kernel } = kernelWith(ch.url, fr.url);
    expect(await geocode(kernel, french)).toMatchObject({ isExact: true });
    expect(await geocode(kernel, swiss)).toBeNull();
    expect(await geocode(kernelWith(fr.url).kernel, swiss)).toBe('unavailable');
    expect(await geocode(kernelWith().kernel, french)).toBe('unavailable');
  });

  test('down, refusing, slow or talking nonsense, it is unavailable, and the log says so without the words', async () => {
    const closed = await serve(() => {});
    await new Promise((resolve) => servers.pop()?.close(resolve));
    const refusing = await serve((_request, response) => response.writeHead(503).end());
    const garbage = await serve((_request, response) => response.end('<html>'));
    const strange = await service('/search', () => ({ features: [{ geometry: null }] }));
    const slow = await serve(() => {});
    for (const url of [closed, refusing, garbage, strange.url, slow]) {
      const { kernel, lines } = kernelWith(url);
      const before = performance.now();
      expect([url, await geocode(kernel, { ...french, text: '7 impasse Secrète' })]).toEqual([url, 'unavailable']);
      expect(performance.now() - before).toBeLessThan(3_000);
      expect(lines).toHaveLength(1);
      expect(lines.join()).toContain(new URL(url).host);
      expect(lines.join()).not.toMatch(/impasse|Secr/);
    }
  });

  test('what was found is not asked again; what was not, and failures, are', async () => {
    let reachable = false;
    let times = 0;
    const origin = await serve((_request, response) => {
      times += 1;
      if (reachable) response.end(JSON.stringify(reply()));
      else response.writeHead(500).end();
    });
    const { kernel } = kernelWith(`${origin}/search`);
    expect(await geocode(kernel, french)).toBe('unavailable');
    reachable = true;
    expect(await geocode(kernel, french)).toMatchObject({ isExact: true });
    reachable = false;
    expect(await geocode(kernel, { ...french, text: '12 RUE de la gare' })).toMatchObject({ isExact: true });
    expect(times).toBe(2);
  });

  test('remembers some hundreds of addresses, not all', async () => {
    let times = 0;
    const { url } = await service('/search', () => {
      times += 1;
      return reply();
    });
    const { kernel } = kernelWith(url);
    for (let number = 1; number <= 520; number += 1) await geocode(kernel, { ...french, text: `${number} rue de la Gare` });
    await geocode(kernel, { ...french, text: '520 rue de la Gare' });
    expect(times).toBe(520);
    await geocode(kernel, { ...french, text: '1 rue de la Gare' });
    expect(times).toBe(521);
  });

  test('one that no longer answers holds a few visitors only, for two seconds', async () => {
    let waiting = 0;
    const origin = await serve(() => {
      waiting += 1;
    });
    const { kernel } = kernelWith(`${origin}/search`);
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, number) => geocode(kernel, { ...french, text: `${number} rue Lente` })),
    );
    expect(new Set(answers)).toEqual(new Set(['unavailable']));
    expect(waiting).toBeLessThanOrEqual(8);
  });

  test.each(['', 'ab', 'x'.repeat(201)])('« %s » is not asked for', async (text) => {
    const { url, asked } = await service('/search', reply);
    expect(await geocode(kernelWith(url).kernel, { ...french, text })).toBeNull();
    expect(asked).toEqual([]);
  });
});
