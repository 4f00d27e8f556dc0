import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../kernel/errors.ts';
import type { Calendar } from '../hours.ts';
import { checkMapping, formatMapping, parseMapping } from './csv-mapping.ts';
import { type FieldName, fields, fieldsOf, rowKinds } from './csv-mapping-fields.ts';
import { guessFrom } from './csv-mapping-guess.ts';
import { mappedRows, openMappedTable, readMappedRow } from './csv-mapping-rows.ts';
import { isRejected, type OrganisationRow, type PlaceRow, type ServiceRow, type SourceRow } from './engine/row.ts';

const thirdPlaces = fileURLToPath(new URL('../../../../../shared/data/ess/03_tierslieux_numerique.csv', import.meta.url));
const french: Calendar = { country: 'FR', holidayRegion: null, timeZone: 'Europe/Paris' };
const swiss: Calendar = { country: 'CH', holidayRegion: 'GE', timeZone: 'Europe/Zurich' };

let folder: string;
let number = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'terreau-mapping-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileOf(content: string): Promise<string> {
  number += 1;
  const file = join(folder, `${number}.csv`);
  await writeFile(file, content);
  return file;
}

function failureOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return '';
}

/** A row whose columns are fields. */
function row(rows: (typeof rowKinds)[number], record: Record<string, string>, calendar = french): SourceRow {
  const columns = Object.fromEntries(Object.keys(record).map((name) => [name, name]));
  const required = { name: 'Sans nom', description: 'Sans description', structureId: 'x' };
  const constants = Object.fromEntries(
    Object.entries(required).filter(([name]) => !(name in record) && fieldsOf(rows).includes(name as FieldName)),
  );
  const mapping = checkMapping({ rows, columns, constants }, Object.keys(record));
  return readMappedRow({ line: 2, sheet: null, record, problem: null }, mapping, { calendar, source: 'tableau' });
}
const structure = (record: Record<string, string>, calendar = french) => row('structures', record, calendar) as OrganisationRow;
const place = (record: Record<string, string>, calendar = french) => row('lieux', record, calendar) as PlaceRow;
const service = (record: Record<string, string>, calendar = french) => row('services', record, calendar) as ServiceRow;

it.each(['constructor', '__proto__', 'toString'])('a legal form « %s » is none', (legalForm) => {
  const read = structure({ name: 'Café', legalForm });
  expect(read.organisation.legalForm).toBeNull();
  expect(read.warnings).toEqual(['unknown-value:legalForm']);
});

