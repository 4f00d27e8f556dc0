import { assert, asyncProperty, constantFrom, oneof, string } from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { addTestOrganisation, addTestPlaces, addTestService, plainText, type TestPlace } from '../../../test/support/directory.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import { setTerritory, territoryBySlug } from '../territories/index.ts';
import { extendHours } from './listing-hours.ts';
import { changeState } from './subjects/state.ts';
import type { DB } from './tables.generated.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());
afterEach(() => app.clock.set(NOW));

async function get(territory: Pick<TerritoryContext, 'slug'>, url: string) {
  const reply = await app.server.inject({ url, headers: { host: `${territory.slug}.localhost` } });
  return { status: reply.statusCode, body: plainText(reply.body) };
}

interface ListPage {
  names: string[];
  hrefs: string[];
  /** What its middle says. */
  text: string;
  /** Where « Voir la suite » leads: the address that its form makes. */
  next: string | null;
}

/** What a form sends without a click in it: the values of its fields as they are, ticked boxes, chosen options. */
function fieldsOf(form: string): [name: string, value: string][] {
  const attribute = (tag: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
  const inputs = [...form.matchAll(/<input[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => !/ type="(?:checkbox|radio)"/.test(tag) || / checked(?=[ />=])/.test(tag))
    .flatMap((tag): [string, string][] => [[attribute(tag, 'name') ?? '', attribute(tag, 'value') ?? '']]);
  const selects = [...form.matchAll(/<select[^>]*>.*?<\/select>/gs)].flatMap(([select]): [string, string][] => [
    [attribute(select, 'name') ?? '', attribute(/<option[^>]* selected[^>]*>/.exec(select)?.[0] ?? '', 'value') ?? ''],
  ]);
  return [...inputs, ...selects].filter(([name]) => name !== '');
}

function nextOf(body: string): string | null {
  const button = /<button[^>]*name="suite"[^>]*>(?:(?!<\/button>).)*Voir la suite/s.exec(body)?.[0];
  const form = /<form[^>]*role="search".*?<\/form>|<form[^>]*id="[^"]*".*?<\/form>/s.exec(body)?.[0];
  if (button === undefined) return null;
  const id = / form="([^"]*)"/.exec(button)?.[1] ?? 'none';
  expect(form).toContain(`id="${id}"`);
  const suite = / value="([^"]*)"/.exec(button)?.[1] ?? '';
  return `/annuaire?${new URLSearchParams([...fieldsOf(form ?? ''), ['suite', suite]])}`;
}

/** The list of `/annuaire`, as a visitor sees it. */
async function list(territory: Pick<TerritoryContext, 'slug'>, query: Record<string, string> = {}, url?: string): Promise<ListPage> {
  const { status, body } = await get(territory, url ?? `/annuaire?${new URLSearchParams(query)}`);
  expect(status).toBe(200);
  const cards = [...body.matchAll(/class="card-title"><a href="([^"]*)">([^<]*)</g)];
  return {
    names: cards.map(([, , name = '']) => name),
    hrefs: cards.map(([, href = '']) => href),
    text: (/<main.*<\/main>/s.exec(body)?.[0] ?? '').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' '),
    next: nextOf(body),
  };
}

const found = async (territory: Pick<TerritoryContext, 'slug'>, q: string) => (await list(territory, { q })).names;

const at = (latitude: number, longitude: number) => ({ latitude, longitude });

/** A small town: what is near what is known. About 780 m to a hundredth of a degree of longitude. */
const town: readonly TestPlace[] = [
  { name: 'Le Fournil', kinds: ['bakery'], street: 'Rue de l’Église', locality: 'Valombre', position: at(46.2, 6.1) },
  { name: 'Bibliothèque Louise-Michel', kinds: ['library'], street: 'Avenue Saint-Michel', locality: 'Valombre', position: at(46.2, 6.11) },
  { name: 'Pharmacie du Lac', kinds: ['pharmacy'], street: 'Quai du Lac', locality: 'Valombre', position: at(46.2, 6.12) },
  {
    name: 'Roue libre',
    kinds: ['bike-workshop'],
    description: 'On y répare son vélo soi-même.',
    street: 'Rue de la Rue Haute',
    position: at(46.2, 6.13),
  },
  { name: 'L’Épicerie du Lavoir', kinds: ['convenience-store'], alternateNames: ['Chez Léa'], position: at(46.2, 6.14) },
  { name: 'Maison sans adresse', kinds: ['town-hall'] },
];

