import { sql } from 'kysely';
import writeXlsxFile from 'write-excel-file/node';
import { importers } from '../../../src/modules/directory/importers/index.ts';
import { readUpload } from '../../../src/modules/directory/importers/uploads/reading.ts';
import { requestPreview, requestRun } from '../../../src/modules/directory/importers/uploads/requests.ts';
import { storeUpload } from '../../../src/modules/directory/importers/uploads/upload.ts';
import type { Preparation, Sending, World } from './world.ts';

const imports = '/gestion/chargements';

async function upload({ app, territory }: World, name: string, bytes: Buffer): Promise<string> {
  const stored = await storeUpload(app.kernel, territory, importers, { name, bytes, actor: 'system' });
  if (stored.outcome !== 'stored') throw new Error(stored.reason);
  return stored.id;
}

const csv = (name: string) => Buffer.from(`Nom;Commune\n${name};Valombre\n`);

/** A preview of one line, worked out. */
async function preview(world: World, name: string): Promise<string> {
  const { app, territory } = world;
  const uploadId = await upload(world, 'a.csv', csv(name));
  const asked = await requestPreview(app.kernel, territory, {
    uploadId,
    source: 'mairie',
    mapping: null,
    isWithin: false,
    actor: 'system',
  });
  const requestId = 'id' in asked ? asked.id : '';
  await readUpload(app.kernel, importers, { territoryId: territory.id, requestId }, new AbortController().signal);
  return requestId;
}

/** A section of the settings, from the state that its page shows. */
async function section(world: World, name: string, fields: Sending['fields'] = {}): Promise<Sending> {
  const path = `/gestion/reglages/${name}`;
  const seen = /name="seen" value="([^"]*)"/.exec((await world.administrator.get(path)).body)?.[1] ?? '';
  return { by: world.administrator, path, fields: { ...fields, seen } };
}

const lettersPath = '/gestion/lettre';
const letter = { audience: 'structures', theme: '', district: '', subject: 'Réunion', body: 'Bonjour.' };

/** A letter that is not sent. */
async function letterPath(world: World): Promise<string> {
  return (await world.administrator.post(`${lettersPath}/ecrire`, letter)).location ?? '';
}

const sites = '/gestion/sites';

/** A site that may show the lists. @returns its id. */
async function allowed({ administrator }: World, address: string): Promise<string> {
  return (await administrator.post(sites, { address })).location?.split('=').at(-1) ?? '';
}

/** Of what is loaded, set and written. */
export const deskSendings: Readonly<Record<string, Preparation>> = {
  [imports]: async (world) => ({
    by: world.administrator,
    path: imports,
    file: { field: 'file', name: 'a.csv', bytes: csv('La Fanfare') },
  }),
  [`${imports}/fichiers/:uploadId`]: async (world) => ({
    by: world.administrator,
    path: `${imports}/fichiers/${await upload(world, 'a.csv', csv('La Chorale'))}`,
    fields: { rows: 'structures', source: 'mairie', 'column.0': 'name', 'column.1': 'locality' },
  }),
  [`${imports}/fichiers/:uploadId/feuille`]: async (world) => {
    const sheets = ['Associations', 'Entreprises'].map((sheet) => ({
      sheet,
      data: [
        ['Nom', 'Ville'],
        ['La Scierie', 'Valombre'],
      ],
    }));
    const id = await upload(world, 'a.xlsx', await writeXlsxFile(sheets).toBuffer());
    return { by: world.administrator, path: `${imports}/fichiers/${id}/feuille`, fields: { sheet: 'Entreprises' } };
  },
  [`${imports}/:requestId/charger`]: async (world) => ({
    by: world.administrator,
    path: `${imports}/${await preview(world, 'La Batucada')}/charger`,
  }),
  // The run that the one before has asked for, or another one.
  [`${imports}/:requestId/arret`]: async (world) => {
    const { app, territory } = world;
    await world.sql(sql`update directory.import_request set state = 'cancelled' where territory_id = ${territory.id} and state = 'queued'`);
    const run = await requestRun(app.kernel, territory, { previewId: await preview(world, 'Le Théâtre'), actor: 'system' });
    return { by: world.administrator, path: `${imports}/${'id' in run ? run.id : ''}/arret` };
  },
  '/gestion/reglages/apparence': (world) => section(world, 'apparence', { name: 'Valombre-sur-Essai', homeMessage: 'Bienvenue.' }),
  '/gestion/reglages/accueil': (world) => section(world, 'accueil', { name: 'La mairie', phone: '04 76 00 00 00' }),
  '/gestion/reglages/mentions-legales': (world) => section(world, 'mentions-legales', { publisher: 'La commune' }),
  '/gestion/reglages/quartiers': (world) => section(world, 'quartiers', { 'district.0.name': 'Le bourg', 'district.0.where': '45.1, 5.7' }),
  '/gestion/reglages/services': (world) => section(world, 'services', { services: ['directory', 'useful-numbers', 'moderation'] }),
  '/gestion/reglages/accessibilite': (world) => section(world, 'accessibilite', { date: '2026-10-01', auditor: 'Un cabinet', rate: '72' }),
  '/gestion/reglages/langues': (world) => section(world, 'langues', { locales: ['en'] }),
  '/gestion/mots': async ({ administrator }) => ({
    by: administrator,
    path: '/gestion/mots',
    fields: { phrase: 'zinzolin', means: 'violet' },
  }),
  '/gestion/mots/:synonymId/retrait': async ({ administrator }) => {
    await administrator.post('/gestion/mots', { phrase: 'incarnat', means: 'rouge' });
    const { body } = await administrator.get('/gestion/mots');
    return { by: administrator, path: /\/gestion\/mots\/[0-9a-f-]{36}\/retrait/.exec(body)?.[0] ?? '' };
  },
  [sites]: async ({ administrator }) => ({ by: administrator, path: sites, fields: { address: 'www.ecole.example' } }),
  [`${sites}/:siteId/retrait`]: async (world) => ({
    by: world.administrator,
    path: `${sites}/${await allowed(world, 'mairie.example')}/retrait`,
  }),
  [`${lettersPath}/ecrire`]: async ({ administrator }) => ({ by: administrator, path: `${lettersPath}/ecrire`, fields: letter }),
  [`${lettersPath}/:letterId/modifier`]: async (world) => ({
    by: world.administrator,
    path: `${await letterPath(world)}/modifier`,
    fields: { ...letter, subject: 'Une autre réunion' },
  }),
  [`${lettersPath}/:letterId/essai`]: async (world) => ({ by: world.administrator, path: `${await letterPath(world)}/essai` }),
  [`${lettersPath}/:letterId/envoi`]: async (world) => {
    const { administrator } = world;
    await world.structure({ email: 'structure@essai.example' });
    const path = await letterPath(world);
    await administrator.post(`${path}/essai`);
    return { by: administrator, path: `${path}/envoi`, fields: { sure: '1' } };
  },
  [`${lettersPath}/:letterId/jeter`]: async (world) => ({ by: world.administrator, path: `${await letterPath(world)}/jeter` }),
};
