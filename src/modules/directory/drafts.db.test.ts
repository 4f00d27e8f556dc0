import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { addTestOrganisation, addTestPlaces } from '../../../test/support/directory.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import { newId } from '../../kernel/ids.ts';
import { noPlaceFacts, noServiceFacts, type OrganisationFacts } from './facts.ts';
import { draftById, draftOf, draftsOf } from './queries/drafts.ts';
import { subjectHistory } from './queries/history.ts';
import { discardDraft, publishDraft, saveDraft } from './subjects/draft.ts';
import { editOrganisation, organisationSubject } from './subjects/organisation.ts';
import { editPlace, placeSubject } from './subjects/place.ts';
import { keptSubjects } from './subjects/subject.ts';
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
const dominique = { actor: 'account:0198a000-0000-7000-8000-000000000002' } as const;

async function organisation(said: Partial<OrganisationFacts> & { name: string }) {
  const { id } = await addTestOrganisation(app, territory, said);
  const facts = async () => {
    const kept = (await keptSubjects(app.kernel, territory.id, organisationSubject, [id])).get(id);
    if (!kept) throw new Error('It is not there.');
    return kept;
  };
  return {
    id,
    facts,
    edit: (change: Partial<OrganisationFacts>) =>
      editOrganisation(app.kernel, territory, id, dominique, (before) => ({ ...before, ...change })),
    save: async (change: Partial<OrganisationFacts>, { actor } = camille as { actor: `account:${string}` }) => {
      const kept = await facts();
      const target = { id, revision: kept.revision };
      return (
        (await saveDraft(app.kernel, territory, { subject: 'organisation', target, facts: { ...kept.facts, ...change } }, actor)) ?? ''
      );
    },
    publish: (draft: string, choices?: Parameters<typeof publishDraft>[4]) =>
      publishDraft(app.kernel, territory, { subject: 'organisation', id: draft }, camille, choices),
  };
}

describe('a draft', () => {
  it('is one a subject and author, however often or at once it is saved, and nobody else’s', async () => {
    const one = await organisation({ name: 'Le Relais' });
    const ids = await Promise.all(['a', 'b', 'c', 'd'].map((description) => one.save({ description })));
    expect(new Set(ids).size).toBe(1);
    const id = await one.save({ description: 'Un mot' });
    const ref = { subject: 'organisation', id: one.id } as const;
    expect(await draftOf(app.kernel, territory.id, ref, camille.actor)).toMatchObject({
      id,
      revision: 0,
      facts: { description: 'Un mot' },
    });
    expect(await draftOf(app.kernel, territory.id, ref, dominique.actor)).toBeNull();
    expect(await draftById(app.kernel, territory.id, id, dominique.actor)).toBeNull();
    expect((await draftsOf(app.kernel, territory.id, camille.actor)).map((draft) => draft.id)).toContain(id);
    expect((await one.facts()).facts.description).toBeNull();
    expect(await discardDraft(app.kernel, territory.id, id, dominique.actor)).toBe(false);
    expect(await discardDraft(app.kernel, territory.id, id, camille.actor)).toBe(true);
    expect(await one.publish(id)).toEqual({ outcome: 'gone' });
  });

  it('publishes what it changes, once, under its author’s name', async () => {
    const one = await organisation({ name: 'La Fabrique', phone: '1' });
    const id = await one.save({ phone: '2' });
    const outcomes = await Promise.all([1, 2, 3].map(() => one.publish(id)));
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['gone', 'gone', 'published']);
    expect(await one.facts()).toMatchObject({ revision: 1, facts: { phone: '2' } });
    const { entries } = await subjectHistory(app.kernel, territory.id, { subject: 'organisation', id: one.id });
    expect(entries).toMatchObject([{ what: 'edited', actor: camille.actor, number: 1 }]);
  });

  it('lets what others changed meanwhile stay, and asks only where both did', async () => {
    const one = await organisation({ name: 'Le Phare', phone: '1', email: 'un@example.org' });
    const id = await one.save({ phone: '2', description: 'Une lumière.' });
    await one.edit({ email: 'deux@example.org' });
    await one.edit({ phone: '3' });
    const asked = await one.publish(id);
    expect(asked).toEqual({
      outcome: 'conflict',
      revision: 2,
      conflicts: [{ field: 'phone', base: { phone: '1' }, mine: { phone: '2' }, theirs: { phone: '3' } }],
    });
    expect((await one.facts()).facts).toMatchObject({ phone: '3', description: null });
    // Written again before the choice comes back: asked again.
    await one.edit({ phone: '4' });
    expect(await one.publish(id, { revision: 2, fields: { phone: 'mine' } })).toMatchObject({ outcome: 'conflict', revision: 3 });
    expect(await one.publish(id, { revision: 3, fields: { phone: 'mine' } })).toMatchObject({ outcome: 'published', id: one.id });
    expect((await one.facts()).facts).toMatchObject({ phone: '2', email: 'deux@example.org', description: 'Une lumière.' });
  });

  it('against an edit at the same moment, loses neither word', async () => {
    for (let time = 0; time < 5; time += 1) {
      const one = await organisation({ name: `La Digue ${time}`, phone: '1' });
      const id = await one.save({ phone: '2' });
      const [published] = await Promise.all([one.publish(id), one.edit({ phone: '3' })]);
      const { facts } = await one.facts();
      // Published first, then edited over; or edited first, and asked.
      expect(facts.phone).toBe('3');
      expect(['published', 'conflict']).toContain(published.outcome);
      if (published.outcome === 'conflict') expect(published.conflicts).toMatchObject([{ mine: { phone: '2' }, theirs: { phone: '3' } }]);
    }
  });

  it('of a place knows no address once it is confidential', async () => {
    const [slug = ''] = await addTestPlaces(app, territory, { name: 'L’Abri', street: '4 rue des Secrets' });
    const { id } = await db
      .selectFrom('directory.place')
      .select('id')
      .where('slug', '=', slug)
      .where('territory_id', '=', territory.id)
      .executeTakeFirstOrThrow();
    const kept = (await keptSubjects(app.kernel, territory.id, placeSubject, [id])).get(id);
    const facts = { ...(kept?.facts ?? { ...noPlaceFacts, name: '' }), street: '5 rue des Secrets', phone: '2' };
    const draft = await saveDraft(app.kernel, territory, { subject: 'place', target: { id, revision: 0 }, facts }, camille.actor);
    await editPlace(app.kernel, territory, id, dominique, (before) => ({ ...before, isAddressConfidential: true }));
    const rows = await db.selectFrom('directory.draft').selectAll().where('territory_id', '=', territory.id).execute();
    expect(JSON.stringify(rows)).not.toContain('Secrets');
    expect(await publishDraft(app.kernel, territory, { subject: 'place', id: draft ?? '' }, camille)).toMatchObject({
      outcome: 'published',
    });
    expect((await keptSubjects(app.kernel, territory.id, placeSubject, [id])).get(id)?.facts).toMatchObject({
      street: null,
      phone: '2',
      isAddressConfidential: true,
    });
  });
});

