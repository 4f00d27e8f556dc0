import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { addTestOrganisation, plainText } from '../../../test/support/directory.ts';
import { lettersTo } from '../../../test/support/letters.ts';
import { somebody, visitor } from '../../../test/support/people.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import { changeState } from './commands/life.ts';
import { followAnnouncements } from './jobs.ts';
import { announcementsById } from './queries/announcements.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

type Person = Awaited<ReturnType<typeof somebody>>;

const mission = {
  title: 'Aide aux devoirs',
  body: 'Une heure avec un enfant du quartier.\n\nUn goûter ensuite.',
  cause: 'education',
  rhythm: 'regular',
  weekdays: ['saturday'],
  minimumAge: '16',
  locality: 'Essaiville',
  phone: '04 76 00 00 01',
};

async function structure(territory?: TerritoryContext) {
  const here = territory ?? (await freshTerritory(app.kernel));
  const { id } = await addTestOrganisation(app, here, { name: 'La Ruche' });
  const owner = await somebody(app, here, { role: 'owner', structureId: id });
  return { territory: here, structureId: id, owner };
}

/** Begins an announcement. @returns its id. */
async function begin(person: Person, more: Readonly<Record<string, string | string[]>> = {}, kind = 'benevolat'): Promise<string> {
  const reply = await person.post(`/mon-espace/annonces/nouvelle/${kind}`, { publisher_name: 'Camille', ...mission, ...more });
  expect(reply.status, plainText(reply.body)).toBe(303);
  return reply.location?.split('/').at(-1) ?? '';
}

async function moderator(territory: TerritoryContext): Promise<Person> {
  return somebody(app, territory, { role: 'moderator' });
}

/** Decides on the one item that waits. */
async function decide(person: Person, event: 'approve' | 'refuse', more: Readonly<Record<string, string>> = {}): Promise<void> {
  const { body } = await person.get('/gestion/moderation');
  const id = /\/gestion\/moderation\/([0-9a-f-]{36})/.exec(body)?.[1];
  const reply = await person.post(`/gestion/moderation/${id}`, { event, message: '', ...more });
  expect(reply.status, plainText(reply.body)).toBe(303);
}

async function stateOf(territory: TerritoryContext, id: string) {
  return (await announcementsById(app.kernel, territory.id, [id])).get(id)?.state;
}

