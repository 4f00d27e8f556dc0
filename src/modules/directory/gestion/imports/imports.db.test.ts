import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../../test/support/application.ts';
import { plainText } from '../../../../../test/support/directory.ts';
import { type Somebody, somebody } from '../../../../../test/support/people.ts';
import { newSubmission } from '../../../../kernel/http/submission.ts';
import type { TerritoryContext } from '../../../../kernel/http/visit.ts';
import { importers } from '../../importers/index.ts';
import { readUpload } from '../../importers/uploads/reading.ts';
import type { DB } from '../../tables.generated.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

interface Office {
  territory: TerritoryContext;
  agent: Somebody;
}

async function office(): Promise<Office> {
  const territory = await freshTerritory(app.kernel);
  return { territory, agent: await somebody(app, territory, { role: 'administrator' }) };
}

const table = (...names: string[]) =>
  ['Nom;Adresse;CP;Ville', ...names.map((name, index) => `${name};${index + 1} rue Haute;74800;Valombre`)].join('\n');

function submission(): string {
  return newSubmission(app.kernel.config.secret, app.clock.now().subtract({ seconds: 60 }));
}

/** Sends a file as a browser does. */
async function send({ territory, agent }: Office, content: string | Uint8Array<ArrayBuffer> | null, name = 'liste.csv', id = submission()) {
  const form = new FormData();
  form.append('envoi', id);
  form.append('file', content === null ? new Blob([]) : new Blob([content]), content === null ? '' : name);
  const body = new Response(form);
  const reply = await app.server.inject({
    method: 'POST',
    url: '/gestion/chargements',
    headers: {
      host: `${territory.slug}.localhost`,
      'sec-fetch-site': 'same-origin',
      cookie: agent.cookie(),
      'content-type': body.headers.get('content-type') ?? '',
    },
    payload: Buffer.from(await body.arrayBuffer()),
  });
  return { status: reply.statusCode, location: (reply.headers.location as string | undefined) ?? '', body: read(reply.body) };
}

/** What is read on a page: its main part, without its tags. */
function read(html: string): string {
  const main = /<main.*<\/main>/s.exec(html)?.[0] ?? html;
  return plainText(main.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .replace(/ ([,.])/g, '$1');
}

async function page({ agent }: Office, path: string) {
  const { status, body } = await agent.get(path);
  return { status, body: read(body), html: body };
}

/** What a browser would send of the page's form: what is chosen and typed there. */
function answers(html: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [, name = '', options = ''] of html.matchAll(/<select[^>]* name="([^"]+)"[^>]*>(.*?)<\/select>/gs))
    fields[name] = /<option value="([^"]*)" selected/.exec(options)?.[1] ?? '';
  for (const [tag] of html.matchAll(/<input[^>]*>/g)) {
    const name = / name="([^"]+)"/.exec(tag)?.[1];
    if (name && !/type="(checkbox|file|search)"/.test(tag) && name !== 'envoi') fields[name] = / value="([^"]*)"/.exec(tag)?.[1] ?? '';
  }
  return fields;
}

async function work({ territory }: Office, location: string): Promise<void> {
  const requestId = location.split('/').at(-1) ?? '';
  await readUpload(app.kernel, importers, { territoryId: territory.id, requestId }, new AbortController().signal);
}

async function preview(at: Office, content: string, source = 'Mairie de Valombre', name?: string): Promise<string> {
  const { location } = await send(at, content, name);
  const { html } = await page(at, location);
  const asked = await at.agent.post(location, { ...answers(html), source });
  expect(asked.status).toBe(303);
  await work(at, asked.location ?? '');
  return asked.location ?? '';
}

async function names({ territory }: Office): Promise<string[]> {
  const rows = await app.kernel.database
    .kysely<DB>()
    .selectFrom('directory.organisation')
    .select('name')
    .where('territory_id', '=', territory.id)
    .orderBy('name')
    .execute();
  return rows.map(({ name }) => name);
}

