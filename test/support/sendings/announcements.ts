import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { answerToken } from '../../../src/modules/announcements/answers/token.ts';
import type { Side } from '../../../src/modules/announcements/answers/view-models.ts';
import { trustStructure } from '../../../src/modules/announcements/commands/trust.ts';
import { renewalPath } from '../../../src/modules/announcements/renewal/token.ts';
import type { Somebody } from '../people.ts';
import type { Preparation, World } from './world.ts';

const own = '/mon-espace/annonces';

const mission = {
  publisher_name: 'Camille',
  title: 'Une mission',
  body: 'Des bras.',
  cause: 'sport',
  rhythm: 'flexible',
  phone: '04 76 00 00 03',
};

/** An announcement in draft; gives its page. */
async function begun(by: Pick<Somebody, 'post'>): Promise<string> {
  return (await by.post(`${own}/nouvelle/benevolat`, mission)).location ?? '';
}

/** One that is published: a moderator's are so at once. */
async function published(world: World): Promise<string> {
  const path = await begun(world.moderator);
  await world.moderator.post(`${path}/envoyer`);
  return path;
}

const onPublished =
  (page: string): Preparation =>
  async (world) => ({ by: world.moderator, path: `${await published(world)}${page}` });

const message = { body: 'Je suis libre le samedi.' };

/** The public address of an announcement. */
async function addressOf(world: World, path: string): Promise<string> {
  const id = path.split('/').at(-1);
  const [row] = await world.sql(sql<{ slug: string }>`select slug from announcements.announcement where id = ${id}`);
  return `/annonces/${row?.slug}`;
}

/** An answer to a moderator's announcement: by somebody without an account, or by the resident. */
async function answered(
  world: World,
  by: Pick<Somebody, 'post'> = world.visitor(),
  isOfMailbox = false,
): Promise<{ announcement: string; id: string }> {
  const announcement = await published(world);
  if (isOfMailbox) await giveToMailbox(world, announcement);
  await by.post(`${await addressOf(world, announcement)}/repondre`, {
    name: 'Camille',
    email: `c@${world.territory.slug}.example`,
    ...message,
  });
  const id = await world.id(sql`select id from announcements.answer where announcement_id = ${announcement.split('/').at(-1)}`);
  return { announcement, id };
}

/** An announcement is a structure's that nobody keeps, and whose mailbox reads what comes. */
async function giveToMailbox(world: World, announcement: string): Promise<void> {
  const { id } = await world.structure({ email: 'bonjour@essai.example' });
  await world.sql(sql`update people.role set ended_at = granted_at, ended_by = 'system' where structure_id = ${id}`);
  await world.sql(sql`update announcements.announcement set organisation_id = ${id}, author_account = null
    where id = ${announcement.split('/').at(-1)}`);
}

const byLink =
  (side: Side, page: string, fields: Readonly<Record<string, string>> = {}): Preparation =>
  async (world) => {
    const { id } = await answered(world, world.visitor(), side === 'publisher');
    const token = answerToken(world.app.kernel.config.secret, world.territory.id, { id, side });
    return { by: world.visitor(), path: `/reponses/${token}${page}`, fields };
  };

const byAnswerer =
  (page: string, fields: Readonly<Record<string, string>> = {}): Preparation =>
  async (world) => {
    const { id } = await answered(world, world.resident);
    return { by: world.resident, path: `/mon-espace/mes-reponses/${id}${page}`, fields };
  };

const byPublisher =
  (page: string, fields: Readonly<Record<string, string>>): Preparation =>
  async (world) => {
    const { announcement, id } = await answered(world);
    return { by: world.moderator, path: `${announcement}/reponses/${id}${page}`, fields };
  };

/** Takes another answer of the same one back, from the page of one. */
const withdrawingOther =
  (isOwn: boolean): Preparation =>
  async (world) => {
    const by = isOwn ? world.resident : world.visitor();
    const [first, second] = [await answered(world, by), await answered(world, by)];
    const token = answerToken(world.app.kernel.config.secret, world.territory.id, { id: first.id, side: 'answerer' });
    return { by, path: `${isOwn ? `/mon-espace/mes-reponses/${first.id}` : `/reponses/${token}`}/autres`, fields: { other: second.id } };
  };

/** A structure that announces something, as agents see it. */
async function announcing(world: World): Promise<string> {
  const { id } = await world.structure();
  const path = (await world.owner.post(`${own}/nouvelle/benevolat`, { ...mission, publisher: id })).location ?? '';
  await world.owner.post(`${path}/envoyer`);
  return `/gestion/annonces/${id}`;
}

