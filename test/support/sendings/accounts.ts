import { sql } from 'kysely';
import { newId } from '../../../src/kernel/ids.ts';
import { invite } from '../../../src/modules/people/index.ts';
import { codeOf } from '../codes.ts';
import { linkTo, tokenIn } from '../letters.ts';
import { PASSWORD, type Somebody } from '../people.ts';
import type { Preparation, World } from './world.ts';

const OTHER = 'cheval agrafe pile correcte';
const security = '/mon-compte/securite';

/** Asks for a letter with a link, and gives what the link holds. */
async function linked(world: World, path: string, email: string): Promise<string> {
  await world.visitor().post(path, { email });
  return tokenIn(await linkTo(world.app, email));
}

/** Somebody who has begun to be asked for codes, and the code that ends it. */
async function beginning(world: World, ...roles: Parameters<World['somebody']>): Promise<{ person: Somebody; code: string }> {
  const person = await world.somebody(...roles);
  await person.post(`${security}/codes`, { password: PASSWORD });
  const page = (await person.get(`${security}/codes/verifier`)).body;
  const key = (/<code>([A-Z2-7 ]+)<\/code>/.exec(page)?.[1] ?? '').replaceAll(' ', '');
  return { person, code: codeOf(key, -1) };
}

/** Somebody who is asked for codes at each sign-in. */
export async function withCodes(world: World, ...roles: Parameters<World['somebody']>): Promise<{ person: Somebody; backup: string }> {
  const { person, code } = await beginning(world, ...roles);
  const done = await person.post(`${security}/codes/verifier`, { code });
  return { person, backup: /<code>([\w-]+)<\/code>/.exec(done.body)?.[1] ?? '' };
}

async function withPasskey(world: World): Promise<{ person: Somebody; passkey: string }> {
  const [person, passkey] = [await world.somebody(), newId()];
  await world.sql(sql`insert into people.passkey (id, account_id, name, public_key, credential_id, counter, device_type, is_backed_up)
    values (${passkey}, ${person.accountId}, 'Téléphone', 'x', ${passkey}, 0, 'multiDevice', true)`);
  return { person, passkey };
}

/** Of accounts and the ways into them. */
export const accountSendings: Readonly<Record<string, Preparation>> = {
  '/connexion': async (world) => {
    const { email } = await world.somebody();
    return { by: world.visitor(), path: '/connexion', fields: { email, password: PASSWORD } };
  },
  '/connexion/lien': async (world) => {
    const { email } = await world.somebody();
    return { by: world.visitor(), path: '/connexion/lien', fields: { email } };
  },
  '/connexion/lien/entrer': async (world) => {
    const { email } = await world.somebody();
    const jeton = await linked(world, '/connexion/lien', email);
    // In another browser than the one that asked for the link.
    return { by: world.visitor(), path: '/connexion/lien/entrer', fields: { jeton, email } };
  },
  '/connexion/mot-de-passe-oublie': async (world) => {
    const { email } = await world.somebody();
    return { by: world.visitor(), path: '/connexion/mot-de-passe-oublie', fields: { email } };
  },
  '/connexion/nouveau-mot-de-passe': async (world) => {
    const { email } = await world.somebody();
    const jeton = await linked(world, '/connexion/mot-de-passe-oublie', email);
    return { by: world.visitor(), path: '/connexion/nouveau-mot-de-passe', fields: { jeton, password: OTHER } };
  },
  '/connexion/code': async (world) => {
    const { person, backup } = await withCodes(world);
    const by = world.visitor();
    await by.post('/connexion', { email: person.email, password: PASSWORD });
    return { by, path: '/connexion/code', fields: { code: backup } };
  },
  '/deconnexion': async (world) => ({ by: await world.somebody(), path: '/deconnexion' }),
  '/inscription': async (world) => ({
    by: world.visitor(),
    path: '/inscription',
    fields: { email: `nouvelle@${world.territory.slug}.example` },
  }),
  '/inscription/confirmer': async (world) => {
    const jeton = await linked(world, '/inscription', `confirmee@${world.territory.slug}.example`);
    return { by: world.visitor(), path: '/inscription/confirmer', fields: { jeton, name: 'Ana Lima', password: OTHER } };
  },
  '/invitation/:code': async (world) => {
    const { app, territory } = world;
    const email = `invitee@${territory.slug}.example`;
    const invitation = { territoryId: territory.id, email, role: 'agent' as const, invitedBy: 'system' };
    const { code } = await app.kernel.database.unit(() => invite(app.kernel, invitation));
    return { by: world.visitor(), path: `/invitation/${code}`, fields: { name: 'Ana Lima', password: OTHER } };
  },
  '/mon-compte': async (world) => ({ by: world.resident, path: '/mon-compte', fields: { name: 'Ana Lima', locale: 'fr' } }),
  '/mon-compte/adresse': async (world) => {
    const person = await world.somebody();
    return { by: person, path: '/mon-compte/adresse', fields: { email: `autre-${person.email}` } };
  },
  '/mon-compte/adresse/confirmer': async (world) => {
    const person = await world.somebody();
    const email = `autre-${person.email}`;
    await person.post('/mon-compte/adresse', { email });
    return { by: person, path: '/mon-compte/adresse/confirmer', fields: { jeton: tokenIn(await linkTo(world.app, email)) } };
  },
  '/mon-compte/appareils': async (world) => {
    const person = await world.somebody();
    await world.visitor().post('/connexion', { email: person.email, password: PASSWORD });
    return { by: person, path: '/mon-compte/appareils', fields: { session: 'others' } };
  },
  '/mon-compte/confirmer': async (world) => ({
    by: await world.somebody(),
    path: '/mon-compte/confirmer',
    fields: { password: PASSWORD },
  }),
  [`${security}/mot-de-passe`]: async (world) => ({
    by: await world.somebody(),
    path: `${security}/mot-de-passe`,
    fields: { old: PASSWORD, password: OTHER },
  }),
  [`${security}/codes`]: async (world) => ({ by: await world.somebody(), path: `${security}/codes`, fields: { password: PASSWORD } }),
  [`${security}/codes/verifier`]: async (world) => {
    const { person, code } = await beginning(world);
    return { by: person, path: `${security}/codes/verifier`, fields: { code } };
  },
  [`${security}/codes/arreter`]: async (world) => {
    const { person } = await withCodes(world);
    return { by: person, path: `${security}/codes/arreter`, fields: { password: PASSWORD } };
  },
  [`${security}/secours`]: async (world) => {
    const { person } = await withCodes(world);
    return { by: person, path: `${security}/secours`, fields: { password: PASSWORD } };
  },
  [`${security}/cles`]: async (world) => {
    const { person, passkey } = await withPasskey(world);
    return { by: person, path: `${security}/cles`, fields: { passkey, name: 'Ordinateur' } };
  },
  [`${security}/cles/retirer`]: async (world) => {
    const { person, passkey } = await withPasskey(world);
    return { by: person, path: `${security}/cles/retirer`, fields: { passkey } };
  },
  [`${security}/fournisseur/retirer`]: async (world) => {
    const [person, id] = [await world.somebody(), newId()];
    await world.sql(sql`insert into people.credential (id, account_id, provider, provider_account, created_at, updated_at)
      values (${id}, ${person.accountId}, 'oidc', ${id}, ${world.app.clock.now()}, ${world.app.clock.now()})`);
    return { by: person, path: `${security}/fournisseur/retirer` };
  },
};