describe('words', () => {
  let place: TerritoryContext;
  beforeAll(async () => {
    place = await freshTerritory(app.kernel);
    await addTestPlaces(app, place, ...town);
  });

  it.each([
    ['boulangerie', 'Le Fournil'],
    ['BOULANGERIES', 'Le Fournil'],
    ['une boulangerie', 'Le Fournil'],
    ['fournil', 'Le Fournil'],
    ['bibliothèque', 'Bibliothèque Louise-Michel'],
    ['bibliotheques', 'Bibliothèque Louise-Michel'],
    ['louise michel', 'Bibliothèque Louise-Michel'],
    ['Louise-Michel', 'Bibliothèque Louise-Michel'],
    ['médicaments', 'Pharmacie du Lac'],
    ['epicerie', 'L’Épicerie du Lavoir'],
    ['l’épicerie', 'L’Épicerie du Lavoir'],
    ["l'epicerie du lavoir", 'L’Épicerie du Lavoir'],
    ['chez léa', 'L’Épicerie du Lavoir'],
    ['pain', 'Le Fournil'],
    ['livre', 'Bibliothèque Louise-Michel'],
    ['réparer un vélo', 'Roue libre'],
    ['quai du lac', 'Pharmacie du Lac'],
    ['bakery', 'Le Fournil'],
  ])('« %s » finds %s first, as it is typed', async (q, name) => {
    const { names, text } = await list(place, { q });
    expect(names[0]).toBe(name);
    expect(text).not.toContain('Rien ne correspond');
  });

  it.each([
    ['boulangrie', 'Le Fournil'],
    ['boulanjerie', 'Le Fournil'],
    ['bibliotek', 'Bibliothèque Louise-Michel'],
    ['farmacie', 'Pharmacie du Lac'],
  ])('« %s », misspelt, finds %s and says that it is a guess', async (q, name) => {
    const { names, text } = await list(place, { q });
    expect(names[0]).toBe(name);
    expect(text).toContain(`Rien ne correspond à « ${q} ». Voici ce que nous trouvons pour «`);
  });

  it('cut short find it too', async () => {
    expect((await found(place, 'pharmaci'))[0]).toBe('Pharmacie du Lac');
  });

  it.each(['xqzwvk', 'xqzwvk brlpf', 'zz'])('« %s » finds nothing, and the page says what to try', async (q) => {
    const { names, text } = await list(place, { q });
    expect(names).toEqual([]);
    expect(text).toContain('Rien trouvé pour cette recherche');
    expect(text).toContain('parcourir tout l’annuaire');
  });

  it('that are not all there give what has some of them, and the page says so', async () => {
    const { names, text } = await list(place, { q: 'pharmacie vélo' });
    expect(names.sort()).toEqual(['Pharmacie du Lac', 'Roue libre']);
    expect(text).toContain('Rien ne correspond exactement');
    expect((await list(place, { q: 'je cherche une boulangerie' })).names[0]).toBe('Le Fournil');
  });

  it('of which one alone is there, of three or more, are not answered; of two, they are', async () => {
    expect(await found(place, 'hippodrome galop vélo')).toEqual([]);
    expect(await found(place, 'galop vélo')).toEqual(['Roue libre']);
    expect((await found(place, 'galop vélo pharmacie')).toSorted()).toEqual([]);
    expect(await found(place, 'vélo avec galop')).toEqual(['Roue libre']);
    expect(await found(place, 'hippodrome réparer vélo')).toEqual(['Roue libre']);
  });

  it('are put right where up to four of them are mistyped', async () => {
    const other = await freshTerritory(app.kernel);
    await addTestPlaces(app, other, { name: 'Trompettes violoncelles clarinettes saxophones contrebasses', kinds: ['bar'] });
    expect((await list(other, { q: 'trompetes violoncele clarinete saxofone' })).text).toContain('Voici ce que nous trouvons pour');
    const { text } = await list(other, { q: 'trompetes violoncele clarinete saxofone contrebase' });
    expect(text).not.toContain('Voici ce que nous trouvons pour');
  });

  it('that find nothing are counted, unless only the head of the page was asked for', async () => {
    const other = await freshTerritory(app.kernel);
    const counted = () =>
      app.kernel.database.kysely<DB>().selectFrom('directory.unmet_search').select('phrase').where('territory_id', '=', other.id).execute();
    const ask = (method: 'GET' | 'HEAD') =>
      app.server.inject({ method, url: '/annuaire?q=licorne', headers: { host: `${other.slug}.localhost` } });
    expect((await ask('HEAD')).statusCode).toBe(200);
    expect(await counted()).toEqual([]);
    await ask('GET');
    expect(await counted()).toEqual([{ phrase: 'licorne' }]);
  });

  it('that are signs only find nothing', async () => {
    expect(await found(place, '%&|:*!')).toEqual([]);
  });

  it('in a name come before the same in a description', async () => {
    const other = await freshTerritory(app.kernel);
    await addTestPlaces(
      app,
      other,
      { name: 'A la gare', kinds: ['bar'], description: 'On y parle de vélo.' },
      { name: 'Z vélo', kinds: ['bar'] },
    );
    expect(await found(other, 'vélo')).toEqual(['Z vélo', 'A la gare']);
  });

  it('of who runs a place, and of what is offered there, find it', async () => {
    const other = await freshTerritory(app.kernel);
    const organisation = await addTestOrganisation(app, other, { name: 'Les Mains dans le Cambouis', kinds: ['bike-workshop'] });
    // Alone, it is listed itself; with a place, by its place.
    expect(await found(other, 'cambouis')).toEqual(['Les Mains dans le Cambouis']);
    await addTestPlaces(app, other, { name: 'Le Hangar', kinds: ['bike-workshop'], organisationId: organisation.id });
    expect(await found(other, 'cambouis')).toEqual(['Le Hangar']);
    await addTestService(app, other, { organisationId: organisation.id, name: 'Permanence tricot', description: 'Aiguilles fournies.' });
    expect((await found(other, 'aiguilles')).toSorted()).toEqual(['Le Hangar', 'Permanence tricot']);
  });
});

