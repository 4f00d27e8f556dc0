import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../test/support/application.ts';
import { addTestPlaces, plainText } from '../../../test/support/directory.ts';
import { type Somebody, somebody, visitor } from '../../../test/support/people.ts';
import { newSubmission } from '../../kernel/http/submission.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import { newId } from '../../kernel/ids.ts';
import { itemById } from './items/queries/items.ts';
import { nextItem } from './items/queries/queue.ts';
import { forgetSenders } from './jobs.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

interface Row {
  id: string;
  state: string;
  title: string;
}

/** What the queue holds, read as the territory's keeper. */
function rowsOf(territory: TerritoryContext): Promise<Row[]> {
  return app.kernel.database.unit(
    async () =>
      (
        await sql<Row>`select id, state, title from moderation.item where territory_id = ${territory.id} order by opened_at, id`.execute(
          app.kernel.database.kysely<never>(),
        )
      ).rows,
    { keeper: territory.id },
  );
}

const proposal = {
  subject: 'place',
  name: 'Le Fournil des Lilas',
  theme: 'food',
  description: 'Du pain au levain',
  street: '3 rue des Lilas',
};

async function place() {
  const territory = await freshTerritory(app.kernel, { services: ['directory'] });
  return territory;
}

/** Sends a suggestion and gives its id, with where its sender follows it. */
async function suggest(territory: TerritoryContext, browser: Pick<Somebody, 'post'>, more: Record<string, string> = {}) {
  const before = (await rowsOf(territory)).map(({ id }) => id);
  const reply = await browser.post('/proposer', { ...proposal, ...more });
  expect(reply.status).toBe(303);
  const created = (await rowsOf(territory)).find(({ id }) => !before.includes(id));
  if (!created) throw new Error('Nothing is in the queue.');
  return { id: created.id, follow: (reply.location ?? '').replace(/\?.*/, '') };
}