describe('an announcement', () => {
  it('is a draft that its author alone sees, then waits for a moderator, then everybody reads it', async () => {
    const { territory, structureId, owner } = await structure();
    const id = await begin(owner, { publisher: structureId });
    const anyone = visitor(app, territory);
    expect((await anyone.get('/annonces/aide-aux-devoirs')).status).toBe(404);
    expect((await owner.post(`/mon-espace/annonces/${id}/envoyer`)).status).toBe(303);
    expect(await stateOf(territory, id)).toBe('submitted');
    expect((await anyone.get('/annonces/aide-aux-devoirs')).status).toBe(404);
    const judge = await moderator(territory);
    await decide(judge, 'approve');
    const { status, body } = await anyone.get('/annonces/aide-aux-devoirs');
    expect(status).toBe(200);
    expect(plainText(body)).toContain('La Ruche');
    expect(plainText(body)).toContain('dès 16 ans');
    expect(body).toContain('tel:+33476000001');
    expect(plainText((await anyone.get('/annonces')).body)).toContain('Aide aux devoirs');
    expect((await lettersTo(app, owner.email)).at(-1)?.body).toContain('publiée');
  });

  it('comes back with its mistakes and what was typed', async () => {
    const { owner } = await structure();
    const reply = await owner.post('/mon-espace/annonces/nouvelle/emploi', {
      ...mission,
      publisher_name: '',
      occupation: 'maçon',
      contract: 'permanent',
      workTime: 'full',
      phone: '12',
    });
    expect(reply.status).toBe(422);
    const text = plainText(reply.body);
    expect(text).toContain('Aide aux devoirs');
    expect(text).toContain('Choisissez le métier dans la liste');
    expect(text).toContain('Maçon / Maçonne');
    expect(text).toContain('Écrivez un numéro de téléphone complet');
    expect(text).toContain('Écrivez le nom que les gens liront');
  });

  it('is refused with a reason that its author reads, corrected and sent again', async () => {
    const { territory, owner } = await structure();
    const id = await begin(owner);
    await owner.post(`/mon-espace/annonces/${id}/envoyer`);
    await decide(await moderator(territory), 'refuse', { reason: 'C’est une publicité.' });
    expect(plainText((await owner.get(`/mon-espace/annonces/${id}`)).body)).toContain('C’est une publicité.');
    expect((await owner.post(`/mon-espace/annonces/${id}/modifier`, { ...mission, publisher_name: 'Camille', revision: '1' })).status).toBe(
      303,
    );
    expect((await owner.post(`/mon-espace/annonces/${id}/envoyer`)).status).toBe(303);
    expect(await stateOf(territory, id)).toBe('submitted');
  });

  it('of a structure that moderators trust is published at once', async () => {
    const { territory, structureId, owner } = await structure();
    const first = await begin(owner, { publisher: structureId });
    await owner.post(`/mon-espace/annonces/${first}/envoyer`);
    const judge = await moderator(territory);
    const { body } = await judge.get('/gestion/moderation');
    const item = /\/gestion\/moderation\/([0-9a-f-]{36})/.exec(body)?.[1];
    expect((await judge.post(`/gestion/moderation/${item}/publier`, { trust: '1', message: '' })).status).toBe(303);
    const second = await begin(owner, { publisher: structureId, title: 'Deuxième' });
    await owner.post(`/mon-espace/annonces/${second}/envoyer`);
    expect(await stateOf(territory, second)).toBe('published');
    // Changed after that, it stays published; by who is not trusted, moderators look at it again.
    const stranger = await begin(owner, { title: 'En mon nom' });
    await owner.post(`/mon-espace/annonces/${stranger}/envoyer`);
    expect(await stateOf(territory, stranger)).toBe('submitted');
  });

  it('is looked after by its author, and by all who keep its structure, and by nobody else', async () => {
    const { territory, structureId, owner } = await structure();
    const editor = await somebody(app, territory, { role: 'editor', structureId });
    const other = (await structure(territory)).owner;
    const ofStructure = await begin(owner, { publisher: structureId });
    const ofOwner = await begin(owner, { title: 'À moi' });
    expect((await editor.get(`/mon-espace/annonces/${ofStructure}`)).status).toBe(200);
    expect((await editor.get(`/mon-espace/annonces/${ofOwner}`)).location).toBe('/mon-espace/annonces');
    for (const id of [ofStructure, ofOwner]) {
      expect((await other.get(`/mon-espace/annonces/${id}`)).location).toBe('/mon-espace/annonces');
      expect((await other.post(`/mon-espace/annonces/${id}/envoyer`)).location).toBe('/mon-espace/annonces');
      expect(await stateOf(territory, id)).toBe('draft');
    }
    // Nobody publishes in the name of a structure that they do not keep.
    const forged = await other.post('/mon-espace/annonces/nouvelle/benevolat', { ...mission, publisher: structureId });
    expect(forged.status).toBe(422);
  });

  it('written by two at once keeps the first, and tells the second', async () => {
    const { structureId, owner, territory } = await structure();
    const editor = await somebody(app, territory, { role: 'editor', structureId });
    const id = await begin(owner, { publisher: structureId });
    const path = `/mon-espace/annonces/${id}/modifier`;
    const write = (person: Person, title: string) => person.post(path, { ...mission, publisher: structureId, title, revision: '1' });
    const replies = await Promise.all([write(owner, 'De l’une'), write(editor, 'De l’autre')]);
    expect(replies.map(({ status }) => status).sort()).toEqual([303, 422]);
    expect(plainText(replies.find(({ status }) => status === 422)?.body ?? '')).toContain('Quelqu’un a modifié cette annonce');
  });

  it('sent twice at once goes into the queue once', async () => {
    const { territory, owner } = await structure();
    const id = await begin(owner);
    const replies = await Promise.all([1, 2, 3].map(() => owner.post(`/mon-espace/annonces/${id}/envoyer`)));
    expect(replies.filter(({ status }) => status === 303)).toHaveLength(1);
    const { body } = await (await moderator(territory)).get('/gestion/moderation');
    expect(new Set(body.match(/\/gestion\/moderation\/[0-9a-f-]{36}/g)).size).toBe(1);
  });

  it('that was reported is taken down, once somebody agrees', async () => {
    const { territory, owner } = await structure();
    const admin = await somebody(app, territory, { role: 'administrator' });
    const id = await begin(admin);
    await admin.post(`/mon-espace/annonces/${id}/envoyer`);
    expect(await stateOf(territory, id)).toBe('published');
    const sent = await owner.post('/annonces/aide-aux-devoirs/signaler', { why: 'fraud', note: 'On demande de l’argent.' });
    expect(sent.status).toBe(303);
    await decide(admin, 'approve');
    expect(await stateOf(territory, id)).toBe('refused');
    expect((await visitor(app, territory).get('/annonces/aide-aux-devoirs')).status).toBe(404);
  });

  it('says that it is over once it is filled or taken back, and leaves the lists', async () => {
    const { territory } = await structure();
    const admin = await somebody(app, territory, { role: 'administrator' });
    const id = await begin(admin);
    await admin.post(`/mon-espace/annonces/${id}/envoyer`);
    expect((await admin.post(`/mon-espace/annonces/${id}/pourvue`)).status).toBe(303);
    const anyone = visitor(app, territory);
    const { body } = await anyone.get('/annonces/aide-aux-devoirs');
    expect(plainText(body)).toContain('Les places sont pourvues');
    expect(body).not.toContain('tel:+33476000001');
    expect(body).not.toContain('application/ld+json');
    expect(plainText((await anyone.get('/annonces')).body)).not.toContain('Aide aux devoirs');
    expect((await admin.post(`/mon-espace/annonces/${id}/reprendre`)).location).toMatch(/\/modifier$/);
  });
});