describe('themes', () => {
  it('keep what belongs to them; each says how many results it would leave, whichever is chosen', async () => {
    const place = await freshTerritory(app.kernel);
    await addTestPlaces(app, place, ...town);
    const all = await list(place);
    expect(all.text).toContain('6 services, lieux et structures');
    const food = await list(place, { theme: 'manger' });
    expect(food.names).toEqual(
      ['Le Fournil', 'L’Épicerie du Lavoir'].toSorted((a, b) => (a.startsWith('L’') ? -1 : b.startsWith('L’') ? 1 : 0)),
    );
    for (const page of [all, food]) {
      expect(page.text).toContain('Manger (2)');
      expect(page.text).toContain('Apprendre (1)');
      expect(page.text).not.toContain('Se loger (');
    }
    const bread = await list(place, { theme: 'apprendre', q: 'pain' });
    expect(bread.names).toEqual([]);
    // The words were right, the theme was not: no guess at other words.
    expect(bread.text).not.toContain('Rien ne correspond');
    expect(bread.text).toContain('chercher sans « Apprendre »');
  });

  it('that do not exist are not asked for', async () => {
    const place = await freshTerritory(app.kernel);
    await addTestPlaces(app, place, ...town);
    expect((await list(place, { theme: 'nimporte' })).names).toHaveLength(6);
  });
});

