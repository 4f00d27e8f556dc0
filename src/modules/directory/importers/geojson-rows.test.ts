import { anything, assert, constantFrom, dictionary, object, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Calendar } from '../hours.ts';
import { readGeojsonRow } from './geojson-rows.ts';

const france: Calendar = { country: 'FR', holidayRegion: 'Auvergne-Rhône-Alpes', timeZone: 'Europe/Paris' };

function row(tags: Record<string, unknown> = {}, rest: object = {}) {
  return readGeojsonRow(
    {
      type: 'Feature',
      id: 'node/1',
      properties: { name: 'Le Fournil', shop: 'bakery', ...tags },
      geometry: { type: 'Point', coordinates: [6.1, 46.2] },
      ...rest,
    },
    france,
  );
}

function accepted(tags: Record<string, unknown> = {}, rest: object = {}) {
  const result = row(tags, rest);
  if (!('facts' in result)) throw new Error(`rejected: ${result.rejected}`);
  return result;
}

function rejected(tags: Record<string, unknown> = {}, rest: object = {}) {
  const result = row(tags, rest);
  return 'rejected' in result ? result.rejected : null;
}

describe('an object keeps its identity', () => {
  it.each([
    ['node/123', 'node/123'],
    ['n123', 'node/123'],
    ['node 123', 'node/123'],
    ['w9', 'way/9'],
    ['relation/7', 'relation/7'],
    ['r7', 'relation/7'],
    [456, '456'],
    ['ma-ville:12/3', 'ma-ville:12/3'],
  ])('whose id is %s, as %s', (id, kept) => {
    expect(accepted({}, { id }).externalId).toBe(kept);
  });

  it.each([
    ['@id', { '@id': 'way/12' }, 'way/12'],
    ['osm_id', { osm_id: 12 }, '12'],
    ['id', { id: 'n12' }, 'node/12'],
  ])('where it is among the properties, as « %s »', (_where, tags, kept) => {
    expect(accepted(tags, { id: undefined }).externalId).toBe(kept);
  });

  it('where it has none, from what it says and where', () => {
    const one = accepted({}, { id: undefined }).externalId;
    expect(one).toMatch(/^row\//);
    expect(accepted({ phone: '+33 4 93 00 00 00' }, { id: undefined }).externalId).toBe(one);
    expect(accepted({ name: 'Le Pétrin' }, { id: undefined }).externalId).not.toBe(one);
    expect(accepted({}, { id: undefined, geometry: { type: 'Point', coordinates: [6.2, 46.2] } }).externalId).not.toBe(one);
  });
});

describe('an object stands at a point', () => {
  it.each([
    ['a point', { type: 'Point', coordinates: [6.1, 46.2] }, 6.1, 46.2],
    ['a point with a height', { type: 'Point', coordinates: [6.1, 46.2, 350] }, 6.1, 46.2],
    [
      'a line',
      {
        type: 'LineString',
        coordinates: [
          [6, 46],
          [6.2, 46.4],
        ],
      },
      6.1,
      46.2,
    ],
    [
      'a building',
      {
        type: 'Polygon',
        coordinates: [
          [
            [6, 46],
            [6.2, 46],
            [6.2, 46.4],
            [6, 46.4],
            [6, 46],
          ],
        ],
      },
      6.1,
      46.2,
    ],
    [
      'several buildings',
      {
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [6, 46],
              [6.1, 46],
              [6, 46.1],
              [6, 46],
            ],
          ],
          [
            [
              [6.2, 46.4],
              [6.1, 46.4],
              [6.2, 46.3],
              [6.2, 46.4],
            ],
          ],
        ],
      },
      6.1,
      46.2,
    ],
    [
      'several points',
      {
        type: 'MultiPoint',
        coordinates: [
          [6, 46],
          [6.2, 46.4],
        ],
      },
      6.1,
      46.2,
    ],
    [
      'a mixture',
      {
        type: 'GeometryCollection',
        geometries: [
          { type: 'Point', coordinates: [6, 46] },
          { type: 'Point', coordinates: [6.2, 46.4] },
        ],
      },
      6.1,
      46.2,
    ],
  ])('of %s', (_what, geometry, longitude, latitude) => {
    const { position } = accepted({}, { geometry }).facts;
    expect(position?.longitude).toBeCloseTo(longitude, 9);
    expect(position?.latitude).toBeCloseTo(latitude, 9);
  });

  it.each([
    ['latitude first, out of range', { type: 'Point', coordinates: [46.2, 106.1] }],
    ['metres of a projection', { type: 'Point', coordinates: [650_000, 6_860_000] }],
    ['text', { type: 'Point', coordinates: ['6.1', '46.2'] }],
    ['nothing', { type: 'Point', coordinates: [] }],
    ['one number', { type: 'Point', coordinates: [6.1] }],
    [
      'a corner out of range',
      {
        type: 'LineString',
        coordinates: [
          [6, 46],
          [6, 460],
        ],
      },
    ],
    ['no coordinates', { type: 'Point' }],
    ['an empty mixture', { type: 'GeometryCollection', geometries: [] }],
    ['a mixture that holds nothing', { type: 'GeometryCollection', geometries: [null] }],
    ['a number', 12],
  ])('or is rejected: coordinates are %s', (_what, geometry) => {
    expect(rejected({}, { geometry })).toBe('invalid-position');
  });

  it.each([null, undefined])('or is rejected: it has none (%s)', (geometry) => {
    expect(rejected({}, { geometry })).toBe('no-position');
  });
});