describe('the life of announcements', () => {
  it('follows the days of the territory: told a week before, ended the day after, in its own zone', async () => {
    const { territory } = await structure();
    const admin = await somebody(app, territory, { role: 'administrator' });
    const id = await begin(admin, { rhythm: 'once', startsOn: '2027-03-28', endsOn: '', weekdays: [] });
    await admin.post(`/mon-espace/annonces/${id}/envoyer`);
    const letters = async () => (await lettersTo(app, admin.email)).filter(({ subject }) => subject.includes('prend fin')).length;
    try {
      // In Paris the 21st begins at 23:00 UTC on the 20th.
      app.clock.set('2027-03-20T22:30:00Z');
      await followAnnouncements(app.kernel, territory);
      expect(await letters()).toBe(0);
      app.clock.set('2027-03-20T23:30:00Z');
      await Promise.all([followAnnouncements(app.kernel, territory), followAnnouncements(app.kernel, territory)]);
      expect(await letters()).toBe(1);
      // The clocks go forward in that night: the 28th ends at 22:00 UTC.
      app.clock.set('2027-03-28T21:30:00Z');
      await followAnnouncements(app.kernel, territory);
      expect(await stateOf(territory, id)).toBe('published');
      app.clock.set('2027-03-28T22:30:00Z');
      expect(plainText((await visitor(app, territory).get('/annonces/aide-aux-devoirs')).body)).toContain('Elle a pris fin');
      await followAnnouncements(app.kernel, territory);
      expect(await stateOf(territory, id)).toBe('expired');
      expect(await letters()).toBe(1);
    } finally {
      app.clock.set(NOW);
    }
  });

  it('publishes on its day what was to wait for it', async () => {
    const { territory } = await structure();
    const admin = await somebody(app, territory, { role: 'administrator' });
    const id = await begin(admin, { publish_on: '2026-12-01' });
    await admin.post(`/mon-espace/annonces/${id}/envoyer`);
    expect(await stateOf(territory, id)).toBe('scheduled');
    try {
      await followAnnouncements(app.kernel, territory);
      expect(await stateOf(territory, id)).toBe('scheduled');
      app.clock.set('2026-11-30T23:05:00Z');
      await Promise.all([followAnnouncements(app.kernel, territory), followAnnouncements(app.kernel, territory)]);
      expect(await stateOf(territory, id)).toBe('published');
    } finally {
      app.clock.set(NOW);
    }
  });

  it('follows another day that its author gives it, and is not moved into the past', async () => {
    const { territory } = await structure();
    const admin = await somebody(app, territory, { role: 'administrator' });
    const once = { rhythm: 'once', weekdays: [], publisher_name: 'Camille' };
    const id = await begin(admin, { ...once, startsOn: '2026-12-05' });
    await admin.post(`/mon-espace/annonces/${id}/envoyer`);
    const edit = (startsOn: string, revision: string) =>
      admin.post(`/mon-espace/annonces/${id}/modifier`, { ...mission, ...once, startsOn, revision });
    const past = await edit('2026-11-01', '1');
    expect([past.status, plainText(past.body).includes('La date est passée')]).toEqual([422, true]);
    // What no page of ours sends is nobody's revision.
    expect((await edit('2026-12-20', 'abc')).status).toBe(422);
    expect((await edit('2026-12-20', '1')).status).toBe(303);
    const found = (await announcementsById(app.kernel, territory.id, [id])).get(id);
    expect([found?.state, String(found?.expiresOn)]).toEqual(['published', '2026-12-20']);
    // It ends on a day of its own: there is nothing to prolong.
    expect((await admin.get(`/mon-espace/annonces/${id}`)).body).not.toContain('/prolonger');
  });

  it('is decided by one of two who want something else at once', async () => {
    const { territory } = await structure();
    const admin = await somebody(app, territory, { role: 'administrator' });
    const id = await begin(admin);
    await admin.post(`/mon-espace/annonces/${id}/envoyer`);
    const announcement = (await announcementsById(app.kernel, territory.id, [id])).get(id);
    if (!announcement) throw new Error('It is not there.');
    const by = { actor: 'system', onBehalfOf: null };
    const outcomes = await Promise.all(
      (['fill', 'withdraw', 'refuse'] as const).map((event) =>
        app.kernel.database.unit(() => changeState(app.kernel, territory, announcement, event, by)),
      ),
    );
    expect(outcomes.filter((state) => state !== null)).toHaveLength(1);
  });
});

