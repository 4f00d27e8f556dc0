import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { addTestOrganisation, addTestPlaces, plainText } from '../../../../test/support/directory.ts';
import { somebody, visitor } from '../../../../test/support/people.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

function queue(territory: TerritoryContext) {
  return app.kernel.database.unit(
    async () =>
      (
        await sql<{ id: string; kind: string; is_urgent: boolean; payload: { values: object } }>`
          select id, kind, is_urgent, payload from moderation.item where territory_id = ${territory.id} order by opened_at, id`.execute(
          app.kernel.database.kysely<never>(),
        )
      ).rows,
    { keeper: territory.id },
  );
}

const fournil = { name: 'Le Fournil', street: '3 rue des Lilas', postcode: '73000', locality: 'Essai', phone: '+33476000001' };
/** As the page's form sends it, untouched. */
const untouched = {
  what: 'facts',
  name: 'Le Fournil',
  street: '3 rue des Lilas',
  postcode: '73000',
  locality: 'Essai',
  phone: '04 76 00 00 01',
};

async function place() {
  const territory = await freshTerritory(app.kernel, { services: ['directory'] });
  const [slug = ''] = await addTestPlaces(app, territory, fournil);
  return { territory, path: `/lieux/${slug}`, moderator: await somebody(app, territory, { role: 'moderator' }) };
}

describe('a correction', () => {
  it('holds what was changed and nothing else, and is written once it is accepted', async () => {
    const { territory, path, moderator } = await place();
    const reader = visitor(app, territory);
    expect(plainText((await reader.get(path)).body)).toContain(`${path}/corriger`);
    expect((await reader.get(`${path}/corriger`)).body).toContain('value="3 rue des Lilas"');
    expect((await reader.post(`${path}/corriger`, untouched)).status).toBe(422);
    expect((await reader.post(`${path}/corriger`, { ...untouched, phone: '04 76 00 00 02' })).status).toBe(303);
    const [item] = await queue(territory);
    expect(item).toMatchObject({ kind: 'correction', payload: { values: { phone: '04 76 00 00 02' } } });
    const seen = plainText((await moderator.get(`/gestion/moderation/${item?.id}`)).body);
    expect(seen).toContain('Propose de corriger : téléphone');
    expect(plainText((await reader.get(path)).body)).not.toContain('04 76 00 00 02');
    await moderator.post(`/gestion/moderation/${item?.id}`, { event: 'approve' });
    expect(plainText((await reader.get(path)).body)).toContain('04 76 00 00 02');
  });

  it('of who keeps the structure is published at once, and of nobody else', async () => {
    const territory = await freshTerritory(app.kernel, { services: ['directory'] });
    const ours = await addTestOrganisation(app, territory, { name: 'La Nôtre' });
    const theirs = await addTestOrganisation(app, territory, { name: 'La Leur' });
    const keeper = await somebody(app, territory, { role: 'editor', structureId: ours.id });
    const change = (name: string) => ({ what: 'facts', name, description: 'Une description toute neuve' });
    expect((await keeper.post(`/annuaire/${ours.slug}/corriger`, change('La Nôtre'))).location).toContain('publie=1');
    expect(plainText((await keeper.get(`/annuaire/${ours.slug}`)).body)).toContain('Une description toute neuve');
    expect((await keeper.post(`/annuaire/${theirs.slug}/corriger`, change('La Leur'))).location).toContain('/mon-espace/envois/');
    expect(plainText((await keeper.get(`/annuaire/${theirs.slug}`)).body)).not.toContain('Une description toute neuve');
    expect(await queue(territory)).toHaveLength(1);
  });

  it('of hours shows what stands in words, as the page does', async () => {
    const territory = await freshTerritory(app.kernel, { services: ['directory'] });
    const [slug] = await addTestPlaces(app, territory, { ...fournil, openingHours: 'Tu-Sa 09:00-12:00' });
    await visitor(app, territory).post(`/lieux/${slug}/corriger`, { ...untouched, hours: 'Le lundi aussi' });
    const [item] = await queue(territory);
    const moderator = await somebody(app, territory, { role: 'moderator' });
    const seen = plainText((await moderator.get(`/gestion/moderation/${item?.id}`)).body).replace(/\s/g, ' ');
    expect(seen).toContain('mardi à samedi 9 h – 12 h');
    expect(seen).toContain('Le lundi aussi');
    expect(seen).not.toContain('Tu-Sa');
  });

  it('says that a place has closed', async () => {
    const { territory, path, moderator } = await place();
    await visitor(app, territory).post(`${path}/corriger`, { ...untouched, what: 'closed' });
    const [item] = await queue(territory);
    await moderator.post(`/gestion/moderation/${item?.id}`, { event: 'approve' });
    expect(plainText((await moderator.get(path)).body)).toContain('fermé');
  });

  it('names the other page of a duplicate, by its address or its name', async () => {
    const { territory, path } = await place();
    const [other = ''] = await addTestPlaces(app, territory, { name: 'Le Fournil des Lilas' });
    const say = (twin: string) => visitor(app, territory).post(`${path}/corriger`, { ...untouched, what: 'duplicate', twin });
    expect((await say('rien de connu')).status).toBe(422);
    expect((await say('Le Fournil')).status).toBe(422);
    expect((await say(`http://essai.localhost/lieux/${other}`)).status).toBe(303);
    expect((await say('le fournil des lilas')).status).toBe(303);
    expect((await queue(territory)).map(({ kind }) => kind)).toEqual(['duplicate', 'duplicate']);
  });

  it('never asks for an address that is confidential, nor writes one', async () => {
    const territory = await freshTerritory(app.kernel, { services: ['directory'] });
    const [slug = ''] = await addTestPlaces(app, territory, { name: 'La Halte', isAddressConfidential: true });
    const moderator = await somebody(app, territory, { role: 'moderator' });
    expect((await moderator.get(`/lieux/${slug}/corriger`)).body).not.toContain('name="street"');
    const sent = { what: 'facts', name: 'La Halte', street: '3 rue des Lilas', phone: '04 76 00 00 09' };
    expect((await moderator.post(`/lieux/${slug}/corriger`, sent)).status).toBe(303);
    const { rows } = await sql<{ street: string | null; phone: string | null }>`
      select street, phone from directory.place where territory_id = ${territory.id}`.execute(app.kernel.database.kysely<never>());
    expect(rows).toEqual([{ street: null, phone: '+33476000009' }]);
  });

  it('is made on the portal of its own commune', async () => {
    const { territory, path } = await place();
    const elsewhere = await freshTerritory(app.kernel, { services: ['directory'] });
    const reply = await visitor(app, elsewhere).get(`${path}/corriger?commune=${territory.slug}`);
    expect(reply.location).toBe(`http://${territory.slug}.localhost${path}/corriger`);
    expect((await visitor(app, elsewhere).get(`${path}/corriger?commune=nulle-part`)).status).toBe(404);
    expect((await visitor(app, elsewhere).get(`${path}/corriger`)).status).toBe(404);
  });
});

