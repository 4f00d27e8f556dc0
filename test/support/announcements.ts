import { expect } from 'vitest';
import type { TerritoryContext } from '../../src/kernel/http/visit.ts';
import { newId } from '../../src/kernel/ids.ts';
import { changeState } from '../../src/modules/announcements/commands/life.ts';
import { beginAnnouncement } from '../../src/modules/announcements/commands/writing.ts';
import type { AnnouncementText } from '../../src/modules/announcements/models.ts';
import { announcementsById } from '../../src/modules/announcements/queries/announcements.ts';
import { freshTerritory, type TestApplication } from './application.ts';
import { addTestOrganisation, plainText } from './directory.ts';
import { type Somebody, somebody } from './people.ts';

const by = { actor: 'system', accountId: newId(), onBehalfOf: null };

/** Publishes an announcement, a flexible mission unless said otherwise, as a moderator's is: at once. @returns its id. */
export async function publishTestAnnouncement(
  { kernel }: TestApplication,
  territory: TerritoryContext,
  { kind = 'volunteering', ...said }: Partial<AnnouncementText> & { kind?: string } = {},
): Promise<string> {
  const text: AnnouncementText = {
    title: 'Une mission',
    body: 'Des bras.',
    facts: { cause: 'sport', rhythm: 'flexible' },
    audience: 'own',
    street: null,
    postcode: null,
    locality: null,
    position: null,
    isRemote: false,
    phone: null,
    onTheSpot: null,
    link: null,
    publishOn: null,
    ...said,
  };
  return kernel.database.unit(async () => {
    const id = await beginAnnouncement(kernel, territory, { kind, text, publisher: { organisationId: null, name: 'La Ruche' } }, by);
    await changeState(kernel, territory, { id, kind, state: 'draft', facts: text.facts }, 'publish', by);
    return id;
  });
}

/** Takes back one that was published. */
export async function withdrawTestAnnouncement({ kernel }: TestApplication, territory: TerritoryContext, id: string): Promise<void> {
  await kernel.database.unit(() =>
    changeState(kernel, territory, { id, kind: 'volunteering', state: 'published', facts: {} }, 'withdraw', by),
  );
}

/** What somebody types who looks for volunteers. */
export const mission = {
  title: 'Aide aux devoirs',
  body: 'Une heure avec un enfant du quartier.\n\nUn goûter ensuite.',
  cause: 'education',
  rhythm: 'regular',
  weekdays: ['saturday'],
  minimumAge: '16',
  locality: 'Essaiville',
  phone: '04 76 00 00 01',
};

/** A structure and who keeps it, in a territory of its own unless one is given. */
export async function keptStructure(
  app: TestApplication,
  territory?: TerritoryContext,
): Promise<{ territory: TerritoryContext; structureId: string; owner: Somebody }> {
  const here = territory ?? (await freshTerritory(app.kernel));
  const { id } = await addTestOrganisation(app, here, { name: 'La Ruche' });
  const owner = await somebody(app, here, { role: 'owner', structureId: id });
  return { territory: here, structureId: id, owner };
}

/** Begins an announcement by its form, a mission unless said otherwise. @returns its id. */
export async function begin(person: Somebody, more: Readonly<Record<string, string | string[]>> = {}, kind = 'benevolat'): Promise<string> {
  const reply = await person.post(`/mon-espace/annonces/nouvelle/${kind}`, { publisher_name: 'Camille', ...mission, ...more });
  expect(reply.status, plainText(reply.body)).toBe(303);
  return reply.location?.split('/').at(-1) ?? '';
}

/** Decides on the item that waits first. @param more `reason`, `message`. */
export async function decide(person: Somebody, event: 'approve' | 'refuse', more: Readonly<Record<string, string>> = {}): Promise<void> {
  const { body } = await person.get('/gestion/moderation');
  const id = /\/gestion\/moderation\/([0-9a-f-]{36})/.exec(body)?.[1];
  const reply = await person.post(`/gestion/moderation/${id}`, { event, message: '', ...more });
  expect(reply.status, plainText(reply.body)).toBe(303);
}

/** Where an announcement stands; undefined: it is not there. */
export async function stateOf(app: TestApplication, territory: TerritoryContext, id: string): Promise<string | undefined> {
  return (await announcementsById(app.kernel, territory.id, [id])).get(id)?.state;
}