describe('the list', () => {
  async function filled() {
    const grouping = await freshTerritory(app.kernel, {}, { kind: 'grouping' });
    const territory = await freshTerritory(app.kernel, {}, { grouping: grouping.slug });
    const neighbour = await freshTerritory(app.kernel, {}, { grouping: grouping.slug });
    const admin = await somebody(app, territory, { role: 'administrator' });
    const publish = async (person: Person, more: Readonly<Record<string, string | string[]>>, kind?: string) => {
      const id = await begin(person, more, kind);
      expect((await person.post(`/mon-espace/annonces/${id}/envoyer`)).status).toBe(303);
    };
    await publish(admin, { title: 'Le samedi matin' });
    await publish(admin, { title: 'Un mercredi', rhythm: 'once', startsOn: '2026-11-25', weekdays: [], minimumAge: '' });
    await publish(
      admin,
      { title: 'Caissière recherchée', occupation: 'Caissier / Caissière', contract: 'permanent', workTime: 'part' },
      'emploi',
    );
    const there = await somebody(app, neighbour, { role: 'administrator' });
    await publish(there, { title: 'Pour nous seuls' });
    await publish(there, { title: 'Pour toute la vallée', audience: 'groupings' });
    return { territory, neighbour, grouping, admin };
  }

  it('is narrowed by words, kind, week-end and age, and counts what is left', async () => {
    const { territory } = await filled();
    const anyone = visitor(app, territory);
    const titles = async (query: string) =>
      [...(await anyone.get(`/annonces${query}`)).body.matchAll(/class="card-title"[^>]*><a[^>]*>([^<]*)/g)].map(([, title]) => title);
    expect(await titles('')).toEqual(['Pour toute la vallée', 'Caissière recherchée', 'Un mercredi', 'Le samedi matin']);
    expect(await titles('?q=caissiers')).toEqual(['Caissière recherchée']);
    expect(await titles('?quoi=emploi')).toEqual(['Caissière recherchée']);
    expect(await titles('?quand=ce-week-end')).toEqual(['Pour toute la vallée', 'Le samedi matin']);
    expect(await titles('?quand=2026-11-25')).toEqual(['Un mercredi']);
    expect(await titles('?age=15')).toEqual(['Caissière recherchée', 'Un mercredi']);
    expect(await titles('?avec=workTime:part')).toEqual(['Caissière recherchée']);
    expect(await titles('?quoi=emploi&q=rien-de-tel')).toEqual([]);
    expect(plainText((await anyone.get('/annonces/jeunes')).body)).not.toContain('Caissière');
    expect((await anyone.get('/annonces/jeunes/flux.rss')).body).not.toContain('Caissière');
    // Whatever an address holds, the list shows what it understood.
    for (const query of ['?suite=coupe', '?avec=district:nulle-part,constructor:x', '?quand=2026-02-30&age=-1&quoi=rien'])
      expect(await titles(query), query).toHaveLength(4);
    expect(plainText((await anyone.get('/annonces?quand=2026-11-25')).body)).toContain('Retirer le filtre « mercredi 25 novembre »');
  });

  it('shows what communes share, and in the grouping all that its communes publish', async () => {
    const { territory, grouping, neighbour } = await filled();
    const here = plainText((await visitor(app, territory).get('/annonces')).body);
    expect(here).toContain('Pour toute la vallée');
    expect(here).not.toContain('Pour nous seuls');
    const all = plainText((await visitor(app, grouping).get('/annonces')).body);
    expect(all).toContain('Pour nous seuls');
    expect((await visitor(app, territory).get(`/annonces/pour-toute-la-vallee?commune=${neighbour.slug}`)).status).toBe(200);
    expect((await visitor(app, territory).get(`/annonces/pour-nous-seuls?commune=${neighbour.slug}`)).status).toBe(404);
  });

  it('tells the pay of a job across the border in the money of where it is', async () => {
    const grouping = await freshTerritory(app.kernel, {}, { kind: 'grouping' });
    const here = await freshTerritory(app.kernel, {}, { country: 'CH', grouping: grouping.slug });
    const there = await freshTerritory(app.kernel, {}, { grouping: grouping.slug });
    const admin = await somebody(app, there, { role: 'administrator' });
    const pay = { payFrom: '12,45', payPer: 'hour', contract: 'permanent', workTime: 'part', occupation: 'Caissier / Caissière' };
    const id = await begin(admin, { title: 'À la caisse', audience: 'groupings', ...pay }, 'emploi');
    await admin.post(`/mon-espace/annonces/${id}/envoyer`);
    const anyone = visitor(app, here);
    expect(plainText((await anyone.get('/annonces')).body)).toContain('12,45 € par heure');
    const { body } = await anyone.get(`/annonces/a-la-caisse?commune=${there.slug}`);
    expect(plainText(body)).toContain('12,45 € par heure');
    expect(body).toContain('"currency":"EUR"');
    expect(body).toContain('"addressCountry":"FR"');
    expect((await anyone.get('/annonces/flux.rss')).body).toContain('12,45');
  });

  it('is given by the API, page by page, and by feeds', async () => {
    const { territory, neighbour } = await filled();
    const anyone = visitor(app, territory);
    const first = JSON.parse((await anyone.get('/api/v1/announcements?limit=3')).body) as {
      items: { title: string }[];
      next_cursor: string;
      total: number;
    };
    const second = JSON.parse((await anyone.get(`/api/v1/announcements?limit=3&cursor=${first.next_cursor}`)).body) as typeof first;
    expect([...first.items, ...second.items].map(({ title }) => title)).toHaveLength(4);
    expect(first.total).toBe(4);
    expect(second.next_cursor).toBeNull();
    const one = JSON.parse((await anyone.get('/api/v1/announcements/caissiere-recherchee')).body) as { kind: string };
    expect(one.kind).toBe('job');
    // What a neighbour shares leads to its page here.
    const [shared] = (
      JSON.parse((await anyone.get('/api/v1/announcements?q=vall%C3%A9e')).body) as { items: { url: string; territory: string }[] }
    ).items;
    expect(shared?.territory).toBe(neighbour.slug);
    expect((await anyone.get(shared?.url.replace(/^https?:\/\/[^/]+/, '') ?? '')).status).toBe(200);
    expect((await anyone.get('/api/v1/announcements/rien')).status).toBe(404);
    for (const format of ['rss', 'atom', 'json']) {
      const feed = await anyone.get(`/annonces/flux.${format}?quoi=emploi`);
      expect(feed.status).toBe(200);
      expect(feed.body).toContain('Caissière recherchée');
      expect(feed.body).not.toContain('Un mercredi');
    }
  });
});
