import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishTestAnnouncement } from '../../../test/support/announcements.ts';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { visitor } from '../../../test/support/people.ts';
import type { TerritoryContext, Visit } from '../../kernel/http/visit.ts';
import { setSynonym } from '../directory/index.ts';
import { territoryBySlug } from '../territories/index.ts';
import { addOwnAlert } from './commands/asking.ts';
import { noteNews } from './commands/noting.ts';
import { readerOf } from './links.ts';
import type { Near } from './models.ts';
import { alertsOf } from './queries/alerts.ts';
import { newsWhere, wantedNews } from './queries/wanted.ts';
import { addressOf, readSearch } from './saved-search.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

let number = 0;

/** An alert of its own address. @returns its id. */
async function alertFor(territory: TerritoryContext, query: Visit['query'], near: Near | null = null): Promise<string> {
  number += 1;
  const email = `alerte-${number}@exemple.fr`;
  const asked = { email, search: readSearch({ query, territory }, near), rhythm: 'daily' } as const;
  await addOwnAlert(app.kernel, { territory, locale: 'fr', now: app.clock.now() }, asked);
  const [alert] = await alertsOf(app.kernel, territory, readerOf(territory.id, email));
  if (!alert) throw new Error('There is no alert.');
  return alert.id;
}

/** What an alert is to be told of all that waits, in order. */
async function wantedBy(territory: TerritoryContext, alertId: string): Promise<string[]> {
  const news = await newsWhere(app.kernel, territory.id, sql`true`);
  const wanted = await app.kernel.database.unit(() => wantedNews(app.kernel, territory.id, news), { keeper: territory.id });
  return wanted.filter((one) => one.alert_id === alertId).flatMap((one) => one.announcement_ids.toSorted());
}

/** Which of these, by their titles, a list shows. */
async function shownAt(territory: TerritoryContext, path: string, titles: ReadonlyMap<string, string>): Promise<string[]> {
  const { body } = await visitor(app, territory).get(path);
  return [...titles].flatMap(([title, id]) => (body.includes(`>${title}<`) ? [id] : [])).toSorted();
}

const place = { latitude: 45.2, longitude: 5.7 };