describe('near', () => {
  let place: TerritoryContext;
  beforeAll(async () => {
    place = await freshTerritory(app.kernel, {
      centre: at(46.2, 6.105),
      districts: [{ name: 'Le Vieux-Port', ...at(46.2, 6.141) }],
    });
    await addTestPlaces(app, place, ...town);
  });
  const eastward = [
    'L’Épicerie du Lavoir',
    'Roue libre',
    'Pharmacie du Lac',
    'Bibliothèque Louise-Michel',
    'Le Fournil',
    'Maison sans adresse',
  ];

  it.each([
    ['a district', 'Le Vieux-Port'],
    ['a district, without accents or capitals', 'le vieux port'],
    ['coordinates', '46.2,6.141'],
    ['coordinates as people paste them', '46.2; 6.141'],
    ['a place by its name', 'L’Épicerie du Lavoir'],
    ['a place by its name, typed plainly', "l'epicerie du lavoir"],
  ])('%s puts the nearest first, and what stands nowhere last', async (_what, pres) => {
    const { names, text } = await list(place, { pres });
    expect(names).toEqual(eastward);
    expect(text).toContain('Les plus proches de');
  });

  it.each([
    ['with an apostrophe', "rue de l'Église", 'Le Fournil'],
    ['with another one', 'rue de l’eglise', 'Le Fournil'],
    ['with a hyphen', 'Avenue Saint-Michel', 'Bibliothèque Louise-Michel'],
    ['without its hyphen', 'avenue saint michel', 'Bibliothèque Louise-Michel'],
    ['in part', 'quai du lac', 'Pharmacie du Lac'],
    ['in which a word comes twice', 'Rue de la rue haute', 'Roue libre'],
  ])('a street %s is understood', async (_how, pres, name) => {
    const { names, text } = await list(place, { pres });
    expect(names[0]).toBe(name);
    expect(text).toContain('Les plus proches de');
  });

  it('the town itself is its centre', async () => {
    expect((await list(place, { pres: place.name })).names.slice(0, 2).toSorted()).toEqual(['Bibliothèque Louise-Michel', 'Le Fournil']);
  });

  it.each(['rue qui n’existe pas', '%', '_____', 'zz', '95,200'])(
    '« %s », which means nothing here, is said so, and the list stays',
    async (pres) => {
      const { names, text } = await list(place, { pres });
      expect(names).toHaveLength(6);
      expect(text).toContain(`Nous ne trouvons pas « ${pres} » ici.`);
      expect(text).toContain('Le Vieux-Port');
      expect(text).not.toContain('Les plus proches de');
    },
  );

  it('says how far each is', async () => {
    const { text } = await list(place, { pres: '46.2,6.1', q: 'bibliothèque' });
    expect(text).toContain('à 770 m');
  });

  it('orders what the words find by distance, not by how well they match', async () => {
    const other = await freshTerritory(app.kernel);
    await addTestPlaces(
      app,
      other,
      { name: 'Vélo vélo vélo', kinds: ['bar'], position: at(46.3, 6.1) },
      { name: 'Au coin', kinds: ['bar'], description: 'Un vélo au mur.', position: at(46.2, 6.1) },
    );
    expect(await found(other, 'vélo')).toEqual(['Vélo vélo vélo', 'Au coin']);
    expect((await list(other, { q: 'vélo', pres: '46.2,6.1' })).names).toEqual(['Au coin', 'Vélo vélo vélo']);
  });
});

