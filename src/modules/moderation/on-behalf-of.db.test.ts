import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, NOW, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { plainText } from '../../../test/support/directory.ts';
import { lettersTo } from '../../../test/support/letters.ts';
import { PASSWORD, type Somebody, somebody } from '../../../test/support/people.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import { newId } from '../../kernel/ids.ts';
import { addressDigest } from '../../kernel/mail/address.ts';
import { markDeadAddress } from '../../kernel/mail/dead-address.ts';
import { segmentsOf } from '../../kernel/mail/sms-text.ts';
import { grantRole } from '../people/index.ts';
import { forgetSenders } from './jobs.ts';

let app: TestApplication;
let withoutSms: TestApplication;
beforeAll(async () => {
  app = await openTestApplication({ SMS_URL: 'https://jeton@sms.invalid/' });
  withoutSms = await openTestApplication();
});
afterAll(async () => {
  await app.close();
  await withoutSms.close();
});

interface Town {
  at: TestApplication;
  territory: TerritoryContext;
  teamId: string;
  agent: Somebody;
  moderator: Somebody;
}

/** An agent of a team, and who decides on what they send. */
async function town(at = app): Promise<Town> {
  const territory = await freshTerritory(at.kernel, { services: ['directory'] });
  const teamId = newId();
  await sql`insert into people.team (id, territory_id, name, purpose, controller, created_at)
    values (${teamId}, ${territory.id}, 'Action sociale', 'social', 'La commune', ${at.clock.now()})`.execute(
    at.kernel.database.kysely<never>(),
  );
  const agent = await memberOf({ at, territory, teamId });
  return { at, territory, teamId, agent, moderator: await somebody(at, territory, { role: 'moderator' }) };
}

async function memberOf({ at, territory, teamId }: Pick<Town, 'at' | 'territory' | 'teamId'>): Promise<Somebody> {
  const agent = await somebody(at, territory, { role: 'agent' });
  await at.kernel.database.unit(() =>
    grantRole(at.kernel, { territoryId: territory.id, accountId: agent.accountId, role: 'member', teamId }, 'system'),
  );
  return agent;
}

let number = 0;
/** A mobile telephone that nobody else of this file has. */
const mobile = () => `+336123400${String(++number).padStart(2, '0')}`;

/** Writes somebody down and acts for them. @returns the path of their record. */
async function actFor({ at, agent }: Town, facts: Record<string, string>): Promise<string> {
  const added = await agent.post('/gestion/personnes/ajout', { givenName: 'Fatou', familyName: 'Diallo', locale: 'fr', ...facts });
  const path = added.location ?? '';
  expect(path).toMatch(/^\/gestion\/personnes\/[0-9a-f-]{36}$/);
  const today = at.clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate().toString();
  await agent.post(`${path}/mandats`, { purpose: 'suggest', isOldEnough: '1', startsOn: today, endsOn: today });
  const [, mandate = ''] = /mandats\/([0-9a-f-]{36})\/signature/.exec((await agent.get(path)).body) ?? [];
  await agent.post(`${path}/mandats/${mandate}/signature`, { how: 'paper', words: 'Classeur vert' });
  expect((await agent.post(`${path}/mandats/${mandate}/agir`)).status).toBe(303);
  return path;
}

/** Sends a suggestion for whom the agent acts. @returns its id. */
async function suggest({ agent }: Town): Promise<string> {
  const place = { subject: 'place', name: 'Le Fournil des Lilas', theme: 'food', description: 'Du pain', street: '3 rue des Lilas' };
  const [, id = ''] = /^\/mon-espace\/envois\/([0-9a-f-]{36})/.exec((await agent.post('/proposer', place)).location ?? '') ?? [];
  expect(id).not.toBe('');
  return id;
}

const approve = ({ moderator }: Town, id: string) => moderator.post(`/gestion/moderation/${id}`, { event: 'approve' });
const ask = ({ moderator }: Town, id: string) => moderator.post(`/gestion/moderation/${id}`, { event: 'ask', message: 'Depuis quand ?' });

const senderOf = ({ at, territory }: Town, id: string) =>
  at.kernel.database.unit(
    async () => {
      const { rows } = await sql<{ author: string; author_account: string | null; on_behalf_of: string | null }>`
        select author, author_account, on_behalf_of from moderation.item where territory_id = ${territory.id} and id = ${id}`.execute(
        at.kernel.database.kysely<never>(),
      );
      return rows[0];
    },
    { keeper: territory.id },
  );

const onBehalfOf = async (here: Town, id: string) => (await senderOf(here, id))?.on_behalf_of;

