import { sql } from 'kysely';
import { raiseFindings } from '../../../src/modules/directory/findings/jobs.ts';
import { editPlace } from '../../../src/modules/directory/subjects/place.ts';
import { addTestPlaces, addTestService } from '../directory.ts';
import { imported } from '../exports.ts';
import type { Somebody } from '../people.ts';
import type { Preparation, World } from './world.ts';

const said = { why: 'misleading', note: 'Ce n’est pas vrai.' };

/** Sends a correction of a new structure; gives the path where its sender follows it, and its item. */
async function sent(world: World, by: Pick<Somebody, 'post'> = world.visitor()): Promise<{ item: string; follow: string }> {
  const { slug } = await world.structure();
  const { location } = await by.post(`/annuaire/${slug}/corriger`, { what: 'facts', phone: '04 76 00 00 02', hours: 'le matin' });
  const follow = location?.replace('?envoye=1', '') ?? '';
  return { follow, item: /[0-9a-f-]{36}/.exec(follow)?.[0] ?? '' };
}

/** The same, about which a moderator has asked something. */
async function questioned(world: World, by?: Pick<Somebody, 'post'>): Promise<string> {
  const { item, follow } = await sent(world, by);
  await world.moderator.post(`/gestion/moderation/${item}`, { event: 'ask', message: 'Depuis quand ?' });
  return follow;
}

/** The last item of a kind. */
const lastOf = (world: World, kind: string) =>
  world.id(sql`select id from moderation.item where territory_id = ${world.territory.id} and kind = ${kind} order by id desc limit 1`);

/** What a source says of a bakery. */
function read(world: World, id: string, name: string, tags: Record<string, string>) {
  const feature = {
    type: 'Feature',
    id,
    properties: { name, shop: 'bakery', ...tags },
    geometry: { type: 'Point', coordinates: [7.42, 43.74] },
  };
  return imported(world.app, world.territory, 'geojson', [JSON.stringify({ type: 'FeatureCollection', features: [feature] })]);
}

const placeNamed = (world: World, name: string) =>
  world.id(sql`select id from directory.place where territory_id = ${world.territory.id} and name = ${name} order by id limit 1`);

/** A page of its own in one of the directory's folders. */
async function slugIn(world: World, folder: 'annuaire' | 'lieux' | 'services'): Promise<string> {
  const { id, slug } = await world.structure();
  if (folder === 'annuaire') return slug;
  if (folder === 'services') return (await addTestService(world.app, world.territory, { name: 'Paniers', organisationId: id })).slug;
  const [place = ''] = await addTestPlaces(world.app, world.territory, { name: 'La boutique' });
  return place;
}

const here = { position: { latitude: 43.74, longitude: 7.42 } };

