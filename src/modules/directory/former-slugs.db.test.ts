import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { addTestOrganisation, addTestPlaces, addTestService } from '../../../test/support/directory.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import { subjectHistory } from './queries/history.ts';
import { editOrganisation, organisationSubject } from './subjects/organisation.ts';
import { editPlace, placeSubject } from './subjects/place.ts';
import { followName } from './subjects/renaming.ts';
import { editService, serviceSubject } from './subjects/service.ts';
import { shareServices } from './subjects/sharing.ts';
import type { DB } from './tables.generated.ts';

let app: TestApplication;
let db: Kysely<DB>;
let territory: TerritoryContext;
beforeAll(async () => {
  app = await openTestApplication();
  db = app.kernel.database.kysely<DB>();
  territory = await freshTerritory(app.kernel);
});
afterAll(() => app.close());

const camille = { actor: 'account:0198a000-0000-7000-8000-000000000001' } as const;

async function where(url: string, { slug } = territory): Promise<string | number> {
  const { statusCode, headers } = await app.server.inject({ url, headers: { host: `${slug}.localhost` } });
  return statusCode === 301 || statusCode === 303 ? `${statusCode} ${headers.location}` : statusCode;
}

async function organisation(name: string): Promise<{ id: string; rename(name: string): Promise<string | null> }> {
  const { id } = await addTestOrganisation(app, territory, { name });
  return {
    id,
    async rename(to) {
      await editOrganisation(app.kernel, territory, id, camille, (facts) => ({ ...facts, name: to }));
      return followName(app.kernel, territory, organisationSubject, id, camille);
    },
  };
}

