import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { areHoursReadable, type Calendar } from '../hours.ts';
import { isRejected, type OrganisationRow, type RejectedRow, type SourceRow } from './engine/row.ts';
import { gogocartoFiles, gogocartoRows, readGogocartoRow } from './gogocarto.ts';
import { openingHoursOf } from './gogocarto-hours.ts';

const shared = (path: string) => fileURLToPath(new URL(`../../../../../shared/data/gogocarto/${path}`, import.meta.url));
const calendar: Calendar = { country: 'FR', holidayRegion: null, timeZone: 'Europe/Paris' };

let folder: string;
let number = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'terreau-gogocarto-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileOf(content: unknown): Promise<string> {
  number += 1;
  const file = join(folder, String(number));
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

async function rowsOf(content: unknown, taxonomy?: ReadonlyMap<string, string>): Promise<SourceRow[]> {
  const rows: SourceRow[] = [];
  for await (const row of gogocartoRows(await fileOf(content), { calendar, taxonomy })) rows.push(row);
  return rows;
}

const element = { id: 'a', status: 1, name: 'La Ferme', geo: { latitude: 44.2, longitude: -1.27 } };
const read = (more: Record<string, unknown>) => readGogocartoRow({ ...element, ...more }, 1, { calendar });

function organisation(row: SourceRow | undefined): OrganisationRow {
  if (!row || isRejected(row) || row.subject !== 'organisation') throw new Error(`no structure: ${JSON.stringify(row)}`);
  return row;
}

const place = (more: Record<string, unknown>) => organisation(read(more)).place;

describe('an element is read whatever its form', () => {
  const position = { latitude: 45.86382, longitude: -0.56886 };

  it.each([
    ['full', { ontology: 'gogofull', data: [{ id: '10j2', name: 'À table', geo: position, optionValues: [10430] }] }],
    ['a list of full ones', [{ id: '10j2', title: 'À table', lat: position.latitude, lng: position.longitude, taxonomy: ['10430'] }]],
    ['compact, with its name', { ontology: 'gogocompact', data: [['10j2', 'À table', position.latitude, position.longitude, [10430]]] }],
    [
      'compact, with values that the mapping names',
      {
        ontology: 'gogocompact',
        mapping: ['id', ['event_date', 'name'], 'latitude', 'longitude', 'status', 'moderationState'],
        data: [['10j2', ['2026-01-01', 'À table'], position.latitude, position.longitude, [10430]]],
      },
    ],
    [
      'compact, as in 2017',
      { ontology: 'gogocompact', data: [['10j2', 1, 'À table', position.latitude, position.longitude, [[10430, 0]]]] },
    ],
    [
      'a GeoJSON collection',
      {
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            geometry: { type: 'Point', coordinates: [position.longitude, position.latitude] },
            properties: { id: '10j2', name: 'À table', optionValues: [10430] },
          },
        ],
      },
    ],
    [
      'JSON-LD',
      {
        '@context': 'https://example.org/context-gogo.jsonld',
        '@graph': [{ '@id': '10j2', name: 'À table', geo: position, optionValues: [{ optionId: 10430 }] }],
      },
    ],
    [
      'JSON-LD of schema.org',
      {
        '@context': { schema: 'http://schema.org/' },
        '@graph': [
          {
            '@id': '10j2',
            'schema:name': [{ '@value': 'À table' }],
            'schema:geo': { '@type': 'GeoCoordinates', 'schema:latitude': { '@value': '45.86382' }, 'schema:longitude': '-0.56886' },
            categories: ['Restauration'],
          },
        ],
      },
    ],
  ])('%s', async (_form, content) => {
    const [row] = await rowsOf(content, new Map([['10430', 'Restauration']]));
    const { externalId, source, organisation: facts, place: where, warnings } = organisation(row);
    expect({ externalId, source, name: facts.name, kinds: facts.kinds, position: where?.position, warnings }).toEqual({
      externalId: '10j2',
      source: 'gogocarto',
      name: 'À table',
      kinds: ['restaurant'],
      position,
      warnings: [],
    });
  });
});

