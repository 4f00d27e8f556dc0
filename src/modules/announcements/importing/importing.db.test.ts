import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { words } from '../../../../test/support/answers.ts';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { addTestOrganisation, plainText } from '../../../../test/support/directory.ts';
import { somebody, visitor } from '../../../../test/support/people.ts';
import { readRequest } from '../../../../test/support/uploads.ts';
import { catalogue } from '../../../catalogue.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { type ImportOptions, type ImportReportRow, importersOf } from '../../../kernel/module.ts';
import { importExplanation, listSources, setSource } from '../../directory/index.ts';
import { sendAnswer } from '../answers/commands/sending.ts';
import { followAnnouncements } from '../jobs.ts';
import { announcementsById } from '../queries/announcements.ts';
import { trustSource } from './commands/sources.ts';
import { announcementImporter } from './format.ts';

let app: TestApplication;
let folder: string;
beforeAll(async () => {
  app = await openTestApplication();
  folder = await mkdtemp(join(tmpdir(), 'terreau-postings-'));
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

/** As Google documents it, with what each test changes. */
function posting(value: string, more: object = {}) {
  return {
    '@context': 'https://schema.org/',
    '@type': 'JobPosting',
    title: `Caissière ou caissier ${value}`,
    description: '<p>La Ruche recrute.</p><script>alert("x")</script>',
    identifier: { '@type': 'PropertyValue', name: 'La Ruche', value },
    datePosted: '2026-11-18',
    validThrough: '2026-12-20',
    employmentType: ['PART_TIME', 'TEMPORARY'],
    occupationalCategory: 'Caissier / Caissière',
    hiringOrganization: { '@type': 'Organization', name: 'La Ruche' },
    jobLocation: { '@type': 'Place', address: { '@type': 'PostalAddress', addressLocality: 'Valombre', postalCode: '74000' } },
    baseSalary: { '@type': 'MonetaryAmount', currency: 'EUR', value: { '@type': 'QuantitativeValue', value: 12.5, unitText: 'HOUR' } },
    url: `https://emplois.example/offres/${value}`,
    ...more,
  };
}

let files = 0;

async function load(territory: TerritoryContext, content: object | string, more: Partial<ImportOptions> = {}) {
  files += 1;
  const file = join(folder, `fichier-${files}`);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  const rows: ImportReportRow[] = [];
  const result = await announcementImporter.run(app.kernel, {
    territory,
    files: [file],
    dryRun: false,
    isWithin: false,
    source: null,
    mapping: null,
    report: (row) => rows.push(row),
    progress: () => {},
    ...more,
  });
  return {
    ...result,
    rows,
    said: rows.map(({ outcome, reason, warnings }) => [outcome, reason ?? warnings.join(' ')].filter(Boolean).join(' ')),
  };
}

const trust = (territory: TerritoryContext, source = 'emplois.example') =>
  app.kernel.database.unit(() => trustSource(app.kernel, territory.id, { source, isTrusted: true, actor: 'system', at: app.clock.now() }));

async function all(territory: TerritoryContext) {
  const { rows } = await sql<{
    id: string;
  }>`select id from announcements.announcement where territory_id = ${territory.id} order by id`.execute(
    app.kernel.database.kysely<never>(),
  );
  return [
    ...(
      await announcementsById(
        app.kernel,
        territory.id,
        rows.map(({ id }) => id),
      )
    ).values(),
  ];
}

describe('postings of schema.org', () => {
  it('are announcements of their structure, once, until the day that they say', async () => {
    const territory = await freshTerritory(app.kernel);
    const { id: structureId } = await addTestOrganisation(app, territory, { name: 'La Ruche' });
    await trust(territory);
    const file = {
      '@graph': [{ '@type': 'Organization', name: 'La Ruche' }, posting('1'), posting('2', { hiringOrganization: { name: 'Le Moulin' } })],
    };
    expect((await load(territory, file)).said).toEqual(['created', 'created']);
    const [first, second] = await all(territory);
    expect(first).toMatchObject({
      kind: 'job',
      state: 'published',
      body: 'La Ruche recrute.',
      publisher: { organisationId: structureId, name: 'La Ruche' },
      authorAccount: null,
      link: 'https://emplois.example/offres/1',
      facts: { contract: 'fixed-term', workTime: 'part', payFrom: 1_250, payPer: 'hour' },
    });
    expect(String(first?.expiresOn)).toBe('2026-12-20');
    expect(second?.publisher).toEqual({ organisationId: null, name: 'Le Moulin' });
    // The same again, as an array or alone, changes nothing.
    expect((await load(territory, [posting('1'), posting('2', { hiringOrganization: { name: 'Le Moulin' } })])).said).toEqual([
      'unchanged',
      'unchanged',
    ]);
    expect(await all(territory)).toHaveLength(2);
    const page = await visitor(app, territory).get(`/annonces/${first?.slug}`);
    expect([page.status, page.body.includes('alert(')]).toEqual([200, false]);
  });

  it('are changed, taken back and shown again as their source tells, unless somebody here wrote or ended them', async () => {
    const territory = await freshTerritory(app.kernel);
    await trust(territory);
    await load(territory, [posting('1'), posting('2'), posting('3'), posting('4')]);
    const admin = await somebody(app, territory, { role: 'administrator' });
    const [, , third] = await all(territory);
    await sql`update announcements.announcement set revision = revision + 1, title = 'Écrit ici' where id = ${third?.id}`.execute(
      app.kernel.database.kysely<never>(),
    );
    const next = [posting('1', { title: 'Autre titre', validThrough: '2026-12-24' }), posting('3', { title: 'Troisième' })];
    const tried = await load(territory, next, { dryRun: true });
    expect(tried.said).toEqual(['updated', 'unchanged edited-here', 'missing withdrawn', 'missing withdrawn']);
    expect((await all(territory)).map(({ state }) => state)).toEqual(['published', 'published', 'published', 'published']);
    const { said, counts } = await load(territory, next);
    expect([said, counts.missing]).toEqual([tried.said, 2]);
    const now = await all(territory);
    expect(now.map(({ title, state }) => `${title}, ${state}`)).toEqual([
      'Autre titre, published',
      'Caissière ou caissier 2, withdrawn',
      'Écrit ici, published',
      'Caissière ou caissier 4, withdrawn',
    ]);
    expect(String(now[0]?.expiresOn)).toBe('2026-12-24');
    // Said once; what comes back is shown again.
    expect((await load(territory, [...next, posting('2')])).said).toEqual(['unchanged', 'unchanged edited-here', 'updated']);
    expect((await all(territory))[1]?.state).toBe('published');
    // Ended here, it stays so.
    await sql`update announcements.announcement set state = 'filled' where id = ${now[0]?.id}`.execute(app.kernel.database.kysely<never>());
    expect((await load(territory, [posting('1', { title: 'Encore' }), ...next.slice(1), posting('2')])).said[0]).toBe(
      'unchanged ended-here',
    );
    const list = plainText((await admin.get('/gestion/toutes-les-annonces?source=emplois.example')).body);
    expect(list).toContain('4 annonces');
    expect(list).toContain('Écrit ici');
  });

  it('wait for a moderator, as those of people do, where their source is not trusted', async () => {
    const territory = await freshTerritory(app.kernel);
    const moderator = await somebody(app, territory, { role: 'moderator' });
    const admin = await somebody(app, territory, { role: 'administrator' });
    await load(territory, [posting('1')]);
    expect((await all(territory))[0]?.state).toBe('submitted');
    expect((await load(territory, [posting('1', { title: 'Autre titre' })])).said).toEqual(['unchanged being-read']);
    const queue = await moderator.get('/gestion/moderation?q=Caissi%C3%A8re');
    const id = /\/gestion\/moderation\/([0-9a-f-]{36})/.exec(queue.body)?.[1];
    expect((await moderator.get('/gestion/toutes-les-annonces')).body).toContain('/gestion/moderation?q=');
    expect((await moderator.post(`/gestion/moderation/${id}`, { event: 'approve', message: '' })).status).toBe(303);
    expect((await all(territory))[0]).toMatchObject({ state: 'published', title: 'Caissière ou caissier 1' });
    expect(String((await all(territory))[0]?.expiresOn)).toBe('2026-12-20');
    // Published, it is changed at once and looked at again.
    expect((await load(territory, [posting('1', { title: 'Autre titre' })])).said).toEqual(['updated']);
    expect(plainText((await moderator.get('/gestion/moderation')).body)).toContain('Autre titre');
    expect((await admin.post('/gestion/toutes-les-annonces/sources', { source: 'emplois.example', trust: '1' })).status).toBe(303);
    expect((await admin.get('/gestion/toutes-les-annonces/sources')).body).toMatch(/>1<.*>1<.*tag-good.*Paraissent aussitôt/);
    await load(territory, [posting('1', { title: 'Autre titre' }), posting('5')]);
    expect((await all(territory)).map(({ state }) => state)).toEqual(['published', 'published']);
  });

  it('tell in words what is wrong with a line, and the rest goes on', async () => {
    const territory = await freshTerritory(app.kernel, { postcodes: ['74000'] });
    await trust(territory);
    const { said, counts } = await load(
      territory,
      [
        posting('1', { title: '' }),
        posting('2', { employmentType: undefined }),
        posting('3', { title: 'Licorne', occupationalCategory: 'Dresseuse de licornes' }),
        posting('4', { validThrough: '2026-11-01' }),
        posting('5', { url: undefined }),
        posting('6', { baseSalary: { currency: 'USD', value: 3 }, applicationContact: { telephone: '12' } }),
        posting('6'),
        posting('7', { jobLocation: { address: { addressLocality: 'Ailleurs', postalCode: '01000' } } }),
        posting('8'),
      ],
      { isWithin: true },
    );
    expect(said).toEqual([
      'rejected no-name',
      'rejected required:contract',
      'rejected required:occupation',
      'rejected over',
      'rejected no-way',
      'created unknown-value:pay unusable:phone',
      'rejected repeated-id',
      'rejected elsewhere',
      'created',
    ]);
    expect(counts).toMatchObject({ read: 9, created: 2, rejected: 7 });
    for (const content of ['{"@type": "Event"}', '<html></html>', 'Nom;Adresse\nLa Ruche;ici\n', '[{"@type": "JobPosting"'])
      expect((await load(territory, content)).failures, content).toHaveLength(1);
  });

  it('wait their days where the law gives job centres a start (Switzerland)', async () => {
    const territory = await freshTerritory(app.kernel, { canton: 'GE' }, { country: 'CH' });
    await trust(territory, 'fichier');
    const table = [
      'Identifiant;Sorte d’annonce;Titre;Description;Publié par;Lien pour répondre;Métier;Contrat;Temps de travail;Annoncé à l’ORP le',
      '1;Emploi;Caissier;Pour la boutique;La Ruche;https://ruche.example;Caissier / Caissière;Durée indéterminée (CDI);Temps plein;23.11.2026',
    ].join('\n');
    expect((await load(territory, table, { source: 'fichier' })).said).toEqual(['created']);
    expect((await all(territory))[0]?.state).toBe('scheduled');
    expect(String((await all(territory))[0]?.publishOn)).toBe('2026-12-01');
    // Told again in other words, it waits for the same day.
    expect((await load(territory, table.replace('Pour la boutique', 'Au rayon'), { source: 'fichier' })).said).toEqual(['updated']);
    const [again] = await all(territory);
    expect([again?.state, again?.body, String(again?.publishOn)]).toEqual(['scheduled', 'Au rayon', '2026-12-01']);
    app.clock.set('2026-12-01T09:30:00Z');
    try {
      await followAnnouncements(app.kernel, territory);
      expect((await all(territory))[0]?.state).toBe('published');
    } finally {
      app.clock.set('2026-11-24T09:30:00Z');
    }
  });

  it('are read by a moderator first where nothing says whether job centres hear of them first (Switzerland)', async () => {
    const territory = await freshTerritory(app.kernel, { canton: 'GE' }, { country: 'CH' });
    await trust(territory);
    await trust(territory, 'fichier');
    const offer = posting('1', { baseSalary: undefined });
    const { rows } = await load(territory, [offer]);
    expect(rows.map((row) => importExplanation(row))).toEqual([
      'Créée. À vérifier\u202f: la source ne le dit pas, à demander avant de publier (Métier soumis à l’obligation d’annoncer).',
    ]);
    expect((await all(territory))[0]?.state).toBe('submitted');
    const moderator = await somebody(app, territory, { role: 'moderator' });
    const { body: queue } = await moderator.get('/gestion/moderation');
    const { body: item } = await moderator.get(/\/gestion\/moderation\/[0-9a-f-]{36}/.exec(queue)?.[0] ?? '');
    expect(plainText(item)).toMatch(/Métier soumis à l’obligation d’annoncer.{0,100}Pas dit : à demander avant de publier/);
    const table = [
      'Identifiant;Sorte d’annonce;Titre;Description;Publié par;Lien pour répondre;Quand;Métier soumis à l’obligation d’annoncer;Annoncé à l’ORP le',
      '1;Job d’été ou d’étudiant;Glaces;Au kiosque;La Ruche;https://ruche.example;L’été;non;',
      '2;Job d’été ou d’étudiant;Bateaux;Au lac;La Ruche;https://ruche.example;L’été;oui;bientôt',
      '3;Job d’été ou d’étudiant;Vendanges;À la vigne;La Ruche;https://ruche.example;L’été;oui;23.11.2026',
    ].join('\n');
    expect((await load(territory, table, { source: 'fichier' })).said).toEqual(['created', 'rejected required:reportedOn', 'created']);
    expect((await all(territory)).map(({ title, state }) => `${title}, ${state}`)).toEqual([
      'Caissière ou caissier 1, submitted',
      'Glaces, published',
      'Vendanges, scheduled',
    ]);
    // Told otherwise, what is out waits.
    expect((await load(territory, table.replace('non;', 'oui;23.11.2026'), { source: 'fichier' })).said[0]).toBe('updated');
    expect((await all(territory))[1]).toMatchObject({ title: 'Glaces', state: 'scheduled' });
  });
});

describe('postings that people answered', () => {
  it('keep the seats that are given and who publishes them, whatever their source tells then', async () => {
    const territory = await freshTerritory(app.kernel);
    await addTestOrganisation(app, territory, { name: 'La Ruche' });
    await addTestOrganisation(app, territory, { name: 'Le Moulin' });
    await trust(territory);
    await load(territory, posting('1', { totalJobOpenings: 3 }));
    const [before] = await all(territory);
    if (!before) throw new Error('It is not there.');
    const { kernel } = app;
    await sendAnswer(
      kernel,
      before,
      { ...words, phone: null, accountId: null, personId: null, locale: 'fr', document: null },
      { actor: 'visitor', onBehalfOf: null },
    );
    await sql`update announcements.announcement set seats_taken = 2 where id = ${before.id}`.execute(kernel.database.kysely<never>());
    const told = posting('1', { totalJobOpenings: 1, hiringOrganization: { name: 'Le Moulin' } });
    expect((await load(territory, told)).said).toEqual(['updated seats-taken publisher-answered']);
    const [after] = await all(territory);
    expect([after?.facts['seats'], after?.publisher, after?.state]).toEqual([2, before.publisher, 'published']);
  });
});

describe('a source that is read again by schedule', () => {
  it('tells what is new once, whoever reads it and how often, and what it tells no more', async () => {
    const territory = await freshTerritory(app.kernel);
    await trust(territory, 'mairie');
    const location = join(folder, 'mairie.json');
    const tell = (...postings: object[]) => writeFile(location, JSON.stringify(postings));
    const importers = importersOf(catalogue);
    await setSource(app.kernel, territory, importers, {
      ...{ code: 'mairie', name: 'Mairie', licence: null, url: null, format: 'announcements', location, mapping: null, every: 'day' },
    });
    const schedules = catalogue.flatMap(({ schedule = [] }) => (typeof schedule === 'function' ? schedule(catalogue) : schedule));
    const job = schedules.find(({ name }) => name === 'refresh-sources');
    const read = async (date: string) => {
      app.clock.set(`${date}T09:30:00Z`);
      await Promise.all([1, 2].map(() => job?.run(app.kernel, new AbortController().signal)));
      const [source] = await listSources(app.kernel, territory);
      return [source?.last_failure, ...(await all(territory)).map(({ title, state }) => `${title}, ${state}`)];
    };
    try {
      await tell(posting('1'));
      expect(await read('2026-11-24')).toEqual([null, 'Caissière ou caissier 1, published']);
      // On the same day it is not due any more.
      await tell(posting('1'), posting('2'));
      expect(await read('2026-11-24')).toHaveLength(2);
      const both = [null, 'Caissière ou caissier 1, published', 'Caissière ou caissier 2, published'];
      expect(await read('2026-11-25')).toEqual(both);
      expect(await read('2026-11-26')).toEqual(both);
      await tell(posting('2'));
      expect((await read('2026-11-27'))[1]).toBe('Caissière ou caissier 1, withdrawn');
      await writeFile(location, '<html>');
      expect((await read('2026-11-28'))[0]).toContain('rien n’en a été chargé');
    } finally {
      app.clock.set('2026-11-24T09:30:00Z');
    }
  });

  it('tells other sites of what it changed', async () => {
    const territory = await freshTerritory(app.kernel);
    await trust(territory);
    await load(territory, [posting('1')]);
    await load(territory, [posting('1', { title: 'Autre titre' })]);
    const { rows } = await sql<{ n: number }>`select count(distinct data->>'changeId')::int as n from job.job
      where name = 'webhooks.spread-announcement.changed' and data->>'territoryId' = ${territory.id}`.execute(
      app.kernel.database.kysely<never>(),
    );
    expect(rows).toEqual([{ n: 1 }]);
  });
});

describe('the table of agents', () => {
  it('is loaded elsewhere as it was, and says nothing new where it was made', async () => {
    const [here, there] = [await freshTerritory(app.kernel), await freshTerritory(app.kernel)];
    await trust(here);
    await trust(there, here.slug);
    await load(here, [posting('1'), posting('2', { employmentType: 'INTERN' })]);
    const agent = await somebody(app, here, { role: 'agent' });
    const { status, body } = await agent.get('/gestion/toutes-les-annonces.csv');
    expect(status).toBe(200);
    expect((await load(here, body)).said).toEqual(['duplicate already-here', 'duplicate already-here']);
    expect((await load(there, body)).said).toEqual(['created', 'created']);
    const told = (one: Awaited<ReturnType<typeof all>>) =>
      one
        .map(({ title, body: text, facts, publisher, link, shownUntil, postcode, locality }) => ({
          ...{ title, text, facts, publisher, link, postcode, locality, shownUntil: String(shownUntil) },
        }))
        .toSorted((a, b) => a.title.localeCompare(b.title));
    expect(told(await all(there))).toEqual(told(await all(here)));
    expect((await load(there, body)).said).toEqual(['unchanged', 'unchanged']);
    expect((await agent.get('/gestion/toutes-les-annonces.xlsx')).status).toBe(200);
    expect((await visitor(app, here).get('/gestion/toutes-les-annonces.csv')).status).toBe(303);
  });

  it('is known by the page where files are sent, which shows what it would give', async () => {
    const territory = await freshTerritory(app.kernel);
    const admin = await somebody(app, territory, { role: 'administrator' });
    const form = new FormData();
    form.append('envoi', admin.submission());
    form.append('file', new Blob([JSON.stringify([posting('1')])]), 'offres.json');
    const sent = await admin.upload('/gestion/chargements', form);
    expect([sent.status, plainText(sent.body).slice(0, 400)]).toEqual([303, '']);
    expect(plainText((await admin.get(sent.location ?? '')).body)).toContain('des annonces');
    const asked = await admin.post(sent.location ?? '', { rows: '', source: 'mairie' });
    const requestId = asked.location?.split('/').at(-1) ?? '';
    await readRequest(app, territory, requestId);
    expect(await all(territory)).toEqual([]);
    expect(plainText((await admin.get(asked.location ?? '')).body)).toContain('Caissière ou caissier 1');
    const started = await admin.post(`${asked.location}/charger`);
    await readRequest(app, territory, started.location?.split('/').at(-1) ?? '');
    expect((await all(territory)).map(({ state }) => state)).toEqual(['submitted']);
  });
});
