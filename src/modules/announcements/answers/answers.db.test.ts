import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, answerIds, answerState, own, pdf, published, rows, withFile, words } from '../../../../test/support/answers.ts';
import { openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { plainText } from '../../../../test/support/directory.ts';
import { lettersTo, linkTo } from '../../../../test/support/letters.ts';
import { somebody, visitor } from '../../../../test/support/people.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

/** What a page offers to answer with, the strongest first: where it leads, and its words. */
function buttons(body: string): string[][] {
  const [, list = ''] = /<ul class="actions" aria-label="Pour répondre">(.*?)<\/ul>/s.exec(body) ?? [];
  return [...list.matchAll(/<a [^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/gs)].map(([, href = '', words = '']) => [
    href,
    words.replace(/<[^>]*>/g, ''),
  ]);
}

describe('an answer', () => {
  it('goes without an account to who publishes, who reads it, writes and accepts; both see where it stands', async () => {
    const to = await published(app);
    const { territory, owner, path, received } = to;
    const anyone = visitor(app, territory);
    expect(plainText((await anyone.get(path)).body)).toContain('Répondre à cette annonce');
    expect((await anyone.get(`${path}/repondre`)).status).toBe(200);
    const sent = await anyone.post(`${path}/repondre`, { ...words, email: 'un@exemple.fr' });
    expect(sent.location).toBe(`${path}/repondre/partie`);
    expect(plainText((await anyone.get(`${path}/repondre/partie`)).body)).toContain('La Ruche la lit');
    const [letter] = await lettersTo(app, 'un@exemple.fr');
    expect(letter?.subject).toContain('est partie');
    const link = await linkTo(app, 'un@exemple.fr');
    expect(plainText((await anyone.get(link)).body)).toContain('Pas encore lue');

    // The mailbox of who publishes learns that there is one, and nothing of what it says.
    const told = (await lettersTo(app, owner.email)).at(-1);
    expect(told?.subject).toContain('Une réponse à votre annonce');
    expect(`${told?.body}`).not.toContain('samedi');
    expect(plainText((await owner.get('/mon-espace')).body)).toContain('1 réponse à vos annonces attend');
    const page = await linkTo(app, owner.email);
    expect(page.startsWith(received)).toBe(true);
    const read = await owner.get(page);
    expect(plainText(read.body)).toContain('Je suis libre le samedi matin.');
    expect(read.body).not.toContain('un@exemple.fr');
    expect(plainText((await anyone.get(link)).body)).toContain('La Ruche l’a ouverte');

    expect((await owner.post(page, { body: 'Passez jeudi à 17 h.' })).location).toBe(page);
    expect(plainText((await anyone.get(link)).body)).toContain('Passez jeudi à 17 h.');
    expect((await anyone.post(link, { body: 'À jeudi !' })).location).toBe(link);
    expect((await owner.post(`${page}/decision`, { event: 'discuss' })).location).toBe(page);
    expect((await owner.post(`${page}/decision`, { event: 'accept' })).location).toBe(page);
    expect((await lettersTo(app, 'un@exemple.fr')).map(({ subject }) => subject).at(-1)).toContain('C’est oui');
    expect(plainText((await anyone.get(link)).body)).toContain('La Ruche vous attend');
    expect(plainText((await owner.get(received)).body)).toContain('Acceptée');
  });

  it('is refused with a reason that the person reads, and may be taken up again', async () => {
    const to = await published(app);
    const { id, link } = await answer(app, to);
    const page = `${to.received}/${id}`;
    expect((await to.owner.post(`${page}/decision`, { event: 'refuse' })).status).toBe(422);
    expect((await to.owner.post(`${page}/decision`, { event: 'refuse', refusal: 'other', words: '' })).status).toBe(422);
    expect(await answerState(app, to.territory, id)).toBe('seen');
    const said = { event: 'refuse', refusal: 'dates', words: 'Revenez au printemps.' };
    expect((await to.owner.post(`${page}/decision`, said)).status).toBe(303);
    const text = plainText((await visitor(app, to.territory).get(link)).body);
    expect(text).toContain('Les dates ou les horaires ne vont pas');
    expect(text).toContain('Revenez au printemps.');
    expect((await to.owner.post(`${page}/decision`, { event: 'discuss' })).status).toBe(303);
    expect(await answerState(app, to.territory, id)).toBe('in-discussion');
  });

  it('goes to the mailbox of a structure that nobody keeps, which decides by the link of its letter', async () => {
    const to = await published(app);
    const mailbox = `accueil-${to.territory.slug}@ruche.example`;
    await rows(app, to.territory, sql`update directory.organisation set email = ${mailbox} where id = ${to.structureId}`);
    await rows(
      app,
      to.territory,
      sql`update people.role set ended_at = ${app.clock.now()}, ended_by = 'system' where structure_id = ${to.structureId}`,
    );
    const { id } = await answer(app, to, { email: 'deux@exemple.fr' });
    const link = await linkTo(app, mailbox);
    const desk = visitor(app, to.territory);
    expect(plainText((await desk.get(link)).body)).toContain('Je suis libre le samedi matin.');
    // Scanners of mail open links as well: nobody has read it yet.
    expect(await answerState(app, to.territory, id)).toBe('new');
    expect((await desk.post(`${link}/decision`, { event: 'accept' })).location).toBe(link);
    expect(await answerState(app, to.territory, id)).toBe('accepted');
    // It takes nothing back in the other's place.
    expect((await desk.post(`${link}/retirer`)).status).toBe(404);
    // Somebody keeps it from now on: what was mailed before opens nothing.
    await somebody(app, to.territory, { role: 'owner', structureId: to.structureId });
    expect((await desk.get(link)).location).toBe(`${to.received}/${id}`);
    expect((await desk.post(`${link}/decision`, { event: 'cancel' })).location).toBe(`${to.received}/${id}`);
    expect(await answerState(app, to.territory, id)).toBe('accepted');
  });

  it('wants a way to be answered, and takes a whole PDF where the kind takes a file', async () => {
    const to = await published(app, {}, 'emploi');
    const anyone = visitor(app, to.territory);
    expect((await anyone.post(`${to.path}/repondre`, { ...words, email: '' })).status).toBe(422);
    expect((await anyone.post(`${to.path}/repondre`, { ...words, phone: '12' })).status).toBe(422);
    const form = (bytes: Buffer, email: string) => withFile({ ...words, email, envoi: anyone.submission() }, bytes);
    const wrong = await anyone.upload(`${to.path}/repondre`, form(Buffer.from('bonjour'), 'trois@exemple.fr'));
    expect(wrong.status).toBe(422);
    expect(plainText(wrong.body)).toContain('Ce fichier n’est pas un PDF');
    expect((await anyone.upload(`${to.path}/repondre`, form(pdf, 'trois@exemple.fr'))).status).toBe(303);
    const [id = ''] = await answerIds(app, to);
    expect(plainText((await to.owner.get(to.received)).body)).toContain('Joint');
    const file = await to.owner.get(`${to.received}/${id}/fichier`);
    expect(file.body).toBe(pdf.toString());
    const stranger = await somebody(app, to.territory, { role: 'moderator' }, { role: 'administrator' });
    expect((await stranger.get(`${to.received}/${id}/fichier`)).location).toBe(own);
  });

  it('that is taken back leaves who publishes neither its file nor a telephone to call', async () => {
    const to = await published(app, {}, 'emploi');
    const { id, link } = await answer(app, to, { email: '', phone: '06 12 34 56 78' });
    const page = `${to.received}/${id}`;
    expect(plainText((await to.owner.get(page)).body)).toContain('06 12 34 56 78');
    expect((await to.owner.get(`${page}/fichier`)).body).toBe(pdf.toString());
    const anyone = visitor(app, to.territory);
    expect((await anyone.get(`${link}/fichier`)).status).toBe(200);
    // A page of several forms says in the one that was sent why it goes no further.
    const stale = await anyone.post(`${link}/retirer`, { event: 'withdraw' }, { submission: '' });
    expect(stale.status).toBe(422);
    expect(stale.body.match(/était ouverte depuis trop longtemps/g)).toHaveLength(1);
    expect((await anyone.post(`${link}/retirer`)).location).toBe(link);
    for (const gone of [await to.owner.get(`${page}/fichier`), await anyone.get(`${link}/fichier`)]) expect(gone.status).toBe(404);
    const { body } = await to.owner.get(page);
    expect(plainText(body)).toContain('Retirée');
    expect(body).not.toMatch(/tel:|fichier/);
    expect(await rows(app, to.territory, sql`select 1 from announcements.answer_document where answer_id = ${id}`)).toEqual([]);
    expect((await anyone.get(link)).status).toBe(200);
  });

  it('is followed in one’s space by who is signed in, who answers once and takes it back', async () => {
    const to = await published(app);
    const resident = await somebody(app, to.territory);
    const sent = await resident.post(`${to.path}/repondre`, { ...words, email: 'autre@exemple.fr' });
    const page = sent.location ?? '';
    expect(page).toMatch(/^\/mon-espace\/mes-reponses\/[0-9a-f-]{36}$/);
    // The address of the account is the one that was proved to be theirs.
    expect(await lettersTo(app, 'autre@exemple.fr')).toEqual([]);
    expect(plainText((await resident.get(`${to.path}/repondre`)).body)).toContain('Vous avez déjà répondu');
    expect((await resident.post(`${to.path}/repondre`, words)).location).toBe(page);
    expect(await answerIds(app, to)).toHaveLength(1);
    expect(plainText((await resident.get('/mon-espace/mes-reponses')).body)).toContain('Aide aux devoirs');
    expect((await resident.post(`${page}/retirer`)).location).toBe(page);
    expect((await resident.post(`${page}/retirer`)).status).toBe(422);
    expect((await resident.post(page, { body: 'Encore' })).status).toBe(422);
    expect((await lettersTo(app, to.owner.email)).at(-1)?.subject).toContain('est retirée');
    expect((await resident.post(`${to.path}/repondre`, words)).location).not.toBe(page);
  });

  it('comes once, however often the form does', async () => {
    const to = await published(app);
    const writer = visitor(app, to.territory);
    const submission = writer.submission();
    const replies = await Promise.all([1, 2, 3].map(() => writer.post(`${to.path}/repondre`, words, { submission })));
    expect(replies.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(await answerIds(app, to)).toHaveLength(1);
  });

  it('is not there where nobody would read it, or where another site takes answers', async () => {
    const linked = await published(app, { link: 'https://emploi.example/poste' });
    const reader = visitor(app, linked.territory);
    expect((await reader.get(`${linked.path}/repondre`)).status).toBe(404);
    const { body } = await reader.get(linked.path);
    expect(buttons(body)).toEqual([['https://emploi.example/poste', 'Répondre sur leur site']]);
    expect(plainText(body)).not.toContain('Répondre à cette annonce');
    const to = await published(app);
    await to.owner.post(`${own}/${to.id}/pourvue`);
    expect((await visitor(app, to.territory).post(`${to.path}/repondre`, words)).status).toBe(404);
  });

  it('may be given on the spot as well, until it is over', async () => {
    const onTheSpot = 'À l’atelier, le mardi matin.';
    const to = await published(app, { on_the_spot: onTheSpot });
    const reader = visitor(app, to.territory);
    const { body } = await reader.get(to.path);
    expect(body).toContain(`Sur place</h2><p>${onTheSpot}</p>`);
    expect(buttons(body)).toEqual([[`${to.path}/repondre`, 'Répondre à cette annonce']]);
    await to.owner.post(`${own}/${to.id}/pourvue`);
    expect(plainText((await reader.get(to.path)).body)).not.toContain(onTheSpot);
  });

  it('that is accepted offers to take the others back', async () => {
    const first = await published(app);
    const second = await published(app, { title: 'Jardin' }, 'benevolat', first.territory);
    const email = 'quatre@exemple.fr';
    const accepted = await answer(app, first, { email });
    const other = await answer(app, second, { email });
    const elses = await answer(app, second, { email: 'cinq@exemple.fr' });
    await first.owner.post(`${first.received}/${accepted.id}/decision`, { event: 'accept' });
    const anyone = visitor(app, first.territory);
    const { body } = await anyone.get(accepted.link);
    expect(plainText(body)).toContain('Jardin');
    expect(body).not.toContain(elses.id);
    expect((await anyone.post(`${accepted.link}/autres`, { other: [other.id, elses.id] })).location).toBe(accepted.link);
    expect(await answerState(app, first.territory, other.id)).toBe('withdrawn');
    expect(await answerState(app, first.territory, elses.id)).toBe('new');
  });
});
