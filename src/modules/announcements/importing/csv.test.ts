import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { kinds } from '../kinds/index.ts';
import type { Facts } from '../kinds/kind.ts';
import type { Announcement } from '../models.ts';
import { csvHead, csvLines, hasAnnouncements, readCsvRow } from './csv.ts';
import { factColumns } from './csv-columns.ts';
import { settle } from './settling.ts';

const now = Temporal.Instant.from('2026-11-24T09:30:00Z');
const territory = {
  country: 'FR',
  currency: 'EUR',
  timeZone: 'Europe/Paris',
  holidayRegion: null,
  name: 'Valombre',
  postcodes: [],
  districts: [],
  members: [],
} as unknown as TerritoryContext;

/** Facts that each kind needs, and most of what it asks. */
const facts: Readonly<Record<string, Facts>> = {
  volunteering: {
    cause: 'education',
    rhythm: 'regular',
    weekdays: ['monday', 'saturday'],
    hoursPerWeek: 2.5,
    minimumAge: 16,
    skills: 'Lire',
  },
  job: {
    occupation: '11573',
    contract: 'fixed-term',
    workTime: 'part',
    payFrom: 180_050,
    payTo: 200_000,
    payPer: 'month',
    noExperience: true,
    publicPost: true,
    officialNotice: 'https://exemple.fr/avis',
  },
  internship: { placement: 'student', startsOn: '2027-02-01', endsOn: '2027-03-01', allowance: 60_000 },
  apprenticeship: { occupation: '11573', training: 'apprenticeship', diploma: 'CAP', startsOn: '2027-09-01' },
  'seasonal-job': { season: 'summer', startsOn: '2027-07-01', endsOn: '2027-08-31', payFrom: 1_200, payPer: 'hour' },
  'service-civique': { cause: 'sport', startsOn: '2027-01-04', months: 8, weeklyHours: 24, officialNotice: 'https://exemple.fr/avis' },
  premises: { offering: 'offered', uses: ['office', 'land'], area: 40, rent: 35_000, wheelchair: true },
  materials: { offering: 'wanted', condition: 'good', quantity: '12 chaises', free: true },
  appeal: { seeking: ['partners', 'ideas'], until: '2027-01-31' },
  information: { startsOn: '2026-12-01', endsOn: '2026-12-24' },
};

function announcementOf(kind: string, more: Partial<Announcement> = {}): Announcement {
  return {
    territoryId: 't',
    id: '01935c1e-0000-7000-8000-000000000001',
    slug: 'une-annonce',
    kind,
    state: 'published',
    publisher: { organisationId: null, name: 'La Ruche' },
    authorAccount: null,
    onBehalfOf: null,
    title: 'Une annonce',
    body: 'Un texte.\n\n- une liste\n- de deux',
    facts: facts[kind] ?? {},
    audience: 'groupings',
    street: '3 rue de la Halle',
    postcode: '74000',
    locality: 'Valombre',
    position: { latitude: 45.91, longitude: 6.13 },
    isRemote: false,
    phone: '+33476000001',
    onTheSpot: 'À l’accueil',
    link: 'https://exemple.fr/annonce',
    publishOn: null,
    shownUntil: Temporal.PlainDate.from('2027-01-31'),
    publishedAt: now,
    expiresOn: null,
    reason: null,
    seatsTaken: 0,
    revision: 1,
    updatedAt: now,
    ...more,
  };
}

/** What is read of a file that was made of an announcement. */
function readBack(announcement: Announcement, here = territory) {
  const [record] = parse(csvHead() + csvLines([announcement], 'valombre'), { columns: true, bom: true, delimiter: ';' }) as Record<
    string,
    string
  >[];
  const row = readCsvRow(record ?? {}, 2, 'fichier', false);
  if ('rejected' in row) throw new Error(row.rejected);
  const settled = settle({ ...row, structure: null }, { territory: here, now });
  if ('rejected' in settled) throw new Error(settled.rejected);
  return { row, settled };
}