describe('what cannot be a place of the directory says why', () => {
  it.each([
    ['nothing', null],
    ['a text', 'Le Fournil'],
    ['a list', []],
    ['a bare geometry', { type: 'Point', coordinates: [6.1, 46.2] }],
  ])('%s is no feature', (_what, value) => {
    expect(readGeojsonRow(value, france)).toEqual({ externalId: null, name: null, rejected: 'not-a-feature' });
  });

  it('a bench is no service, with or without properties', () => {
    expect(rejected({ shop: undefined, amenity: 'bench' })).toBe('not-a-service');
    expect(rejected({}, { properties: null })).toBe('not-a-service');
  });

  it.each(['', '   ', '\u0000\u0001', '\u2028'])('a name that shows nothing is none (%j)', (name) => {
    expect(rejected({ name })).toBe('no-name');
  });

  it('a closed shop is told by its name of before', () => {
    expect(row({ shop: undefined, 'disused:shop': 'bakery' })).toEqual({ externalId: 'node/1', name: 'Le Fournil', rejected: 'closed' });
  });
});

describe('texts are cleaned', () => {
  it('of control characters, which the database refuses and pages would not show', () => {
    const { facts } = accepted({
      name: 'Le\u0000 Four\u001bnil\r\n du\u2028 coin\t',
      description: 'Du pain\u0000.',
      opening_hours: '24/7\u0000',
      'addr:street': 'rue\u0007 Haute',
      alt_name: 'Chez\u0000 Léa',
    });
    expect(facts).toMatchObject({
      name: 'Le Four nil du coin',
      description: 'Du pain .',
      openingHours: '24/7',
      street: 'rue Haute',
      alternateNames: ['Chez Léa'],
    });
  });

  it('and cut where they are too long, never in the middle of a character', () => {
    const { name } = accepted({ name: `${'a'.repeat(199)}🥖 et la suite` }).facts;
    expect(name).toBe('a'.repeat(199));
    expect(accepted({ name: 'é'.repeat(5_000) }).facts.name).toBe('é'.repeat(200));
    expect(accepted({ description: 'x'.repeat(50_000) }).facts.description).toHaveLength(10_000);
    expect(accepted({}, { id: 'x'.repeat(5_000) }).externalId).toMatch(/^long\/[\da-f]{64}$/);
  });
});