it('a list of more values than anybody reads is cut, and an id that no index holds is its digest', () => {
  const read = service({
    name: 'Atelier',
    description: 'Un atelier.',
    id: '語'.repeat(600),
    structureId: '語'.repeat(601),
    publics: Array.from({ length: 500 }, (_, index) => `public-${index}`).join('|'),
    eligibilityZones: Array.from({ length: 500 }, (_, index) => String(10_000 + index)).join('|'),
  });
  expect([read.service.publics.length, read.service.eligibilityZones.length]).toEqual([100, 100]);
  expect(read.warnings).toContain('too-many-values');
  expect(read.externalId).toMatch(/^long\//);
  expect(read.structureId).toMatch(/^long\//);
  expect(read.structureId).not.toBe(read.externalId);
});

it('a contact that is a desk names nobody', () => {
  const read = service({ name: 'Atelier', description: 'Un atelier.', contactName: 'Secrétariat', phone: '06 11 22 33 44' });
  expect(read.contact).toBeNull();
  expect(read.service.phone).toBe('+33611223344');
});

describe('fields', () => {
  it('are each explained, and no column is two of them', () => {
    for (const rows of rowKinds) {
      const seen = new Map<string, string>();
      for (const name of fieldsOf(rows)) {
        expect(fields[name].words).not.toBe('');
        for (const header of fields[name].headers.split(', ').filter(Boolean)) {
          expect([header, seen.get(header)]).toEqual([header, undefined]);
          seen.set(header, name);
        }
      }
    }
  });

  it('are those of a structure with its place', () => {
    const {
      organisation,
      place: where,
      ...rest
    } = structure({
      id: '8.0',
      name: 'Escale &amp; CO',
      alternateNames: 'EC | L’Escale',
      description: '<p>Un lieu.</p>',
      kinds: 'Tiers-lieu; Café associatif',
      themes: 'manger, housing',
      legalForm: 'Scop',
      activityCode: '94.99Z',
      networks: 'ccas-cias,Réseau perdu',
      accreditations: 'ESUS ; Label du Val',
      siret: '732 829 320 00074',
      siren: '732829320.0',
      street: 'rue des Lilas',
      houseNumber: '12.0',
      postcode: '1000.0',
      locality: 'Bourg-en-Bresse',
      communeCode: '1053.0',
      latitude: '46,2',
      longitude: '5,2',
      phone: '474000000',
      email: 'MAILTO:a@example.org',
      website: 'www.example.org',
      openingHours: 'Mo-Fr 09:00-12:00',
      wheelchair: 'Partiel',
      languages: 'fr, en, klingon',
      checkedOn: '10/02/2026',
    });
    expect(rest).toMatchObject({
      externalId: '8',
      source: 'tableau',
      checkedOn: '2026-02-10',
      warnings: ['unknown-value:languages', 'unknown-value:networks'],
    });
    expect(organisation).toMatchObject({
      name: 'Escale & CO',
      alternateNames: ['EC', 'L’Escale'],
      description: 'Un lieu.',
      kinds: ['third-place', 'community-cafe'],
      themes: ['food', 'housing'],
      legalForm: 'cooperative',
      activityCode: '94.99Z',
      networks: ['ccas-cias', 'Réseau perdu'],
      accreditations: [
        { code: 'esus', label: null, number: null, since: null, until: null },
        { code: 'local-label', label: 'Label du Val', number: null, since: null, until: null },
      ],
      identifiers: [{ scheme: 'siren', value: '732829320', isValid: true }],
      phone: '+33474000000',
      email: 'a@example.org',
      website: 'https://www.example.org/',
      languages: ['fr', 'en'],
    });
    expect(where).toMatchObject({
      street: '12 rue des Lilas',
      postcode: '01000',
      communeCode: '01053',
      position: { latitude: 46.2, longitude: 5.2 },
      openingHours: 'Mo-Fr 09:00-12:00',
      wheelchair: 'limited',
      identifiers: [{ scheme: 'siret', value: '73282932000074', isValid: true }],
    });
  });

  it('are those of a place of Switzerland', () => {
    const { place: facts } = place(
      { name: 'Maison de quartier', kinds: 'community-centre', postcode: '1201', communeCode: '6621', phone: '022 546 50 00', uai: '' },
      swiss,
    );
    expect(facts).toMatchObject({
      kinds: ['community-centre'],
      postcode: '1201',
      communeCode: '6621',
      phone: '+41225465000',
      identifiers: [],
    });
  });

  it('are those of a service, with the person whom it names kept apart', () => {
    const {
      service: facts,
      contact,
      structureId,
      warnings,
    } = service({
      name: 'Permanence',
      description: 'Aide aux papiers.',
      structureId: 'dora--a/b:1',
      type: 'accompagnement',
      topics: 'numerique--acceder-a-des-services-en-ligne',
      fee: 'Payant',
      price: '12,50 €',
      publics: 'Jeunes, seniors',
      receptionModes: 'en-presentiel|a-distance',
      eligibilityZones: '1, 01053, france',
      referrers: 'usagers',
      weeklyHours: '2,5',
      weeks: '4',
      contactName: 'Camille Dupont',
      email: 'camille.dupont@example.org',
      phone: '04 74 00 00 00',
    });
    expect(facts).toMatchObject({
      type: 'accompagnement',
      topics: ['numerique--acceder-a-des-services-en-ligne'],
      fee: 'payant',
      price: { amount: 1250n, currency: 'EUR' },
      publics: ['jeunes', 'seniors'],
      receptionModes: ['en-presentiel', 'a-distance'],
      eligibilityZones: ['01', '01053', 'france'],
      weeklyHours: 2.5,
      weeks: 4,
      email: null,
      phone: '+33474000000',
    });
    expect(contact).toEqual({ name: 'Camille Dupont', email: 'camille.dupont@example.org', phone: null });
    expect([structureId, warnings]).toEqual(['dora--a/b:1', []]);
  });

  it.each([
    ['12,50 €', french, { amount: 1250n, currency: 'EUR' }],
    ['25', swiss, { amount: 2500n, currency: 'CHF' }],
    ['CHF 25.-', french, { amount: 2500n, currency: 'CHF' }],
    ['12.5 EUR', swiss, { amount: 1250n, currency: 'EUR' }],
    ['gratuit', french, { amount: 0n, currency: 'EUR' }],
    ['selon revenus', french, null],
    ['12,345', french, null],
  ])('price %s', (text, calendar, price) => {
    expect(service({ name: 'S', description: 'Texte', structureId: 'a', price: text }, calendar).service.price).toEqual(price);
  });

  it('that are wrong are told', () => {
    const { warnings } = structure({
      name: 'X',
      kinds: 'chose inconnue',
      siret: '12345678901234',
      email: 'pas une adresse',
      website: 'en construction',
      phone: 'voir accueil',
      openingHours: 'quand on peut',
      wheelchair: 'peut-être',
      checkedOn: 'hier',
      latitude: '5.2',
      longitude: '46.2',
    });
    expect([...warnings].sort()).toEqual(
      [
        'invalid-identifier',
        'swapped-coordinates',
        'unknown-value:kinds',
        'unreadable-hours',
        'unusable-date',
        'unusable-email',
        'unusable-phone',
        'unusable-value',
        'unusable-website',
      ].sort(),
    );
  });

  it('of an address to keep silent are not kept', () => {
    const { place: where } = structure({
      name: 'Refuge',
      street: '1 rue Secrète',
      postcode: '01000',
      latitude: '46.2',
      longitude: '5.2',
      isAddressConfidential: 'oui',
    });
    expect(where).toMatchObject({ street: null, postcode: null, position: null, isAddressConfidential: true });
  });

  it('of a place that another structure carries are the place’s', () => {
    const { organisation, place: where } = structure({
      name: 'La Dynamo',
      organisationName: 'Ville de Chambéry',
      kinds: 'third-place',
      siren: '217300656',
      website: 'ladynamo.example.org',
    });
    expect(organisation).toMatchObject({ name: 'Ville de Chambéry', kinds: [], website: null, identifiers: [{ scheme: 'siren' }] });
    expect(where).toMatchObject({ name: 'La Dynamo', kinds: ['third-place'], website: 'https://ladynamo.example.org/', identifiers: [] });
  });
});

describe('a row', () => {
  it('that is nothing for the directory is rejected, with why', () => {
    expect(structure({ id: '7', name: ' - ' })).toMatchObject({ externalId: '7', rejected: 'no-name' });
    expect(structure({ id: '7', name: 'A', isClosed: 'oui' })).toMatchObject({ rejected: 'closed', name: 'A' });
    expect(service({ name: 'S', description: 'null', structureId: 'a' })).toMatchObject({ rejected: 'no-description' });
    expect(service({ name: 'S', description: 'Texte', structureId: '' })).toMatchObject({ rejected: 'no-organisation' });
  });

  it('without an id is known by its name and address, however they are written', () => {
    const { externalId } = structure({ name: 'Le Fournil', street: '1 rue Haute', postcode: '1000.0' });
    expect(structure({ name: 'LE FOURNIL', street: '1, rue Haute', postcode: '01000' }).externalId).toBe(externalId);
    expect(structure({ name: 'Le Fournil', street: '2 rue Haute', postcode: '01000' }).externalId).not.toBe(externalId);
  });

  it('that is nowhere is a structure without a place', () => {
    expect(structure({ name: 'Collectif', phone: '04 74 00 00 00' }).place).toBeNull();
    expect(structure({ name: 'Collectif', siret: '73282932000074' })).toMatchObject({
      place: null,
      organisation: { identifiers: [{ scheme: 'siret' }] },
    });
  });

  it('may take from a constant what its cell does not say', () => {
    const mapping = checkMapping(
      {
        rows: 'structures',
        columns: { Nom: 'name', Type: 'kinds' },
        constants: { kinds: 'association', locality: 'Arvenne' },
        source: 'mairie',
      },
      ['Nom', 'Type'],
    );
    const read = (record: Record<string, string>) =>
      readMappedRow({ line: 2, sheet: null, record, problem: 'ragged-row' }, mapping, { calendar: french, source: 'x' }) as OrganisationRow;
    expect(read({ Nom: 'A', Type: '' })).toMatchObject({
      source: 'mairie',
      organisation: { kinds: ['association'] },
      place: { locality: 'Arvenne' },
      warnings: ['ragged-row'],
    });
    expect(read({ Nom: 'A', Type: 'Ressourcerie' }).organisation.kinds).toEqual(['recycling-shop']);
  });

  it('of any cells is read, or rejected', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('', 'null', '[1,{"code":"x"}]', '[[', '0', '-', '1e999', '<p>', '{}', '[{"code":"esus","since":"x"}]'),
    );
    for (const rows of rowKinds) {
      const names = fieldsOf(rows);
      fc.assert(
        fc.property(fc.record(Object.fromEntries(names.map((name) => [name, cell])) as Record<FieldName, typeof cell>), (record) => {
          expect(row(rows, record)).toMatchObject({ line: 2 });
        }),
        { numRuns: 60 },
      );
    }
  });
});