describe('a suggestion', () => {
  it('is read again before it is sent, beside what looks like it', async () => {
    const territory = await place();
    await addTestPlaces(app, territory, { name: 'Fournil des Lilas' });
    const reply = await visitor(app, territory).post('/proposer/relire', proposal);
    expect(reply.status).toBe(200);
    const text = plainText(reply.body);
    expect(text).toContain('Est-ce déjà là ?');
    expect(text).toContain('/lieux/fournil-des-lilas');
    expect(await rowsOf(territory)).toEqual([]);
  });

  it('is published by its approval, and its sender sees it', async () => {
    const territory = await place();
    const sender = visitor(app, territory);
    const moderator = await somebody(app, territory, { role: 'moderator' });
    const { id, follow } = await suggest(territory, sender);
    expect(follow).toMatch(/^\/suivi\//);
    expect(plainText((await moderator.get('/gestion/moderation')).body)).toContain('Le Fournil des Lilas');
    expect(plainText((await moderator.get('/gestion')).body)).toContain('1 demande à décider');
    const decided = await moderator.post(`/gestion/moderation/${id}`, { event: 'approve', message: 'Merci beaucoup' });
    expect(decided).toMatchObject({ status: 303, location: `/gestion/moderation?fait=${id}` });
    expect((await sender.get('/lieux/le-fournil-des-lilas')).status).toBe(200);
    const seen = plainText((await sender.get(follow)).body);
    expect(seen).toContain('Votre demande est acceptée.');
    expect(seen).toContain('Merci beaucoup');
    expect(seen).toContain('/lieux/le-fournil-des-lilas');
  });

  it('sent twice is in the queue once', async () => {
    const territory = await place();
    const sender = visitor(app, territory);
    const submission = newSubmission(app.kernel.config.secret, app.clock.now().subtract({ seconds: 60 }));
    const replies = await Promise.all([1, 2, 3].map(() => sender.post('/proposer', proposal, { submission })));
    expect(new Set(replies.map(({ location }) => location)).size).toBe(1);
    expect(await rowsOf(territory)).toHaveLength(1);
  });

  it('of somebody who moderates is published at once', async () => {
    const territory = await place();
    const moderator = await somebody(app, territory, { role: 'moderator' });
    const reply = await moderator.post('/proposer', proposal);
    expect(reply.location).toContain('publie=');
    expect((await moderator.get('/lieux/le-fournil-des-lilas')).status).toBe(200);
    expect(await rowsOf(territory)).toEqual([]);
  });

  it('says its hours in words: somebody writes them as hours before it is published', async () => {
    const territory = await place();
    const moderator = await somebody(app, territory, { role: 'moderator' });
    const { id } = await suggest(territory, visitor(app, territory), { hours: 'du mardi au samedi, le matin' });
    const refused = await moderator.post(`/gestion/moderation/${id}`, { event: 'approve' });
    expect(refused.status).toBe(422);
    expect(plainText((await moderator.get(`/gestion/moderation/${id}/completer`)).body)).toContain('du mardi au samedi, le matin');
    const fields = { name: 'Le Fournil des Lilas', openingHours: 'tous les matins' };
    expect((await moderator.post(`/gestion/moderation/${id}/completer`, fields)).status).toBe(422);
    const decided = await moderator.post(`/gestion/moderation/${id}/completer`, {
      ...fields,
      openingHours: 'Tu-Sa 09:00-12:00',
      kind: 'bakery',
    });
    expect(decided.status).toBe(303);
    const page = plainText((await moderator.get('/lieux/le-fournil-des-lilas')).body);
    expect(page).toContain('Boulangerie');
    expect(page).toContain('9 h');
  });
});

describe('a decision', () => {
  it('is made once by two moderators at the same moment; the second is told, and keeps what was typed', async () => {
    const territory = await place();
    const moderators = [await somebody(app, territory, { role: 'moderator' }), await somebody(app, territory, { role: 'moderator' })];
    const { id } = await suggest(territory, visitor(app, territory));
    const replies = await Promise.all(
      moderators.map((moderator) => moderator.post(`/gestion/moderation/${id}`, { event: 'approve', message: 'Ce que j’ai écrit' })),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([303, 422]);
    const second = plainText(replies.find(({ status }) => status === 422)?.body ?? '');
    expect(second).toContain('a décidé avant vous');
    expect(second).toContain('Ce que j’ai écrit');
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from directory.place where territory_id = ${territory.id}`.execute(
      app.kernel.database.kysely<never>(),
    );
    expect(rows[0]?.n).toBe(1);
  });

  it('refuses for a reason of the list, and no other', async () => {
    const territory = await place();
    const moderator = await somebody(app, territory, { role: 'moderator' });
    const sender = visitor(app, territory);
    const { id, follow } = await suggest(territory, sender);
    expect((await moderator.post(`/gestion/moderation/${id}`, { event: 'refuse' })).status).toBe(422);
    expect((await moderator.post(`/gestion/moderation/${id}`, { event: 'refuse', reason: 'Parce que' })).status).toBe(422);
    const reason = 'C’est déjà dans l’annuaire.';
    expect((await moderator.post(`/gestion/moderation/${id}`, { event: 'refuse', reason })).status).toBe(303);
    expect(plainText((await sender.get(follow)).body)).toContain(`Motif : ${reason}`);
    expect((await sender.get('/lieux/le-fournil-des-lilas')).status).toBe(404);
  });

  it('waits for the answer to a question, which opens it again', async () => {
    const territory = await place();
    const moderator = await somebody(app, territory, { role: 'moderator' });
    const sender = visitor(app, territory);
    const { id, follow } = await suggest(territory, sender);
    expect((await moderator.post(`/gestion/moderation/${id}`, { event: 'ask' })).status).toBe(422);
    await moderator.post(`/gestion/moderation/${id}`, { event: 'ask', message: 'Au numéro 3 ou au 5 ?' });
    expect((await rowsOf(territory))[0]?.state).toBe('in-question');
    expect(plainText((await sender.get(follow)).body)).toContain('Au numéro 3 ou au 5 ?');
    expect((await sender.post(`${follow}/reponse`, { message: '' })).status).toBe(422);
    const answers = await Promise.all([1, 2].map(() => sender.post(`${follow}/reponse`, { message: 'Au 3' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
    expect((await rowsOf(territory))[0]?.state).toBe('open');
    expect(plainText((await moderator.get(`/gestion/moderation/${id}`)).body)).toContain('Au 3');
  });

  it('is not needed any more once its sender takes it back', async () => {
    const territory = await place();
    const sender = await somebody(app, territory);
    const moderator = await somebody(app, territory, { role: 'moderator' });
    const { id, follow } = await suggest(territory, sender);
    expect(follow).toBe(`/mon-espace/envois/${id}`);
    expect(plainText((await sender.get('/mon-espace/envois')).body)).toContain('Le Fournil des Lilas');
    const [taken, decided] = await Promise.all([
      sender.post(`${follow}/retrait`),
      moderator.post(`/gestion/moderation/${id}`, { event: 'refuse', reason: 'C’est déjà dans l’annuaire.' }),
    ]);
    expect([taken.status, decided.status].sort()).toEqual([303, 422]);
  });

  it('of many at once leaves out what somebody else decided meanwhile', async () => {
    const territory = await place();
    const moderator = await somebody(app, territory, { role: 'moderator' });
    const first = await suggest(territory, visitor(app, territory), { name: 'Un' });
    const second = await suggest(territory, visitor(app, territory), { name: 'Deux' });
    const third = await suggest(territory, visitor(app, territory), { name: 'Trois', hours: 'le matin' });
    await moderator.post(`/gestion/moderation/${first.id}`, { event: 'approve' });
    expect((await moderator.post('/gestion/moderation/lot', { event: 'approve' })).status).toBe(422);
    const reply = await moderator.post('/gestion/moderation/lot', { event: 'approve', item: [first.id, second.id, third.id] });
    expect(reply.status).toBe(303);
    const text = plainText((await moderator.get(reply.location ?? '')).body);
    expect(text).toContain('Une demande est décidée');
    expect(text).toContain('l’avait déjà décidée (Acceptée)');
    expect(text).toContain('Trois : ouvrez-la');
    expect((await rowsOf(territory)).map(({ state }) => state)).toEqual(['approved', 'approved', 'open']);
  });

  it('may be handed to a colleague, and to nobody else', async () => {
    const territory = await place();
    const [moderator, colleague] = [
      await somebody(app, territory, { role: 'moderator' }),
      await somebody(app, territory, { role: 'moderator' }),
    ];
    const { id } = await suggest(territory, visitor(app, territory));
    const resident = await somebody(app, territory);
    expect((await moderator.post(`/gestion/moderation/${id}/attribution`, { to: resident.accountId })).status).toBe(422);
    expect((await moderator.post(`/gestion/moderation/${id}/attribution`, { to: colleague.accountId })).status).toBe(303);
    expect(plainText((await colleague.get('/gestion/moderation?mains=moi')).body)).toContain('Le Fournil des Lilas');
    expect(plainText((await moderator.get('/gestion/moderation?mains=moi')).body)).not.toContain('Le Fournil des Lilas');
  });
});

describe('the queue', () => {
  it('is urgent first, then oldest first, in pages that lose and repeat nothing', async () => {
    const territory = await place();
    const moderator = await somebody(app, territory, { role: 'moderator' });
    await app.kernel.database.unit(
      () =>
        sql`insert into moderation.item (territory_id, id, kind, state, is_urgent, title, words, payload, author, opened_at, waiting_since)
          select ${territory.id}, gen_random_uuid(), 'nothing-known', 'open', n % 10 = 0, 'Demande ' || lpad(n::text, 2, '0'), 'demande ' || n, '{}', 'visitor',
            ${app.clock.now()}::timestamptz - n * interval '1 hour', ${app.clock.now()}::timestamptz - n * interval '1 hour'
          from generate_series(1, 60) n`.execute(app.kernel.database.kysely<never>()),
      { keeper: territory.id },
    );
    const titles: string[] = [];
    let path: string | null = '/gestion/moderation';
    while (path !== null) {
      const { body }: { body: string } = await moderator.get(path);
      titles.push(...[...body.matchAll(/data-key-row[^>]*>(Demande \d\d)</g)].map((match) => match[1] ?? ''));
      path =
        /href="([^"]*suite=[^"]+)"[^>]*rel="next"|rel="next"[^>]*href="([^"]*suite=[^"]+)"/
          .exec(body)
          ?.slice(1)
          .find(Boolean)
          ?.replaceAll('&amp;', '&') ?? null;
    }
    const numbers = Array.from({ length: 60 }, (_, index) => 60 - index);
    const expected = [...numbers.filter((n) => n % 10 === 0), ...numbers.filter((n) => n % 10 !== 0)];
    expect(titles).toEqual(expected.map((n) => `Demande ${String(n).padStart(2, '0')}`));
    expect((await moderator.get('/gestion/moderation?q=demande+42')).body.match(/data-key-row/g)).toHaveLength(1);
    expect((await moderator.get('/gestion/moderation?suite=nimporte&age=x&nature=y&etat=constructor')).status).toBe(200);
  });

  it('says how many there are, whatever it is narrowed by', async () => {
    const territory = await place();
    const moderator = await somebody(app, territory, { role: 'moderator' });
    await app.kernel.database.unit(
      () =>
        sql`insert into moderation.item (territory_id, id, kind, state, title, words, payload, author, opened_at, waiting_since, assigned_to, decided_at)
          select ${territory.id}, gen_random_uuid(), case when n % 4 = 0 then 'report' else 'correction' end,
            case when n % 5 = 0 then 'approved' when n % 3 = 0 then 'in-question' else 'open' end, 'Demande ' || n, 'demande ' || n, '{}', 'visitor',
            at, at, case when n % 2 = 0 then ${moderator.accountId}::uuid end, case when n % 5 = 0 then at end
          from generate_series(1, 23) n, lateral (select ${app.clock.now()}::timestamptz - n * interval '1 day' as at) as ages`.execute(
          app.kernel.database.kysely<never>(),
        ),
      { keeper: territory.id },
    );
    const kinds = [...(await moderator.get('/gestion/moderation')).body.matchAll(/<option value="([a-z-]+)"/g)].map(
      (match) => match[1] ?? '',
    );
    expect(kinds).toEqual(expect.arrayContaining(['report', 'correction']));
    for (const kind of ['', 'report', 'correction'])
      for (const state of ['attente', 'nouvelles', 'questions', 'decidees'])
        for (const narrower of ['', 'mains=moi', 'mains=personne', 'age=7', 'q=demande+1']) {
          const { body } = await moderator.get(`/gestion/moderation?nature=${kind}&etat=${state}&${narrower}`);
          const rows = body.match(/data-key-row/g)?.length ?? 0;
          const said = /(\d+) demandes?</.exec(body)?.[1];
          expect.soft([kind, state, narrower, said === undefined ? 0 : Number(said)]).toEqual([kind, state, narrower, rows]);
        }
  });

  it('goes on to the next, past what a colleague took, and from the last to the first', async () => {
    const territory = await place();
    const at = app.clock.now();
    await app.kernel.database.unit(
      async () => {
        const db = app.kernel.database.kysely<never>();
        await sql`insert into moderation.item (territory_id, id, kind, state, is_urgent, assigned_to, title, words, payload, author, opened_at, waiting_since)
          select ${territory.id}, gen_random_uuid(), 'nothing-known', 'open', title = 'urgent', case when title = 'taken' then gen_random_uuid() end,
            title, title, '{}', 'visitor', ${at}::timestamptz - hours * interval '1 hour', ${at}::timestamptz
          from (values ('urgent', 1), ('old', 4), ('taken', 3), ('new', 2)) as sent(title, hours)`.execute(db);
        const { rows } = await sql<{ id: string; title: string }>`
          select id, title from moderation.item where territory_id = ${territory.id}`.execute(db);
        const titles = new Map(rows.map(({ id, title }) => [id, title]));
        const following = new Map<string, string | undefined>();
        for (const { id, title } of rows) {
          const item = await itemById(app.kernel, territory.id, id);
          if (item) following.set(title, titles.get((await nextItem(app.kernel, territory.id, newId(), item)) ?? ''));
        }
        expect(Object.fromEntries(following)).toEqual({ urgent: 'old', old: 'new', taken: 'new', new: 'urgent' });
      },
      { keeper: territory.id },
    );
  });

  it('is of its territory: a moderator of another one finds nothing', async () => {
    const territory = await place();
    const elsewhere = await freshTerritory(app.kernel, { services: ['directory'] });
    const stranger = await somebody(app, elsewhere, { role: 'moderator' });
    const { id, follow } = await suggest(territory, visitor(app, territory));
    expect((await stranger.get(`/gestion/moderation/${id}`)).status).toBe(404);
    expect((await stranger.post(`/gestion/moderation/${id}`, { event: 'approve' })).status).toBe(404);
    expect((await visitor(app, elsewhere).get(follow)).status).toBe(404);
    expect((await rowsOf(territory))[0]?.state).toBe('open');
  });

  it('says the reasons that the territory wrote, once it has written some', async () => {
    const territory = await place();
    const administrator = await somebody(app, territory, { role: 'administrator' });
    const moderator = await somebody(app, territory, { role: 'moderator' });
    expect((await moderator.get('/gestion/moderation/motifs')).status).toBe(404);
    const page = await administrator.get('/gestion/moderation/motifs');
    expect(plainText(page.body)).toContain('C’est déjà dans l’annuaire.');
    await Promise.all(
      ['Trop loin\nTrop tard', 'Trop tôt'].map((suggestion) => administrator.post('/gestion/moderation/motifs', { suggestion })),
    );
    const { id } = await suggest(territory, visitor(app, territory));
    const shown = (await moderator.get(`/gestion/moderation/${id}`)).body;
    expect(shown.includes('Trop loin') || shown.includes('Trop tôt')).toBe(true);
    expect(shown.includes('Trop loin') && shown.includes('Trop tôt')).toBe(false);
    expect(plainText(shown)).not.toContain('C’est déjà dans l’annuaire.');
  });
});

describe('who sent something', () => {
  it('follows it at a signed address, and no other', async () => {
    const territory = await place();
    const { id, follow } = await suggest(territory, visitor(app, territory));
    const signature = follow.split('.')[1] ?? '';
    expect((await visitor(app, territory).get(`/suivi/${id}.${signature.split('').reverse().join('')}`)).status).toBe(404);
    expect((await visitor(app, territory).get(`/suivi/${id}`)).status).toBe(404);
    const other = await suggest(territory, visitor(app, territory));
    expect((await visitor(app, territory).post(`/suivi/${other.id}.${signature}/retrait`)).status).toBe(404);
    expect((await visitor(app, territory).post(`${follow}/retrait`)).status).toBe(303);
    expect((await rowsOf(territory)).find((row) => row.id === id)?.state).toBe('withdrawn');
  });

  it('is known to moderators alone, until a year after the decision', async () => {
    const territory = await place();
    const moderator = await somebody(app, territory, { role: 'moderator' });
    const agent = await somebody(app, territory, { role: 'agent' });
    const { id } = await suggest(territory, visitor(app, territory), {
      sender_name: 'Léa Exemple',
      sender_email: 'lea@exemple.fr',
      note: 'Je suis leur voisine',
    });
    const text = plainText((await moderator.get(`/gestion/moderation/${id}`)).body);
    expect(text).toContain('Léa Exemple');
    expect(text).toContain('lea@exemple.fr');
    expect((await agent.get(`/gestion/moderation/${id}`)).status).toBe(404);
    await moderator.post(`/gestion/moderation/${id}`, { event: 'approve' });
    await forgetSenders(app.kernel, territory.id, 'Europe/Paris');
    expect((await moderator.get(`/gestion/moderation/${id}`)).body).toContain('lea@exemple.fr');
    const later = Object.create(app.kernel, { clock: { value: { now: () => app.clock.now().add({ hours: 24 * 366 }) } } });
    await forgetSenders(later, territory.id, 'Europe/Paris');
    const after = (await moderator.get(`/gestion/moderation/${id}`)).body;
    for (const said of ['Léa Exemple', 'lea@exemple.fr', 'Je suis leur voisine']) expect(after).not.toContain(said);
    expect(after).toContain('Le Fournil des Lilas');
  });
});

describe('the tables', () => {
  const read = (settings: Readonly<Record<string, string>>) =>
    app.kernel.database.unit(async () => {
      const db = app.kernel.database.kysely<never>();
      const items = await sql<{ id: string }>`select id from moderation.item`.execute(db);
      const decisions = await sql<{ item_id: string }>`select item_id from moderation.decision`.execute(db);
      return { items: items.rows.map(({ id }) => id), decisions: decisions.rows.map((row) => row.item_id) };
    }, settings);

  it('give nothing to who says nothing of themselves, on a connection that a moderator used before', async () => {
    const territory = await place();
    const other = await place();
    const sender = await somebody(app, territory);
    const moderator = await somebody(app, territory, { role: 'moderator' });
    const own = await suggest(territory, sender);
    const { id, follow } = await suggest(territory, visitor(app, territory));
    const token = follow.split('/').at(-1)?.split('.')[0] ?? '';
    await moderator.post(`/gestion/moderation/${id}`, { event: 'ask', message: 'Où ?' });
    expect((await read({ moderator: territory.id })).items).toHaveLength(2);
    expect(await read({})).toEqual({ items: [], decisions: [] });
    expect(await read({ territory: territory.id })).toEqual({ items: [], decisions: [] });
    expect(await read({ moderator: other.id, territory: territory.id })).toEqual({ items: [], decisions: [] });
    expect(await read({ territory: territory.id, account: sender.accountId })).toEqual({ items: [own.id], decisions: [] });
    expect(await read({ territory: other.id, account: sender.accountId })).toEqual({ items: [], decisions: [] });
    expect(await read({ territory: territory.id, item: token })).toEqual({ items: [id], decisions: [id] });
    await expect(
      sql`select id from moderation.item`.execute(app.kernel.database.kysely<never>()).then(({ rows }) => rows),
    ).resolves.toEqual([]);
  });

  it('let nobody send in the name of another, nor decide for themselves', async () => {
    const territory = await place();
    const sender = await somebody(app, territory);
    const { id } = await suggest(territory, sender);
    const settings = { territory: territory.id, account: sender.accountId };
    const insert = (author: string | null, state = 'open') =>
      app.kernel.database.unit(
        () =>
          sql`insert into moderation.item (territory_id, id, kind, state, title, words, payload, author, author_account, opened_at, waiting_since, decided_at)
            values (${territory.id}, gen_random_uuid(), 'suggestion', ${state}, 'x', 'x', '{}', 'visitor', ${author}, ${app.clock.now()}, ${app.clock.now()},
              ${state === 'open' ? null : app.clock.now()})`.execute(app.kernel.database.kysely<never>()),
        settings,
      );
    await expect(insert(sender.accountId)).resolves.toBeDefined();
    const another = (await somebody(app, territory)).accountId;
    await expect(insert(another)).rejects.toThrow(/row-level security/);
    await expect(insert(sender.accountId, 'approved')).rejects.toThrow(/row-level security/);
    await expect(
      app.kernel.database.unit(
        () =>
          sql`update moderation.item set state = 'approved', decided_at = ${app.clock.now()} where id = ${id}`.execute(
            app.kernel.database.kysely<never>(),
          ),
        settings,
      ),
    ).rejects.toThrow(/row-level security/);
  });
});