describe('contacts that would not work are left out, with a warning', () => {
  it.each([
    ['https://example.org/a?b=1', 'https://example.org/a?b=1'],
    ['example.org', 'https://example.org/'],
    ['http://example.org;https://other.example', 'http://example.org/'],
    ['https://example.org/été', 'https://example.org/%C3%A9t%C3%A9'],
  ])('the site « %s » becomes %s', (website, kept) => {
    expect(accepted({ website })).toMatchObject({ facts: { website: kept }, warnings: [] });
  });

  it.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)//example.org',
    'data:text/html,<b>',
    'file:///etc/passwd',
    'mailto:a@example.org',
    'voir sur place',
    'https://',
  ])('the site « %s » never becomes a link', (website) => {
    expect(accepted({ website }).facts.website).toBeNull();
  });

  it('a site longer than any browser takes is left out and told', () => {
    expect(accepted({ website: `https://example.org/${'a'.repeat(3_000)}` })).toMatchObject({
      facts: { website: null },
      warnings: ['unusable-website'],
    });
  });

  it.each([
    ['bonjour@example.org', 'bonjour@example.org'],
    ['bonjour@example.org;autre@example.org', 'bonjour@example.org'],
    ['mailto:bonjour@example.org', 'bonjour@example.org'],
    ['<a@example.org>', 'a@example.org'],
  ])('the address « %s » becomes %s', (email, kept) => {
    expect(accepted({ email }).facts.email).toBe(kept);
  });

  it.each([
    'voir le site',
    'a@b',
    '@example.org',
    'a b@example.org',
    'a?cc=b@example.org',
    'a%0ab@example.org',
    `${'a'.repeat(65)}@example.org`,
  ])('the address « %s » never becomes a link', (email) => {
    expect(accepted({ email }).facts.email).toBeNull();
  });

  it('a telephone number is written as the country writes it', () => {
    expect(accepted({ phone: '04 93 00 00 00;04 93 11 11 11' }).facts.phone).toBe('+33493000000');
    expect(accepted({ phone: '3949' }).facts.phone).toBe('3949');
  });
});

describe('hours', () => {
  it('that cannot be read are kept as they are, with a warning', () => {
    expect(accepted({ opening_hours: 'ouvert le matin' })).toMatchObject({
      facts: { openingHours: 'ouvert le matin' },
      warnings: ['unreadable-hours'],
    });
  });

  it('that can be read are kept without one', () => {
    expect(accepted({ opening_hours: 'Mo-Fr 09:00-18:00' })).toMatchObject({ facts: { openingHours: 'Mo-Fr 09:00-18:00' }, warnings: [] });
  });
});

describe('whatever a file holds', () => {
  const tags = constantFrom(
    'name',
    'shop',
    'website',
    'email',
    'phone',
    'opening_hours',
    'wheelchair',
    '@id',
    'check_date',
    'alt_name',
    'description',
  );
  const clean = /^[^\p{Cc}\u2028\u2029]*$/u;

  it('a row is read or rejected, never a fault', () => {
    assert(property(object({ maxDepth: 4 }), (value) => void readGeojsonRow(value, france)));
    assert(
      property(dictionary(tags, anything()), object(), (properties, geometry) => {
        void readGeojsonRow({ type: 'Feature', properties, geometry }, france);
      }),
    );
  });

  it('what is kept holds no control character and no lone half of a character', () => {
    assert(
      property(dictionary(tags, string({ unit: 'binary', maxLength: 250 })), (properties) => {
        const result = row({ ...properties, shop: 'bakery', name: `a${properties['name'] ?? ''}` });
        if (!('facts' in result)) return;
        for (const text of [result.externalId, ...Object.values(result.facts).flat()]) {
          if (typeof text !== 'string') continue;
          expect(text).toMatch(clean);
          expect(text.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