describe('a person for whom an agent sent something', () => {
  it('is told by SMS what became of it, once, without an address that asks to sign in; the agent as ever', async () => {
    const here = await town();
    const phone = mobile();
    const path = await actFor(here, { phone, channel: 'text' });
    const id = await suggest(here);
    expect(await onBehalfOf(here, id)).toBe(path.replace('/gestion/personnes/', 'person:'));
    const second = await somebody(app, here.territory, { role: 'moderator' });
    const replies = await Promise.all([approve(here, id), approve({ ...here, moderator: second }, id)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([303, 422]);
    const sent = await lettersTo(app, phone);
    expect(sent.map(({ body }) => body)).toEqual([
      `${here.territory.name} - C'est accepté : Le Fournil des Lilas http://${here.territory.slug}.localhost/lieux/le-fournil-des-lilas`,
    ]);
    expect((await lettersTo(app, here.agent.email)).map(({ subject }) => plainText(subject))).toEqual([
      'C’est accepté : Le Fournil des Lilas',
    ]);
    const record = plainText((await here.agent.get(path)).body);
    expect(record).toContain('C’est accepté : Le Fournil des Lilas');
    expect(record).toContain('Par SMS, le');
    expect(record).toContain('Demande envoyée pour quelqu’un');
  });

  it('is told in one SMS to whom to talk, where something was refused or is asked', async () => {
    const here = await town();
    const phone = mobile();
    await actFor(here, { phone, channel: 'text' });
    const id = await suggest(here);
    await ask(here, id);
    await here.agent.post(`/mon-espace/envois/${id}/reponse`, { message: 'Depuis mars.' });
    const [, reason = ''] = /<option value="([^"]+)">/.exec((await here.moderator.get(`/gestion/moderation/${id}`)).body) ?? [];
    expect((await here.moderator.post(`/gestion/moderation/${id}`, { event: 'refuse', reason })).status).toBe(303);
    const texts = (await lettersTo(app, phone)).map(({ body }) => body);
    expect(texts).toHaveLength(2);
    for (const text of texts) {
      expect(text).toContain('Parlez-en à la personne qui vous accompagne.');
      expect(segmentsOf(text)).toBe(1);
    }
  });

  it('is written to where they prefer an e-mail, in their language', async () => {
    const here = await town();
    const email = `fatou@${here.territory.slug}.example`;
    await actFor(here, { email, phone: mobile(), channel: 'email', locale: 'en' });
    await approve(here, await suggest(here));
    const [letter, ...more] = await lettersTo(app, email);
    expect(more).toEqual([]);
    expect(letter?.subject).toBe('Accepted: Le Fournil des Lilas');
    expect(letter?.body).toContain('Hello Fatou Diallo');
    expect(letter?.body).toContain('A request was made for you');
    expect(letter?.body).toContain('/lieux/le-fournil-des-lilas');
    expect(letter?.body).not.toContain('/mon-espace');
  });

  it('gets an SMS where their address no longer answers', async () => {
    const here = await town();
    const [email, phone] = [`perdue@${here.territory.slug}.example`, mobile()];
    await markDeadAddress(app.kernel, addressDigest(app.kernel.config.secret, email), '5.1.1');
    await actFor(here, { email, phone, channel: 'email' });
    await approve(here, await suggest(here));
    expect(await lettersTo(app, email)).toEqual([]);
    expect(await lettersTo(app, phone)).toHaveLength(1);
  });

  it.each([
    ['who prefers a call', { channel: 'phone', phone: '+33612349999' }, () => app],
    ['whose telephone takes no SMS', { channel: 'text', phone: '+33450000000' }, () => app],
    ['where no provider takes SMS away', { channel: 'text', phone: '+33612349999' }, () => withoutSms],
  ])('%s is on the list of their team until somebody of it has said it', async (_who, facts, at) => {
    const here = await town(at());
    const path = await actFor(here, facts);
    const id = await suggest(here);
    await ask(here, id);
    expect(await lettersTo(here.at, facts.phone)).toEqual([]);
    const colleague = await memberOf(here);
    expect(plainText((await colleague.get('/gestion')).body)).toContain('Une personne à prévenir de vive voix');
    expect(plainText((await colleague.get('/gestion/personnes')).body)).toContain('À prévenir de vive voix');
    const record = await colleague.get(path);
    expect(plainText(record.body)).toContain('Il manque une précision à votre demande : Le Fournil des Lilas');
    const [said = ''] = new RegExp(`${path}/avis/[0-9a-f-]{36}`).exec(record.body) ?? [];
    const stranger = await memberOf({ ...here, teamId: (await town(here.at)).teamId });
    expect((await stranger.post(said)).status).toBe(404);
    const replies = await Promise.all([here.agent.post(said), colleague.post(said)]);
    expect(replies.map(({ location }) => location)).toEqual([path, path]);
    const after = plainText((await colleague.get(path)).body);
    expect(after).toContain('De vive voix, le');
    expect(after.match(/Réponse dite de vive voix/g)).toHaveLength(1);
    expect(plainText((await colleague.get('/gestion')).body)).not.toContain('à prévenir de vive voix');
  });

  it('finds it among their notices once they have an account', async () => {
    const here = await town();
    const phone = mobile();
    const path = await actFor(here, { phone, channel: 'text' });
    const id = await suggest(here);
    const [code = ''] = /[A-Z0-9]{5}-[A-Z0-9]{5}/.exec((await here.agent.post(`${path}/code`)).body) ?? [];
    const person = await somebody(app, here.territory);
    expect((await person.post('/prendre-la-main', { code, familyName: 'Diallo' })).status).toBe(303);
    await approve(here, id);
    expect(plainText((await person.get('/mon-espace/avis')).body)).toContain('C’est accepté : Le Fournil des Lilas');
    expect(await lettersTo(app, phone)).toEqual([]);
  });

  it('who is gone is told nothing, and holds nothing up', async () => {
    const here = await town();
    const phone = mobile();
    const path = await actFor(here, { phone, channel: 'text' });
    const id = await suggest(here);
    await here.agent.post('/gestion/agir/fin');
    await app.kernel.database.unit(
      () =>
        sql`delete from people.person where territory_id = ${here.territory.id} and id = ${path.split('/').at(-1)}`.execute(
          app.kernel.database.kysely<never>(),
        ),
      { keeper: here.territory.id },
    );
    expect((await approve(here, id)).status).toBe(303);
    expect(await lettersTo(app, phone)).toEqual([]);
    expect(await lettersTo(app, here.agent.email)).toHaveLength(1);
  });

  it('has it in their own account once they take it over, of two at once: the agent no longer does, and can leave', async () => {
    const here = await town();
    const path = await actFor(here, { channel: 'desk' });
    const id = await suggest(here);
    await ask(here, id);
    const [code = ''] = /[A-Z0-9]{5}-[A-Z0-9]{5}/.exec((await here.agent.post(`${path}/code`)).body) ?? [];
    const people = [await somebody(app, here.territory), await somebody(app, here.territory)];
    const replies = await Promise.all(people.map((one) => one.post('/prendre-la-main', { code, familyName: 'Diallo' })));
    expect(replies.map(({ status }) => status).sort()).toEqual([303, 422]);
    const [person, other] = replies[0]?.status === 303 ? people : people.toReversed();
    const sent = `/mon-espace/envois/${id}`;
    expect(await Promise.all([person, other, here.agent].map(async (one) => (await one?.get(sent))?.status))).toEqual([200, 303, 303]);
    await here.agent.post('/gestion/agir/fin');
    expect((await here.agent.post('/mon-compte/donnees/effacement', { password: PASSWORD, sure: '1' })).location).toBe('/donnees-effacees');
    expect((await person?.post(`${sent}/reponse`, { message: 'Depuis mars.' }))?.status).toBe(303);
    expect((await approve(here, id)).status).toBe(303);
    expect((await lettersTo(app, person?.email ?? '')).map(({ subject }) => plainText(subject))).toContain(
      'C’est accepté : Le Fournil des Lilas',
    );
    const journal = await somebody(app, here.territory, { role: 'administrator' });
    expect(plainText((await journal.get('/gestion/journal')).body)).toContain('Demande envoyée pour quelqu’un');
    expect((await person?.post('/mon-compte/donnees/effacement', { password: PASSWORD, sure: '1' }))?.location).toBe('/donnees-effacees');
    expect(await senderOf(here, id)).toEqual({ author: 'visitor', author_account: null, on_behalf_of: null });
  });

  it('is untied from it a year after the decision', async () => {
    const here = await town();
    await actFor(here, { channel: 'desk' });
    const id = await suggest(here);
    await approve(here, id);
    try {
      app.clock.set('2027-11-23T09:30:00Z');
      await forgetSenders(app.kernel, here.territory.id, 'Europe/Paris');
      expect(await onBehalfOf(here, id)).toMatch(/^person:/);
      app.clock.set('2027-11-25T09:30:00Z');
      await forgetSenders(app.kernel, here.territory.id, 'Europe/Paris');
      expect(await onBehalfOf(here, id)).toBe(null);
    } finally {
      app.clock.set(NOW);
    }
  });

  it('is named to no moderator', async () => {
    const here = await town();
    await actFor(here, { channel: 'desk' });
    const id = await suggest(here);
    const page = plainText((await here.moderator.get(`/gestion/moderation/${id}`)).body);
    expect(page).toContain('Une personne que son équipe accompagne');
    expect(page).not.toContain('Diallo');
    expect(plainText((await here.agent.get(`/mon-espace/envois/${id}`)).body)).toContain('Voir sa fiche');
  });
});
