import { sql } from 'kysely';
import sharp from 'sharp';
import { Temporal } from 'temporal-polyfill';
import { conversationToken } from '../../../src/modules/directory/relay/token.ts';
import { confirmPath } from '../../../src/modules/directory/reminders/token.ts';
import { addTestPlaces } from '../directory.ts';
import { lettersTo } from '../letters.ts';
import type { Somebody } from '../people.ts';
import type { Preparation, Sending, World } from './world.ts';

const space = (id: string) => `/mon-espace/structures/${id}`;
const written = { name: 'Camille', email: 'c@essai.example', body: 'Bonjour, êtes-vous ouverts ?' };
let domains = 0;

/** A structure with a website of its own, which nobody keeps yet, and where it is claimed. */
async function unkept(world: World): Promise<{ id: string; path: string; mailbox: string }> {
  domains += 1;
  const domain = `lavoir-${domains}.example`;
  const { id, slug } = await world.structure({ website: `https://${domain}/` });
  await addTestPlaces(world.app, world.territory, {
    name: 'La boutique',
    organisationId: id,
    street: '2 rue du Lavoir',
    postcode: '38000',
  });
  await world.sql(sql`delete from people.role where structure_id = ${id}`);
  return { id, path: `/annuaire/${slug}/revendiquer`, mailbox: `contact@${domain}` };
}

/** Somebody who waits for an answer to their claim of a structure that nobody keeps, or somebody does. */
async function claimed(world: World, way: 'word' | 'letter' = 'word'): Promise<{ by: Somebody; path: string; claimId: string }> {
  const { path } = await unkept(world);
  const by = await world.somebody();
  await by.post(path, { way, message: 'J’y travaille.' });
  return { by, path, claimId: await lastOf(world, 'directory.claim') };
}

/** A claim of a structure that the owner keeps, which is theirs to answer. */
async function asked(world: World): Promise<string> {
  const { id, slug } = await world.structure();
  await (await world.somebody()).post(`/annuaire/${slug}/revendiquer`, { way: 'word', message: 'J’y travaille.' });
  return `${space(id)}/equipe/demandes/${await lastOf(world, 'directory.claim')}`;
}

const lastOf = (world: World, table: string) =>
  world.id(sql`select id from ${sql.raw(table)} where territory_id = ${world.territory.id} order by id desc limit 1`);

/** The owner, of a page of one more structure. */
async function onPage(world: World, path: string, fields?: Sending['fields']): Promise<Sending> {
  const { id } = await world.structure();
  return { by: world.owner, path: `${space(id)}/pages/${id}${path}`, ...(fields && { fields }) };
}

/** The same, with a draft. */
async function onDraft(world: World, path: string): Promise<Sending> {
  const sending = await onPage(world, path);
  const page = sending.path.slice(0, sending.path.length - path.length);
  await world.owner.post(page, { name: 'Un autre nom', revision: '0', step: 'brouillon' });
  return sending;
}

async function picture(blue: number): Promise<Buffer> {
  return sharp({ create: { width: 600, height: 400, channels: 3, background: { r: 40, g: 90, b: blue } } })
    .jpeg()
    .toBuffer();
}

/** Somebody with a page that has two pictures, and the second of them. */
async function pictured(world: World): Promise<{ path: string; id: string }> {
  const { path } = await onPage(world, '/photos');
  for (const blue of [10, 200]) {
    const form = new FormData();
    form.append('envoi', world.owner.submission());
    form.append('alternative', 'Une devanture');
    form.append('picture', new Blob([new Uint8Array(await picture(blue))]), 'a.jpg');
    await world.owner.upload(path, form);
  }
  return { path, id: await lastOf(world, 'directory.picture') };
}

async function conversation(world: World): Promise<{ structureId: string; id: string }> {
  const { id: structureId, slug } = await world.structure({ email: 'contact@lavoir.example' });
  await world.visitor().post(`/annuaire/${slug}/ecrire`, written);
  return { structureId, id: await lastOf(world, 'directory.conversation') };
}

/** The link by which a structure's mailbox answers. */
async function letterLink(world: World): Promise<string> {
  const key = { territoryId: world.territory.id, id: (await conversation(world)).id, side: 'structure' as const };
  return `/messages/${conversationToken(world.app.kernel.config.secret, key)}`;
}