describe('a new service', () => {
  const facts = { ...noServiceFacts, name: 'Aide aux papiers', description: 'Chaque mardi.' };

  it('is a draft of its structure, and is there once when published twice at once', async () => {
    const one = await organisation({ name: 'Le Bureau' });
    const target = { newId: newId(), owner: { organisationId: one.id, placeId: null } };
    const save = (change: object, { actor } = camille as { actor: `account:${string}` }) =>
      saveDraft(app.kernel, territory, { subject: 'service', target, facts: { ...facts, ...change } }, actor);
    expect(await save({})).toBe(target.newId);
    expect(await save({ price: { amount: 250n, currency: 'EUR' } })).toBe(target.newId);
    expect(await save({}, dominique)).toBeNull();
    const publish = () => publishDraft(app.kernel, territory, { subject: 'service', id: target.newId }, camille);
    const outcomes = await Promise.all([publish(), publish(), publish()]);
    for (const outcome of outcomes) expect(outcome).toEqual({ outcome: 'published', id: target.newId, slug: 'aide-aux-papiers' });
    const rows = await db
      .selectFrom('directory.service')
      .select(['organisation_id', 'price_amount', 'revision'])
      .where('territory_id', '=', territory.id)
      .execute();
    expect(rows).toEqual([{ organisation_id: one.id, price_amount: 250n, revision: 1 }]);
    const { entries } = await subjectHistory(app.kernel, territory.id, { subject: 'service', id: target.newId });
    expect(entries).toMatchObject([{ what: 'created', actor: camille.actor }]);
    expect(await save({})).toBeNull();
    const { statusCode } = await app.server.inject({ url: '/services/aide-aux-papiers', headers: { host: `${territory.slug}.localhost` } });
    expect(statusCode).toBe(200);
  });

  it('cannot be of a structure that is not here, nor at another’s place', async () => {
    const one = await organisation({ name: 'Le Comptoir' });
    const [slug = ''] = await addTestPlaces(app, territory, { name: 'La Gare' });
    const { id: placeId } = await db
      .selectFrom('directory.place')
      .select('id')
      .where('slug', '=', slug)
      .where('territory_id', '=', territory.id)
      .executeTakeFirstOrThrow();
    for (const owner of [
      { organisationId: newId(), placeId: null },
      { organisationId: one.id, placeId },
    ])
      expect(
        await saveDraft(app.kernel, territory, { subject: 'service', target: { newId: newId(), owner }, facts }, camille.actor),
      ).toBeNull();
  });
});
