import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { addTestOrganisation, addTestPlaces, addTestService } from '../../../test/support/directory.ts';
import { somebody } from '../../../test/support/people.ts';
import { readPicture } from '../../kernel/files/picture.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import { newId } from '../../kernel/ids.ts';
import { grantRole, keepersOf } from '../people/index.ts';
import { openClaim } from './claims/commands.ts';
import type { SubjectName } from './facts.ts';
import { importers } from './importers/index.ts';
import { draftOf } from './queries/drafts.ts';
import { subjectHistory } from './queries/history.ts';
import { mergerPreview } from './queries/merging.ts';
import { publishDraft, saveDraft } from './subjects/draft.ts';
import { type MergerOrder, mergeSubjects } from './subjects/merging/merge.ts';
import { editOrganisation, organisationSubject } from './subjects/organisation.ts';
import { addPicture } from './subjects/picture.ts';
import { editPlace, placeSubject } from './subjects/place.ts';
import { editService, serviceSubject } from './subjects/service.ts';
import { shareServices } from './subjects/sharing.ts';
import { changeState } from './subjects/state.ts';
import { keptSubjects } from './subjects/subject.ts';
import type { DB } from './tables.generated.ts';

let app: TestApplication;
let db: Kysely<DB>;
let folder: string;
beforeAll(async () => {
  app = await openTestApplication();
  db = app.kernel.database.kysely<DB>();
  folder = await mkdtemp(join(tmpdir(), 'terreau-merging-'));
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const camille = { actor: 'account:0198a000-0000-7000-8000-000000000001' } as const;
const moderator = { actor: 'account:0198a000-0000-7000-8000-000000000002', reason: 'Même structure' } as const;

const merge = (territory: TerritoryContext, order: Omit<MergerOrder, 'fields'> & Partial<MergerOrder>) =>
  mergeSubjects(app.kernel, territory, { fields: {}, ...order }, moderator);

async function load(territory: TerritoryContext, rows: readonly object[]) {
  const file = join(folder, `${Math.random()}.json`);
  await writeFile(file, JSON.stringify(rows));
  const importer = importers.find(({ format }) => format === 'data-inclusion');
  const options = { territory, files: [file], dryRun: false, isWithin: false, source: null, mapping: null };
  return (await importer?.run(app.kernel, { ...options, report: () => {}, progress: () => {} }))?.counts;
}

const structure = (source: string, id: string, said: object) => ({ source, id: `${source}--${id}`, date_maj: '2026-11-01', ...said });

async function where(url: string, { slug }: TerritoryContext): Promise<string | number> {
  const { statusCode, headers } = await app.server.inject({ url, headers: { host: `${slug}.localhost` } });
  return statusCode === 301 ? `301 ${headers.location}` : statusCode;
}

const rowsOf = (table: 'organisation' | 'place' | 'service', { id }: TerritoryContext) =>
  db.selectFrom(`directory.${table}`).selectAll().where('territory_id', '=', id).orderBy('slug').execute();

async function idOf(table: 'organisation' | 'place' | 'service', territory: TerritoryContext, slug: string): Promise<string> {
  const row = (await rowsOf(table, territory)).find((one) => one.slug === slug);
  if (!row) throw new Error(`No ${table} ${slug}.`);
  return row.id;
}

async function listed(territory: TerritoryContext): Promise<string[]> {
  const rows = await db.selectFrom('directory.listing').select('slug').where('territory_id', '=', territory.id).orderBy('slug').execute();
  return rows.map(({ slug }) => slug);
}

/** Every value of every row that the directory holds for a territory, as text. */
async function everything({ id }: TerritoryContext): Promise<string> {
  return app.kernel.database.unit(
    async () => {
      const { rows: tables } = await sql<{ name: string }>`
        select distinct table_name as name from information_schema.columns where table_schema = 'directory' and column_name = 'territory_id'`.execute(
        db,
      );
      const all = [];
      for (const { name } of tables)
        all.push(
          (await sql`select to_jsonb(t) - 'content' as row from ${sql.table(`directory.${name}`)} t where territory_id = ${id}`.execute(db))
            .rows,
        );
      return JSON.stringify(all);
    },
    { directory_contacts: id, keeper: id },
  );
}

describe('two structures that are one', () => {
  const relais = structure('dora', '1', { nom: 'Le Relais', adresse: '1 rue Haute', code_postal: '74800', telephone: '04 50 00 00 01' });
  const association = structure('soliguide', '9', {
    nom: 'Association Relais',
    adresse: '9 rue Basse',
    code_postal: '74800',
    telephone: '04 50 00 00 02',
    courriel: 'accueil@relais.example',
  });
  const service = {
    source: 'soliguide',
    structure_id: 'soliguide--9',
    id: 'soliguide--s',
    nom: 'Aide au départ',
    description: 'Un coup de main.',
    date_maj: '2026-11-01',
    contact_nom_prenom: 'Maryvonne Dutilleul',
  };

  async function both() {
    const territory = await freshTerritory(app.kernel);
    await load(territory, [relais, association, service]);
    const [keepId, mergedId] = [
      await idOf('organisation', territory, 'le-relais'),
      await idOf('organisation', territory, 'association-relais'),
    ];
    return { territory, keepId, mergedId, order: { subject: 'organisation', keepId, mergedId } as const };
  }

  it('become one page, to which the other’s addresses lead, with all that hung on both', async () => {
    const { territory, keepId, mergedId, order } = await both();
    await editOrganisation(app.kernel, territory, mergedId, camille, (facts) => ({ ...facts, description: 'Un toit pour la nuit.' }));
    const preview = await mergerPreview(app.kernel, territory.id, order);
    expect(preview).toMatchObject({
      kept: { name: 'Le Relais', places: 1, services: 0, sources: ['dora'] },
      merged: { name: 'Association Relais', places: 1, services: 1, sources: ['soliguide'] },
      refusal: null,
    });
    expect(preview?.conflicts.map(({ field }) => field)).toEqual(['name', 'phone']);
    expect(await merge(territory, { ...order, fields: { phone: 'merged' } })).toEqual({ outcome: 'merged', slug: 'le-relais' });

    const [organisation, ...others] = await rowsOf('organisation', territory);
    expect(others).toEqual([]);
    expect(organisation).toMatchObject({
      id: keepId,
      name: 'Le Relais',
      phone: '+33450000002',
      email: 'accueil@relais.example',
      description: 'Un toit pour la nuit.',
    });
    expect((await rowsOf('place', territory)).map((place) => place.organisation_id)).toEqual([keepId, keepId]);
    expect((await rowsOf('service', territory)).map((one) => one.organisation_id)).toEqual([keepId]);
    expect(await where('/annuaire/association-relais', territory)).toBe('301 /annuaire/le-relais');
    expect(await listed(territory)).toEqual(['aide-au-depart', 'association-relais', 'le-relais']);
    const page = await app.server.inject({ url: '/annuaire/le-relais', headers: { host: `${territory.slug}.localhost` } });
    expect(page.body).toContain('Aide au départ');
    expect(await everything(territory)).not.toContain(`"organisation_id":"${mergedId}"`);

    const { entries } = await subjectHistory(app.kernel, territory.id, { subject: 'organisation', id: keepId });
    expect(entries).toMatchObject([
      { what: 'merged', actor: moderator.actor, reason: 'Même structure', mergedName: 'Association Relais', formerly: null, number: 1 },
      { what: 'edited', actor: camille.actor, formerly: 'Association Relais', number: null },
    ]);
  });

  it('are told by both sources from then on: none comes back', async () => {
    const { territory, keepId, order } = await both();
    await merge(territory, order);
    expect(await load(territory, [relais, association, service])).toMatchObject({ created: 0, duplicates: 0, missing: 0 });
    expect(await load(territory, [relais, { ...association, courriel: 'bonjour@relais.example' }, service])).toMatchObject({
      created: 0,
      updated: 1,
    });
    const rows = await rowsOf('organisation', territory);
    // The telephone that was kept is dora's; what the other source says otherwise is a conflict.
    expect(rows).toMatchObject([{ id: keepId, phone: '+33450000001', email: 'bonjour@relais.example' }]);
    const conflicts = await db.selectFrom('directory.conflict').selectAll().where('territory_id', '=', territory.id).execute();
    expect(conflicts.map(({ subject_id, field, source }) => [subject_id, field, source])).toContainEqual([keepId, 'phone', 'soliguide']);
    const { entries } = await subjectHistory(app.kernel, territory.id, { subject: 'organisation', id: keepId });
    expect(entries.map(({ what }) => what)).toEqual(['imported', 'merged']);
  });

  it('that one source tells by two rows stay as they were made one', async () => {
    const territory = await freshTerritory(app.kernel);
    const rows = [
      structure('dora', '1', { nom: 'La Halle', telephone: '04 50 00 00 01' }),
      structure('dora', '2', { nom: 'Les Halles', telephone: '04 50 00 00 02' }),
    ];
    await load(territory, rows);
    const [keepId, mergedId] = [await idOf('organisation', territory, 'la-halle'), await idOf('organisation', territory, 'les-halles')];
    await merge(territory, { subject: 'organisation', keepId, mergedId, fields: { phone: 'merged' } });
    for (let time = 0; time < 2; time += 1) {
      await load(territory, rows);
      expect(await rowsOf('organisation', territory)).toMatchObject([{ name: 'La Halle', phone: '+33450000002' }]);
    }
  });

  it('are one once, however many say so at once and in whatever direction; the others are told where it is', async () => {
    const { territory, keepId, mergedId, order } = await both();
    const outcomes = await Promise.all([
      merge(territory, order),
      merge(territory, order),
      merge(territory, { subject: 'organisation', keepId: mergedId, mergedId: keepId }),
    ]);
    expect(outcomes.filter(({ outcome }) => outcome === 'merged')).toHaveLength(1);
    const [row, ...more] = await rowsOf('organisation', territory);
    expect(more).toEqual([]);
    for (const outcome of outcomes)
      if (outcome.outcome !== 'merged') expect(outcome).toEqual({ outcome: 'already-merged', slug: row?.slug });
    expect(await db.selectFrom('directory.merger').select('id').where('territory_id', '=', territory.id).execute()).toHaveLength(1);
  });

  it('while their sources are read are there once, and stay so', async () => {
    for (let time = 0; time < 3; time += 1) {
      const { territory, keepId, order } = await both();
      const changed = { ...association, telephone: `04 50 00 01 0${time}` };
      const [, outcome] = await Promise.all([load(territory, [relais, changed, service]), merge(territory, order)]);
      expect(outcome).toMatchObject({ outcome: 'merged' });
      await load(territory, [relais, changed, service]);
      expect((await rowsOf('organisation', territory)).map(({ id }) => id)).toEqual([keepId]);
      expect((await rowsOf('service', territory)).map(({ organisation_id }) => organisation_id)).toEqual([keepId]);
    }
  });

  it('may be merged again: histories and addresses follow to the end', async () => {
    const { territory, keepId, mergedId, order } = await both();
    const { id: third } = await addTestOrganisation(app, territory, { name: 'Relais des Alpes' });
    await merge(territory, order);
    await merge(territory, { subject: 'organisation', keepId: third, mergedId: keepId });
    expect(await where('/annuaire/association-relais', territory)).toBe('301 /annuaire/relais-des-alpes');
    expect(await where('/annuaire/le-relais', territory)).toBe('301 /annuaire/relais-des-alpes');
    expect(await merge(territory, { subject: 'organisation', keepId: third, mergedId })).toEqual({
      outcome: 'already-merged',
      slug: 'relais-des-alpes',
    });
    const { entries } = await subjectHistory(app.kernel, territory.id, { subject: 'organisation', id: third });
    expect(entries.map(({ what, formerly }) => [what, formerly])).toEqual([
      ['merged', null],
      ['merged', 'Le Relais'],
    ]);
    // No slug of theirs is anybody else's.
    expect((await addTestOrganisation(app, territory, { name: 'Association Relais' })).slug).toBe('association-relais-2');
  });

  it('leave alone what is not two of one kind here', async () => {
    const { territory, keepId, order } = await both();
    expect(await merge(territory, { ...order, mergedId: keepId })).toEqual({ outcome: 'refused', reason: 'same' });
    expect(await merge(territory, { ...order, mergedId: newId() })).toEqual({ outcome: 'refused', reason: 'unknown' });
    expect(await merge(await freshTerritory(app.kernel), order)).toEqual({ outcome: 'refused', reason: 'unknown' });
    expect(await mergerPreview(app.kernel, territory.id, { ...order, mergedId: newId() })).toBeNull();
    expect(await rowsOf('organisation', territory)).toHaveLength(2);
  });

  it('had their people to ask, their pictures and figures: all are the page’s', async () => {
    const { territory, keepId, mergedId, order } = await both();
    const picture = async (id: string, background: string, alternative: string) => {
      const reading = await readPicture(
        await sharp({ create: { width: 9, height: 9, channels: 3, background } })
          .png()
          .toBuffer(),
      );
      if ('refusal' in reading) throw new Error(reading.refusal);
      return addPicture(app.kernel, territory, { subject: 'organisation', id }, reading.picture, { alternative, credit: null }, camille);
    };
    await picture(keepId, '#ff0000', 'La cour');
    await picture(mergedId, '#ff0000', 'La même cour');
    await picture(mergedId, '#0000ff', 'Le jardin');
    const view = (subjectId: string, day: string, views: number) =>
      db
        .insertInto('directory.page_view')
        .values({ territory_id: territory.id, id: newId(), subject: 'organisation', subject_id: subjectId, day: day as never, views })
        .execute();
    await view(keepId, '2026-11-20', 3);
    await view(mergedId, '2026-11-20', 4);
    await view(mergedId, '2026-11-21', 5);
    await merge(territory, order);
    const pictures = await db
      .selectFrom('directory.picture')
      .select(['alternative', 'subject_id'])
      .where('territory_id', '=', territory.id)
      .orderBy('rank')
      .execute();
    expect(pictures).toEqual([
      { alternative: 'La cour', subject_id: keepId },
      { alternative: 'Le jardin', subject_id: keepId },
    ]);
    const views = await db
      .selectFrom('directory.page_view')
      .select(['day', 'views'])
      .where('subject_id', '=', keepId)
      .orderBy('day')
      .execute();
    expect(views.map(({ day, views: n }) => [day.toString(), n])).toEqual([
      ['2026-11-20', 7],
      ['2026-11-21', 5],
    ]);
    const contacts = await app.kernel.database.unit(
      () => db.selectFrom('directory.contact').select(['name', 'organisation_id']).where('territory_id', '=', territory.id).execute(),
      { directory_contacts: territory.id },
    );
    expect(contacts).toEqual([{ name: 'Maryvonne Dutilleul', organisation_id: keepId }]);
  });

  it('keep what their authors were writing', async () => {
    const { territory, keepId, mergedId, order } = await both();
    const draft = async (id: string, change: object, { actor } = camille as { actor: `account:${string}` }) => {
      const kept = (await keptSubjects(app.kernel, territory.id, organisationSubject, [id])).get(id);
      if (!kept) throw new Error('It is not there.');
      const saved = { subject: 'organisation', target: { id, revision: kept.revision }, facts: { ...kept.facts, ...change } } as const;
      return (await saveDraft(app.kernel, territory, saved, actor)) ?? '';
    };
    const alone = await draft(mergedId, { description: 'Un toit.', phone: '+33450000009' }, moderator);
    const one = await draft(keepId, { website: 'https://relais.example' });
    await draft(mergedId, { website: 'https://autre.example', languages: ['fr'] });
    const target = { newId: newId(), owner: { organisationId: mergedId, placeId: null } };
    await saveDraft(
      app.kernel,
      territory,
      { subject: 'service', target, facts: { ...(await serviceFacts(territory)), name: 'Nouveau' } },
      camille.actor,
    );
    await merge(territory, order);
    const ref = { subject: 'organisation', id: keepId } as const;
    expect(await draftOf(app.kernel, territory.id, ref, moderator.actor)).toMatchObject({
      id: alone,
      facts: { name: 'Le Relais', description: 'Un toit.', phone: '+33450000009', email: 'accueil@relais.example' },
    });
    expect(await draftOf(app.kernel, territory.id, ref, camille.actor)).toMatchObject({
      id: one,
      facts: { website: 'https://relais.example', languages: ['fr'] },
    });
    expect(await publishDraft(app.kernel, territory, { subject: 'organisation', id: alone }, moderator)).toMatchObject({
      outcome: 'published',
    });
    expect(await publishDraft(app.kernel, territory, { subject: 'service', id: target.newId }, camille)).toMatchObject({
      outcome: 'published',
    });
    expect((await rowsOf('service', territory)).map(({ organisation_id }) => organisation_id)).toEqual([keepId, keepId]);
  });

  async function serviceFacts(territory: TerritoryContext) {
    const id = await idOf('service', territory, 'aide-au-depart');
    const kept = (await keptSubjects(app.kernel, territory.id, serviceSubject, [id])).get(id);
    if (!kept) throw new Error('It is not there.');
    return kept.facts;
  }

  it('are kept by who kept either, and asked for once', async () => {
    const { territory, keepId, mergedId, order } = await both();
    const [owner, editor] = [(await somebody(app, territory)).accountId, (await somebody(app, territory)).accountId];
    const [both1, both2] = [(await somebody(app, territory)).accountId, (await somebody(app, territory)).accountId];
    await app.kernel.database.unit(async () => {
      await grantRole(app.kernel, { territoryId: territory.id, accountId: owner, role: 'owner', structureId: mergedId }, 'system');
      await grantRole(app.kernel, { territoryId: territory.id, accountId: editor, role: 'editor', structureId: keepId }, 'system');
      await grantRole(app.kernel, { territoryId: territory.id, accountId: editor, role: 'editor', structureId: mergedId }, 'system');
      // Of either, whoever is owner of one and editor of the other is owner, and nothing else beside.
      for (const [accountId, owned, edited] of [
        [both1, keepId, mergedId],
        [both2, mergedId, keepId],
      ] as const) {
        await grantRole(app.kernel, { territoryId: territory.id, accountId, role: 'owner', structureId: owned }, 'system');
        await grantRole(app.kernel, { territoryId: territory.id, accountId, role: 'editor', structureId: edited }, 'system');
      }
    });
    const claim = (organisationId: string) =>
      app.kernel.database.unit(
        () => openClaim(app.kernel, { territoryId: territory.id, organisationId, accountId: asking, way: 'word', message: 'C’est nous.' }),
        { keeper: territory.id },
      );
    const { accountId: asking } = await somebody(app, territory);
    await claim(keepId);
    await claim(mergedId);
    const [teamId, personId] = [newId(), newId()];
    const asKeeper = (statement: RawBuilder<unknown>) =>
      app.kernel.database.unit(() => statement.execute(app.kernel.database.kysely<never>()), { keeper: territory.id });
    const now = app.clock.now();
    await asKeeper(sql`insert into people.team (id, territory_id, name, purpose, controller, created_at)
      values (${teamId}, ${territory.id}, 'Économie', 'economy', 'La commune', ${now})`);
    await asKeeper(sql`insert into people.person (territory_id, id, team_id, given_name, family_name, created_by, created_at, updated_at)
      values (${territory.id}, ${personId}, ${teamId}, 'Fatou', 'Diallo', 'system', ${now}, ${now})`);
    await asKeeper(sql`insert into people.mandate (territory_id, id, person_id, team_id, purpose, structure_id, starts_on, ends_on, state,
        prepared_by, prepared_at)
      values (${territory.id}, ${newId()}, ${personId}, ${teamId}, 'structure', ${mergedId}, '2026-11-24', '2027-11-24', 'prepared',
        'system', ${now})`);
    await merge(territory, order);
    expect((await asKeeper(sql`select structure_id from people.mandate where person_id = ${personId}`)).rows).toEqual([
      { structure_id: keepId },
    ]);
    const claims = await app.kernel.database.unit(
      () =>
        db
          .selectFrom('directory.claim')
          .select(['organisation_id', 'state'])
          .where('territory_id', '=', territory.id)
          .orderBy('state')
          .execute(),
      { keeper: territory.id },
    );
    expect(claims).toEqual([
      { organisation_id: keepId, state: 'asked' },
      { organisation_id: keepId, state: 'withdrawn' },
    ]);
    const keepers = await keepersOf(app.kernel, territory.id, keepId);
    expect(new Map(keepers.map(({ accountId, role }) => [accountId, role]))).toEqual(
      new Map([
        [owner, 'owner'],
        [both1, 'owner'],
        [both2, 'owner'],
        [editor, 'editor'],
      ]),
    );
    const current = await asKeeper(sql`select from people.role where structure_id = ${keepId} and ended_at is null`);
    expect(current.rows).toHaveLength(4);
    expect(await keepersOf(app.kernel, territory.id, mergedId)).toEqual([]);
  });
});

describe('two places that are one', () => {
  it('of a structure, and of nobody known, become the structure’s; services and moves follow', async () => {
    const territory = await freshTerritory(app.kernel);
    const { id: organisationId } = await addTestOrganisation(app, territory, { name: 'Le Relais' });
    await addTestPlaces(
      app,
      territory,
      { name: 'La Gare', phone: '1' },
      { name: 'L’Ancienne Gare' },
      { name: 'Gare (La)', organisationId, street: '1 rue Haute' },
    );
    const [keepId, mergedId, formerId] = [
      await idOf('place', territory, 'la-gare'),
      await idOf('place', territory, 'gare-la'),
      await idOf('place', territory, 'l-ancienne-gare'),
    ];
    const service = await addTestService(app, territory, { name: 'Aide au départ', organisationId, placeId: mergedId });
    await app.kernel.database.unit(() =>
      changeState(app.kernel, territory, { subject: 'place', id: formerId, event: 'move', to: mergedId, ...camille }),
    );
    expect(await merge(territory, { subject: 'place', keepId, mergedId })).toEqual({ outcome: 'merged', slug: 'la-gare' });
    const places = await rowsOf('place', territory);
    expect(places.map(({ slug, organisation_id, street, moved_to }) => [slug, organisation_id, street, moved_to])).toEqual([
      ['l-ancienne-gare', null, null, keepId],
      ['la-gare', organisationId, '1 rue Haute', null],
    ]);
    expect((await rowsOf('service', territory))[0]).toMatchObject({ id: service.id, place_id: keepId });
    expect(await where('/lieux/gare-la', territory)).toBe('301 /lieux/la-gare');
    expect(await listed(territory)).toEqual(['aide-au-depart', 'la-gare']);
  });

  it('one of which said that it had moved to the other are as the other was', async () => {
    const territory = await freshTerritory(app.kernel);
    await addTestPlaces(app, territory, { name: 'La Gare' }, { name: 'La Nouvelle Gare' });
    const [keepId, mergedId] = [await idOf('place', territory, 'la-gare'), await idOf('place', territory, 'la-nouvelle-gare')];
    await app.kernel.database.unit(() =>
      changeState(app.kernel, territory, { subject: 'place', id: keepId, event: 'move', to: mergedId, ...camille }),
    );
    await merge(territory, { subject: 'place', keepId, mergedId });
    expect(await rowsOf('place', territory)).toMatchObject([{ id: keepId, state: 'published', moved_to: null }]);
    const { entries } = await subjectHistory(app.kernel, territory.id, { subject: 'place', id: keepId });
    expect(entries.map(({ what }) => what)).toEqual(['reopen', 'merged', 'move']);
  });

  it('of two structures are not made one before these are', async () => {
    const territory = await freshTerritory(app.kernel);
    const [one, other] = [
      await addTestOrganisation(app, territory, { name: 'Un' }),
      await addTestOrganisation(app, territory, { name: 'Deux' }),
    ];
    await addTestPlaces(app, territory, { name: 'La Gare', organisationId: one.id }, { name: 'Gare', organisationId: other.id });
    const order = {
      subject: 'place',
      keepId: await idOf('place', territory, 'la-gare'),
      mergedId: await idOf('place', territory, 'gare'),
    } as const;
    expect(await merge(territory, order)).toEqual({ outcome: 'refused', reason: 'two-organisations' });
    expect((await mergerPreview(app.kernel, territory.id, order))?.refusal).toBe('two-organisations');
    await merge(territory, { subject: 'organisation', keepId: one.id, mergedId: other.id });
    expect(await merge(territory, order)).toMatchObject({ outcome: 'merged' });
  });
});

describe('a shelter', () => {
  it('is not made one with a page that shows an address, unless somebody knows it is the same; then nothing tells it any more', async () => {
    const territory = await freshTerritory(app.kernel);
    await addTestPlaces(
      app,
      territory,
      { name: 'Le Refuge', isAddressConfidential: true },
      { name: 'Refuge des Lilas', street: '9 rue Cachée', locality: 'Vernolle' },
    );
    const [keepId, mergedId] = [await idOf('place', territory, 'le-refuge'), await idOf('place', territory, 'refuge-des-lilas')];
    await editPlace(app.kernel, territory, mergedId, camille, (facts) => ({ ...facts, street: '10 rue Cachée' }));
    const facts = (await keptSubjects(app.kernel, territory.id, placeSubject, [mergedId])).get(mergedId)?.facts;
    if (!facts) throw new Error('It is not there.');
    await saveDraft(
      app.kernel,
      territory,
      { subject: 'place', target: { id: mergedId, revision: 1 }, facts: { ...facts, street: '11 rue Cachée', phone: '2' } },
      camille.actor,
    );
    for (const order of [
      { subject: 'place', keepId, mergedId },
      { subject: 'place', keepId: mergedId, mergedId: keepId },
    ] as const) {
      expect(await merge(territory, order)).toEqual({ outcome: 'refused', reason: 'confidential' });
      expect((await mergerPreview(app.kernel, territory.id, order))?.refusal).toBe('confidential');
    }
    expect(await merge(territory, { subject: 'place', keepId, mergedId, hidesAddress: true })).toEqual({
      outcome: 'merged',
      slug: 'le-refuge',
    });
    expect(await everything(territory)).not.toMatch(/Cachée|Vernolle|refuge-des-lilas/);
    expect(await where('/lieux/refuge-des-lilas', territory)).toBe(404);
    expect((await rowsOf('place', territory))[0]).toMatchObject({ is_address_confidential: true, street: null });
    expect(await draftOf(app.kernel, territory.id, { subject: 'place', id: keepId }, camille.actor)).toMatchObject({
      facts: { phone: '2', street: null },
    });
  });

  it('hides what a structure that is the same told of where it works', async () => {
    const territory = await freshTerritory(app.kernel);
    const [one, other] = [
      await addTestOrganisation(app, territory, { name: 'Un Toit' }),
      await addTestOrganisation(app, territory, { name: 'Un toit pour elles' }),
    ];
    await addTestPlaces(app, territory, { name: 'L’Abri', organisationId: one.id, isAddressConfidential: true });
    await addTestService(app, territory, { name: 'Accueil de nuit', organisationId: other.id, street: '9 rue Cachée' });
    const order = { subject: 'organisation', keepId: other.id, mergedId: one.id } as const;
    expect(await merge(territory, order)).toEqual({ outcome: 'refused', reason: 'confidential' });
    expect(await merge(territory, { ...order, hidesAddress: true })).toMatchObject({ outcome: 'merged' });
    expect(await everything(territory)).not.toContain('Cachée');
  });
});

describe('two services that are one', () => {
  it('of one structure become one, here and where they are shown elsewhere', async () => {
    const served = await freshTerritory(app.kernel, { services: ['directory'] });
    const territory = await freshTerritory(app.kernel, { services: ['directory'] });
    const { id: organisationId } = await addTestOrganisation(app, territory, { name: 'Le Relais' });
    const zones = [served.code];
    const [keep, gone] = [
      await addTestService(app, territory, {
        name: 'Aide au départ',
        organisationId,
        eligibilityZones: zones,
        price: { amount: 100n, currency: 'EUR' },
      }),
      await addTestService(app, territory, {
        name: 'Aide pour partir',
        organisationId,
        eligibilityZones: zones,
        price: { amount: 250n, currency: 'EUR' },
      }),
    ];
    await shareServices(app.kernel, territory.id, [keep.id, gone.id]);
    await editService(app.kernel, territory, gone.id, camille, (facts) => ({ ...facts, languages: ['fr', 'en'] }));
    const order = { subject: 'service', keepId: keep.id, mergedId: gone.id, fields: { fee: 'merged' } } as const satisfies MergerOrder & {
      subject: SubjectName;
    };
    expect(await merge(territory, order)).toEqual({ outcome: 'merged', slug: 'aide-au-depart' });
    expect(await rowsOf('service', territory)).toMatchObject([{ id: keep.id, price_amount: 250n, languages: ['fr', 'en'] }]);
    await shareServices(app.kernel, territory.id, [keep.id, gone.id]);
    expect(await listed(served)).toEqual(['aide-au-depart']);
    expect(await where(`/services/aide-pour-partir?commune=${territory.slug}`, served)).toBe(
      `301 /services/aide-au-depart?commune=${territory.slug}`,
    );
  });
});
