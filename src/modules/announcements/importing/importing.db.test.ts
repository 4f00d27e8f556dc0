import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { words } from '../../../../test/support/answers.ts';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { addTestOrganisation, plainText } from '../../../../test/support/directory.ts';
import { somebody, visitor } from '../../../../test/support/people.ts';
import { all, load, posting, trust } from '../../../../test/support/postings.ts';
import { importExplanation } from '../../directory/index.ts';
import { sendAnswer } from '../answers/commands/sending.ts';
import { followAnnouncements } from '../jobs.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

describe('postings of schema.org', () => {
  it('are announcements of their structure, once, until the day that they say', async () => {
    const territory = await freshTerritory(app.kernel);
    const { id: structureId } = await addTestOrganisation(app, territory, { name: 'La Ruche' });
    await trust(app, territory);
    const file = {
      '@graph': [{ '@type': 'Organization', name: 'La Ruche' }, posting('1'), posting('2', { hiringOrganization: { name: 'Le Moulin' } })],
    };
    expect((await load(app, territory, file)).said).toEqual(['created', 'created']);
    const [first, second] = await all(app, territory);
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
    expect((await load(app, territory, [posting('1'), posting('2', { hiringOrganization: { name: 'Le Moulin' } })])).said).toEqual([
      'unchanged',
      'unchanged',
    ]);
    expect(await all(app, territory)).toHaveLength(2);
    const page = await visitor(app, territory).get(`/annonces/${first?.slug}`);
    expect([page.status, page.body.includes('alert(')]).toEqual([200, false]);
  });

  it('are changed, taken back and shown again as their source tells, unless somebody here wrote or ended them', async () => {
    const territory = await freshTerritory(app.kernel);
    await trust(app, territory);
    await load(app, territory, [posting('1'), posting('2'), posting('3'), posting('4')]);
    const admin = await somebody(app, territory, { role: 'administrator' });
    const [, , third] = await all(app, territory);
    await sql`update announcements.announcement set revision = revision + 1, title = 'Écrit ici' where id = ${third?.id}`.execute(
      app.kernel.database.kysely<never>(),
    );
    const next = [posting('1', { title: 'Autre titre', validThrough: '2026-12-24' }), posting('3', { title: 'Troisième' })];
    const tried = await load(app, territory, next, { dryRun: true });
    expect(tried.said).toEqual(['updated', 'unchanged edited-here', 'missing withdrawn', 'missing withdrawn']);
    expect((await all(app, territory)).map(({ state }) => state)).toEqual(['published', 'published', 'published', 'published']);
    const { said, counts } = await load(app, territory, next);
    expect([said, counts.missing]).toEqual([tried.said, 2]);
    const now = await all(app, territory);
    expect(now.map(({ title, state }) => `${title}, ${state}`)).toEqual([
      'Autre titre, published',
      'Caissière ou caissier 2, withdrawn',
      'Écrit ici, published',
      'Caissière ou caissier 4, withdrawn',
    ]);
    expect(String(now[0]?.expiresOn)).toBe('2026-12-24');
    // Said once; what comes back is shown again.
    expect((await load(app, territory, [...next, posting('2')])).said).toEqual(['unchanged', 'unchanged edited-here', 'updated']);
    expect((await all(app, territory))[1]?.state).toBe('published');
    // Ended here, it stays so.
    await sql`update announcements.announcement set state = 'filled' where id = ${now[0]?.id}`.execute(app.kernel.database.kysely<never>());
    expect((await load(app, territory, [posting('1', { title: 'Encore' }), ...next.slice(1), posting('2')])).said[0]).toBe(
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
    await load(app, territory, [posting('1')]);
    expect((await all(app, territory))[0]?.state).toBe('submitted');
    expect((await load(app, territory, [posting('1', { title: 'Autre titre' })])).said).toEqual(['unchanged being-read']);
    const queue = await moderator.get('/gestion/moderation?q=Caissi%C3%A8re');
    const id = /\/gestion\/moderation\/([0-9a-f-]{36})/.exec(queue.body)?.[1];
    expect((await moderator.get('/gestion/toutes-les-annonces')).body).toContain('/gestion/moderation?q=');
    expect((await moderator.post(`/gestion/moderation/${id}`, { event: 'approve', message: '' })).status).toBe(303);
    expect((await all(app, territory))[0]).toMatchObject({ state: 'published', title: 'Caissière ou caissier 1' });
    expect(String((await all(app, territory))[0]?.expiresOn)).toBe('2026-12-20');
    // Published, it is changed at once and looked at again.
    expect((await load(app, territory, [posting('1', { title: 'Autre titre' })])).said).toEqual(['updated']);
    expect(plainText((await moderator.get('/gestion/moderation')).body)).toContain('Autre titre');
    expect((await admin.post('/gestion/toutes-les-annonces/sources', { source: 'emplois.example', trust: '1' })).status).toBe(303);
    expect((await admin.get('/gestion/toutes-les-annonces/sources')).body).toMatch(/>1<.*>1<.*tag-good.*Paraissent aussitôt/);
    await load(app, territory, [posting('1', { title: 'Autre titre' }), posting('5')]);
    expect((await all(app, territory)).map(({ state }) => state)).toEqual(['published', 'published']);
  });

  it('tell in words what is wrong with a line, and the rest goes on', async () => {
    const territory = await freshTerritory(app.kernel, { postcodes: ['74000'] });
    await trust(app, territory);
    const { said, counts } = await load(
      app,
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
      expect((await load(app, territory, content)).failures, content).toHaveLength(1);
  });

  it('wait their days where the law gives job centres a start (Switzerland)', async () => {
    const territory = await freshTerritory(app.kernel, { canton: 'GE' }, { country: 'CH' });
    await trust(app, territory, 'fichier');
    const table = [
      'Identifiant;Sorte d’annonce;Titre;Description;Publié par;Lien pour répondre;Métier;Contrat;Temps de travail;Annoncé à l’ORP le',
      '1;Emploi;Caissier;Pour la boutique;La Ruche;https://ruche.example;Caissier / Caissière;Durée indéterminée (CDI);Temps plein;23.11.2026',
    ].join('\n');
    expect((await load(app, territory, table, { source: 'fichier' })).said).toEqual(['created']);
    expect((await all(app, territory))[0]?.state).toBe('scheduled');
    expect(String((await all(app, territory))[0]?.publishOn)).toBe('2026-12-01');
    // Told again in other words, it waits for the same day.
    expect((await load(app, territory, table.replace('Pour la boutique', 'Au rayon'), { source: 'fichier' })).said).toEqual(['updated']);
    const [again] = await all(app, territory);
    expect([again?.state, again?.body, String(again?.publishOn)]).toEqual(['scheduled', 'Au rayon', '2026-12-01']);
    app.clock.set('2026-12-01T09:30:00Z');
    try {
      await followAnnouncements(app.kernel, territory);
      expect((await all(app, territory))[0]?.state).toBe('published');
    } finally {
      app.clock.set('2026-11-24T09:30:00Z');
    }
  });

  it('are read by a moderator first where nothing says whether job centres hear of them first (Switzerland)', async () => {
    const territory = await freshTerritory(app.kernel, { canton: 'GE' }, { country: 'CH' });
    await trust(app, territory);
    await trust(app, territory, 'fichier');
    const offer = posting('1', { baseSalary: undefined });
    const { rows } = await load(app, territory, [offer]);
    expect(rows.map((row) => importExplanation(row))).toEqual([
      'Créée. À vérifier\u202f: la source ne le dit pas, à demander avant de publier (Métier soumis à l’obligation d’annoncer).',
    ]);
    expect((await all(app, territory))[0]?.state).toBe('submitted');
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
    expect((await load(app, territory, table, { source: 'fichier' })).said).toEqual(['created', 'rejected required:reportedOn', 'created']);
    expect((await all(app, territory)).map(({ title, state }) => `${title}, ${state}`)).toEqual([
      'Caissière ou caissier 1, submitted',
      'Glaces, published',
      'Vendanges, scheduled',
    ]);
    // Told otherwise, what is out waits.
    expect((await load(app, territory, table.replace('non;', 'oui;23.11.2026'), { source: 'fichier' })).said[0]).toBe('updated');
    expect((await all(app, territory))[1]).toMatchObject({ title: 'Glaces', state: 'scheduled' });
  });
});

describe('postings that people answered', () => {
  it('keep the seats that are given and who publishes them, whatever their source tells then', async () => {
    const territory = await freshTerritory(app.kernel);
    await addTestOrganisation(app, territory, { name: 'La Ruche' });
    await addTestOrganisation(app, territory, { name: 'Le Moulin' });
    await trust(app, territory);
    await load(app, territory, posting('1', { totalJobOpenings: 3 }));
    const [before] = await all(app, territory);
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
    expect((await load(app, territory, told)).said).toEqual(['updated seats-taken publisher-answered']);
    const [after] = await all(app, territory);
    expect([after?.facts['seats'], after?.publisher, after?.state]).toEqual([2, before.publisher, 'published']);
  });
});