/** Path of one more structure's team, and one of its editors' roles. */
async function editor(world: World): Promise<{ path: string; role: string }> {
  const { id } = await world.structure();
  await world.somebody({ role: 'editor', structureId: id });
  return {
    path: `${space(id)}/equipe`,
    role: await world.id(sql`select id from people.role where structure_id = ${id} and role = 'editor'`),
  };
}

async function invited(world: World): Promise<{ path: string; id: string }> {
  const { id } = await world.structure();
  const path = `${space(id)}/equipe`;
  await world.owner.post(`${path}/inviter`, { email: `collegue@${id}.example`, role: 'editor' });
  return { path, id: await world.id(sql`select id from people.invitation where structure_id = ${id}`) };
}

/** Of structures: their claims, their space and the messages to them. */
export const directorySendings: Readonly<Record<string, Preparation>> = {
  '/annuaire/:slug/revendiquer': async (world) => {
    const { path, mailbox } = await unkept(world);
    return { by: await world.somebody(), path, fields: { way: 'domain', email: mailbox } };
  },
  '/annuaire/:slug/revendiquer/code': async (world) => {
    const { path, mailbox } = await unkept(world);
    const by = await world.somebody();
    await by.post(path, { way: 'domain', email: mailbox });
    const { body } = (await lettersTo(world.app, mailbox)).at(-1) ?? { body: '' };
    return { by, path: `${path}/code`, fields: { code: /[A-Z0-9]{5}-[A-Z0-9]{5}/.exec(body)?.[0] ?? '' } };
  },
  '/annuaire/:slug/revendiquer/retirer': async (world) => {
    const { by, path } = await claimed(world);
    return { by, path: `${path}/retirer` };
  },
  '/gestion/revendications/:claimId/accepter': async (world) => ({
    by: world.moderator,
    path: `/gestion/revendications/${(await claimed(world)).claimId}/accepter`,
    fields: { role: 'owner' },
  }),
  '/gestion/revendications/:claimId/refuser': async (world) => ({
    by: world.moderator,
    path: `/gestion/revendications/${(await claimed(world)).claimId}/refuser`,
    fields: { reason: 'Nous ne vous connaissons pas.' },
  }),
  '/gestion/revendications/:claimId/lettre': async (world) => ({
    by: world.moderator,
    path: `/gestion/revendications/${(await claimed(world, 'letter')).claimId}/lettre`,
  }),
  '/gestion/moderation/:id/confier': async (world) => {
    const { claimId } = await claimed(world);
    const item = await world.id(sql`select id from moderation.item where payload::text like ${`%${claimId}%`} or once_key = ${claimId}`);
    return { by: world.moderator, path: `/gestion/moderation/${item}/confier`, fields: { role: 'owner' } };
  },
  '/gestion/a-confirmer': async (world) => ({
    by: world.agent,
    path: '/gestion/a-confirmer',
    fields: { holder: (await world.structure()).id },
  }),
  '/mon-espace/structures/:structureId/confirmer': async (world) => ({
    by: world.owner,
    path: `${space((await world.structure()).id)}/confirmer`,
  }),
  '/mon-espace/structures/:structureId/pages/:pageId/historique/:number': async (world) => {
    const sending = await onPage(world, '/historique/0');
    const page = sending.path.replace('/historique/0', '');
    await world.owner.post(page, { name: 'Un autre nom', revision: '0', step: 'publier' });
    return sending;
  },
  '/mon-espace/structures/:structureId/pages/:pageId/etat': (world) => onPage(world, '/etat', { event: 'close' }),
  '/mon-espace/structures/:structureId/pages/:pageId': (world) =>
    onPage(world, '', { name: 'Un autre nom', revision: '0', step: 'publier' }),
  '/mon-espace/structures/:structureId/pages/:pageId/publier': (world) => onDraft(world, '/publier'),
  '/mon-espace/structures/:structureId/pages/:pageId/abandonner': (world) => onDraft(world, '/abandonner'),
  '/mon-espace/structures/:structureId/pages/:pageId/conflit': async (world) => {
    const sending = await onDraft(world, '/conflit');
    const page = sending.path.replace('/conflit', '');
    const [, structureId] = /structures\/([^/]+)/.exec(page) ?? [];
    const colleague = await world.somebody({ role: 'editor', structureId: structureId ?? '' });
    await colleague.post(page, { name: 'Encore un nom', revision: '0', step: 'publier' });
    const shown = (await world.owner.get(sending.path)).body;
    const revision = /name="revision" value="(\d+)"/.exec(shown)?.[1] ?? '';
    return { ...sending, fields: { revision, 'choice.name': 'mine', 'choice.phone': 'mine' } };
  },
  '/mon-espace/structures/:structureId/pages/:pageId/photos': async (world) => ({
    ...(await onPage(world, '/photos', { alternative: 'Une devanture' })),
    file: { field: 'picture', name: 'a.jpg', bytes: await picture(90) },
  }),
  '/mon-espace/structures/:structureId/pages/:pageId/photos/:pictureId': async (world) => {
    const { path, id } = await pictured(world);
    return { by: world.owner, path: `${path}/${id}`, fields: { alternative: 'Une devanture verte' } };
  },
  '/mon-espace/structures/:structureId/pages/:pageId/photos/ordre': async (world) => {
    const { path, id } = await pictured(world);
    return { by: world.owner, path: `${path}/ordre`, fields: { picture_id: id, to: 'earlier' } };
  },
  '/mon-espace/structures/:structureId/pages/:pageId/photos/retirer': async (world) => {
    const { path, id } = await pictured(world);
    return { by: world.owner, path: `${path}/retirer`, fields: { picture_id: id } };
  },
  '/mon-espace/structures/:structureId/equipe/inviter': async (world) => {
    const { id } = await world.structure();
    return { by: world.owner, path: `${space(id)}/equipe/inviter`, fields: { email: `collegue@${id}.example`, role: 'editor' } };
  },
  '/mon-espace/structures/:structureId/equipe/relancer': async (world) => {
    const { path, id } = await invited(world);
    return { by: world.owner, path: `${path}/relancer`, fields: { invitation_id: id } };
  },
  '/mon-espace/structures/:structureId/equipe/annuler': async (world) => {
    const { path, id } = await invited(world);
    return { by: world.owner, path: `${path}/annuler`, fields: { invitation_id: id } };
  },
  '/mon-espace/structures/:structureId/equipe/role': async (world) => {
    const { path, role } = await editor(world);
    return { by: world.owner, path: `${path}/role`, fields: { role_id: role, role: 'owner' } };
  },
  '/mon-espace/structures/:structureId/equipe/retirer': async (world) => {
    const { path, role } = await editor(world);
    return { by: world.owner, path: `${path}/retirer`, fields: { role_id: role } };
  },
  '/mon-espace/structures/:structureId/quitter': async (world) => {
    const { id } = await world.structure();
    return { by: await world.somebody({ role: 'editor', structureId: id }), path: `${space(id)}/quitter` };
  },
  '/mon-espace/structures/:structureId/equipe/demandes/:claimId/accepter': async (world) => ({
    by: world.owner,
    path: `${await asked(world)}/accepter`,
    fields: { role: 'editor' },
  }),
  '/mon-espace/structures/:structureId/equipe/demandes/:claimId/refuser': async (world) => ({
    by: world.owner,
    path: `${await asked(world)}/refuser`,
    fields: { reason: 'Nous ne vous connaissons pas.' },
  }),
  '/annuaire/:slug/ecrire': async (world) => {
    const { slug } = await world.structure({ email: 'contact@lavoir.example' });
    return { by: world.visitor(), path: `/annuaire/${slug}/ecrire`, fields: written };
  },
  '/messages/:token': async (world) => ({ by: world.visitor(), path: await letterLink(world), fields: { body: 'Oui, ce soir.' } }),
  '/messages/:token/signaler': async (world) => ({
    by: world.visitor(),
    path: `${await letterLink(world)}/signaler`,
    fields: { note: 'Ce message est blessant.' },
  }),
  '/mon-espace/structures/:structureId/messages/:conversationId': async (world) => {
    const { structureId, id } = await conversation(world);
    return { by: world.owner, path: `${space(structureId)}/messages/${id}`, fields: { body: 'Oui, ce soir.' } };
  },
  '/mon-espace/structures/:structureId/messages/:conversationId/bloquer': async (world) => {
    const { structureId, id } = await conversation(world);
    return { by: world.owner, path: `${space(structureId)}/messages/${id}/bloquer` };
  },
  '/confirmer/:token': async (world) => {
    const { id } = await world.structure();
    const key = { holderId: id, accountId: world.owner.accountId, writtenOn: Temporal.PlainDate.from('2026-11-24') };
    return { by: world.visitor(), path: confirmPath(world.app.kernel.config.secret, world.territory.id, key, null) };
  },
};
