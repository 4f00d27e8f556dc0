import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import proj4 from 'proj4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kindByCode } from '../kinds.ts';
import { isRejected, type OrganisationRow, type SourceRow } from './engine/row.ts';
import { readSireneRow, sireneRows } from './sirene.ts';
import { fromLegalProjection, inSentence, streetOf } from './sirene-address.ts';
import { kindsOfNaf, nafCode } from './sirene-kinds.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'terreau-sirene-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A bakery that does not exist; its number passes Luhn's check. */
const establishment = {
  siren: '732829320',
  nic: '00074',
  siret: '73282932000074',
  statutDiffusionEtablissement: 'O',
  dateDernierTraitementEtablissement: '2026-03-02T09:12:33',
  trancheEffectifsEtablissement: '11',
  caractereEmployeurEtablissement: 'O',
  complementAdresseEtablissement: 'BATIMENT B',
  numeroVoieEtablissement: '12',
  indiceRepetitionEtablissement: 'B',
  typeVoieEtablissement: 'RUE',
  libelleVoieEtablissement: 'DES LILAS',
  codePostalEtablissement: '01000',
  libelleCommuneEtablissement: 'BOURG-EN-BRESSE',
  codeCommuneEtablissement: '01053',
  coordonneeLambertAbscisseEtablissement: '652469.02',
  coordonneeLambertOrdonneeEtablissement: '6862035.26',
  etatAdministratifEtablissement: 'A',
  enseigne1Etablissement: 'LE FOURNIL',
  activitePrincipaleEtablissement: '10.71C',
};
const company = {
  statutDiffusionUniteLegale: 'O',
  etatAdministratifUniteLegale: 'A',
  denominationUniteLegale: 'BOULANGERIE DURAND',
  categorieJuridiqueUniteLegale: '5499',
  activitePrincipaleUniteLegale: '10.71C',
  economieSocialeSolidaireUniteLegale: 'N',
};
const person = {
  ...company,
  denominationUniteLegale: '',
  categorieJuridiqueUniteLegale: '1000',
  nomUniteLegale: 'MARTIN',
  nomUsageUniteLegale: 'LE GALL',
  prenom1UniteLegale: 'ANNE-MARIE',
  sexeUniteLegale: 'F',
};

const read = (record: Record<string, string>): SourceRow => readSireneRow({ line: 2, sheet: null, record, problem: null });
function accepted(record: Record<string, string>): OrganisationRow {
  const row = read(record);
  if (isRejected(row) || row.subject !== 'organisation') throw new Error(`rejected: ${JSON.stringify(row)}`);
  return row;
}

describe('an establishment is a place of its company', () => {
  it('with its sign, address, position, activity and numbers', () => {
    const row = accepted({ ...establishment, ...company });
    expect(row).toMatchObject({
      source: 'sirene',
      externalId: '73282932000074',
      parentId: '732829320',
      checkedOn: '2026-03-02',
      warnings: [],
    });
    expect(row.organisation).toMatchObject({
      name: 'BOULANGERIE DURAND',
      alternateNames: ['LE FOURNIL'],
      kinds: ['bakery', 'pastry-shop'],
      legalForm: 'company',
      activityCode: '10.71C',
      identifiers: [{ scheme: 'siren', value: '732829320', isValid: true }],
      accreditations: [],
    });
    expect(row.place).toMatchObject({
      name: 'LE FOURNIL',
      street: '12 bis rue des Lilas',
      addressComplement: 'BATIMENT B',
      postcode: '01000',
      locality: 'Bourg-en-Bresse',
      communeCode: '01053',
      position: { latitude: 48.8566, longitude: 2.3522 },
      identifiers: [{ scheme: 'siret', value: '73282932000074', isValid: true }],
    });
  });

  it('without its company’s columns, as in the stock of establishments', () => {
    const row = accepted(establishment);
    expect([row.organisation.name, row.place?.name, row.organisation.legalForm]).toEqual(['LE FOURNIL', 'LE FOURNIL', null]);
    expect(read({ ...establishment, enseigne1Etablissement: '' })).toMatchObject({ rejected: 'no-name' });
  });

  it('whose first zero a spreadsheet took off', () => {
    const siret = '05550281900018';
    expect(accepted({ ...establishment, ...company, siret: `${Number(siret)}.0` }).externalId).toBe(siret);
  });

  it('whose columns are written otherwise', () => {
    const lower = Object.fromEntries(
      Object.entries({ ...establishment, ...company }).map(([column, value]) => [`etablissement.${column.toLowerCase()}`, value]),
    );
    expect(accepted(lower).place?.name).toBe('LE FOURNIL');
  });

  it('of the social economy where its company says so', () => {
    expect(accepted({ ...establishment, ...company, economieSocialeSolidaireUniteLegale: 'O' }).organisation).toMatchObject({
      accreditations: [{ code: 'societe-ess' }],
      themes: ['social-enterprise'],
    });
    const association = accepted({
      ...establishment,
      ...company,
      categorieJuridiqueUniteLegale: '9220',
      economieSocialeSolidaireUniteLegale: 'O',
      identifiantAssociationUniteLegale: 'W011234567',
    });
    expect(association.organisation).toMatchObject({
      legalForm: 'association',
      accreditations: [],
      identifiers: [{ scheme: 'siren' }, { scheme: 'rna', value: 'W011234567', isValid: true }],
    });
  });

  it('never tells how many work there', () => {
    expect(JSON.stringify(accepted({ ...establishment, ...company, trancheEffectifsEtablissement: '4242' }))).not.toContain('4242');
  });
});