describe('open now', () => {
  const hours: readonly TestPlace[] = [
    { name: 'Toute la journée', openingHours: 'Mo-Fr 09:00-18:00' },
    { name: 'Après-midi', openingHours: 'Mo-Fr 14:00-18:00' },
    { name: 'Bar', kinds: ['bar'], openingHours: 'Tu 18:00-02:00' },
    { name: 'Jour et nuit', openingHours: '24/7' },
    { name: 'Sur demande', openingHours: 'Mo-Fr 09:00-12:00 "sur rendez-vous"' },
    { name: 'Inconnu' },
    { name: 'Illisible', openingHours: 'ouvert le matin' },
  ];
  let place: TerritoryContext;
  let slugs: Map<string, string>;
  beforeAll(async () => {
    place = await freshTerritory(app.kernel);
    const given = await addTestPlaces(app, place, ...hours);
    slugs = new Map(hours.map(({ name }, index) => [name, given[index] ?? '']));
  });
  const open = async () => (await list(place, { ouvert: '1' })).names.toSorted();
  const says = async (name: string) => {
    const { body } = await get(place, `/lieux/${slugs.get(name)}`);
    return /<p class="open-badge [^"]*">([^<]*)</.exec(body)?.[1] ?? null;
  };

  it('on an ordinary morning', async () => {
    expect(await open()).toEqual(['Jour et nuit', 'Toute la journée']);
    expect(await says('Toute la journée')).toBe('Ouvert, ferme à 18 h');
    expect(await says('Après-midi')).toBe('Fermé, ouvre à 14 h');
    expect(await says('Bar')).toBe('Fermé, ouvre à 18 h');
    expect(await says('Jour et nuit')).toBe('Ouvert jour et nuit');
    expect(await says('Sur demande')).toBe('Sur rendez-vous');
    expect(await says('Inconnu')).toBeNull();
    expect(await says('Illisible')).toBeNull();
  });

  it('to the minute', async () => {
    app.clock.set('2026-11-24T16:59:59Z');
    expect(await open()).toEqual(['Après-midi', 'Jour et nuit', 'Toute la journée']);
    app.clock.set('2026-11-24T17:00:00Z');
    expect(await open()).toEqual(['Bar', 'Jour et nuit']);
    expect(await says('Toute la journée')).toBe('Fermé, ouvre demain à 9 h');
  });

  it('past midnight, the night being that of the evening before', async () => {
    app.clock.set('2026-11-25T00:30:00Z');
    expect(await open()).toEqual(['Bar', 'Jour et nuit']);
    expect(await says('Bar')).toBe('Ouvert, ferme à 2 h');
    app.clock.set('2026-11-25T01:00:00Z');
    expect(await open()).toEqual(['Jour et nuit']);
    expect(await says('Bar')).toBe('Fermé, ouvre mardi à 18 h');
  });

  it('on a Friday evening, until Monday', async () => {
    app.clock.set('2026-11-27T18:00:00Z');
    expect(await says('Toute la journée')).toBe('Fermé, ouvre lundi à 9 h');
  });

  it('on a public holiday: surely only what says so', async () => {
    app.clock.set('2026-12-20T09:30:00Z');
    const territory = await freshTerritory(app.kernel);
    const [silent] = await addTestPlaces(
      app,
      territory,
      { name: 'Sans un mot', openingHours: 'Mo-Fr 09:00-18:00' },
      { name: 'Fermé les fériés', openingHours: 'Mo-Fr 09:00-18:00; PH off' },
      { name: 'Ouvert les fériés', openingHours: 'Mo-Fr 09:00-18:00; PH 10:00-12:00' },
      { name: 'Jour et nuit', openingHours: '24/7' },
    );
    // Friday 25 December, half past ten.
    app.clock.set('2026-12-25T09:30:00Z');
    expect((await list(territory, { ouvert: '1' })).names).toEqual(['Jour et nuit', 'Ouvert les fériés']);
    const { body } = await get(territory, `/lieux/${silent}`);
    expect(body).toContain('Jour férié : horaires à vérifier');
    expect(body).toContain('Jour férié : Noël');
    expect((await list(territory)).text).toMatch(/Fermé les fériés.*Fermé, ouvre lundi à 9 h/s);
  });

  it('in the week ahead on a page, day by day', async () => {
    const { body } = await get(place, `/lieux/${slugs.get('Bar')}`);
    expect(body).toMatch(/mardi.*18 h – 2 h.*mercredi.*Fermé/s);
    expect((await get(place, `/lieux/${slugs.get('Sur demande')}`)).body).toContain('9 h – 12 h (sur rendez-vous)');
    expect((await get(place, `/lieux/${slugs.get('Illisible')}`)).body).toContain('ouvert le matin');
  });

  it('still, weeks later, where the job ran in between', async () => {
    const territory = await freshTerritory(app.kernel);
    await addTestPlaces(app, territory, { name: 'Mardis', openingHours: 'Tu 09:00-18:00' });
    for (const day of ['2026-12-01', '2026-12-08', '2026-12-15']) {
      app.clock.set(`${day}T01:10:00Z`);
      await extendHours(app.kernel, territory);
      app.clock.set(`${day}T10:00:00Z`);
      expect((await list(territory, { ouvert: '1' })).names).toEqual(['Mardis']);
    }
  });
});

