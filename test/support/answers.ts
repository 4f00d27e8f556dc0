import { sql } from 'kysely';
import { expect } from 'vitest';
import type { TerritoryContext } from '../../src/kernel/http/visit.ts';
import { answerToken } from '../../src/modules/announcements/answers/token.ts';
import { announcementsById } from '../../src/modules/announcements/queries/announcements.ts';
import { freshTerritory, type TestApplication } from './application.ts';
import { addTestOrganisation, plainText } from './directory.ts';
import { type Somebody, somebody, visitor } from './people.ts';

/** Where the announcements of who is signed in are. */
export const own = '/mon-espace/annonces';

/** What somebody writes who answers. */
export const words = { name: 'Camille Perrin', email: 'camille@exemple.fr', phone: '', body: 'Je suis libre le samedi matin.' };

/** The smallest PDF that is whole. */
export const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n', 'latin1');

/** A form with a file, as a browser sends it. */
export function withFile(fields: Readonly<Record<string, string>>, file: Buffer = pdf): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('document', new Blob([new Uint8Array(file)]), 'cv.pdf');
  return form;
}

const mission = { title: 'Aide aux devoirs', body: 'Une heure avec un enfant.', cause: 'education', rhythm: 'flexible' };
const job = {
  title: 'Aide en cuisine',
  body: 'À la cantine.',
  occupation: '11573',
  contract: 'permanent',
  workTime: 'full',
};

export interface Published {
  territory: TerritoryContext;
  owner: Somebody;
  structureId: string;
  id: string;
  /** Of its public page. */
  path: string;
  received: string;
}

/** A structure's announcement that everybody reads. */
export async function published(
  app: TestApplication,
  more: Readonly<Record<string, string>> = {},
  kind = 'benevolat',
  given?: TerritoryContext,
): Promise<Published> {
  const territory = given ?? (await freshTerritory(app.kernel));
  const { id: structureId } = await addTestOrganisation(app, territory, { name: 'La Ruche' });
  const owner = await somebody(app, territory, { role: 'owner', structureId }, { role: 'moderator' });
  const begun = await owner.post(`${own}/nouvelle/${kind}`, { publisher: structureId, ...(kind === 'benevolat' ? mission : job), ...more });
  expect(begun.status, plainText(begun.body)).toBe(303);
  const id = begun.location?.split('/').at(-1) ?? '';
  expect((await owner.post(`${own}/${id}/envoyer`)).status).toBe(303);
  const announcement = (await announcementsById(app.kernel, territory.id, [id])).get(id);
  return { territory, owner, structureId, id, path: `/annonces/${announcement?.slug}`, received: `${own}/${id}/reponses` };
}

/** Asks the database as the keeper of a territory, whom row-level security lets see all of it. */
export async function rows<Row>(app: TestApplication, territory: TerritoryContext, statement: ReturnType<typeof sql<Row>>): Promise<Row[]> {
  return app.kernel.database.unit(async () => (await statement.execute(app.kernel.database.kysely<never>())).rows, {
    keeper: territory.id,
  });
}

/** The answers that an announcement got, the first first. */
export async function answerIds(app: TestApplication, { territory, id }: Pick<Published, 'territory' | 'id'>): Promise<string[]> {
  const found = await rows(
    app,
    territory,
    sql<{ id: string }>`select id from announcements.answer where announcement_id = ${id} order by id`,
  );
  return found.map((row) => row.id);
}

/** Answers without an account, a job with a file. @returns the answer's id and the link that its letter holds. */
export async function answer(
  app: TestApplication,
  to: Published,
  more: Readonly<Record<string, string>> = {},
): Promise<{ id: string; link: string }> {
  const anyone = visitor(app, to.territory);
  const form = withFile({ ...words, ...more, envoi: anyone.submission() });
  const reply = await anyone.upload(`${to.path}/repondre`, form);
  expect(reply.status, plainText(reply.body)).toBe(303);
  const id = (await answerIds(app, to)).at(-1) ?? '';
  const token = answerToken(app.kernel.config.secret, to.territory.id, { id, side: 'answerer' });
  return { id, link: `/reponses/${token}` };
}

/** Where an answer stands; undefined: it is not there. */
export async function answerState(app: TestApplication, territory: TerritoryContext, id: string): Promise<string | undefined> {
  return (await rows(app, territory, sql<{ state: string }>`select state from announcements.answer where id = ${id}`))[0]?.state;
}
