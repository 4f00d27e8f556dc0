import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { addTestOrganisation, addTestPlaces, addTestService } from '../../../test/support/directory.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import type { SubjectRef } from './history-models.ts';
import { compareRevisions, subjectHistory } from './queries/history.ts';
import { confirmSubject } from './subjects/confirmation.ts';
import { editOrganisation } from './subjects/organisation.ts';
import { editPlace, placeSubject } from './subjects/place.ts';
import { revertTo } from './subjects/reverting.ts';
import type { Authorship } from './subjects/revision.ts';
import { editService, serviceSubject } from './subjects/service.ts';
import { changeState } from './subjects/state.ts';
import { keptSubjects } from './subjects/subject.ts';
import type { DB } from './tables.generated.ts';

let app: TestApplication;
let territory: TerritoryContext;
beforeAll(async () => {
  app = await openTestApplication();
  territory = await freshTerritory(app.kernel);
});
afterAll(() => app.close());

const camille: Authorship = { actor: 'account:0198a000-0000-7000-8000-000000000001' };
const agent: Authorship = {
  actor: 'account:0198a000-0000-7000-8000-000000000002',
  onBehalfOf: 'person:0198a000-0000-7000-8000-000000000003',
};

async function placeNamed(name: string, said: object = {}): Promise<{ id: string; slug: string; ref: SubjectRef<'place'> }> {
  const [slug = ''] = await addTestPlaces(app, territory, { name, ...said });
  const { id } = await app.kernel.database
    .kysely<DB>()
    .selectFrom('directory.place')
    .select('id')
    .where('territory_id', '=', territory.id)
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow();
  return { id, slug, ref: { subject: 'place', id } };
}

const factsOf = async (id: string) => (await keptSubjects(app.kernel, territory.id, placeSubject, [id])).get(id)?.facts;
const historyOf = (ref: SubjectRef) => subjectHistory(app.kernel, territory.id, ref);