/** Of announcements. */
export const announcementSendings: Readonly<Record<string, Preparation>> = {
  [`${own}/nouvelle/:kind`]: async (world) => ({ by: world.owner, path: `${own}/nouvelle/benevolat`, fields: mission }),
  [`${own}/:id/modifier`]: async (world) => ({
    by: world.owner,
    path: `${await begun(world.owner)}/modifier`,
    fields: { ...mission, title: 'Une autre mission', revision: '1' },
  }),
  [`${own}/:id/envoyer`]: async (world) => ({ by: world.owner, path: `${await begun(world.owner)}/envoyer` }),
  [`${own}/:id/pourvue`]: onPublished('/pourvue'),
  [`${own}/:id/retirer`]: onPublished('/retirer'),
  [`${own}/:id/prolonger`]: onPublished('/prolonger'),
  [`${own}/:id/reprendre`]: onPublished('/reprendre'),
  '/gestion/toutes-les-annonces/sources': async (world) => ({
    by: world.administrator,
    path: '/gestion/toutes-les-annonces/sources',
    fields: { source: 'emplois.example.fr', trust: '1' },
  }),
  '/gestion/toutes-les-annonces/structures': async (world) => {
    const { id } = await world.structure();
    const { kernel } = world.app;
    await kernel.database.unit(() => trustStructure(kernel, world.territory.id, id, 'system'));
    return { by: world.moderator, path: '/gestion/toutes-les-annonces/structures', fields: { structure: id } };
  },
  '/prolonger/:token': async (world) => {
    const id = (await published(world)).split('/').at(-1) ?? '';
    const { kernel } = world.app;
    await world.sql(sql`update announcements.announcement set expires_on = '2026-11-28' where id = ${id}`);
    const key = { id, accountId: world.moderator.accountId, expiresOn: Temporal.PlainDate.from('2026-11-28') };
    return { by: world.visitor(), path: renewalPath(kernel.config.secret, world.territory.id, key) };
  },
  '/annonces/:slug/signaler': async (world) => {
    const id = (await published(world)).split('/').at(-1);
    const [row] = await world.sql(sql<{ slug: string }>`select slug from announcements.announcement where id = ${id}`);
    return { by: world.visitor(), path: `/annonces/${row?.slug}/signaler`, fields: { why: 'false', note: 'Ce n’est pas vrai.' } };
  },
  '/annonces/:slug/repondre': async (world) => ({
    by: world.visitor(),
    path: `${await addressOf(world, await published(world))}/repondre`,
    fields: { name: 'Camille', email: `c@${world.territory.slug}.example`, ...message },
  }),
  '/reponses/:token': byLink('answerer', '', message),
  '/reponses/:token/decision': byLink('publisher', '/decision', { event: 'accept' }),
  '/reponses/:token/retirer': byLink('answerer', '/retirer'),
  '/reponses/:token/autres': withdrawingOther(false),
  '/mon-espace/mes-reponses/:answerId': byAnswerer('', message),
  '/mon-espace/mes-reponses/:answerId/retirer': byAnswerer('/retirer'),
  '/mon-espace/mes-reponses/:answerId/autres': withdrawingOther(true),
  [`${own}/:id/reponses/:answerId`]: byPublisher('', message),
  [`${own}/:id/reponses/:answerId/decision`]: byPublisher('/decision', { event: 'refuse', refusal: 'dates', words: '' }),
  '/gestion/personnes/:personId/annonces': async (world) => {
    const id = (await published(world)).split('/').at(-1) ?? '';
    const person = {
      givenName: 'Fatou',
      familyName: `Diallo ${id}`,
      email: 'f@essai.example',
      locale: 'fr',
      channel: 'email',
      teamId: world.teamId,
    };
    const path = (await world.agent.post('/gestion/personnes/ajout', person)).location ?? '';
    return { by: world.agent, path: `${path}/annonces`, fields: { announcement: id, words: 'Je pense à vous.' } };
  },
  '/gestion/annonces/:organisationId/pause': async (world) => ({
    by: world.agent,
    path: `${await announcing(world)}/pause`,
    fields: { explanation: 'Personne ne répond.' },
  }),
  '/gestion/annonces/:organisationId/reprise': async (world) => {
    const path = await announcing(world);
    await world.agent.post(`${path}/pause`, { explanation: 'Personne ne répond.' });
    return { by: world.agent, path: `${path}/reprise` };
  },
  '/gestion/moderation/:id/publier': async (world) => {
    const { id: organisationId } = await world.structure();
    const path = (await world.owner.post(`${own}/nouvelle/benevolat`, { ...mission, publisher: organisationId })).location ?? '';
    await world.owner.post(`${path}/envoyer`);
    const subject = path.split('/').at(-1);
    const item = await world.id(sql`select id from moderation.item where subject_id = ${subject} and kind = 'announcement'`);
    return { by: world.moderator, path: `/gestion/moderation/${item}/publier`, fields: { trust: '1', message: '' } };
  },
};