describe('somebody who administers the portal', () => {
  it('sends a file, says what its columns are, tries it, loads it, and takes the report away', async () => {
    const at = await office();
    expect((await page(at, '/gestion')).body).toContain('Chargements');
    const list = await page(at, '/gestion/chargements');
    expect(list.body).toContain('Rien n’a encore été chargé');

    const sent = await send(at, table('La Fanfare', '', 'Les Jardins'));
    expect([sent.status, sent.location]).toEqual([303, expect.stringMatching(/^\/gestion\/chargements\/fichiers\/[0-9a-f-]{36}$/)]);
    const upload = await page(at, sent.location);
    expect(upload.body).toMatch(/liste\.csv.*C’est un tableau.*Colonne « Nom ».*Par exemple : La Fanfare · Les Jardins/s);
    const proposed = answers(upload.html);
    expect(proposed).toMatchObject({ rows: 'structures', 'column.0': 'name', 'column.1': 'street', 'column.2': 'postcode' });
    expect((await page(at, '/gestion/chargements')).body).toMatch(/liste\.csv, envoyé le .* par Personne/);

    const asked = await at.agent.post(sent.location, { ...proposed, source: 'Mairie de Valombre' });
    expect([asked.status, asked.location]).toEqual([303, expect.stringMatching(/^\/gestion\/chargements\/[0-9a-f-]{36}$/)]);
    const previewPath = asked.location ?? '';
    const waiting = await page(at, previewPath);
    expect(waiting.body).toMatch(/En attente.*Actualiser.*Arrêter/s);
    expect(waiting.html).toContain('data-running');
    await work(at, previewPath);
    const tried = await page(at, previewPath);
    expect(tried.body).toMatch(/Charger ces 2 lignes/);
    expect(tried.body).toMatch(/Lignes lues\s*3.*Créées\s*2.*Rejetées\s*1/s);
    expect(tried.body).toMatch(/sans nom \(rejetée\)/);
    expect(tried.html).not.toContain('data-running');
    expect(await names(at)).toEqual([]);

    const started = await at.agent.post(`${previewPath}/charger`);
    expect(started.status).toBe(303);
    const runPath = started.location ?? '';
    expect((await page(at, previewPath)).body).toContain('Ce fichier est chargé, ou le sera bientôt');
    await work(at, runPath);
    expect(await names(at)).toEqual(['La Fanfare', 'Les Jardins']);
    const done = await page(at, runPath);
    expect(done.body).toMatch(/Chargement de « liste\.csv ».*Source : Mairie de Valombre/s);
    // What is to be looked at comes first; the rest is a link away.
    expect(done.html).toMatch(/aria-current="page"[^>]*>\s*Rejetées/);
    const created = await page(at, `${runPath}?sort=created`);
    expect(created.html).toContain('href="/lieux/la-fanfare"');

    const csv = await at.agent.get(`${runPath}/rapport.csv`);
    expect(csv.body.split('\n')).toEqual([
      '\ufeffLigne;Sort;Raison;À vérifier;Nom;Identifiant;Page',
      '3;Rejetée;sans nom;;;;',
      expect.stringMatching(/^2;Créée;;;La Fanfare;row\/[^;]+;http:\/\/[^/]+\/lieux\/la-fanfare$/),
      expect.stringMatching(/^4;Créée;;;Les Jardins;/),
      '',
    ]);
    const workbook = await app.server.inject({
      url: `${runPath}/rapport.xlsx`,
      headers: { host: `${at.territory.slug}.localhost`, cookie: at.agent.cookie() },
    });
    expect(workbook.headers['content-disposition']).toBe('attachment; filename=chargement-2026-11-24.xlsx');
    const [sheet] = await readXlsxFile(workbook.rawPayload);
    expect(sheet?.data.slice(0, 2)).toEqual([
      ['Ligne', 'Sort', 'Raison', 'À vérifier', 'Nom', 'Identifiant', 'Page'],
      [3, 'Rejetée', 'sans nom', null, null, null, null],
    ]);

    const after = await page(at, '/gestion/chargements');
    expect(after.body).toMatch(/liste\.csv.*Mairie de Valombre.*par Personne.*Fait.*2.*0.*1/s);
    expect(after.body).not.toContain('pas encore chargés');
  });

  it('is told in words what is wrong with a file', async () => {
    const at = await office();
    const none = await send(at, null);
    expect([none.status, none.body]).toEqual([422, expect.stringContaining('Choisissez un fichier.')]);
    const pdf = await send(at, '%PDF-1.7\n', 'liste.csv');
    expect([pdf.status, pdf.body]).toEqual([422, expect.stringMatching(/Ce fichier ne peut pas être chargé : .*PDF/)]);
    const webPage = await send(at, '<!doctype html><script>alert(1)</script>', 'liste.csv');
    expect([webPage.status, webPage.body]).toEqual([422, expect.stringContaining('une page web')]);
  });

  it('finds what they answered again beside what is wrong with it', async () => {
    const at = await office();
    const { location } = await send(at, table('La Fanfare'));
    const sent = {
      rows: 'structures',
      'column.0': 'street',
      'column.1': 'street',
      'column.2': '',
      'constant.0.field': 'postcode',
      source: '',
    };
    const reply = await at.agent.post(location, sent);
    expect(reply.status).toBe(422);
    const body = read(reply.body);
    expect(body).toMatch(/Deux colonnes ne peuvent pas être « Numéro et voie » : changez celle-ci ou « Nom »/);
    expect(body).toContain('Il manque une colonne pour « Nom ».');
    expect(body).toContain('Dites d’où vient ce fichier.');
    expect(body).toContain('Écrivez la réponse, ou choisissez « Rien ».');
    expect(answers(reply.body)).toMatchObject({
      'column.0': 'street',
      'column.1': 'street',
      'column.2': '',
      'constant.0.field': 'postcode',
    });
    expect(read((await at.agent.post(location, { ...sent, source: 'Local' })).body)).toContain('Ce nom est réservé');
    expect((await page(at, location)).body).not.toContain('Voir le dernier essai');
  });

  it('says what the rows are, and the same of all of them', async () => {
    const at = await office();
    const { location } = await send(at, 'Quoi;Où\nLe Fournil;1 rue Haute');
    const places = await page(at, `${location}?lignes=lieux`);
    expect(places.html).toMatch(/aria-current="page"[^>]*>\s*un lieu/);
    expect(places.html).not.toContain('Forme juridique');
    const asked = await at.agent.post(location, {
      ...answers(places.html),
      'column.0': 'name',
      'column.1': 'street',
      'constant.0.field': 'locality',
      'constant.0.value': 'Valombre',
      source: 'Mairie',
    });
    await work(at, asked.location ?? '');
    expect((await page(at, asked.location ?? '')).body).toContain('Le Fournil');
    const again = await page(at, location);
    expect(again.body).toContain('celles de votre dernier essai');
    expect(answers(again.html)).toMatchObject({ rows: 'lieux', 'column.0': 'name', 'constant.0.value': 'Valombre', source: 'Mairie' });
  });

  it('chooses another sheet of a workbook', async () => {
    const at = await office();
    const bytes = await writeXlsxFile([
      {
        sheet: 'Associations',
        data: [
          ['Nom', 'Ville'],
          ['La Fanfare', 'Valombre'],
        ],
      },
      { sheet: 'Vide', data: [['Rien']] },
      {
        sheet: 'Entreprises',
        data: [
          ['Enseigne', 'Ville'],
          ['Le Fournil', 'Valombre'],
        ],
      },
    ]).toBuffer();
    const { location } = await send(at, new Uint8Array(bytes), 'annuaire.xlsx');
    expect((await page(at, location)).body).toMatch(/Feuille du classeur.*Colonne « Nom »/s);
    expect((await at.agent.post(`${location}/feuille`, { sheet: 'Absente' })).status).toBe(422);
    expect(await at.agent.post(`${location}/feuille`, { sheet: 'Entreprises' })).toMatchObject({ status: 303, location });
    expect((await page(at, location)).body).toMatch(/Colonne « Enseigne »/);
  });

  it('asks nothing of the columns of a format that says what everything is', async () => {
    const at = await office();
    const { location } = await send(
      at,
      '{"type":"FeatureCollection","features":[{"type":"Feature","id":"n1","properties":{"name":"Le Fournil","shop":"bakery"},"geometry":{"type":"Point","coordinates":[6,46]}}]}',
      'carte.geojson',
    );
    const { body, html } = await page(at, location);
    expect(body).toMatch(/des lieux, en GeoJSON/);
    expect(body).not.toContain('Ce que dit chaque colonne');
    const asked = await at.agent.post(location, answers(html));
    await work(at, asked.location ?? '');
    expect((await page(at, asked.location ?? '')).body).toContain('Charger cette ligne');
  });
});

