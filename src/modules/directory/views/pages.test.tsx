import { renderToString } from 'preact-render-to-string';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { TerritoryContext, Visit } from '../../../kernel/http/visit.ts';
import { serviceJsonLd } from '../json-ld.ts';
import type { DayHours, OrganisationPage, ServicePage } from '../view-models.ts';
import { ShortWeek } from './hours.tsx';
import { Identity } from './identity.tsx';
import { ServiceView } from './service.tsx';
import { inLine } from './words.ts';
import { zonesWords } from './zone-words.ts';

const visit: Visit = {
  territory: {
    country: 'FR',
    timeZone: 'Europe/Paris',
    currency: 'EUR',
    origin: null,
    contact: null,
  } as TerritoryContext,
  locale: 'fr',
  now: Temporal.Instant.from('2026-11-24T09:30:00Z'),
  path: '/',
  query: {},
  origin: 'https://essai.example',
  href: (path) => path,
  viewer: null,
  newSubmission: () => '',
};

const text = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/[\s\u202f]+/g, ' ')
    .trim();

const service: ServicePage = {
  territoryId: '018f0000-0000-7000-8000-000000000001',
  id: '018f0000-0000-7000-8000-000000000002',
  slug: 'aide',
  commune: null,
  name: 'Aide',
  description: 'Une aide.',
  themes: [],
  type: null,
  topics: [],
  organisation: { slug: 'relais', name: 'Le Relais', kinds: [] },
  isFromHere: true,
  place: null,
  fee: null,
  feeDetails: null,
  price: null,
  publics: [],
  publicsDetails: null,
  accessConditions: null,
  languages: [],
  receptionModes: [],
  eligibilityZones: [],
  referralModes: [],
  referrers: [],
  referralUrl: null,
  referralDetails: null,
  weeklyHours: null,
  weeks: null,
  street: '1 rue Haute',
  addressComplement: null,
  postcode: null,
  locality: 'Essai',
  position: { latitude: 46.1, longitude: 6.1 },
  isAddressConfidential: false,
  wheelchair: null,
  contacts: { phone: '+33476000001', email: 'a@essai.example', website: null },
  people: [],
  openingHours: null,
  opening: null,
  week: [],
  provenance: [],
  sourceUrl: null,
  confirmedOn: Temporal.PlainDate.from('2026-11-24'),
  isClosedForGood: false,
};

const page = (more: Partial<ServicePage>) => renderToString(<ServiceView service={{ ...service, ...more }} visit={visit} />);
const actions = (html: string) =>
  [...(html.split('<ul class="actions"')[1]?.split('</ul>')[0] ?? '').matchAll(/<a [^>]*href="([^"]+)"/g)].map(([, href]) => href);

