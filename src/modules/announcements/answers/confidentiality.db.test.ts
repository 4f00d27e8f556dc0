import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, answerState, own, pdf, published, rows, withFile, words } from '../../../../test/support/answers.ts';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { archiveOf } from '../../../../test/support/archive.ts';
import { plainText } from '../../../../test/support/directory.ts';
import { letAct, PASSWORD, type Somebody, somebody, visitor } from '../../../../test/support/people.ts';
import { newId } from '../../../kernel/ids.ts';
import { answerToken } from './token.ts';
import type { Side } from './view-models.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

describe('confidentiality', () => {
  it('shows an answer to nobody else, and takes nothing from them: other structures, staff, that of groupings', async () => {
    const grouping = await freshTerritory(app.kernel, {}, { kind: 'grouping' });
    const trusted = await freshTerritory(app.kernel, {}, { kind: 'grouping' });
    const territory = await freshTerritory(app.kernel, { join: { grouping: trusted.slug } }, { grouping: grouping.slug });
    await letAct(app, territory, trusted);
    const to = await published(app, {}, 'emploi', territory);
    const other = await published(app, { title: 'Autre' }, 'benevolat', territory);
    const resident = await somebody(app, territory);
    const sent = await resident.upload(`${to.path}/repondre`, withFile({ ...words, envoi: resident.submission() }));
    const id = sent.location?.split('/').at(-1) ?? '';
    const strangers: [string, Pick<Somebody, 'get' | 'post'>][] = [
      ['another structure', other.owner],
      ['another resident', await somebody(app, territory)],
    ];
    for (const role of ['administrator', 'moderator', 'agent'] as const) {
      strangers.push([`${role} here`, await somebody(app, territory, { role })]);
      for (const from of [grouping, trusted]) {
        const { email } = await somebody(app, from, { role });
        const here = visitor(app, territory);
        expect((await here.post('/connexion', { email, password: PASSWORD })).status).toBe(303);
        // Where the commune agrees, they are staff here.
        expect((await here.get('/gestion')).status, role).toBe(from === trusted ? 200 : 404);
        strangers.push([`${role} of ${from === trusted ? 'a grouping that may act here' : 'the grouping'}`, here]);
      }
    }
    const answered = '/mon-espace/mes-reponses';
    for (const [name, stranger] of strangers) {
      expect((await stranger.get(to.received)).location, name).toBe(own);
      expect((await stranger.get(`${other.received}/${id}`)).location, name).toBe(own);
      const tries = (one: string) => [
        stranger.get(`${to.received}/${one}`),
        stranger.get(`${to.received}/${one}/fichier`),
        stranger.post(`${to.received}/${one}`, { body: 'Bonjour.' }),
        stranger.post(`${to.received}/${one}/decision`, { event: 'accept' }),
        stranger.get(`${answered}/${one}`),
        stranger.get(`${answered}/${one}/fichier`),
        stranger.post(`${answered}/${one}`, { body: 'Bonjour.' }),
        stranger.post(`${answered}/${one}/retirer`),
      ];
      const theirs = await Promise.all(tries(id));
      expect(theirs, name).toEqual(await Promise.all(tries(newId())));
      const lists = [own, own, own, own, answered, answered, answered, answered];
      expect(
        theirs.map(({ location }) => location),
        name,
      ).toEqual(lists);
    }
    expect(await answerState(app, territory, id)).toBe('new');
    const messages = await rows(app, territory, sql`select 1 from announcements.answer_message where answer_id = ${id}`);
    expect(messages).toHaveLength(1);
    // The same addresses open for the two whose answer it is.
    expect((await resident.get(`${answered}/${id}/fichier`)).status).toBe(200);
    expect((await to.owner.get(`${to.received}/${id}/fichier`)).status).toBe(200);
  });

  it('opens by the link of its letter alone: neither a forged one, nor on another portal, nor for the other side', async () => {
    const grouping = await freshTerritory(app.kernel, {}, { kind: 'grouping' });
    const territory = await freshTerritory(app.kernel, {}, { grouping: grouping.slug });
    const { id, link } = await answer(app, await published(app, {}, 'benevolat', territory), { email: 'huit@exemple.fr' });
    const token = (secret: string, side: Side) => `/reponses/${answerToken(secret, territory.id, { id, side })}`;
    const anyone = visitor(app, territory);
    expect((await anyone.get(link)).status).toBe(200);
    for (const path of [
      token('another secret of forty signs, which is not ours', 'publisher'),
      link.replace('.r.', '.s.'),
      '/reponses/rien',
    ])
      expect((await anyone.get(path)).status).toBe(404);
    expect((await visitor(app, grouping).get(link)).status).toBe(404);
    // Who answers decides nothing.
    expect((await anyone.post(`${link}/decision`, { event: 'accept' })).status).toBe(404);
  });

  it('is given whole to who answered and asks for their data: its words, and its file', async () => {
    const to = await published(app, {}, 'emploi');
    const resident = await somebody(app, to.territory);
    await resident.upload(`${to.path}/repondre`, withFile({ ...words, envoi: resident.submission() }));
    await answer(app, to, { email: 'dix@exemple.fr', body: 'Ce qu’une autre personne écrit.' });
    const { files, page, json } = await archiveOf(app, resident, to.territory);
    expect(plainText(page)).toContain(words.body);
    expect(page).toContain('fichier-1.pdf');
    expect(Buffer.from(files['fichier-1.pdf'] ?? [])).toEqual(pdf);
    expect(json['announcements.answer']).toEqual([expect.objectContaining({ name: words.name, state: 'new' })]);
    expect(json['announcements.answer_message']).toEqual([expect.objectContaining({ body: words.body })]);
    expect(json['announcements.answer_document']).toEqual([expect.objectContaining({ content: 'fichier-1.pdf', byte_count: pdf.length })]);
    expect(Object.keys(files)).toHaveLength(3);
    expect(JSON.stringify(json) + page).not.toContain('une autre personne');
  });

  it('is erased with who answered, file and messages included, and leaves what colleagues wrote without their name', async () => {
    const to = await published(app, {}, 'emploi');
    const resident = await somebody(app, to.territory);
    const sent = await resident.upload(`${to.path}/repondre`, withFile({ ...words, envoi: resident.submission() }));
    const id = sent.location?.split('/').at(-1) ?? '';
    const tables = ['answer_event', 'answer_message', 'answer_document'];
    const left = async (table: string) =>
      (await rows(app, to.territory, sql`select 1 from ${sql.table(`announcements.${table}`)} where answer_id = ${id}`)).length;
    for (const table of tables) expect(await left(table), table).toBe(1);
    expect((await resident.post('/mon-compte/donnees/effacement', { password: PASSWORD, sure: '1' })).status).toBe(303);
    expect(await answerState(app, to.territory, id)).toBeUndefined();
    for (const table of tables) expect(await left(table), table).toBe(0);
    const kept = await answer(app, to, { email: 'neuf@exemple.fr' });
    const colleague = await somebody(app, to.territory, { role: 'editor', structureId: to.structureId });
    await colleague.post(`${to.received}/${kept.id}`, { body: 'Passez jeudi.' });
    await colleague.post('/mon-compte/donnees/effacement', { password: PASSWORD, sure: '1' });
    expect(plainText((await to.owner.get(`${to.received}/${kept.id}`)).body)).toContain('Passez jeudi.');
  });
});