describe('a history', () => {
  it('says who changed what, from what to what, for whom and why', async () => {
    const { id, ref } = await placeNamed('Le Fournil', { phone: '+33450000000', street: '1 place du Marché' });
    await editPlace(app.kernel, territory, id, agent, (facts) => ({ ...facts, phone: '+33450999999', wheelchair: 'yes' }));
    await app.kernel.database.unit(() =>
      changeState(app.kernel, territory, { subject: 'place', id, event: 'close', ...camille, reason: 'Départ en retraite' }),
    );
    const { entries, nextCursor } = await historyOf(ref);
    expect(nextCursor).toBeNull();
    expect(entries).toMatchObject([
      { what: 'close', actor: camille.actor, reason: 'Départ en retraite', number: null, changes: [] },
      {
        what: 'edited',
        actor: agent.actor,
        onBehalfOf: agent.onBehalfOf,
        number: 1,
        at: app.clock.now(),
        changes: expect.arrayContaining([
          { field: 'phone', from: { phone: '+33450000000' }, to: { phone: '+33450999999' } },
          { field: 'wheelchair', from: { wheelchair: null }, to: { wheelchair: 'yes' } },
        ]),
      },
    ]);
  });

  it('says nothing of what changes nothing', async () => {
    const { id, ref } = await placeNamed('La Halle');
    expect(await editPlace(app.kernel, territory, id, camille, (facts) => ({ ...facts }))).toMatchObject({ revision: 0 });
    expect((await historyOf(ref)).entries).toEqual([]);
    expect(await editPlace(app.kernel, territory, '0198a000-0000-7000-8000-000000000000', camille, (facts) => facts)).toBeNull();
  });

  it('goes on by pages, each entry once', async () => {
    const { id, ref } = await placeNamed('Le Marathon');
    for (let number = 1; number <= 45; number += 1)
      await editPlace(app.kernel, territory, id, camille, (facts) => ({ ...facts, description: `Version ${number}` }));
    const numbers: (number | null)[] = [];
    for (let cursor: string | null = null, page = 0; page === 0 || cursor !== null; page += 1) {
      const { entries, nextCursor } = await subjectHistory(app.kernel, territory.id, ref, cursor);
      numbers.push(...entries.map((entry) => entry.number));
      cursor = nextCursor;
    }
    expect(numbers).toEqual(Array.from({ length: 45 }, (_, index) => 45 - index));
    await expect(subjectHistory(app.kernel, territory.id, ref, 'x')).rejects.toThrow();
  });

  it('numbers what is written at once one after the other, and loses none', async () => {
    const { id, ref } = await placeNamed('La Ruche');
    await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        editPlace(app.kernel, territory, id, camille, (facts) => ({
          ...facts,
          alternateNames: [...facts.alternateNames, `Ruche ${index}`],
        })),
      ),
    );
    expect((await factsOf(id))?.alternateNames).toHaveLength(8);
    expect((await historyOf(ref)).entries.map(({ number }) => number)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it('keeps amounts as they are', async () => {
    const { id } = await addTestOrganisation(app, territory, { name: 'La Tablée' });
    const service = await addTestService(app, territory, { name: 'Repas', organisationId: id, price: { amount: 450n, currency: 'EUR' } });
    await editService(app.kernel, territory, service.id, camille, (facts) => ({ ...facts, price: { amount: 500n, currency: 'EUR' } }));
    const ref = { subject: 'service', id: service.id } as const;
    expect((await historyOf(ref)).entries[0]?.changes[0]).toMatchObject({
      field: 'fee',
      from: { price: { amount: 450n } },
      to: { price: { amount: 500n } },
    });
    await revertTo(app.kernel, territory, ref, 0, camille);
    const kept = await keptSubjects(app.kernel, territory.id, serviceSubject, [service.id]);
    expect(kept.get(service.id)?.facts.price).toEqual({ amount: 450n, currency: 'EUR' });
  });
});

describe('versions', () => {
  it('are compared, in both directions, leaving out what came back', async () => {
    const { id } = await addTestOrganisation(app, territory, { name: 'Le Relais', phone: '+33450000001' });
    const ref = { subject: 'organisation', id } as const;
    const edit = (change: object) => editOrganisation(app.kernel, territory, id, camille, (facts) => ({ ...facts, ...change }));
    await edit({ name: 'Le Grand Relais', phone: '+33450000002' });
    await edit({ phone: '+33450000003' });
    await edit({ name: 'Le Relais' });
    expect(await compareRevisions(app.kernel, territory.id, ref, { from: 0, to: 3 })).toEqual([
      { field: 'phone', from: { phone: '+33450000001' }, to: { phone: '+33450000003' } },
    ]);
    expect(await compareRevisions(app.kernel, territory.id, ref, { from: 2, to: 1 })).toEqual([
      { field: 'phone', from: { phone: '+33450000003' }, to: { phone: '+33450000002' } },
    ]);
  });

  it('are gone back to by a new one, which can be undone like any other', async () => {
    const { id, ref } = await placeNamed('Le Phare', { description: 'Premier mot' });
    const edit = (change: object) => editPlace(app.kernel, territory, id, camille, (facts) => ({ ...facts, ...change }));
    await edit({ description: 'Deuxième mot', phone: '+33450000004' });
    await edit({ description: 'Troisième mot' });
    expect(await revertTo(app.kernel, territory, ref, 1, camille)).toMatchObject({ revision: 3 });
    expect(await factsOf(id)).toMatchObject({ description: 'Deuxième mot', phone: '+33450000004' });
    expect((await historyOf(ref)).entries[0]).toMatchObject({ what: 'reverted', revertedTo: 1, number: 3 });
    await revertTo(app.kernel, territory, ref, 2, camille);
    expect(await factsOf(id)).toMatchObject({ description: 'Troisième mot' });
    await revertTo(app.kernel, territory, ref, 0, camille);
    expect(await factsOf(id)).toMatchObject({ description: 'Premier mot', phone: null });
    expect(await revertTo(app.kernel, territory, ref, 9, camille)).toBeNull();
  });
});

describe('an address that became confidential', () => {
  it('is in no version, and none brings it back', async () => {
    const { id, ref } = await placeNamed('L’Abri', { street: '4 rue des Secrets', locality: 'Vernolle', phone: '+33450000005' });
    const edit = (change: object) => editPlace(app.kernel, territory, id, camille, (facts) => ({ ...facts, ...change }));
    await edit({ street: '5 rue des Secrets', position: { latitude: 46.2, longitude: 6.1 } });
    await edit({ isAddressConfidential: true });
    await edit({ phone: '+33450000006' });
    const told = async () => {
      const { entries } = await historyOf(ref);
      const rows = await app.kernel.database
        .kysely<DB>()
        .selectFrom('directory.revision')
        .selectAll()
        .where('subject_id', '=', id)
        .execute();
      return JSON.stringify([
        entries,
        rows.map(({ changes }) => changes),
        await compareRevisions(app.kernel, territory.id, ref, { from: 0, to: 9 }),
      ]);
    };
    expect(await told()).not.toMatch(/Secrets|Vernolle|46\.2/);
    await revertTo(app.kernel, territory, ref, 1, camille);
    expect(await factsOf(id)).toMatchObject({ isAddressConfidential: true, street: null, position: null, phone: '+33450000005' });
    // Told again elsewhere, then confidential again.
    await edit({ isAddressConfidential: false, street: '1 place du Marché' });
    await revertTo(app.kernel, territory, ref, 1, camille);
    expect(await factsOf(id)).toMatchObject({ isAddressConfidential: false, street: '1 place du Marché' });
    await revertTo(app.kernel, territory, ref, 3, camille);
    expect(await factsOf(id)).toMatchObject({ isAddressConfidential: true, street: null });
    expect(await told()).not.toMatch(/Secrets|Vernolle|Marché/);
  });
});

describe('a confirmation', () => {
  it('is once a day, however often it is clicked, and makes the day', async () => {
    const { id, ref } = await placeNamed('Le Lavoir');
    await app.kernel.database
      .kysely<DB>()
      .updateTable('directory.place')
      .set({ confirmed_on: '2025-01-01' as never })
      .where('id', '=', id)
      .execute();
    await Promise.all(Array.from({ length: 5 }, () => confirmSubject(app.kernel, territory, ref, camille)));
    expect((await historyOf(ref)).entries.map(({ what }) => what)).toEqual(['confirmed']);
    const row = await app.kernel.database
      .kysely<DB>()
      .selectFrom('directory.place')
      .select('confirmed_on')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row.confirmed_on.toString()).toBe('2026-11-24');
    expect(await confirmSubject(app.kernel, territory, { ...ref, id: territory.id }, camille)).toBe(false);
  });
});