describe('the page of a service', () => {
  it('offers first the ways that the service asks for, in its order', () => {
    expect(actions(page({ referralModes: ['envoyer-un-courriel', 'telephoner'] }))).toEqual(['mailto:a@essai.example', 'tel:+33476000001']);
    // What a source wrote in place of a code, even the name of what every object has.
    for (const mode of ['constructor', '__proto__'] as unknown as ServicePage['referralModes'])
      expect(actions(page({ referralModes: [mode] }))).toEqual(actions(page({ referralModes: ['telephoner'] })));
    expect(actions(page({ referralModes: ['utiliser-lien-mobilisation'], referralUrl: 'https://rdv.example' }))[0]).toBe(
      'https://rdv.example',
    );
    expect(actions(page({}))[1]).toContain('openstreetmap.org/directions');
  });

  it('never links to anything but the web', () => {
    const html = page({
      referralUrl: 'javascript:alert(1)',
      sourceUrl: 'javascript:alert(1)',
      accessConditions: '[ici](javascript:alert(1))',
    });
    expect(html).not.toMatch(/href="javascript/i);
  });

  it('shows values that we do not know as they are', () => {
    const unknown = {
      publics: ['martiens'],
      type: 'voyage',
      topics: ['lune--vol'],
      referrers: ['robots'],
    } as unknown as Partial<ServicePage>;
    for (const value of ['martiens', 'voyage', 'lune--vol', 'robots']) expect(text(page(unknown)).toLowerCase()).toContain(value);
  });

  it('says nothing of a confidential address, to people nor to machines', () => {
    const hidden = { ...service, isAddressConfidential: true };
    for (const said of [page(hidden), JSON.stringify(serviceJsonLd(hidden, visit))])
      expect(said).not.toMatch(/rue Haute|46\.1|openstreetmap/);
    expect(page(hidden)).toContain('Adresse confidentielle');
  });

  it('of elsewhere says so, and links to no structure that has no page here', () => {
    const html = page({ isFromHere: false, commune: 'ailleurs', place: { slug: 'x', name: 'X' } });
    expect(text(html)).toContain('vient d’un autre territoire');
    expect(html).not.toMatch(/href="\/(annuaire\/relais|lieux\/x)/);
    expect(JSON.stringify(serviceJsonLd({ ...service, isFromHere: false }, visit))).not.toContain('/annuaire/relais');
  });

  it('tells machines whom it serves, where and for how much', () => {
    expect(
      serviceJsonLd(
        {
          ...service,
          price: { amount: 450n, currency: 'EUR' },
          publics: ['jeunes'],
          eligibilityZones: [{ code: '00Q01', name: 'Montbrillet' }],
          organisation: { slug: 'mairie', name: 'Mairie', kinds: ['town-hall'] },
        },
        visit,
      ),
    ).toMatchObject({
      '@type': 'GovernmentService',
      provider: { name: 'Mairie', '@id': 'https://essai.example/annuaire/mairie' },
      audience: [{ audienceType: 'Jeunes' }],
      areaServed: [{ name: 'Montbrillet' }],
      offers: { price: '4.50', priceCurrency: 'EUR' },
    });
  });
});

describe('what a structure is in law', () => {
  const organisation = {
    legalForm: 'association',
    activityCode: '88.99B',
    networks: [],
    identifiers: [
      { scheme: 'siret', value: '35600000000048', isValid: true },
      { scheme: 'rna', value: 'W12', isValid: false },
    ],
    accreditations: [
      { code: 'aci', label: null, number: 'A-1', since: '2024-01-01', until: '2027-12-31' },
      { code: 'ei', label: null, number: null, since: null, until: '2020-12-31' },
      { code: 'local-label', label: 'Commerce ami', number: null, since: '2026-06-01', until: null },
    ],
  } as unknown as OrganisationPage;
  const said = text(renderToString(<Identity organisation={organisation} visit={visit} />));

  it('is said with its dates, and what has ended as ended', () => {
    expect(said).toContain('Atelier et chantier d’insertion n° A-1, du 1er janvier 2024 au 31 décembre 2027');
    expect(said).toContain('Entreprise d’insertion terminé le 31 décembre 2020');
    expect(said).toContain('Commerce ami depuis le 1er juin 2026');
  });

  it('never passes off a number that fails its check', () => {
    expect(said).toContain('356 000 000 00048');
    expect(said).toContain('W12, non vérifié');
  });
});

describe('words', () => {
  it('make one line, in which acronyms keep their capitals', () => {
    expect(inLine(['Demandeurs d’emploi', 'Jeunes', 'RSA', 'À distance'])).toBe('Demandeurs d’emploi, jeunes, RSA, à distance');
    expect(inLine([])).toBe('');
  });

  it('name the zones that we know, and say what the others are', () => {
    const zones = [
      { code: '00Q01', name: 'Montbrillet' },
      { code: '74', name: 'Haute-Savoie' },
      { code: '2A', name: null },
      { code: '200000172', name: null },
      { code: '74010', name: null },
      { code: 'CH-GE', name: null },
      { code: 'france', name: null },
      { code: 'mars', name: null },
    ];
    expect(zonesWords(zones, visit)).toEqual([
      'Montbrillet',
      'Haute-Savoie (74)',
      'département 2A',
      'intercommunalité 200000172',
      'commune 74010',
      'canton GE',
      'toute la France',
      'mars',
    ]);
    expect(
      zonesWords(
        Array.from({ length: 40 }, (_, index) => ({ code: `${74_000 + index}`, name: null })),
        visit,
      ),
    ).toHaveLength(13);
  });

  it('tell a week in few lines, with today apart', () => {
    const start = Temporal.PlainDate.from('2026-11-24');
    const range = { opens: Temporal.PlainTime.from('09:00'), closes: Temporal.PlainTime.from('12:00'), isCertain: true, comment: null };
    const week = Array.from({ length: 7 }, (_, index): DayHours => {
      const date = start.add({ days: index });
      return { date, isToday: index === 0, publicHoliday: null, ranges: date.dayOfWeek < 6 ? [range] : [] };
    });
    const lines = [...renderToString(<ShortWeek week={week} visit={visit} />).matchAll(/<tr.*?<\/tr>/g)].map(([line]) => text(line));
    expect(lines).toEqual([
      'mardi , aujourd’hui 9 h – 12 h',
      'mercredi à vendredi 9 h – 12 h',
      'samedi et dimanche Fermé',
      'lundi 9 h – 12 h',
    ]);
  });
});