describe('a report of abuse', () => {
  it('is urgent, and says what is to be looked at', async () => {
    const { territory, path, moderator } = await place();
    const report = { why: 'personal', note: 'On y lit mon adresse.' };
    expect((await visitor(app, territory).post(`${path}/signaler`, { ...report, note: '' })).status).toBe(422);
    expect((await visitor(app, territory).post(`${path}/signaler`, report)).status).toBe(303);
    const [item] = await queue(territory);
    expect(item).toMatchObject({ kind: 'report', is_urgent: true });
    const seen = plainText((await moderator.get(`/gestion/moderation/${item?.id}`)).body);
    expect(seen).toContain('Urgent');
    expect(seen).toContain('On y lit mon adresse.');
  });
});

describe('the forms', () => {
  it('tell robots apart without asking anything of people', async () => {
    const { territory, path } = await place();
    const trapped = { why: 'other', note: 'x', site_personnel: 'http://spam.example' };
    expect((await visitor(app, territory).post(`${path}/signaler`, trapped)).status).toBe(422);
    expect(await queue(territory)).toEqual([]);
  });

  it('take so many from one address, and then no more for a while', async () => {
    const { territory, path } = await place();
    const statuses: number[] = [];
    const flood = visitor(app, territory);
    for (let sent = 0; sent < 25; sent += 1) statuses.push((await flood.post(`${path}/signaler`, { why: 'other', note: 'Encore' })).status);
    expect(statuses.at(-1)).toBe(422);
  });
});