describe('a mapping', () => {
  const columns = ['Nom', 'Ville', 'Tél'];

  it('is read back as it is printed', () => {
    const mapping = guessFrom(columns, [], { separator: '\t' });
    expect(parseMapping(formatMapping(mapping))).toEqual(mapping);
    expect(
      parseMapping(
        `\ufeff${JSON.stringify({ rows: 'lieux', columns: { Nom: ['name', 'id'] }, encoding: 'windows-1252', source: ' mairie ' })}`,
      ),
    ).toEqual({
      rows: 'lieux',
      columns: { Nom: ['name', 'id'] },
      encoding: 'windows-1252',
      source: 'mairie',
    });
  });

  it.each([
    ['{', 'n’est pas du JSON correct'],
    ['[]', 'ce doit être un objet JSON'],
    ['{"rows":"structures"}', '« columns » doit associer des colonnes à des champs'],
    ['{"rows":"gens","columns":{}}', '« rows » doit valoir structures, lieux, services'],
    ['{"rows":"lieux","columns":{"Nom":3}}', '« columns » associe à chaque colonne un champ'],
    ['{"rows":"lieux","columns":{},"encoding":"latin"}', '« encoding » doit valoir'],
    ['{"rows":"lieux","columns":{},"separator":"-"}', '« separator » doit être'],
    ['{"rows":"lieux","columns":{},"colonnes":{}}', '« colonnes » n’y a pas de sens'],
  ])('%s is refused in words', (text, words) => {
    expect(failureOf(() => parseMapping(text))).toContain(words);
  });

  it.each([
    [{ Nom: 'name', Vile: 'locality' }, 'la colonne « Vile » n’est pas dans le fichier ; vouliez-vous dire « Ville » ?'],
    [{ Nom: 'name', Ville: 'localite' }, 'le champ « localite » n’existe pas ; vouliez-vous dire « locality » ?'],
    [{ Nom: 'name', Ville: 'xyz' }, 'le champ « xyz » n’existe pas'],
    [{ Nom: 'name', Ville: 'topics' }, 'le champ « topics » n’existe pas pour des structures'],
    [{ Nom: 'name', Ville: 'name' }, 'le champ « name » est donné deux fois, par « Nom » et « Ville »'],
    [{ Ville: 'locality' }, 'il manque une colonne pour le champ « name »'],
  ])('%j is not right for the file, in words', (given, words) => {
    expect(failureOf(() => checkMapping({ rows: 'structures', columns: given as Record<string, string> }, columns))).toContain(words);
  });

  it('tells everything that is wrong at once', () => {
    const message = failureOf(() =>
      checkMapping({ rows: 'services', columns: { Nom: 'nom', X: 'name' }, constants: { kind: 'x' } }, columns),
    );
    expect(message.split(' ; ').length).toBeGreaterThanOrEqual(4);
  });
});

