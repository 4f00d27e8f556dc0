import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../../test/support/application.ts';
import { addTestOrganisation, addTestPlaces, addTestService, plainText } from '../../../../../test/support/directory.ts';
import { type Somebody, somebody } from '../../../../../test/support/people.ts';
import { readList } from '../../../../../test/support/workbook.ts';
import type { TerritoryContext } from '../../../../kernel/http/visit.ts';
import { changeState } from '../../subjects/state.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

const db = () => app.kernel.database.kysely<never>();

async function town() {
  const territory = await freshTerritory(app.kernel, {
    services: ['directory'],
    districts: [
      { name: 'Gare', latitude: 46.2, longitude: 6.1 },
      { name: 'Pont', latitude: 46.3, longitude: 6.1 },
    ],
  });
  const kept = await addTestOrganisation(app, territory, { name: 'Épicerie du Lavoir', themes: ['food'] });
  const closed = await addTestOrganisation(app, territory, { name: 'Ancien Atelier', themes: ['work'] });
  await addTestPlaces(
    app,
    territory,
    { name: 'Lieu de la Gare', organisationId: kept.id, themes: ['food'], position: { latitude: 46.201, longitude: 6.1 } },
    { name: 'Zinc du Pont', themes: ['leisure'], position: { latitude: 46.301, longitude: 6.1 } },
    { name: 'Abri', isAddressConfidential: true, themes: ['housing'] },
  );
  await addTestService(app, territory, { name: 'Conseil', organisationId: kept.id });
  await app.kernel.database.unit(() =>
    changeState(app.kernel, territory, { subject: 'organisation', id: closed.id, event: 'close', actor: 'system', reason: null }),
  );
  await sql`update directory.place set confirmed_on = '2020-01-01' where territory_id = ${territory.id} and name = 'Zinc du Pont'`.execute(
    db(),
  );
  await sql`insert into directory.draft (territory_id, id, subject, author, base_revision, facts, saved_at, organisation_id)
    values (${territory.id}, gen_random_uuid(), 'service', 'account:x', 0, '{"name": "Pas encore"}', ${app.clock.now()}, ${kept.id})`.execute(
    db(),
  );
  await somebody(app, territory, { role: 'owner', structureId: kept.id });
  return { territory, kept, agent: await somebody(app, territory, { role: 'agent' }) };
}

/** Names that the list shows, in its order, and those of its file, which must be the same. */
async function listed(agent: Somebody, territory: TerritoryContext, query: string): Promise<string[]> {
  const { body, status } = await agent.get(`/gestion/annuaire${query}`);
  expect(status).toBe(200);
  const rows = [...body.matchAll(/<th scope="row">(?:<a [^>]*>)?([^<]+)/g)].map(([, name = '']) => plainText(name));
  const file = (await readList(app, agent, territory, `/gestion/annuaire.xlsx${query}`)).slice(1).map(([name]) => String(name));
  expect(file).toEqual(rows);
  return rows;
}

describe('the list of all pages', () => {
  it('holds what is published, written, closed and confidential, in the order of names', async () => {
    const { territory, agent } = await town();
    expect(await listed(agent, territory, '')).toEqual([
      'Abri',
      'Ancien Atelier',
      'Conseil',
      'Épicerie du Lavoir',
      'Lieu de la Gare',
      'Pas encore',
      'Zinc du Pont',
    ]);
    expect(plainText((await agent.get('/gestion/annuaire')).body)).toContain('Adresse confidentielle');
  });

  it('is narrowed by each filter, in its file too', async () => {
    const { territory, agent } = await town();
    const names = (query: string) => listed(agent, territory, query);
    expect(await names('?q=lavoir')).toEqual(['Conseil', 'Épicerie du Lavoir', 'Lieu de la Gare', 'Pas encore']);
    expect(await names('?nature=lieux&q=gare')).toEqual(['Lieu de la Gare']);
    expect(await names('?theme=se-loger')).toEqual(['Abri']);
    expect(await names('?quartier=Pont')).toEqual(['Zinc du Pont']);
    expect(await names('?fraicheur=a-verifier')).toEqual(['Zinc du Pont']);
    expect(await names('?tenue=oui')).toEqual(['Conseil', 'Épicerie du Lavoir', 'Lieu de la Gare', 'Pas encore']);
    expect(await names('?tenue=non')).toEqual(['Abri', 'Ancien Atelier', 'Zinc du Pont']);
    expect(await names('?etat=fermees')).toEqual(['Ancien Atelier']);
    expect(await names('?etat=brouillons')).toEqual(['Pas encore']);
    expect(await names('?source=inconnue')).toEqual([]);
    expect(await names('?complet=bien')).toEqual([]);
    expect(await names('?complet=peu')).toHaveLength(6);
    // What means nothing is left out.
    expect(await names('?theme=rien&quartier=Nulle%20part&etat=x')).toHaveLength(7);
  });

  it('is sorted both ways', async () => {
    const { territory, agent } = await town();
    const names = await listed(agent, territory, '');
    expect(await listed(agent, territory, '?tri=-nom')).toEqual(names.toReversed());
    expect((await listed(agent, territory, '?tri=confirmee'))[0]).toBe('Zinc du Pont');
    expect((await listed(agent, territory, '?tri=-confirmee')).at(-1)).toBe('Zinc du Pont');
  });

  it('goes on from page to page without missing one, whatever narrows it', async () => {
    const { territory, agent } = await town();
    await addTestPlaces(app, territory, ...Array.from({ length: 110 }, (_, n) => ({ name: `Four ${n % 7}`, themes: ['food'] as const })));
    for (const query of ['?q=four', '?q=four&complet=peu', '?q=four&tri=-confirmee']) {
      let seen = 0;
      let path: string | null = `/gestion/annuaire${query}`;
      for (let pages = 0; path !== null && pages < 10; pages += 1) {
        const { body }: { body: string } = await agent.get(path);
        seen += body.match(/<th scope="row">/g)?.length ?? 0;
        path = /<a class="button" href="([^"]+)" rel="next"/.exec(body)?.[1]?.replaceAll('&amp;', '&') ?? null;
      }
      expect(seen, query).toBe(110);
      expect(await readList(app, agent, territory, `/gestion/annuaire.xlsx${query}`), query).toHaveLength(111);
    }
  });

  it('tells the history of a page, of this territory alone', async () => {
    const { kept, agent } = await town();
    const path = `/gestion/annuaire/${kept.id}/historique`;
    expect((await agent.get(path)).status).toBe(200);
    expect((await (await town()).agent.get(path)).status).toBe(404);
  });
});
