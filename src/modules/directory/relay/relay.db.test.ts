import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { addTestOrganisation, plainText } from '../../../../test/support/directory.ts';
import { lettersTo, linkTo } from '../../../../test/support/letters.ts';
import { PASSWORD, somebody, visitor } from '../../../../test/support/people.ts';
import { conversationToken, readConversationToken } from './token.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

let number = 0;

async function structure() {
  number += 1;
  const mailbox = `bonjour-${number}@lavoir.example`;
  const territory = await freshTerritory(app.kernel);
  const { id, slug } = await addTestOrganisation(app, territory, { name: 'L’Épicerie du Lavoir', email: mailbox });
  return { territory, id, slug, mailbox, path: `/annuaire/${slug}/ecrire`, space: `/mon-espace/structures/${id}/messages` };
}

const first = { name: 'Camille', email: 'camille@exemple.fr', phone: '', body: 'Êtes-vous ouverts lundi ?' };

describe('writing to a structure', () => {
  it('reaches its mailbox, is answered by the letter’s link, and answered again; no address is told', async () => {
    const { territory, path, mailbox } = await structure();
    const writer = visitor(app, territory);
    expect((await writer.post(path, { ...first, email: `a-${mailbox}` })).location).toBe(`${path}/parti`);
    const [letter] = await lettersTo(app, mailbox);
    expect(plainText(letter?.body ?? '')).toContain(first.body);
    expect(letter?.body).not.toContain(`a-${mailbox}`);
    const link = await linkTo(app, mailbox);
    const desk = visitor(app, territory);
    const page = await desk.get(link);
    expect(plainText(page.body)).toContain(first.body);
    expect(page.body).not.toContain(`a-${mailbox}`);
    expect((await desk.post(link, { body: 'Oui, dès 9 h.' })).location).toBe(link);
    const answer = (await lettersTo(app, `a-${mailbox}`)).at(-1);
    expect(plainText(answer?.body ?? '')).toContain('Oui, dès 9 h.');
    expect(answer?.body).not.toContain(mailbox);
    const back = await linkTo(app, `a-${mailbox}`);
    expect((await writer.get(back)).body).not.toContain(mailbox);
    expect((await writer.post(back, { body: 'Merci !' })).status).toBe(303);
    expect((await lettersTo(app, mailbox)).map(({ body }) => body.includes('Merci'))).toEqual([false, true]);
  });

  it('goes to those who keep it, who answer from its space', async () => {
    const { territory, id, path, space, mailbox } = await structure();
    const owner = await somebody(app, territory, { role: 'owner', structureId: id });
    await visitor(app, territory).post(path, { ...first, email: 'dominique@exemple.fr' });
    expect(await lettersTo(app, mailbox)).toEqual([]);
    expect(plainText((await owner.get('/mon-espace')).body)).toContain('1 message attend une réponse');
    const conversation = await linkTo(app, owner.email);
    expect(conversation.startsWith(space)).toBe(true);
    expect((await owner.post(conversation, { body: 'Oui.' })).location).toBe(conversation);
    expect((await lettersTo(app, 'dominique@exemple.fr')).at(-1)?.body).toContain('Oui.');
    expect(plainText((await owner.get(space)).body)).toContain('Répondu');
  });

  it('passes once, however often the form comes', async () => {
    const { territory, path, mailbox } = await structure();
    const writer = visitor(app, territory);
    const { body } = await writer.get(path);
    const [, submission = ''] = /name="envoi" value="([^"]+)"/.exec(body) ?? [];
    app.clock.set('2026-11-24T09:31:00Z');
    await Promise.all([1, 2, 3].map(() => writer.post(path, { ...first, email: 'f@exemple.fr' }, { submission })));
    app.clock.set('2026-11-24T09:30:00Z');
    expect(await lettersTo(app, mailbox)).toHaveLength(1);
  });

  it('wants a way to answer, and is not there where nobody would read it', async () => {
    const { territory, path } = await structure();
    expect((await visitor(app, territory).post(path, { ...first, email: '' })).status).toBe(422);
    const { slug } = await addTestOrganisation(app, territory, { name: 'Muette' });
    expect((await visitor(app, territory).get(`/annuaire/${slug}/ecrire`)).status).toBe(404);
  });

  it('is stopped by the structure, for this writer and in new conversations', async () => {
    const { territory, id, path, space } = await structure();
    const owner = await somebody(app, territory, { role: 'owner', structureId: id });
    const writer = visitor(app, territory);
    await writer.post(path, { ...first, email: 'lourd@exemple.fr' });
    const conversation = await linkTo(app, owner.email);
    await owner.post(conversation, { body: 'Non.' });
    const link = await linkTo(app, 'lourd@exemple.fr');
    expect((await owner.post(`${conversation}/bloquer`)).location).toBe(space);
    expect((await writer.post(link, { body: 'Encore' })).status).toBe(422);
    expect((await writer.post(path, { ...first, email: 'lourd@exemple.fr' })).status).toBe(422);
    expect((await writer.post(path, { ...first, email: 'autre@exemple.fr' })).status).toBe(303);
  });

  it('keeps what a colleague answered, without their name, once they are erased', async () => {
    const { territory, id, path, space } = await structure();
    const owner = await somebody(app, territory, { role: 'owner', structureId: id });
    const colleague = await somebody(app, territory, { role: 'editor', structureId: id });
    await visitor(app, territory).post(path, { ...first, email: 'h@exemple.fr' });
    const conversation = await linkTo(app, owner.email);
    await colleague.post(conversation, { body: 'Passez jeudi.' });
    expect((await colleague.post('/mon-compte/donnees/effacement', { password: PASSWORD, sure: '1' })).status).toBe(303);
    expect((await owner.get(space)).status).toBe(200);
    expect(plainText((await owner.get(conversation)).body)).toContain('Passez jeudi.');
    const { rows } = await app.kernel.database.unit(
      () =>
        sql<{ actor: string }>`select actor from directory.conversation_message
          where territory_id = ${territory.id} and side = 'structure'`.execute(app.kernel.database.kysely<never>()),
      { keeper: territory.id },
    );
    expect(rows).toEqual([{ actor: 'mailbox' }]);
  });

  it('is slowed down for an address, to whichever structures, and by all together for one of them', async () => {
    const { territory, path, mailbox } = await structure();
    const { slug } = await addTestOrganisation(app, territory, { name: 'Le Relais', email: 'bonjour@relais.example' });
    const flood = Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? path : `/annuaire/${slug}/ecrire`));
    const replies = await Promise.all(flood.map((one) => visitor(app, territory, '192.0.2.210').post(one, first)));
    expect(replies.filter(({ status }) => status === 303)).toHaveLength(8);
    const slowed = replies.filter(({ status }) => status === 422);
    expect(slowed.map(({ body }) => plainText(body).includes('Trop d’envois'))).toEqual([true, true]);
    expect((await lettersTo(app, mailbox)).length + (await lettersTo(app, 'bonjour@relais.example')).length).toBe(8);

    const target = await structure();
    const many = await Promise.all(Array.from({ length: 62 }, () => visitor(app, target.territory).post(target.path, first)));
    expect(many.filter(({ status }) => status === 303)).toHaveLength(60);
    const full = many.filter(({ status }) => status === 422);
    expect(full.map(({ body }) => plainText(body).includes('a reçu beaucoup de messages'))).toEqual([true, true]);
    expect(await lettersTo(app, target.mailbox)).toHaveLength(60);
  });

  it('is told to the moderators where it is abused', async () => {
    const { territory, path, mailbox } = await structure();
    const moderator = await somebody(app, territory, { role: 'moderator' });
    await visitor(app, territory).post(path, { ...first, body: 'Des injures.', email: 'g@exemple.fr' });
    const link = await linkTo(app, mailbox);
    expect((await visitor(app, territory).post(`${link}/signaler`, { note: 'Injures.' })).location).toBe(`${link}/signaler?parti=1`);
    expect(plainText((await moderator.get('/gestion/moderation')).body)).toContain('L’Épicerie du Lavoir');
  });
});

