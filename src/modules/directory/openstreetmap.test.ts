import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type KindCode, kindByCode, kinds } from './kinds.ts';
import { type OpenStreetMapFacts, type RejectionReason, readOpenStreetMapTags } from './openstreetmap.ts';
import { themeCodes } from './themes.ts';

const sample = new URL('../../../../shared/data/osm/monaco-poi.geojson', import.meta.url);

function factsOf(tags: Record<string, unknown>): OpenStreetMapFacts {
  const outcome = readOpenStreetMapTags(tags);
  if ('rejected' in outcome) throw new Error(`rejected: ${outcome.rejected}`);
  return outcome.facts;
}

function named(tags: Record<string, unknown>): OpenStreetMapFacts {
  return factsOf({ name: 'Au Lavoir', ...tags });
}

function reasonOf(tags: Record<string, unknown>): RejectionReason | 'accepted' {
  const outcome = readOpenStreetMapTags(tags);
  return 'rejected' in outcome ? outcome.rejected : 'accepted';
}

describe('the vocabulary of kinds', () => {
  it('gives each kind one code, in lower case with hyphens', () => {
    expect(kindByCode.size).toBe(kinds.length);
    for (const { code } of kinds) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('uses only the residents’ themes, each once', () => {
    for (const { code, themes } of kinds) {
      expect(new Set(themes).size, code).toBe(themes.length);
      for (const theme of themes) expect(themeCodes).toContain(theme);
    }
  });

  it('leaves no theme without a kind', () => {
    for (const theme of themeCodes)
      expect(
        kinds.some((kind) => kind.themes[0] === theme),
        theme,
      ).toBe(true);
  });

  it('gives no two kinds the same label', () => {
    for (const language of ['fr', 'en'] as const) expect(new Set(kinds.map((kind) => kind.label[language])).size).toBe(kinds.length);
  });
});

describe('what a place is', () => {
  it.each<[string, Record<string, unknown>, KindCode[]]>([
    ['a bakery', { shop: 'bakery' }, ['bakery']],
    ['two trades in one shop', { shop: 'convenience;doityourself' }, ['convenience-store', 'hardware-store']],
    ['spaces and capitals in a list', { shop: 'Books ; gift' }, ['bookshop', 'gift-shop']],
    ['the same trade said by two keys once', { amenity: 'pharmacy', healthcare: 'pharmacy' }, ['pharmacy']],
    ['a fuel station with its shop, the station first', { shop: 'convenience', amenity: 'fuel' }, ['fuel-station', 'convenience-store']],
    ['fuel sold under a car park', { amenity: 'parking;fuel' }, ['fuel-station']],
    ['a castle that is a museum', { tourism: 'museum', historic: 'castle' }, ['museum', 'heritage-site']],
    ['a theatre, not an attraction besides', { amenity: 'theatre', tourism: 'attraction' }, ['theatre']],
    ['an attraction that is nothing else', { tourism: 'attraction' }, ['attraction']],
    ['a staffed tourist office', { tourism: 'information', information: 'office' }, ['tourist-office']],
    ['a tax office, not an office besides', { office: 'government', government: 'tax' }, ['tax-office']],
    ['an embassy in three tags', { office: 'diplomatic', diplomatic: 'embassy', amenity: 'embassy' }, ['embassy']],
    ['a recycling centre', { amenity: 'recycling', recycling_type: 'centre' }, ['recycling-centre']],
    [
      'a shelter for the night',
      { amenity: 'social_facility', social_facility: 'shelter', 'social_facility:for': 'homeless' },
      ['emergency-shelter'],
    ],
    [
      'a home for older people',
      { amenity: 'social_facility', social_facility: 'group_home', 'social_facility:for': 'senior' },
      ['nursing-home'],
    ],
    [
      'a day centre for disabled people',
      { social_facility: 'day_care', 'social_facility:for': 'disabled' },
      ['day-centre', 'disability-support'],
    ],
    ['a social facility that says no more', { amenity: 'social_facility' }, ['social-service']],
    ['a community centre for the young', { amenity: 'community_centre', 'community_centre:for': 'juvenile' }, ['youth-club']],
    ['a public employment office', { office: 'employment_agency', 'operator:type': 'public' }, ['public-employment-service']],
    ['a repair café', { repair: 'assisted_self_service', amenity: 'community_centre' }, ['repair-cafe', 'community-centre']],
    ['a bike shop where one repairs', { shop: 'bicycle', 'service:bicycle:diy': 'yes' }, ['bike-shop', 'bike-workshop']],
    ['second-hand clothes', { shop: 'clothes', second_hand: 'only' }, ['clothes-shop', 'second-hand-shop']],
    ['used cars, which are no thrift shop', { shop: 'car', second_hand: 'only' }, ['car-dealer']],
    ['a shared garden', { leisure: 'garden', 'garden:type': 'community' }, ['shared-garden']],
    ['allotments', { landuse: 'allotments' }, ['shared-garden']],
    ['a public pool', { leisure: 'swimming_pool', access: 'yes' }, ['swimming-pool']],
    ['a railway station', { railway: 'station', public_transport: 'station' }, ['train-station']],
    ['a sports club', { club: 'sport' }, ['sports-club']],
    ['a key that says no', { shop: 'no', amenity: 'cafe' }, ['cafe']],
  ])('recognises %s', (_, tags, expected) => {
    expect(named(tags).kinds).toEqual(expected);
  });

  it.each<[string, string, KindCode]>([
    ['shop', 'umbrella', 'shop'],
    ['shop', 'yes', 'shop'],
    ['office', 'company', 'office'],
    ['craft', 'basket_maker', 'craft'],
    ['healthcare', 'speech_therapist', 'health-practice'],
    ['club', 'philately', 'association'],
    ['social_facility', 'something_new', 'social-service'],
  ])('falls back to a general word for %s=%s', (key, value, kind) => {
    expect(named({ [key]: value }).kinds).toEqual([kind]);
  });

  it('forgets the general word when a precise one is there too', () => {
    expect(named({ shop: 'yes', amenity: 'cafe' }).kinds).toEqual(['cafe']);
  });

  it('gives the themes of every kind, the main kind’s first, each once', () => {
    expect(named({ amenity: 'cafe', shop: 'bakery' }).themes).toEqual(['food', 'leisure', 'shops']);
  });

  it.each(['constructor', '__proto__', 'toString'])('is not fooled by the value %s', (value) => {
    expect(reasonOf({ name: 'Au Lavoir', amenity: value })).toBe('unknown-kind');
  });
});

describe('what is not a service', () => {
  it.each<[string, Record<string, unknown>]>([
    ['a bench', { amenity: 'bench' }],
    ['a car park', { amenity: 'parking' }],
    ['a private car park', { amenity: 'parking', access: 'private' }],
    ['a way into a car park', { amenity: 'parking_entrance' }],
    ['a work of art', { tourism: 'artwork' }],
    ['a fountain', { amenity: 'fountain' }],
    ['a waste basket', { amenity: 'waste_basket' }],
    ['a vending machine', { amenity: 'vending_machine' }],
    ['a cash machine', { amenity: 'atm', brand: 'Banque du Val' }],
    ['a letter box', { amenity: 'post_box' }],
    ['a telephone', { amenity: 'telephone' }],
    ['a bus shelter', { amenity: 'shelter' }],
    ['a charging point', { amenity: 'charging_station' }],
    ['a bottle bank', { amenity: 'recycling', recycling_type: 'container' }],
    ['a memorial', { historic: 'memorial' }],
    ['a memorial worth a look', { historic: 'memorial', tourism: 'attraction' }],
    ['a viewpoint', { tourism: 'viewpoint' }],
    ['an information board', { tourism: 'information', information: 'board' }],
    ['a guidepost', { tourism: 'information', information: 'guidepost' }],
    ['information of an unknown sort', { tourism: 'information' }],
    ['a house', { building: 'house' }],
    ['an address', { 'addr:housenumber': '3', 'addr:street': 'Rue du Four' }],
    ['a peak', { natural: 'peak' }],
    ['a bus stop', { highway: 'bus_stop' }],
    ['an entrance', { entrance: 'main' }],
    ['a hotel’s pool', { leisure: 'swimming_pool', access: 'customers' }],
    ['a planned shop', { 'construction:shop': 'bakery' }],
    ['a bench that went away', { 'disused:amenity': 'bench' }],
    ['nothing at all', {}],
  ])('leaves out %s, even with a name', (_, tags) => {
    expect(reasonOf({ name: 'Au Lavoir', ...tags })).toBe('not-a-service');
  });

  it('says so before it looks for a name', () => {
    expect(reasonOf({ amenity: 'bench' })).toBe('not-a-service');
    expect(reasonOf({ leisure: 'swimming_pool' })).toBe('not-a-service');
  });
});

describe('what is closed, private, without a name or unknown', () => {
  it.each<[string, Record<string, unknown>]>([
    ['a former shop', { 'disused:shop': 'bakery' }],
    ['a former shop of an unknown trade', { 'was:shop': 'umbrella' }],
    ['an abandoned hotel', { 'abandoned:tourism': 'hotel' }],
    ['empty premises', { shop: 'vacant' }],
    ['a place that is never open', { amenity: 'cafe', opening_hours: 'closed' }],
    ['a place that is always off', { amenity: 'cafe', opening_hours: '24/7 off' }],
    ['a disused school', { amenity: 'school', disused: 'yes' }],
    ['a former bank that keeps its cash machine', { amenity: 'atm', 'disused:amenity': 'bank' }],
  ])('takes %s for closed and keeps its name', (_, tags) => {
    expect(readOpenStreetMapTags({ name: 'Au Lavoir', ...tags })).toEqual({ rejected: 'closed', closedName: 'Au Lavoir' });
  });

  it('finds the name where it was put away', () => {
    expect(readOpenStreetMapTags({ 'disused:shop': 'bakery', 'disused:name': 'Le Fournil' })).toEqual({
      rejected: 'closed',
      closedName: 'Le Fournil',
    });
    expect(readOpenStreetMapTags({ shop: 'vacant', old_name: 'La Mercerie' })).toEqual({ rejected: 'closed', closedName: 'La Mercerie' });
    expect(readOpenStreetMapTags({ shop: 'vacant' })).toEqual({ rejected: 'closed' });
  });

  it('takes what lives today, whatever was there before', () => {
    expect(named({ shop: 'clothes', 'disused:amenity': 'bank', 'was:shop': 'bakery' }).kinds).toEqual(['clothes-shop']);
    expect(named({ shop: 'vacant', amenity: 'cafe' }).kinds).toEqual(['cafe']);
  });

  it('does not take works for an end', () => {
    expect(named({ amenity: 'library', opening_hours: 'off "travaux"' }).openingHours).toBe('off "travaux"');
  });

  it.each(['private', 'no'])('leaves out what is closed to the public (access=%s)', (access) => {
    expect(reasonOf({ name: 'Au Lavoir', leisure: 'park', access })).toBe('private');
  });

  it('keeps what is for customers', () => {
    expect(reasonOf({ name: 'Au Lavoir', leisure: 'sports_centre', access: 'customers' })).toBe('accepted');
  });

  it('requires a name', () => {
    expect(reasonOf({ amenity: 'restaurant' })).toBe('no-name');
    expect(reasonOf({ amenity: 'toilets' })).toBe('no-name');
    expect(reasonOf({ amenity: 'restaurant', name: '  ' })).toBe('no-name');
  });

  it('never takes the operator for the name', () => {
    expect(reasonOf({ amenity: 'toilets', operator: 'Commune du Val' })).toBe('no-name');
  });

  it.each(['amenity', 'leisure', 'tourism'])('sets aside an unknown %s', (key) => {
    expect(reasonOf({ name: 'Au Lavoir', [key]: 'something_new' })).toBe('unknown-kind');
  });
});

describe('names', () => {
  it('reads the sign first, then French, then the brand', () => {
    expect(factsOf({ shop: 'bakery', name: 'Le Fournil', 'name:fr': 'Le Fournil du Val', brand: 'Fournils' }).name).toBe('Le Fournil');
    expect(factsOf({ shop: 'bakery', 'name:fr': 'Le Fournil du Val', brand: 'Fournils' }).name).toBe('Le Fournil du Val');
    expect(factsOf({ shop: 'bakery', brand: 'Fournils' }).name).toBe('Fournils');
  });

  it('keeps the other names, each once, and not the old one', () => {
    const facts = factsOf({
      amenity: 'library',
      name: 'Médiathèque du Val',
      'name:fr': 'MEDIATHEQUE DU VAL',
      official_name: 'Médiathèque intercommunale du Val',
      short_name: 'MdV',
      alt_name: 'La Média;MdV',
      brand: 'Réseau des lecteurs',
      old_name: 'Bibliothèque des Tanneurs',
    });
    expect(facts.alternateNames).toEqual(['Médiathèque intercommunale du Val', 'MdV', 'La Média', 'Réseau des lecteurs']);
  });
});

describe('addresses', () => {
  const at = (tags: Record<string, unknown>) => named({ amenity: 'cafe', ...tags });

  it('puts the number before the street in France', () => {
    expect(
      at({ 'addr:housenumber': '12 bis', 'addr:street': 'Rue du Four', 'addr:postcode': '74000', 'addr:city': 'Le Val' }),
    ).toMatchObject({
      street: '12 bis Rue du Four',
      postcode: '74000',
      locality: 'Le Val',
    });
  });

  it('puts it after in Switzerland', () => {
    expect(at({ 'addr:housenumber': '12', 'addr:street': 'Rue du Four', 'addr:country': 'CH' }).street).toBe('Rue du Four 12');
  });

  it('takes a hamlet for the street', () => {
    expect(at({ 'addr:place': 'Les Granges', 'addr:housenumber': 4 }).street).toBe('4 Les Granges');
  });

  it('reads the contact’s address when there is no other', () => {
    expect(
      at({ 'contact:street': 'Rue du Four', 'contact:housenumber': '3', 'contact:postcode': '1200', 'contact:city': 'Le Val' }),
    ).toMatchObject({
      street: '3 Rue du Four',
      postcode: '1200',
      locality: 'Le Val',
    });
  });

  it('takes apart an address in one line', () => {
    expect(at({ 'addr:full': '3 rue du Four, 74000 Le Val' })).toMatchObject({
      street: '3 rue du Four',
      postcode: '74000',
      locality: 'Le Val',
    });
    expect(at({ 'addr:full': 'sous la halle' }).street).toBe('sous la halle');
  });

  it('writes no number without a street, and one street only', () => {
    expect(at({ 'addr:housenumber': '3' }).street).toBeUndefined();
    expect(at({ 'addr:housenumber': '3;5', 'addr:street': 'Rue du Four;Place du Lavoir' }).street).toBe('3-5 Rue du Four');
  });
});

describe('the other facts', () => {
  const of = (tags: Record<string, unknown>) => named({ amenity: 'cafe', ...tags });

  it('takes the first phone, e-mail and website, whatever the key', () => {
    expect(
      of({
        'contact:phone': '+33 4 65 71 00 01;+33 4 65 71 00 02',
        'contact:email': 'bonjour@lavoir.example.org',
        'contact:website': 'https://lavoir.example.org',
      }),
    ).toMatchObject({
      phone: '+33 4 65 71 00 01',
      email: 'bonjour@lavoir.example.org',
      website: 'https://lavoir.example.org',
    });
  });

  it('completes an address of the web and refuses what is not one', () => {
    expect(of({ website: 'lavoir.example.org/ici' }).website).toBe('https://lavoir.example.org/ici');
    expect(of({ website: 'javascript:alert(1)', url: 'http://lavoir.example.org' }).website).toBe('http://lavoir.example.org');
    expect(of({ website: 'bientôt' }).website).toBeUndefined();
  });

  it('does not take a social network’s page for the website', () => {
    expect(of({ facebook: 'https://facebook.example.com/lavoir', 'contact:facebook': 'lavoir' }).website).toBeUndefined();
  });

  it('drops a phone without digits and an e-mail without an at sign', () => {
    const facts = of({ phone: 'oui', email: 'lavoir.example.org' });
    expect('phone' in facts || 'email' in facts).toBe(false);
  });

  it('prefers the French description', () => {
    expect(of({ 'description:fr': 'Café et lectures', description: 'Coffee and books' }).description).toBe('Café et lectures');
    expect(of({ description: 'Café et lectures au bord de l’eau' }).description).toBe('Café et lectures au bord de l’eau');
    expect(of({ description: 'Restaurant-bar' }).description).toBe('Restaurant-bar');
  });

  it.each([
    'The best coffee of the valley',
    'Kaffee und Kuchen',
    'Caffè con vista della valle',
    'Men’s and women’s shoes',
    'On top of the Hôtel de la Paix, for lunch only',
  ])('leaves out a description in another language: %s', (description) => {
    expect(of({ description }).description).toBeUndefined();
  });

  it.each([
    ['yes', 'yes'],
    ['designated', 'yes'],
    ['limited', 'limited'],
    ['no', 'no'],
    ['unknown', undefined],
  ])('reads wheelchair=%s as %s', (value, expected) => {
    expect(of({ wheelchair: value }).wheelchair).toBe(expected);
  });

  it('keeps opening hours and operator as written', () => {
    expect(of({ opening_hours: 'Mo-Fr 09:00-18:00', operator: 'Les Amis du Lavoir' })).toMatchObject({
      openingHours: 'Mo-Fr 09:00-18:00',
      operator: 'Les Amis du Lavoir',
    });
  });

  it('gives the latest day of a check, when it is a day', () => {
    expect(of({ check_date: '2024-03-02', 'survey:date': '2023-01-05', 'check_date:opening_hours': '2024-06-30' }).checkedOn).toBe(
      '2024-06-30',
    );
    expect(of({ 'opening_hours:check_date': '2024-06-30' }).checkedOn).toBe('2024-06-30');
    expect(of({ check_date: '2024' }).checkedOn).toBeUndefined();
    expect(of({ check_date: '2024-02-31' }).checkedOn).toBeUndefined();
  });
});

describe('values of any sort', () => {
  it('reads numbers and booleans as the map means them', () => {
    expect(factsOf({ name: 1884, shop: true, wheelchair: true, 'addr:housenumber': 7, 'addr:street': 'Rue du Four' })).toMatchObject({
      name: '1884',
      kinds: ['shop'],
      wheelchair: 'yes',
      street: '7 Rue du Four',
    });
  });

  it('ignores null, empty values, lists and objects', () => {
    expect(
      factsOf({
        name: 'Au Lavoir',
        amenity: 'cafe',
        phone: null,
        email: '',
        website: {},
        operator: ['a'],
        description: undefined,
        opening_hours: Number.NaN,
      }),
    ).toEqual({
      name: 'Au Lavoir',
      alternateNames: [],
      languages: [],
      identifiers: [],
      kinds: ['cafe'],
      themes: ['food', 'leisure'],
    });
  });
});

describe.skipIf(!existsSync(sample))('a whole real town (skipped without ../shared/data)', () => {
  const rows = existsSync(sample)
    ? (JSON.parse(readFileSync(sample, 'utf8')) as { features: { properties: Record<string, unknown> }[] }).features
    : [];
  const read = rows.map(({ properties }) => ({ tags: properties, reason: reasonOf(properties) }));

  it('keeps at least 450 places', () => {
    expect(read.filter(({ reason }) => reason === 'accepted').length).toBeGreaterThanOrEqual(450);
  });

  it('sets aside for want of a name only what has none', () => {
    const nameless = read.filter(({ reason }) => reason === 'no-name');
    expect(nameless.length).toBeGreaterThan(0);
    for (const { tags } of nameless) expect([tags.name, tags['name:fr'], tags.brand]).toEqual([undefined, undefined, undefined]);
  });

  it.each(['bench', 'parking', 'waste_basket', 'fountain', 'atm', 'vending_machine'])('takes no %s for a service', (amenity) => {
    const found = read.filter(({ tags }) => tags.amenity === amenity);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(({ reason }) => reason !== 'not-a-service')).toEqual([]);
  });

  it('has a word for nearly everything that has a name', () => {
    expect(read.filter(({ reason }) => reason === 'unknown-kind').length).toBeLessThanOrEqual(2);
  });
});