describe('a guess', () => {
  const guess = (header: string, rows: readonly string[] = []) => {
    const columns = header.split(';');
    return guessFrom(
      columns,
      rows.map((text) => Object.fromEntries(text.split(';').map((cell, index) => [columns[index] ?? '', cell]))),
    );
  };

  it.each([
    [
      'a town hall’s list of associations',
      'Nom de l’association;Objet;Adresse;CP;Ville;Tél.;E-mail;Site internet',
      'structures',
      ['name', 'description', 'street', 'postcode', 'locality', 'phone', 'email', 'website'],
    ],
    [
      'in English',
      'Title;Address;Zip;City;Phone;Website;Opening hours',
      'structures',
      ['name', 'street', 'postcode', 'locality', 'phone', 'website', 'openingHours'],
    ],
    [
      'equipment',
      'Nom de l’équipement;Numéro de voie;Rue;Code INSEE;Latitude;Longitude;Accès PMR',
      'lieux',
      ['name', 'houseNumber', 'street', 'communeCode', 'latitude', 'longitude', 'wheelchair'],
    ],
    [
      'services',
      'id;structure_id;nom;description;thematiques;publics;frais;date_maj',
      'services',
      ['id', 'structureId', 'name', 'description', 'topics', 'publics', 'fee', 'checkedOn'],
    ],
    [
      'data·inclusion’s structures',
      'id;siret;nom;commune;code_postal;code_insee;adresse;complement_adresse;telephone;courriel;site_web;horaires_accueil',
      'structures',
      [
        'id',
        'siret',
        'name',
        'locality',
        'postcode',
        'communeCode',
        'street',
        'addressComplement',
        'phone',
        'email',
        'website',
        'openingHours',
      ],
    ],
  ])('%s', (_what, header, rows, names) => {
    const { rows: guessed, columns } = guess(header);
    expect(guessed).toBe(rows);
    expect(Object.values(columns)).toEqual(names);
  });

  it('knows every one of our own names, for each kind of rows', () => {
    for (const rows of rowKinds) {
      const names = fieldsOf(rows);
      const { columns, rows: guessed } = guess(names.join(';'));
      expect([guessed, columns]).toEqual([rows, Object.fromEntries(names.map((name) => [name, name]))]);
    }
  });

  it('looks at what the cells hold', () => {
    expect(guess('Nom;Contact;Page', ['A;a@example.org;https://a.example.org', 'B;b@example.org;www.example.net']).columns).toEqual({
      Nom: 'name',
      Contact: 'email',
      Page: 'website',
    });
    // Coordinates in metres are no degrees, and an address of a page is no yes or no.
    expect(guess('Nom;X;Y;Accessibilité', ['A;652469;6862035;https://acceslibre.example.org/1']).columns).toEqual({
      Nom: 'name',
      Accessibilité: 'accessibilityUrl',
    });
    expect(guess('Nom;X;Y', ['A;5,2;46,2']).columns).toEqual({ Nom: 'name', X: 'longitude', Y: 'latitude' });
  });

  it('takes a word that stands in every row for what they are', () => {
    expect(guess('Nom;sources', ['A;tiers_lieux', 'B;tiers_lieux', 'C;tiers_lieux']).columns).toEqual({ Nom: 'name', sources: 'kinds' });
    expect(guess('Nom;sources', ['A;tiers_lieux', 'B;autre', 'C;tiers_lieux']).columns).toEqual({ Nom: 'name' });
  });

  it('without a name is no guess, and says so', async () => {
    await expect(openMappedTable(await fileOf('a;b\n1;2\n'))).rejects.toThrow(
      'aucune colonne de ce tableau ne semble donner un nom (colonnes : a, b) : dites-le avec --mapping',
    );
  });
});