/** What a file carries of it. */
function carried({
  kind,
  title,
  body,
  facts,
  audience,
  street,
  postcode,
  locality,
  position,
  isRemote,
  phone,
  onTheSpot,
  link,
  publishOn,
}: Announcement) {
  return {
    kind,
    text: { title, body, facts, audience, street, postcode, locality, position, isRemote, phone, onTheSpot, link, publishOn },
  };
}

describe('a table of announcements', () => {
  it('has a column of its own for each fact', () => {
    expect([...factColumns.values()].map(({ name }) => name).toSorted()).toEqual(
      [...new Set(kinds.flatMap(({ fields }) => fields.map(({ name }) => name)))].toSorted(),
    );
    const [names = []] = parse(csvHead(), { bom: true, delimiter: ';' }) as string[][];
    expect(new Set(names).size).toBe(names.length);
    expect(hasAnnouncements(names)).toBe(true);
    expect(hasAnnouncements(['Nom', 'Adresse', 'Description'])).toBe(false);
  });

  it.each(kinds.map(({ code }) => code))('gives back what it was made of: %s', (kind) => {
    const announcement = announcementOf(kind);
    const { row, settled } = readBack(announcement);
    expect(settled).toMatchObject({ ...carried(announcement), publisher: { organisationId: null, name: 'La Ruche' }, warnings: [] });
    expect(row).toMatchObject({ source: 'valombre', externalId: announcement.id, shownUntil: '2027-01-31' });
  });

  it('gives back what Switzerland alone asks', () => {
    const announcement = announcementOf('seasonal-job', { facts: { season: 'summer', duty: 'yes', reportedOn: '2026-11-23' } });
    const { settled } = readBack(announcement, { ...territory, country: 'CH' });
    expect(settled).toMatchObject({ ...carried(announcement), warnings: [], isToRead: false });
  });

  it('gives back any text, formulas, quotes and separators included', () => {
    const text = (most: number) =>
      fc
        .string({ unit: fc.constantFrom(...'aé =+-@;"\'|,œ<5&’'.split('')), minLength: 1, maxLength: most })
        .map((one) => one.replace(/\s+/g, ' ').trim())
        .filter((one) => /[a-zé5]/.test(one) && !/<[a-z]|&[a-z]/i.test(one));
    fc.assert(
      fc.property(text(60), text(80), text(60), (title, body, name) => {
        const announcement = announcementOf('appeal', { title, body, publisher: { organisationId: null, name } });
        const { settled } = readBack(announcement);
        expect({ title: settled.text.title, body: settled.text.body, name: settled.publisher.name }).toEqual({ title, body, name });
      }),
      { numRuns: 200 },
    );
  });

  it('says what it does not understand, and takes the rest', () => {
    const [record = {}] = parse(csvHead() + csvLines([announcementOf('job')], 'valombre'), {
      columns: true,
      bom: true,
      delimiter: ';',
    }) as Record<string, string>[];
    const row = readCsvRow(
      { ...record, 'Temps de travail': 'Mi-temps', 'À montrer jusqu’au': 'bientôt', Téléphone: '12' },
      2,
      'fichier',
      false,
    );
    if ('rejected' in row) throw new Error(row.rejected);
    expect(row.warnings).toEqual(['unknown-value:workTime', 'unusable:shownUntil']);
    expect(settle({ ...row, structure: null }, { territory, now })).toEqual({ rejected: 'required:workTime' });
    const settled = settle({ ...row, sent: { ...row.sent, workTime: 'full' }, structure: null }, { territory, now });
    expect(settled).toMatchObject({ text: { phone: null, link: 'https://exemple.fr/annonce' } });
    expect('warnings' in settled && settled.warnings).toContain('unusable:phone');
    for (const [column, value, reason] of [
      ['Sorte d’annonce', 'Vente', 'unknown-posting-kind'],
      ['Identifiant', '', 'no-external-id'],
      ['Titre', '', 'no-name'],
      ['Où en est l’annonce', 'refused', 'not-published-there'],
    ] as const)
      expect(readCsvRow({ ...record, [column]: value }, 2, 'fichier', false)).toMatchObject({ rejected: reason });
  });
});