describe('a run', () => {
  it('starts once, however often its form is sent; another one is told who is first', async () => {
    const at = await office();
    const colleague = { ...at, agent: await somebody(app, at.territory, { role: 'administrator' }) };
    const first = await preview(at, table('La Fanfare'));
    const second = await preview(colleague, table('La Chorale'), 'Mairie', 'chorales.csv');
    const twice = submission();
    const replies = await Promise.all([
      at.agent.post(`${first}/charger`, {}, { submission: twice }),
      at.agent.post(`${first}/charger`, {}, { submission: twice }),
      colleague.agent.post(`${first}/charger`),
    ]);
    expect(replies.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(new Set(replies.map(({ location }) => location)).size).toBe(1);
    const refused = await colleague.agent.post(`${second}/charger`);
    expect([refused.status, read(refused.body)]).toEqual([
      422,
      expect.stringMatching(/Un chargement est en cours : « liste\.csv », demandé par Personne \d+\. Attendez sa fin/),
    ]);
    await work(at, replies[0]?.location ?? '');
    expect((await colleague.agent.post(`${second}/charger`)).status).toBe(303);
  });

  it('shows how far it is, and is stopped; what was loaded stays', async () => {
    const at = await office();
    const path = await preview(at, table(...Array.from({ length: 3_000 }, (_, index) => `Structure ${index}`)));
    const { location } = await at.agent.post(`${path}/charger`);
    const runPath = location ?? '';
    const reading = work(at, runPath);
    await vi.waitFor(async () => expect((await page(at, runPath)).body).toMatch(/\d+ lignes lues sur 3 000/), { timeout: 20_000 });
    expect((await at.agent.post(`${runPath}/arret`)).status).toBe(303);
    await reading;
    const { body } = await page(at, runPath);
    expect(body).toMatch(/Arrêté par Personne \d+\. Ce qui était déjà chargé le reste\./);
    const loaded = (await names(at)).length;
    expect(loaded).toBeGreaterThan(0);
    expect(loaded).toBeLessThan(3_000);
    const journal = await app.kernel.database
      .kysely<{ 'people.action': { territory_id: string; what: string; actor: string } }>()
      .selectFrom('people.action')
      .select(['what', 'actor'])
      .where('territory_id', '=', at.territory.id)
      .where('what', 'like', 'import.%')
      .execute();
    expect(journal).toEqual([{ what: 'import.started', actor: `account:${at.agent.accountId}` }]);
  }, 60_000);

  it('is read page by page, in English too', async () => {
    const at = await office();
    const path = await preview(at, table(...Array.from({ length: 230 }, (_, index) => `Structure ${index}`)));
    const { location } = await at.agent.post(`${path}/charger`);
    await work(at, location ?? '');
    const first = await page(at, `/en${location}`);
    expect(first.body).toMatch(/Import of “liste\.csv”.*Created\s*230/s);
    expect(first.body).toContain('Structure 99');
    const next = /href="([^"]*sort=created&amp;page=1)"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await page(at, next);
    expect(second.body).toContain('Structure 100');
    expect(second.body).toContain('First lines');
    expect((await page(at, `${location}?sort=created&page=2`)).body).not.toContain('Lignes suivantes');
    for (const odd of ['?sort=x', '?page=-1', '?page=1e9', '?sort=created&page=7', '?sort=missing'])
      expect((await page(at, `${location}${odd}`)).status, odd).toBe(200);
  });
});

it('of another territory is not there', async () => {
  const [at, other] = [await office(), await office()];
  const sent = await send(at, table('La Fanfare'));
  const path = await preview(at, table('La Chorale'));
  for (const address of [sent.location, path, '/gestion/chargements/rien', '/gestion/chargements/fichiers/rien'])
    expect((await page(other, address)).status, address).toBe(404);
  expect((await other.agent.post(`${path}/charger`)).status).toBe(404);
  expect((await other.agent.post(`${path}/arret`)).status).toBe(404);
  expect((await other.agent.post(sent.location, { source: 'x' })).status).toBe(404);
  // A preview has no report of its own.
  expect((await page(at, `${path}/rapport.csv`)).status).toBe(404);
});