describe('the state of an element at its source', () => {
  it.each([
    [-6, 'duplicate-at-source'],
    [-5, 'pending-version'],
    [-4, 'deleted'],
    [-3, 'refused'],
    [-2, 'refused'],
    [-1, 'pending'],
    [0, 'pending'],
    [-9, 'refused'],
  ])('%i is not public: %s', (status, rejected) => {
    expect(read({ status })).toEqual({
      line: 1,
      subject: 'organisation',
      source: 'gogocarto',
      externalId: 'a',
      name: 'La Ferme',
      rejected,
    });
    expect(readGogocartoRow(['a', 'La Ferme', 44.2, -1.27, [], status], 1, { calendar })).toMatchObject({ rejected });
    expect(readGogocartoRow(['a', status, 'La Ferme', 44.2, -1.27, []], 1, { calendar })).toMatchObject({ rejected });
  });

  it.each([1, 2, 3, 4, 5, 6, null, undefined])('%s is public', (status) => {
    expect(isRejected(read({ status }))).toBe(false);
  });
});

describe('what an element says', () => {
  it('its names are cleaned, an empty one is none', () => {
    expect(organisation(read({ name: '\\u00e9co lieu &amp; jardin' })).organisation.name).toBe('éco lieu & jardin');
    expect(read({ name: ' ' })).toMatchObject({ rejected: 'no-name' });
    expect(readGogocartoRow('x', 3, { calendar })).toMatchObject({ line: 3, rejected: 'not-an-element' });
    expect(readGogocartoRow(['a', 'b'], 3, { calendar })).toMatchObject({ rejected: 'not-an-element' });
  });

  it('hidden e-mails are no mistake', () => {
    for (const email of ['hidden', 'private', '', null]) expect(organisation(read({ email })).organisation.email).toBeNull();
    expect(organisation(read({ email: 'hidden' })).warnings).not.toContain('unusable-email');
    expect(organisation(read({ email: 'a@example.org' })).organisation.email).toBe('a@example.org');
  });

  it('the key of its source is kept with its provenance, and is never ours', () => {
    expect(read({ sourceKey: 'Colibris' }).source).toBe('gogocarto/colibris');
    expect(read({ sourceKey: 'local' }).source).toBe('gogocarto/local');
    expect(readGogocartoRow({ ...element, sourceKey: 'Colibris' }, 1, { calendar, source: 'ma-carte' }).source).toBe('ma-carte');
  });

  it('an address in parts or in one text', () => {
    expect(
      place({ address: { streetAddress: '18 Place des Ormes', addressLocality: 'Mimizan', postalCode: '40200', addressCountry: 'FR' } }),
    ).toMatchObject({
      street: '18 Place des Ormes',
      postcode: '40200',
      locality: 'Mimizan',
    });
    expect(place({ address: '12 rue Chanzy, 40400 Tartas' })).toMatchObject({
      street: '12 rue Chanzy',
      postcode: '40400',
      locality: 'Tartas',
    });
    expect(place({ address: 'Mairie' })).toMatchObject({ street: 'Mairie', postcode: null });
    expect(place({ address: { postalCode: '1400', addressCountry: 'CH' } })?.postcode).toBe('1400');
    expect(place({ address: { postalCode: '1400.0' } })?.postcode).toBe('01400');
  });

  it('hours by day are hours, hours in words are words', () => {
    const row = organisation(
      read({ description: 'Du pain.', openHours: { Tu: '09:00-12:00', Th: '09:00-12:00' }, openHoursMoreInfos: 'Sur rendez-vous' }),
    );
    expect(row.place?.openingHours).toBe('Tu 09:00-12:00; Th 09:00-12:00');
    expect(row.organisation.description).toBe('Du pain.\n\nHoraires\u202f: Sur rendez-vous');
    const words = organisation(read({ openHours: { Fr: '09:00-11:30 & le soir' } }));
    expect(words.place?.openingHours).toBeNull();
    expect(words.organisation.description).toBe('Horaires\u202f: vendredi 09:00-11:30 & le soir');
    expect(place({ openingHours: ['Mo-Fr 09:00-12:00', 'Sa 10:00-12:00'] })?.openingHours).toBe('Mo-Fr 09:00-12:00; Sa 10:00-12:00');
  });

  it('the last change is its day', () => {
    expect(organisation(read({ updatedAt: '2024-03-05T10:00:00+01:00', createdAt: '2020-01-01T00:00:00+01:00' })).checkedOn).toBe(
      '2024-03-05',
    );
    expect(
      organisation(read({ contributions: [{ updatedAt: '20/11/2017 à 11:43' }, { updatedAt: '08/12/2017 à 18:08' }, null] })).checkedOn,
    ).toBe('2017-12-08');
    expect(organisation(read({})).checkedOn).toBeNull();
  });

  it('a position that the map could not find is none', () => {
    const row = organisation(read({ moderationState: -2 }));
    expect(row.place).toBeNull();
    expect(row.warnings).toContain('invalid-position');
    expect(organisation(read({ geo: { latitude: -1.27, longitude: 44.2 } })).warnings).toContain('swapped-coordinates');
  });

  it('without an id, it is known by its name and where it is', () => {
    const { externalId } = organisation(read({ id: null }));
    expect(externalId).toMatch(/^row\/[\w-]{22}$/);
    expect(organisation(read({ id: '語'.repeat(600) })).externalId).toMatch(/^long\/[\da-f]{64}$/);
    expect(organisation(read({ id: '', name: 'LA FERME' })).externalId).not.toBe(externalId);
    expect(organisation(read({ id: undefined })).externalId).toBe(externalId);
  });

  it('a line or an area is a place, at one point', () => {
    expect(
      readGogocartoRow(
        {
          ...element,
          geo: undefined,
          geoJSONFeature: {
            type: 'Feature',
            geometry: {
              type: 'LineString',
              coordinates: [
                [6.1, 45.9],
                [6.2, 45.9],
                [6.3, 45.9],
              ],
            },
          },
        },
        1,
        { calendar },
      ),
    ).toMatchObject({ subject: 'place', place: { name: 'La Ferme', position: { latitude: 45.9 } }, warnings: ['no-kind', 'not-a-point'] });
  });

  it('a pair of options is more than each', async () => {
    const [row] = await rowsOf([
      {
        ...element,
        categoriesFull: [
          { id: 10490, name: 'Vélo' },
          { id: 10486, name: 'Atelier/Réparation' },
          { id: 10485, name: 'Mobilité' },
        ],
      },
    ]);
    expect(organisation(row).organisation.kinds).toEqual(['bike-workshop']);
  });

  it('whatever it holds, reading it gives a row', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue({ maxDepth: 4 }),
          fc.record(
            {
              id: fc.jsonValue(),
              name: fc.jsonValue(),
              geo: fc.jsonValue(),
              address: fc.jsonValue(),
              openHours: fc.jsonValue(),
              contributions: fc.jsonValue(),
              optionValues: fc.jsonValue(),
              geoJSONFeature: fc.jsonValue(),
            },
            { requiredKeys: [] },
          ),
        ),
        (item) => {
          expect(readGogocartoRow(item, 1, { calendar }).line).toBe(1);
        },
      ),
    );
  });
});