describe('a page whose name changes', () => {
  it('keeps its address until somebody asks, then both lead to it, card and language included', async () => {
    const { id } = await addTestOrganisation(app, territory, { name: 'Le Petit Pré' });
    await editOrganisation(app.kernel, territory, id, camille, (facts) => ({ ...facts, name: 'Le Grand Pré' }));
    expect(await where('/annuaire/le-petit-pre')).toBe(200);
    expect(await followName(app.kernel, territory, organisationSubject, id, camille)).toBe('le-grand-pre');
    expect(await followName(app.kernel, territory, organisationSubject, id, camille)).toBe('le-grand-pre');
    expect(await where('/annuaire/le-grand-pre')).toBe(200);
    expect(await where('/annuaire/le-petit-pre')).toBe('301 /annuaire/le-grand-pre');
    expect(await where('/annuaire/le-petit-pre.vcf')).toBe('301 /annuaire/le-grand-pre.vcf');
    expect(await where('/en/annuaire/le-petit-pre')).toBe('301 /en/annuaire/le-grand-pre');
    expect(await where('/lieux/le-petit-pre')).toBe(404);
    expect(await where('/api/v1/organisations/le-petit-pre')).toBe('301 /api/v1/organisations/le-grand-pre');
    const elsewhere = await freshTerritory(app.kernel);
    const asked = `/api/v1/organisations/le-petit-pre?territory=${territory.slug}`;
    expect(await where(asked, elsewhere)).toBe(`301 /api/v1/organisations/le-grand-pre?territory=${territory.slug}`);
    expect(await where('/api/v1/places/le-petit-pre')).toBe(404);
    expect(await where('/api/v1/organisations/le-petit-pre', elsewhere)).toBe(404);
    expect(await where('/annuaire/selection?choix=structures/le-petit-pre')).toBe('303 /annuaire/selection?choix=structures/le-grand-pre');
    expect(await where('/annuaire/selection?choix=structures/le-petit-pre', await freshTerritory(app.kernel))).toBe(200);
    const { entries } = await subjectHistory(app.kernel, territory.id, { subject: 'organisation', id });
    expect(entries[0]).toMatchObject({
      what: 'renamed',
      changes: [{ field: 'slug', from: { slug: 'le-petit-pre' }, to: { slug: 'le-grand-pre' } }],
    });
  });

  it('leaves its former address to nobody else, and may take it back', async () => {
    const { id, rename } = await organisation('La Source');
    await rename('La Fontaine');
    const other = await addTestOrganisation(app, territory, { name: 'La Source' });
    expect(other.slug).toBe('la-source-2');
    expect(await where('/annuaire/la-source')).toBe('301 /annuaire/la-fontaine');
    expect(await rename('La Source')).toBe('la-source');
    expect([await where('/annuaire/la-source'), await where('/annuaire/la-fontaine')]).toEqual([200, '301 /annuaire/la-source']);
    expect(await rename('La Cascade')).toBe('la-cascade');
    const former = await db.selectFrom('directory.former_slug').select('slug').where('subject_id', '=', id).execute();
    expect(former.map(({ slug }) => slug).sort()).toEqual(['la-fontaine', 'la-source']);
  });

  it('takes one address, however many ask at once', async () => {
    const [one, two] = [await organisation('Un'), await organisation('Deux')];
    for (const { id } of [one, two]) await editOrganisation(app.kernel, territory, id, camille, (facts) => ({ ...facts, name: 'Trois' }));
    const slugs = await Promise.all(
      [one, two, one, two].map(({ id }) => followName(app.kernel, territory, organisationSubject, id, camille)),
    );
    expect(slugs.slice(0, 2).sort()).toEqual(['trois', 'trois-2']);
    expect(slugs.slice(2)).toEqual(slugs.slice(0, 2));
    expect([await where('/annuaire/un'), await where('/annuaire/deux')]).toEqual(slugs.slice(0, 2).map((slug) => `301 /annuaire/${slug}`));
  });

  it('is followed for places and services too, also where they are shown by another portal', async () => {
    const served = await freshTerritory(app.kernel, { services: ['directory'] });
    const home = await freshTerritory(app.kernel, { services: ['directory'] });
    const { id: organisationId } = await addTestOrganisation(app, home, { name: 'Le Relais' });
    const service = await addTestService(app, home, { name: 'Aide au départ', organisationId, eligibilityZones: [served.code] });
    const [slug = ''] = await addTestPlaces(app, home, { name: 'La Gare' });
    const { id: placeId } = await db
      .selectFrom('directory.place')
      .select('id')
      .where('slug', '=', slug)
      .where('territory_id', '=', home.id)
      .executeTakeFirstOrThrow();
    await editPlace(app.kernel, home, placeId, camille, (facts) => ({ ...facts, name: 'La Vieille Gare' }));
    expect(await followName(app.kernel, home, placeSubject, placeId, camille)).toBe('la-vieille-gare');
    expect(await where('/lieux/la-gare', home)).toBe('301 /lieux/la-vieille-gare');
    await editService(app.kernel, home, service.id, camille, (facts) => ({ ...facts, name: 'Aide au voyage' }));
    await followName(app.kernel, home, serviceSubject, service.id, camille);
    await shareServices(app.kernel, home.id, [service.id]);
    expect(await where('/services/aide-au-depart', home)).toBe('301 /services/aide-au-voyage');
    expect(await where(`/services/aide-au-depart?commune=${home.slug}`, served)).toBe(`301 /services/aide-au-voyage?commune=${home.slug}`);
    expect(await where('/services/aide-au-depart', served)).toBe(404);
    expect(await where(`/lieux/la-gare?commune=${home.slug}`, served)).toBe(404);
  });
});

describe('an address that says where a shelter is', () => {
  it('leads nowhere any more, and is in no history', async () => {
    const [slug = ''] = await addTestPlaces(app, territory, { name: 'L’Abri', locality: 'Vernolle' });
    await addTestPlaces(app, territory, { name: 'L’Abri', locality: 'Montbrillet' });
    const named = (name: string) =>
      db
        .selectFrom('directory.place')
        .select(['id', 'slug'])
        .where('slug', '=', name)
        .where('territory_id', '=', territory.id)
        .executeTakeFirstOrThrow();
    const { id } = await named(`${slug}-montbrillet`);
    const edit = (change: object) => editPlace(app.kernel, territory, id, camille, (facts) => ({ ...facts, ...change }));
    await edit({ name: 'Le Havre', locality: 'Montbrillet' });
    expect(await followName(app.kernel, territory, placeSubject, id, camille)).toBe('le-havre');
    expect(await where('/lieux/l-abri-montbrillet')).toBe('301 /lieux/le-havre');
    await edit({ isAddressConfidential: true });
    expect(await where('/lieux/l-abri-montbrillet')).toBe(404);
    expect(await where('/lieux/le-havre')).toBe(200);
    const { entries } = await subjectHistory(app.kernel, territory.id, { subject: 'place', id });
    expect(JSON.stringify(entries)).not.toMatch(/montbrillet/i);
  });
});