describe('page after page', () => {
  /** Enough for three pages, of names that tie, some without a position. */
  const many: readonly TestPlace[] = Array.from({ length: 47 }, (_, index) => ({
    name: index % 5 === 0 ? 'Boulangerie' : `Boulangerie ${String(index).padStart(2, '0')}`,
    position: index % 7 === 0 ? null : at(46.2 + (index % 4) / 100, 6.1),
  }));

  /** Follows « Voir la suite » to the end; `between` runs after each page. */
  async function walk(territory: TerritoryContext, query: Record<string, string>, between: (page: number) => Promise<unknown>) {
    const hrefs: string[] = [];
    const sizes: number[] = [];
    let page = await list(territory, query);
    for (;;) {
      hrefs.push(...page.hrefs);
      sizes.push(page.names.length);
      if (!page.next) return { hrefs, sizes };
      expect(sizes.length).toBeLessThan(20);
      await between(sizes.length);
      page = await list(territory, {}, page.next);
    }
  }

  const orders: readonly (readonly [string, Record<string, string>])[] = [
    ['the alphabet', {}],
    ['how well words match', { q: 'boulangerie' }],
    ['how much words look alike', { q: 'boulangrie' }],
    ['distance', { pres: '46.2,6.1' }],
    ['distance, with words', { pres: '46.2,6.1', q: 'boulangerie' }],
    ['the alphabet, in a theme', { theme: 'manger' }],
  ];

  it.each(orders)('in the order of %s, each row comes once', async (_order, query) => {
    const territory = await freshTerritory(app.kernel);
    const slugs = await addTestPlaces(app, territory, ...many);
    const { hrefs, sizes } = await walk(territory, query, async () => {});
    expect(sizes).toEqual([20, 20, 7]);
    expect(hrefs.toSorted()).toEqual(slugs.map((slug) => `/lieux/${slug}`).toSorted());
  });

  it.each(orders)('in the order of %s, each row comes once even while others arrive', async (_order, query) => {
    const territory = await freshTerritory(app.kernel);
    const slugs = await addTestPlaces(app, territory, ...many);
    const { hrefs } = await walk(territory, query, (page) =>
      addTestPlaces(
        app,
        territory,
        { name: `Boulangerie 00 ${page}`, position: at(46.2, 6.1) },
        { name: `Boulangerie 25 ${page}`, position: at(46.215, 6.1) },
        { name: `Boulangerie zz ${page}` },
        // What is typed now exists: the pages under way go on as they began.
        { name: `Boulangrie ${page}`, position: at(46.2, 6.1) },
      ),
    );
    expect(new Set(hrefs).size).toBe(hrefs.length);
    for (const slug of slugs) expect(hrefs).toContain(`/lieux/${slug}`);
  });

  it('a link that was cut, or made up, starts again from the beginning', async () => {
    const territory = await freshTerritory(app.kernel);
    await addTestPlaces(app, territory, ...many);
    const first = await list(territory);
    const made = (key: object) => Buffer.from(JSON.stringify(key)).toString('base64url');
    const id = '01a202f5-95c2-7e19-8795-63eebdc70415';
    for (const suite of [
      'zzz',
      '',
      new URLSearchParams(first.next?.split('?')[1]).get('suite')?.slice(-40, -20) ?? '',
      made({}),
      made({ approximate: false, rank: 1e12, distance: null, name: 'a', id }),
      made({ approximate: false, rank: 0, distance: null, name: 'a\u0000', id }),
      made({ approximate: false, rank: 0, distance: null, name: 'a', id: 'x' }),
    ])
      expect((await list(territory, { suite })).names).toEqual(first.names);
  });
});