describe('hours by day', () => {
  it.each([
    [{ Mo: '09:00-12:00 14:00-18:00', Tu: '09:00-12:00, 14:00-18:00', We: '9h-12h et 14h-18h00' }, 'Mo-We 09:00-12:00,14:00-18:00'],
    [{ Mo: '09:00-12:00', We: '09:00-12:00', Th: '09:00-12:00' }, 'Mo 09:00-12:00; We-Th 09:00-12:00'],
    [{ Mo: '', Su: null }, null],
    [{ Mo: 'fermé' }, null],
    [{ Mo: '25:00-26:00' }, null],
    [{ Lundi: '09:00-12:00' }, null],
    [{}, null],
  ])('%j', (hours, expected) => {
    expect(openingHoursOf(hours)).toBe(expected);
  });

  it('that are read are opening hours of OpenStreetMap', () => {
    const time = fc.tuple(fc.integer({ min: 6, max: 11 }), fc.integer({ min: 12, max: 22 })).map(([from, to]) => `${from}:00-${to}:30`);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'), time), (hours) => {
        const read = openingHoursOf(hours);
        if (Object.keys(hours).length === 0) expect(read).toBeNull();
        else expect(read !== null && areHoursReadable(read, calendar)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

describe('files', () => {
  const taxonomy = {
    name: 'Catégories',
    options: [{ id: 1, name: 'Alimentation', subcategories: [{ id: 9, name: 'Type', options: [{ id: 2, name: 'Marché' }] }] }],
  };

  it('may be elements with the categories of the map, which are no elements', async () => {
    const [elements, categories] = [await fileOf([{ ...element, taxonomy: [1, 2] }]), await fileOf(taxonomy)];
    const files = await gogocartoFiles([categories, elements]);
    expect(files.elements).toEqual([elements]);
    expect([...files.taxonomy]).toEqual([
      ['1', 'Alimentation'],
      ['2', 'Marché'],
    ]);
    const rows: SourceRow[] = [];
    for await (const row of gogocartoRows(elements, { calendar, taxonomy: files.taxonomy })) rows.push(row);
    expect(organisation(rows[0]).organisation).toMatchObject({ kinds: ['marketplace'], themes: [] });
  });

  it('of categories alone are refused by name', async () => {
    await expect(gogocartoFiles([await fileOf(taxonomy)])).rejects.toThrow('la liste des catégories d’une carte GoGoCarto');
  });

  it('of something else are refused by name', async () => {
    await expect(rowsOf('value,label\ngratuit,Gratuit\n')).rejects.toThrow(
      'la liste des frais de data·inclusion, pas des éléments GoGoCarto',
    );
    await expect(rowsOf(taxonomy)).rejects.toThrow('la liste des catégories');
  });
});

describe.skipIf(!existsSync(shared('elements.json')))('the real files (needs ../shared/data)', () => {
  async function realRows(file: string, withTaxonomy: boolean) {
    const { taxonomy, elements } = await gogocartoFiles([shared(file), ...(withTaxonomy ? [shared('taxonomy-full.json')] : [])]);
    expect(elements).toEqual([shared(file)]);
    const rows: SourceRow[] = [];
    for await (const row of gogocartoRows(shared(file), { calendar, taxonomy })) rows.push(row);
    return { rows, accepted: rows.filter((row) => !isRejected(row)), rejected: rows.filter(isRejected) as RejectedRow[] };
  }

  it('elements.json: 23 read, 23 accepted', async () => {
    const { rows, accepted, rejected } = await realRows('elements.json', true);
    expect([rows.length, accepted.length, rejected.length]).toEqual([23, 23, 0]);
    const structures = rows.map(organisation);
    expect(structures.every(({ place: where }) => where?.position && where.postcode)).toBe(true);
    expect(structures.every((row) => !/\\u|\\\/|&\w+;/.test(JSON.stringify(row.organisation).replaceAll('\\n', '')))).toBe(true);
    expect(
      structures
        .filter(({ organisation: facts }) => facts.phone !== null)
        .every(({ organisation: facts }) => facts.phone?.startsWith('+33')),
    ).toBe(true);
    expect(structures.flatMap(({ externalId, warnings }) => warnings.map((warning) => `${externalId} ${warning}`))).toEqual([
      '10YI no-kind',
      '10Yt unusable-website',
    ]);
    expect(new Set(structures.map(({ source }) => source))).toEqual(new Set(['gogocarto/colibris', 'gogocarto/lmc']));
    const [first] = structures;
    expect(first).toMatchObject({
      externalId: '10ar',
      checkedOn: '2017-11-20',
      organisation: { name: 'AMAP Vertitude', phone: '+33699538179', kinds: ['farm-shop', 'community-supported-agriculture'] },
    });
    expect(structures.find(({ externalId }) => externalId === '10V7')?.place?.openingHours).toBe('Tu 09:00-12:00; Th 09:00-12:00');
  });

  it('without the categories, the same elements, without what they are', async () => {
    const { accepted } = await realRows('elements.json', false);
    expect(accepted).toHaveLength(23);
    expect(accepted.every((row) => 'warnings' in row && row.warnings.includes('no-kind'))).toBe(true);
  });

  it('elements-geojson.json: 3 read, 3 accepted, as places', async () => {
    const { rows, accepted } = await realRows('elements-geojson.json', true);
    expect(accepted).toHaveLength(3);
    expect(rows.map((row) => [row.subject, 'place' in row && row.place?.name, row.line])).toEqual([
      ['place', 'Tramway Ligne 1', 2],
      ['place', 'Tramway Ligne 2', 286],
      ['place', 'Exemple de surface', 496],
    ]);
    expect(rows.every((row) => 'warnings' in row && row.warnings.includes('not-a-point'))).toBe(true);
  });
});