describe('what is none of the directory', () => {
  it.each([
    ['a number that is wrong', { siret: '73282932000075' }, 'invalid-identifier'],
    ['a number that a spreadsheet rounded', { siret: '7,32829E+13' }, 'invalid-identifier'],
    ['no number', { siret: '' }, 'invalid-identifier'],
    ['one that is closed', { etatAdministratifEtablissement: 'F' }, 'closed'],
    ['one that is closed, in words', { etatAdministratifEtablissement: 'Fermé' }, 'closed'],
    ['one whose company has ceased', { etatAdministratifUniteLegale: 'C' }, 'closed'],
  ])('%s', (_what, more, rejected) => {
    expect(read({ ...establishment, ...company, ...more })).toMatchObject({ rejected });
  });
});

describe('partial diffusion is honoured', () => {
  const secrets = /martin|gall|anne|lilas|01000|652469|fournil/i;

  it('a person whose diffusion is full has a name, where there is no sign', () => {
    expect(accepted({ ...establishment, ...person, enseigne1Etablissement: '' }).place?.name).toBe('Anne-Marie Le Gall');
    expect(accepted({ ...establishment, ...person }).place?.name).toBe('LE FOURNIL');
  });

  it.each(['P', 'N', 'p'])('a person whose diffusion is %s is told of in nothing', (status) => {
    for (const column of ['statutDiffusionEtablissement', 'statutDiffusionUniteLegale']) {
      const row = read({ ...establishment, ...person, [column]: status });
      expect(row).toEqual({
        line: 2,
        subject: 'organisation',
        source: 'sirene',
        externalId: '73282932000074',
        name: null,
        rejected: 'not-public',
      });
    }
  });

  it('nor a person who closed', () => {
    const row = read({ ...establishment, ...person, statutDiffusionUniteLegale: 'P', etatAdministratifEtablissement: 'F' });
    expect(JSON.stringify(row)).not.toMatch(secrets);
  });

  it('nor anybody whose kind is not told', () => {
    expect(read({ ...establishment, statutDiffusionEtablissement: 'P' })).toMatchObject({ rejected: 'not-public', name: null });
  });

  it('a company has its name and commune, and no address, were it in the file', () => {
    const row = accepted({ ...establishment, ...company, statutDiffusionEtablissement: 'P' });
    expect(row.organisation.name).toBe('BOULANGERIE DURAND');
    expect(row.place).toMatchObject({
      street: null,
      addressComplement: null,
      postcode: null,
      position: null,
      locality: 'Bourg-en-Bresse',
      communeCode: '01053',
    });
  });

  it('« [ND] » is never shown', () => {
    const hidden = Object.fromEntries(Object.keys(establishment).map((column) => [column, '[ND]']));
    const row = accepted({
      ...hidden,
      ...company,
      siret: establishment.siret,
      statutDiffusionEtablissement: 'P',
      etatAdministratifEtablissement: 'A',
    });
    expect(JSON.stringify(row)).not.toContain('ND]');
  });

  it('whatever the columns hold, a person who is not public leaks nothing', () => {
    fc.assert(
      fc.property(
        fc.subarray(Object.keys({ ...establishment, ...person }).filter((column) => !/siret|statutDiffusion/i.test(column))),
        fc.constantFrom('P', 'N'),
        (kept, status) => {
          const record: Record<string, string> = { siret: establishment.siret, statutDiffusionEtablissement: status };
          for (const column of kept) record[column] = ({ ...establishment, ...person } as Record<string, string>)[column] ?? '';
          expect(JSON.stringify(read(record))).not.toMatch(secrets);
        },
      ),
    );
  });
});