describe('a file', () => {
  it('is read with its guess, or as the mapping says', async () => {
    const file = await fileOf('Nom;Ville\nA;Dax\nB;Pau\n');
    const guessed = await openMappedTable(file);
    expect([guessed.isGuessed, guessed.mapping.columns]).toEqual([true, { Nom: 'name', Ville: 'locality' }]);
    const given = await openMappedTable(file, { rows: 'lieux', columns: { Ville: 'name' } });
    const rows: SourceRow[] = [];
    for await (const read of mappedRows(given, { calendar: french, source: 'x' })) rows.push(read);
    expect(rows.map((read) => [read.line, read.subject, 'place' in read && read.place?.name])).toEqual([
      [2, 'place', 'Dax'],
      [3, 'place', 'Pau'],
    ]);
  });

  it('that is a reference list is refused by name', async () => {
    await expect(openMappedTable(await fileOf('value,label,description\nactifs,Actifs,x\n'))).rejects.toThrow(
      'la liste des publics de data·inclusion',
    );
  });

  it.skipIf(!existsSync(thirdPlaces))('the real third places: 47 read, 46 accepted, 1 without a name (needs ../shared/data)', async () => {
    const mapped = await openMappedTable(thirdPlaces);
    expect(mapped.mapping).toEqual({
      rows: 'structures',
      columns: {
        ID_UNIQUE: 'id',
        NOM: 'name',
        Insee: 'communeCode',
        NOM_STRC_PORT: 'organisationName',
        ADRESSE: 'street',
        CODPOST: 'postcode',
        VILLE: 'locality',
        INTERNET: 'website',
        siren: 'siren',
        sources: 'kinds',
      },
      separator: ',',
    });
    const rows: SourceRow[] = [];
    for await (const read of mappedRows(mapped, { calendar: french, source: 'tiers-lieux' })) rows.push(read);
    const accepted = rows.filter((read): read is OrganisationRow => !isRejected(read) && read.subject === 'organisation');
    expect([rows.length, accepted.length]).toEqual([47, 46]);
    expect(rows.filter(isRejected)).toEqual([
      { line: 48, subject: 'organisation', source: 'tiers-lieux', externalId: null, name: null, rejected: 'no-name' },
    ]);
    expect(
      accepted.every(
        ({ place: where, warnings }) => where?.kinds[0] === 'third-place' && /^\d{5}$/.test(where.postcode ?? '') && warnings.length === 0,
      ),
    ).toBe(true);
    expect(accepted.flatMap(({ organisation }) => organisation.identifiers).every(({ isValid }) => isValid)).toBe(true);
    expect(accepted.flatMap(({ organisation }) => organisation.identifiers)).toHaveLength(41);
    expect(accepted.find(({ externalId }) => externalId === '1166')?.place).toMatchObject({
      name: 'Le TiLT',
      postcode: '07400',
      communeCode: '07319',
    });
    expect(accepted.find(({ externalId }) => externalId === '360')?.organisation.name).toBe("Escale & CO (L')");
  });
});