describe('a conversation', () => {
  async function begun() {
    const one = await structure();
    await visitor(app, one.territory).post(one.path, { ...first, email: 'h@exemple.fr' });
    const link = await linkTo(app, one.mailbox);
    const key = readConversationToken(app.kernel.config.secrets, link.split('/').at(-1) ?? '');
    return { ...one, link, conversationId: key?.id ?? '' };
  }

  it('is nobody else’s: other structures, other sides, forged links', async () => {
    const { territory, link, conversationId } = await begun();
    const other = await addTestOrganisation(app, territory, { name: 'Une autre' });
    const stranger = await somebody(app, territory, { role: 'owner', structureId: other.id });
    expect((await stranger.get(`/mon-espace/structures/${other.id}/messages/${conversationId}`)).status).toBe(404);
    const forged = conversationToken('another secret of forty signs, which is not ours', {
      territoryId: territory.id,
      id: conversationId,
      side: 'structure',
    });
    const turned = link.replace('.s.', '.e.');
    for (const path of [`/messages/${forged}`, turned, '/messages/rien'])
      for (const reply of [await stranger.get(path), await stranger.post(path, { body: 'x' })]) expect(reply.status).toBe(404);
  });

  it('is in the space alone once somebody keeps the structure: no letter’s link is a key that a colleague takes along', async () => {
    const { territory, id, path, space, link } = await begun();
    const owner = await somebody(app, territory, { role: 'owner', structureId: id });
    const colleague = await somebody(app, territory, { role: 'editor', structureId: id });
    await visitor(app, territory).post(path, { ...first, email: 'i@exemple.fr' });
    const conversation = await linkTo(app, colleague.email);
    const [, token] = /\/messages\/([\w.-]+\.s\.[\w-]+)\/signaler/.exec((await owner.get(conversation)).body) ?? [];
    await owner.post(`/mon-espace/structures/${id}/equipe/retirer`, { role_id: await roleOf(colleague.accountId) });
    for (const kept of [link, `/messages/${token}`]) {
      const opened = await colleague.get(kept);
      expect([opened.status, opened.location?.startsWith(space)]).toEqual([303, true]);
      expect((await colleague.get(opened.location ?? '')).status).toBe(404);
      expect((await colleague.post(kept, { body: 'Au nom de la structure' })).location).toBe(opened.location);
    }
    expect((await owner.get(conversation)).body).not.toContain('Au nom de la structure');
    expect((await visitor(app, territory).get(`/messages/${token}/signaler`)).status).toBe(200);
  });

  async function roleOf(accountId: string): Promise<string> {
    const { rows } = await sql<{ id: string }>`select id from people.role where account_id = ${accountId}`.execute(
      app.kernel.database.kysely<never>(),
    );
    return rows[0]?.id ?? '';
  }

  it('stays closed to the application without the right settings, on a connection used before', async () => {
    const { territory, id, conversationId } = await begun();
    const elsewhere = await freshTerritory(app.kernel);
    for (const [table, column] of [
      ['conversation', 'id'],
      ['conversation_message', 'conversation_id'],
    ] as const) {
      const seen = async (settings: Record<string, string | string[]>) =>
        (
          await app.kernel.database.unit(
            () =>
              sql`select 1 from ${sql.table(`directory.${table}`)} where ${sql.ref(column)} = ${conversationId}`.execute(
                app.kernel.database.kysely<never>(),
              ),
            settings,
          )
        ).rows.length;
      expect(await seen({ territory: territory.id, structures: [id] })).toBe(1);
      expect(await seen({ territory: territory.id, conversation: conversationId })).toBe(1);
      expect(await seen({})).toBe(0);
      expect(await seen({ territory: territory.id })).toBe(0);
      expect(await seen({ territory: territory.id, moderator: territory.id })).toBe(0);
      expect(await seen({ territory: elsewhere.id, structures: [id] })).toBe(0);
      expect(await seen({ territory: elsewhere.id, conversation: conversationId })).toBe(0);
      expect(await seen({ territory: territory.id, structures: [elsewhere.id] })).toBe(0);
    }
  });
});