describe('scope', () => {
  it('never shows another territory’s rows', async () => {
    const [one, two] = [await freshTerritory(app.kernel), await freshTerritory(app.kernel)];
    await addTestPlaces(app, one, { name: 'Ici', position: at(46.2, 6.1), openingHours: '24/7' });
    for (const query of [{}, { q: 'ici' }, { q: 'icii' }, { pres: '46.2,6.1' }, { ouvert: '1' }, { theme: 'manger' }])
      expect((await list(two, query as Record<string, string>)).names).toEqual([]);
    for (const path of ['/lieux/ici', `/lieux/ici?commune=${one.slug}`]) expect((await get(two, path)).status).toBe(404);
    expect((await get(two, '/')).body).not.toContain('/lieux/ici');
    expect((await get(two, '/sitemap.xml')).body).not.toContain('/lieux/ici');
    // Not even what « Près de » knows of places.
    expect((await list(two, { pres: 'Ici' })).text).toContain('Nous ne trouvons pas « Ici » ici.');
  });

  it('of a grouping is its members of the day, and its own', async () => {
    const grouping = await freshTerritory(app.kernel, {}, { kind: 'grouping' });
    const member = await freshTerritory(app.kernel, {}, { grouping: grouping.slug });
    const leaving = await freshTerritory(
      app.kernel,
      { leave: { grouping: grouping.slug, until: '2026-12-01' } },
      { grouping: grouping.slug },
    );
    const future = await freshTerritory(app.kernel, { join: { grouping: grouping.slug, since: '2026-12-01' } });
    const outside = await freshTerritory(app.kernel);
    await setTerritory(app.kernel, leaving.slug, { leave: { grouping: grouping.slug, until: '2026-12-01' } });
    for (const territory of [grouping, member, leaving, future, outside])
      await addTestPlaces(app, territory, { name: `De ${territory.slug}` });
    const names = (territories: TerritoryContext[]) => territories.map(({ slug }) => `De ${slug}`).toSorted();
    expect((await list(grouping)).names.toSorted()).toEqual(names([grouping, member, leaving]));
    app.clock.set('2026-12-01T09:00:00Z');
    expect((await list(grouping)).names.toSorted()).toEqual(names([grouping, member, future]));
    expect((await list(member)).names).toEqual(names([member]));
  });

  it('tells apart two members’ places of the same address', async () => {
    const grouping = await freshTerritory(app.kernel, {}, { kind: 'grouping' });
    const one = await freshTerritory(app.kernel, {}, { grouping: grouping.slug });
    const two = await freshTerritory(app.kernel, {}, { grouping: grouping.slug });
    await addTestPlaces(app, one, { name: 'Mairie', locality: 'Premier bourg' });
    await addTestPlaces(app, two, { name: 'Mairie', locality: 'Second bourg' });
    const { hrefs } = await list(grouping);
    expect(hrefs.toSorted()).toEqual([`/lieux/mairie?commune=${one.slug}`, `/lieux/mairie?commune=${two.slug}`].toSorted());
    const localities = await Promise.all(hrefs.map(async (href) => /(Premier|Second) bourg/.exec((await get(grouping, href)).body)?.[0]));
    expect(localities.toSorted()).toEqual(['Premier bourg', 'Second bourg']);
    // Without it, one of them always, the same: the grouping's own, else the first by name.
    expect((await get(grouping, '/lieux/mairie')).body).toContain('Premier bourg');
    expect((await get(grouping, '/lieux/mairie?commune=nulle-part')).status).toBe(404);
    expect((await get(one, '/lieux/mairie')).body).toContain('Premier bourg');
  });

  it('of a grouping is near its members’ centres', async () => {
    const grouping = await freshTerritory(app.kernel, {}, { kind: 'grouping' });
    const west = await freshTerritory(app.kernel, { centre: at(46.2, 6.0) }, { grouping: grouping.slug });
    const east = await freshTerritory(app.kernel, { centre: at(46.2, 7.0) }, { grouping: grouping.slug });
    await addTestPlaces(app, west, { name: 'Ouest', position: at(46.2, 6.0) });
    await addTestPlaces(app, east, { name: 'Est', position: at(46.2, 7.0) });
    const current = await territoryBySlug(app.kernel.database, app.kernel.clock, grouping.slug);
    expect(current?.members).toHaveLength(2);
    expect((await list(grouping, { pres: east.name })).names).toEqual(['Est', 'Ouest']);
    expect((await list(grouping, { pres: west.name })).names).toEqual(['Ouest', 'Est']);
  });
});