describe('legal projections', () => {
  it.each([
    [
      'metropolitan France',
      '75056',
      48.8566,
      2.3522,
      '+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80 +units=m',
    ],
    [
      'Corsica',
      '2A004',
      41.9192,
      8.7386,
      '+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80 +units=m',
    ],
    ['Guadeloupe', '97105', 16.0, -61.7333, '+proj=utm +zone=20 +ellps=GRS80'],
    ['Guyane', '97302', 4.9371, -52.326, '+proj=utm +zone=22 +ellps=GRS80'],
    ['La Réunion', '97411', -20.8823, 55.4504, '+proj=utm +zone=40 +south +ellps=GRS80'],
    ['Mayotte', '97608', -12.7806, 45.2278, '+proj=utm +zone=38 +south +ellps=GRS80'],
    ['Saint-Pierre-et-Miquelon', '97502', 46.7811, -56.1764, '+proj=utm +zone=21 +ellps=GRS80'],
  ])('%s', (_where, commune, latitude, longitude, definition) => {
    const [x, y] = proj4('WGS84', definition, [longitude, latitude]);
    const point = fromLegalProjection(String(x), String(y), commune);
    expect(point?.latitude).toBeCloseTo(latitude, 4);
    expect(point?.longitude).toBeCloseTo(longitude, 4);
  });

  it.each([
    ['', '', '75056'],
    ['0', '0', '75056'],
    ['[ND]', '[ND]', '75056'],
    ['2.35', '48.85', '75056'],
    ['652469', '6862035', '98818'],
  ])('%s, %s in %s are nowhere', (x, y, commune) => {
    expect(fromLegalProjection(x, y, commune)).toBeNull();
  });
});

it('streets and towns are written as people write them', () => {
  expect(streetOf({ number: '3', repetition: null, type: 'AV', way: 'DU GENERAL DE GAULLE' })).toBe('3 avenue du General de Gaulle');
  expect(streetOf({ number: null, repetition: 'B', type: null, way: 'LE BOURG' })).toBe('Le Bourg');
  expect(streetOf({ number: '3', repetition: '__proto__', type: 'constructor', way: 'DES LILAS' })).toBe(
    '3 __proto__ constructor des Lilas',
  );
  expect(streetOf({ number: '3', repetition: null, type: 'RUE', way: null })).toBeNull();
  expect(inSentence("L'HAY-LES-ROSES")).toBe("L'Hay-les-Roses");
});

it('activities are kinds that we have, where they are sure', () => {
  expect(nafCode('1071c')).toBe('10.71C');
  expect(nafCode('10.71')).toBeNull();
  expect(kindsOfNaf('56.10A')).toEqual(['restaurant']);
  expect(kindsOfNaf('43.22B')).toEqual(['plumber']);
  expect(kindsOfNaf('96.09Z')).toEqual([]);
  fc.assert(
    fc.property(fc.stringMatching(/^\d{2}\.\d{2}[A-Z]$/), (code) => {
      expect(kindsOfNaf(code).every((kind) => kindByCode.has(kind))).toBe(true);
    }),
  );
});

describe('a file', () => {
  it('gives its rows with their lines', async () => {
    const file = join(folder, 'stock.csv');
    const columns = Object.keys({ ...establishment, ...company });
    const line = (record: Record<string, string>) => columns.map((column) => record[column] ?? '').join(',');
    await writeFile(
      file,
      [columns.join(','), line({ ...establishment, ...company }), line({ ...establishment, etatAdministratifEtablissement: 'F' })].join(
        '\n',
      ),
    );
    const rows: SourceRow[] = [];
    for await (const row of sireneRows(file)) rows.push(row);
    expect(rows.map((row) => [row.line, isRejected(row) && row.rejected])).toEqual([
      [2, false],
      [3, 'closed'],
    ]);
  });

  it('of something else is refused by name', async () => {
    const file = join(folder, 'other.csv');
    await writeFile(file, 'nom;ville\nA;B\n');
    await expect(sireneRows(file).next()).rejects.toThrow(
      'ce fichier est un tableau d’un genre inconnu, pas des établissements de l’Insee (Sirene)',
    );
  });
});
