import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, answerState, own, pdf, published, rows, withFile, words } from '../../../../test/support/answers.ts';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { archiveOf } from '../../../../test/support/archive.ts';
import { plainText } from '../../../../test/support/directory.ts';
import { PASSWORD, somebody, visitor } from '../../../../test/support/people.ts';
import { answerToken } from './token.ts';
import type { Side } from './view-models.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

describe('confidentiality', () => {
  it('shows an answer to nobody else: other structures, moderators, administrators, the grouping, forged links', async () => {
    const grouping = await freshTerritory(app.kernel, {}, { kind: 'grouping' });
    const territory = await freshTerritory(app.kernel, {}, { grouping: grouping.slug });
    const to = await published(app, {}, 'benevolat', territory);
    const { id, link } = await answer(app, to, { email: 'huit@exemple.fr' });
    const other = await published(app, { title: 'Autre' }, 'benevolat', territory);
    const strangers = [
      other.owner,
      await somebody(app, territory, { role: 'administrator' }),
      await somebody(app, territory, { role: 'agent' }),
      await somebody(app, territory),
    ];
    for (const stranger of strangers) {
      expect((await stranger.get(to.received)).location).toBe(own);
      expect((await stranger.get(`${to.received}/${id}`)).location).toBe(own);
      expect((await stranger.get(`${other.received}/${id}`)).location).toBe(own);
      expect((await stranger.get(`/mon-espace/mes-reponses/${id}`)).location).toBe('/mon-espace/mes-reponses');
      expect((await stranger.post(`${to.received}/${id}/decision`, { event: 'accept' })).location).toBe(own);
    }
    const boss = await somebody(app, grouping, { role: 'administrator' });
    expect((await boss.get(to.received)).location).toBe(own);
    expect(await answerState(app, territory, id)).toBe('new');
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