/** Of the queue, and of those who send to it. */
export const moderationSendings: Readonly<Record<string, Preparation>> = {
  '/gestion/moderation/:id': async (world) => ({
    by: world.moderator,
    path: `/gestion/moderation/${(await sent(world)).item}`,
    fields: { event: 'ask', message: 'Depuis quand ?' },
  }),
  '/gestion/moderation/lot': async (world) => {
    await world.administrator.post('/gestion/moderation/motifs', { correction: 'Invérifiable' });
    const items = [(await sent(world)).item, (await sent(world)).item];
    return {
      by: world.moderator,
      path: '/gestion/moderation/lot',
      fields: { event: 'refuse', item: items, reason: 'Invérifiable' },
    };
  },
  '/gestion/moderation/:id/attribution': async (world) => ({
    by: world.moderator,
    path: `/gestion/moderation/${(await sent(world)).item}/attribution`,
    fields: { me: '1' },
  }),
  '/gestion/moderation/:id/corriger': async (world) => ({
    by: world.moderator,
    path: `/gestion/moderation/${(await sent(world)).item}/corriger`,
    fields: { name: 'Un autre nom', phone: '04 76 00 00 02' },
  }),
  '/gestion/moderation/:id/completer': async (world) => {
    const fields = { subject: 'place', name: 'Le Four à pain', theme: 'food', hours: 'le matin' };
    await world.visitor().post('/proposer', fields);
    return {
      by: world.moderator,
      path: `/gestion/moderation/${await lastOf(world, 'suggestion')}/completer`,
      fields: { name: 'Le Four à pain', kind: 'bakery' },
    };
  },
  '/gestion/moderation/:id/comparer': async (world) => {
    await read(world, 'node/1', 'Le Fournil', { phone: '+33476000001' });
    const id = await placeNamed(world, 'Le Fournil');
    await editPlace(world.app.kernel, world.territory, id, { actor: 'system' }, (facts) => ({ ...facts, phone: '+33476000002' }));
    await read(world, 'node/1', 'Le Fournil', { phone: '+33476000003' });
    return {
      by: world.moderator,
      path: `/gestion/moderation/${await lastOf(world, 'conflict')}/comparer`,
      fields: { 'fact-phone': 'theirs' },
    };
  },
  '/gestion/moderation/:id/reconnaitre': async (world) => {
    await addTestPlaces(world.app, world.territory, { name: 'La Mie', ...here });
    await read(world, 'node/2', 'La Mie', { website: 'https://mie.example' });
    return {
      by: world.moderator,
      path: `/gestion/moderation/${await lastOf(world, 'set-aside')}/reconnaitre`,
      fields: { answer: 'other' },
    };
  },
  '/gestion/moderation/:id/fusionner': async (world) => {
    await addTestPlaces(world.app, world.territory, { name: 'Le Levain', ...here }, { name: 'Le levain', ...here });
    await raiseFindings(world.app.kernel, world.territory.id);
    return {
      by: world.moderator,
      path: `/gestion/moderation/${await lastOf(world, 'duplicate')}/fusionner`,
      fields: { keep: await placeNamed(world, 'Le Levain') },
    };
  },
  '/gestion/moderation/motifs': async (world) => ({
    by: world.administrator,
    path: '/gestion/moderation/motifs',
    fields: { correction: 'Invérifiable', report: 'Rien de tel' },
  }),
  '/mon-espace/envois/:key/reponse': async (world) => ({
    by: world.resident,
    path: `${await questioned(world, world.resident)}/reponse`,
    fields: { message: 'Depuis mardi.' },
  }),
  '/mon-espace/envois/:key/retrait': async (world) => ({
    by: world.resident,
    path: `${(await sent(world, world.resident)).follow}/retrait`,
  }),
  '/suivi/:key/reponse': async (world) => ({
    by: world.visitor(),
    path: `${await questioned(world)}/reponse`,
    fields: { message: 'Depuis mardi.' },
  }),
  '/suivi/:key/retrait': async (world) => ({ by: world.visitor(), path: `${(await sent(world)).follow}/retrait` }),
  '/proposer': async (world) => ({
    by: world.visitor(),
    path: '/proposer',
    fields: { subject: 'place', name: 'Le Moulin', theme: 'food' },
  }),
  '/proposer/relire': async (world) => ({
    by: world.visitor(),
    path: '/proposer/relire',
    fields: { subject: 'place', name: 'Le Moulin', theme: 'food' },
  }),
  '/proposer/modifier': async (world) => ({ by: world.visitor(), path: '/proposer/modifier', fields: { name: 'Le Moulin' } }),
  ...Object.fromEntries(
    (['annuaire', 'lieux', 'services'] as const).flatMap((folder): [string, Preparation][] => [
      [
        `/${folder}/:slug/corriger`,
        async (world) => ({
          by: world.visitor(),
          path: `/${folder}/${await slugIn(world, folder)}/corriger`,
          fields: { what: 'facts', phone: '04 76 00 00 02' },
        }),
      ],
      [
        `/${folder}/:slug/signaler`,
        async (world) => ({ by: world.visitor(), path: `/${folder}/${await slugIn(world, folder)}/signaler`, fields: said }),
      ],
    ]),
  ),
};