describe('what has closed for good', () => {
  it('leaves the list; an organisation whose only place closes is listed itself', async () => {
    const territory = await freshTerritory(app.kernel);
    const { id, slug } = await addTestOrganisation(app, territory, { name: 'La Coopérative', kinds: ['bakery'] });
    const [placeSlug = ''] = await addTestPlaces(app, territory, { name: 'Le Fournil', organisationId: id });
    expect((await list(territory)).hrefs).toEqual([`/lieux/${placeSlug}`]);
    const { id: placeId } = await app.kernel.database
      .kysely<DB>()
      .selectFrom('directory.place')
      .select('id')
      .where('territory_id', '=', territory.id)
      .executeTakeFirstOrThrow();
    const close = () =>
      app.kernel.database.unit(() =>
        changeState(app.kernel, territory, { subject: 'place', id: placeId, event: 'close', actor: 'system' }),
      );
    // Of two people who say so at once, one is recorded.
    expect((await Promise.all([close(), close()])).toSorted()).toEqual([false, true]);
    expect((await list(territory)).hrefs).toEqual([`/annuaire/${slug}`]);
    expect((await get(territory, `/annuaire/${slug}`)).body).toContain('Fermé définitivement');
  });
});

describe('what a closed structure offered', () => {
  it('leaves the list, the sitemap and the API, which says of it that it closed', async () => {
    const territory = await freshTerritory(app.kernel);
    const { id } = await addTestOrganisation(app, territory, { name: 'La Coopérative' });
    const service = await addTestService(app, territory, { organisationId: id, name: 'Permanence' });
    const read = async (path: string) => (await app.server.inject({ url: `/api/v1${path}?territory=${territory.slug}` })).json();
    expect((await get(territory, '/sitemap.xml')).body).toContain(`/services/${service.slug}`);
    expect(await read(`/services/${service.slug}`)).toMatchObject({ is_closed_for_good: false });
    await app.kernel.database.unit(() =>
      changeState(app.kernel, territory, { subject: 'organisation', id, event: 'close', actor: 'system' }),
    );
    expect((await list(territory)).hrefs).toEqual([]);
    expect((await get(territory, '/sitemap.xml')).body).not.toContain(`/services/${service.slug}`);
    expect(await read('/services')).toMatchObject({ items: [] });
    expect(await read(`/services/${service.slug}`)).toMatchObject({ is_closed_for_good: true });
  });
});

describe('whatever is typed', () => {
  it('the page answers', async () => {
    const territory = await freshTerritory(app.kernel, { centre: at(46.2, 6.1) });
    await addTestPlaces(app, territory, ...town);
    const typed = oneof(
      string({ unit: 'binary', maxLength: 60 }),
      string({
        unit: constantFrom("'", '"', '%', '_', '&', '|', '!', ':', '*', '(', ')', '<', '>', '\\', '\0', ' ', 'a', '🥖', '\ud800'),
        maxLength: 30,
      }),
      constantFrom("' or 1=1 --", 'pain:*', 'a & b | !c', '<->', '${q}', '../../etc/passwd', 'é'.repeat(500), '%%%', "\\'", 'null'),
    );
    const url = (path: string, query: Record<string, string>) => `${path}?${new URLSearchParams(query)}`;
    await assert(
      asyncProperty(typed, typed, async (a, b) => {
        const slug = encodeURIComponent(a.toWellFormed());
        for (const path of [
          url('/annuaire', { q: a, pres: b, theme: b }),
          url('/annuaire', { q: a, suite: b, ouvert: b, point: a }),
          url(`/lieux/${slug}`, { commune: b }),
          `/annuaire/${slug}`,
        ]) {
          const { status } = await get(territory, path);
          expect([200, 404], `${path} ${status}`).toContain(status);
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it.each([
    '/annuaire?q=%00',
    '/annuaire?q=%E0%A4%A',
    '/annuaire?q[]=a&q=b',
    '/lieux/%00',
    '/lieux/a%00b?commune=%00',
    '/annuaire/%00',
    '/annuaire?pres=%00',
  ])('« %s » is no fault of ours', async (path) => {
    const territory = await freshTerritory(app.kernel);
    expect((await get(territory, path)).status).toBeLessThan(500);
  });
});