describe('an alert', () => {
  it('is told exactly what the list of the same address shows', async () => {
    const given = await freshTerritory(app.kernel, { districts: [{ name: 'Les Tilleuls', ...place }] });
    const territory = (await territoryBySlug(app.kernel.database, app.clock, given.slug)) ?? given;
    const said: Parameters<typeof publishTestAnnouncement>[2][] = [
      { title: 'Aide aux devoirs', facts: { cause: 'education', rhythm: 'regular', minimumAge: 16 } },
      { title: 'Un jardin à refaire', facts: { cause: 'environment', rhythm: 'once', startsOn: '2026-12-05' }, position: place },
      { title: 'Cours d’informatique à distance', body: 'Des devoirs aussi.', isRemote: true },
      { title: 'Cuisinière', kind: 'job', facts: { contract: 'permanent', workTime: 'full' } },
      { title: 'Jardinier', kind: 'job', facts: { contract: 'fixed-term', workTime: 'part' }, position: place },
      { title: 'Stage en menuiserie', kind: 'internship', facts: { placement: 'observation' } },
      { title: 'Job d’été au jardin', kind: 'seasonal-job', facts: { season: 'summer', minimumAge: 18 } },
      { title: 'Une scie à ruban', kind: 'materials', facts: { offering: 'offered', free: true } },
      { title: 'Assistante maternelle', kind: 'job', facts: { contract: 'permanent', workTime: 'full', occupation: '11304' } },
    ];
    await setSynonym(app.kernel, territory, 'potager', ['jardin']);
    const queries: Visit['query'][] = [
      {},
      { liste: 'jeunes' },
      { q: 'devoirs' },
      { q: 'devoir aide' },
      { q: 'jardin' },
      { q: 'jardins auto-école' },
      // What people say for it: « nounou » is an occupation, « potager » a garden of this town.
      { q: 'nounou' },
      { q: 'potager refaire' },
      { q: 'je cherche potager' },
      { q: 'de la' },
      { quoi: 'emploi' },
      { quoi: 'emploi', q: 'cuisiniere' },
      { quoi: 'emploi', avec: 'contract:permanent' },
      { quoi: 'benevolat', avec: 'rhythm:once,district:les-tilleuls' },
      { avec: 'district:les-tilleuls' },
      { avec: 'remote:yes' },
      { age: '15' },
      { age: '17', liste: 'jeunes' },
      { quoi: 'benevolat', age: '16', q: 'devoirs' },
    ];
    const alerts = await Promise.all(queries.map((query) => alertFor(territory, query)));
    const ids: string[] = [];
    for (const one of said) ids.push(await publishTestAnnouncement(app, territory, one));
    await noteNews(app.kernel, territory.id, ids);
    const titles = new Map(ids.map((id, index) => [said[index]?.title ?? '', id]));
    const sizes = new Set<number>();
    for (const [index, query] of queries.entries()) {
      // Words that mean nothing find nothing on the list; an alert leaves them out.
      const expected = query['q'] === 'de la' ? ids : await shownAt(territory, addressOf(readSearch({ query, territory })), titles);
      expect(await wantedBy(territory, alerts[index] ?? ''), JSON.stringify(query)).toEqual(expected.toSorted());
      sizes.add(expected.length);
    }
    // The announcements tell the searches apart.
    expect(sizes.size).toBeGreaterThan(4);
  });

  it('of what is near is told what lies within its kilometres, and what can be done from afar', async () => {
    const territory = await freshTerritory(app.kernel);
    const alert = await alertFor(territory, {}, { name: 'La place', ...place, within: 5 });
    const at = (metres: number) => ({ latitude: place.latitude + metres / 111_195, longitude: place.longitude });
    const [near, edge, far, remote, nowhere] = [
      await publishTestAnnouncement(app, territory, { position: at(100) }),
      await publishTestAnnouncement(app, territory, { position: at(4_990) }),
      await publishTestAnnouncement(app, territory, { position: at(5_010) }),
      await publishTestAnnouncement(app, territory, { isRemote: true }),
      await publishTestAnnouncement(app, territory),
    ];
    await noteNews(app.kernel, territory.id, [near, edge, far, remote, nowhere]);
    expect(await wantedBy(territory, alert)).toEqual([near, edge, remote].toSorted());
  });

  it('of a grouping is told its members’, and of a neighbour what is shared', async () => {
    const grouping = await freshTerritory(app.kernel, {}, { kind: 'grouping' });
    const [here, there] = [
      await freshTerritory(app.kernel, {}, { grouping: grouping.slug }),
      await freshTerritory(app.kernel, {}, { grouping: grouping.slug }),
    ];
    const stranger = await freshTerritory(app.kernel);
    const [ofGrouping, ofHere, ofThere, ofStranger] = [
      await alertFor(grouping, {}),
      await alertFor(here, {}),
      await alertFor(there, {}),
      await alertFor(stranger, {}),
    ];
    const own = await publishTestAnnouncement(app, here, { title: 'À nous' });
    const shared = await publishTestAnnouncement(app, here, { title: 'À tous', audience: 'groupings' });
    const groupings = await publishTestAnnouncement(app, grouping, { title: 'Du groupement', audience: 'groupings' });
    await noteNews(app.kernel, here.id, [own, shared]);
    await noteNews(app.kernel, grouping.id, [groupings]);
    expect(await wantedBy(grouping, ofGrouping)).toEqual([own, shared, groupings].toSorted());
    expect(await wantedBy(here, ofHere)).toEqual([own, shared, groupings].toSorted());
    expect(await wantedBy(there, ofThere)).toEqual([shared, groupings].toSorted());
    expect(await wantedBy(stranger, ofStranger)).toEqual([]);
    // The portals show the same.
    const titles = new Map([
      ['À nous', own],
      ['À tous', shared],
      ['Du groupement', groupings],
    ]);
    for (const [territory, alert] of [
      [grouping, ofGrouping],
      [here, ofHere],
      [there, ofThere],
    ] as const)
      expect(await shownAt(territory, '/annonces', titles)).toEqual(await wantedBy(territory, alert));
  });

  it('has an announcement wait once, of as many events at the same moment', async () => {
    const territory = await freshTerritory(app.kernel);
    const alert = await alertFor(territory, {});
    const id = await publishTestAnnouncement(app, territory);
    await Promise.all(Array.from({ length: 5 }, () => noteNews(app.kernel, territory.id, [id])));
    expect(await wantedBy(territory, alert)).toEqual([id]);
    expect(await newsWhere(app.kernel, territory.id, sql`true`)).toHaveLength(3);
  });
});
