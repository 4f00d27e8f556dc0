import { sql } from 'kysely';
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
  '/annonces/:slug/signaler': async (world) => {
    const id = (await published(world)).split('/').at(-1);
    const [row] = await world.sql(sql<{ slug: string }>`select slug from announcements.announcement where id = ${id}`);
    return { by: world.visitor(), path: `/annonces/${row?.slug}/signaler`, fields: { why: 'false', note: 'Ce n’est pas vrai.' } };
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
