import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshTerritory, openTestApplication, type TestApplication } from '../../../../test/support/application.ts';
import { archiveOf } from '../../../../test/support/archive.ts';
import { plainText } from '../../../../test/support/directory.ts';
import { lettersTo } from '../../../../test/support/letters.ts';
import { PASSWORD, type Somebody, somebody, visitor } from '../../../../test/support/people.ts';
import { catalogue } from '../../../catalogue.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { locales } from '../../../kernel/i18n/locales.ts';
import { newId } from '../../../kernel/ids.ts';
import { addressDigest } from '../../../kernel/mail/address.ts';
import { deadAddressReason, markDeadAddress } from '../../../kernel/mail/dead-address.ts';
import { ownWork } from '../../../kernel/own-work.ts';
import { heldKinds } from '../../../kernel/privacy/held-kinds.ts';
import { heldTables } from '../../../kernel/privacy/rows.ts';
import { grantRole, invite, portalOf, recordAction, tell } from '../index.ts';
import { peopleSchedule } from '../jobs.ts';
import { teamJoined } from '../notices/kinds.ts';
import { noticeMessages } from '../notices/messages.ts';
import { codeWords, columnWords, technicalColumns } from './column-words.ts';

let app: TestApplication;
beforeAll(async () => {
  app = await openTestApplication();
});
afterAll(() => app.close());

/** How many rows of a table name this account, whatever row-level security says. */
async function rowsOf(territory: TerritoryContext, accountId: string, table: string, column: string): Promise<number> {
  const { rows } = await app.kernel.database.unit(
    () =>
      sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)} where ${sql.ref(column)} = ${accountId}`.execute(
        app.kernel.database.kysely<never>(),
      ),
    { keeper: territory.id },
  );
  return rows[0]?.n ?? 0;
}

const digestOf = ({ email }: Somebody) => addressDigest(app.kernel.config.secret, email);

/** Themselves as the territory knows them. */
async function addPerson(territory: TerritoryContext, accountId: string): Promise<void> {
  const now = app.clock.now();
  await app.kernel.database.unit(
    () =>
      sql`insert into people.person (territory_id, id, account_id, given_name, family_name, phone, created_by, created_at, updated_at)
        values (${territory.id}, ${newId()}, ${accountId}, 'Ada', 'Lemoine', '+33600000000', ${`account:${accountId}`}, ${now}, ${now})`.execute(
        app.kernel.database.kysely<never>(),
      ),
    { territory: territory.id, account: accountId },
  );
}

describe('the privacy page', () => {
  it.each(locales)('tells each kind of data that a module or the kernel holds: what, why, until when (%s)', async (locale) => {
    const territory = await freshTerritory(app.kernel);
    const page = plainText((await visitor(app, territory).get(`${locale === 'fr' ? '' : `/${locale}`}/confidentialite`)).body);
    const kinds = heldKinds(catalogue, locale);
    expect(new Set(kinds.map(({ kind }) => kind.split('.')[0])).size).toBeGreaterThan(5);
    for (const { kind, name, why, until } of kinds) for (const words of [name, why, until]) expect(page, kind).toContain(plainText(words));
  });
});

describe('receiving one’s data', () => {
  it('gives all that names one, in words and for a program, without secrets nor others', async () => {
    const territory = await freshTerritory(app.kernel);
    const person = await somebody(app, territory, { role: 'moderator' });
    const other = await somebody(app, territory);
    await addPerson(territory, person.accountId);
    await addPerson(territory, other.accountId);
    await person.post('/connexion/mot-de-passe-oublie', { email: person.email });
    const [letter] = await lettersTo(app, person.email);
    await markDeadAddress(app.kernel, digestOf(person), '5.1.1');
    const { page, json, headers } = await archiveOf(app, person, territory);
    expect(headers['content-disposition']).toContain('mes-donnees.zip');
    expect(headers['cache-control']).toContain('no-store');
    expect(Object.keys(json)).toEqual(
      expect.arrayContaining(['people.account', 'people.credential', 'people.session', 'people.role', 'people.person', 'people.action']),
    );
    expect(plainText(page)).toContain('Lemoine');
    expect(json['kernel.message']).toEqual([expect.objectContaining({ subject: letter?.subject, recipient: person.email })]);
    expect(json['kernel.submission']).toEqual([expect.objectContaining({ sender: `account:${person.accountId}` })]);
    expect(json['kernel.dead_address']).toEqual([{ reason: '5.1.1', since: app.clock.now().toString() }]);
    expect(plainText(page)).toContain(plainText(letter?.subject ?? 'none'));
    expect(page).toContain('<html lang="fr">');
    // Neither ids nor the words of our tables.
    expect(plainText(page)).not.toMatch(/account:|[0-9a-f]{8}-[0-9a-f]{4}-|is_|moderator|role\.granted/);
    const text = JSON.stringify(json) + page;
    expect(text).toContain(person.email);
    expect(text).not.toContain(other.email);
    expect(JSON.stringify(json['people.credential'])).not.toContain('password');
    expect(JSON.stringify(json['people.session'])).not.toContain('token');
  });

  it('tells each column in words, or leaves it to the file for programs on purpose', async () => {
    const held = heldTables(catalogue);
    const { rows } = await sql<{ table: string; column: string }>`
      select table_schema || '.' || table_name as "table", column_name as "column" from information_schema.columns
      where table_schema || '.' || table_name = any(${held.map(({ name }) => name)})`.execute(app.kernel.database.kysely<never>());
    const untold = rows.filter(
      ({ table, column }) =>
        !/(^|_)id$/.test(column) &&
        !held.some(({ name, table: { withheld } }) => name === table && withheld?.includes(column)) &&
        !technicalColumns.has(column) &&
        columnWords(column, 'fr') === null,
    );
    expect(untold).toEqual([]);
    const told = [...technicalColumns].filter((column) => columnWords(column, 'fr') !== null);
    expect(told).toEqual([]);
  });

  it('tells the codes that a table allows in words, in every language', async () => {
    const held = heldTables(catalogue);
    const { rows } = await sql<{ table: string; column: string; rule: string }>`
      select c.oid::regclass::text as "table", a.attname::text as "column", pg_get_constraintdef(o.oid) as rule
      from pg_constraint o join pg_class c on c.oid = o.conrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = o.conkey[1]
      where o.contype = 'c' and cardinality(o.conkey) = 1 and c.oid = any(${held.map(({ name }) => name)}::regclass[])`.execute(
      app.kernel.database.kysely<never>(),
    );
    const raw: string[] = [];
    for (const { table, column, rule } of rows.filter((one) => !technicalColumns.has(one.column) && one.rule.includes('= ANY (ARRAY['))) {
      for (const [, code = ''] of rule.matchAll(/'([^']+)'::text/g))
        for (const locale of locales)
          if (codeWords(column, code, locale, catalogue) === code) raw.push(`${table}.${column} ${code} ${locale}`);
    }
    expect(rows.length).toBeGreaterThan(20);
    expect(raw).toEqual([]);
  });

  it('tells what was done, what was asked and what was told as its reader would say it', async () => {
    const territory = await freshTerritory(app.kernel);
    const person = await somebody(app, territory, { role: 'agent' });
    await person.post('/connexion/mot-de-passe-oublie', { email: person.email });
    await tell(app.kernel, portalOf(app.kernel.config, territory), {
      to: { accountId: person.accountId },
      key: `people.team:${newId()}`,
      kind: teamJoined,
      words: { key: 'people.notice.unread', values: { n: 3 } },
      messages: noticeMessages,
      path: null,
    });
    const page = plainText((await archiveOf(app, person, territory)).page).replace(/<[^>]+>/g, ' ');
    for (const words of ['Choisir un nouveau mot de passe', 'Mot de passe', '3 avis non lus', 'Rôle donné', teamJoined.label('fr')])
      expect(page).toContain(words);
    expect(page).not.toMatch(/\breset\b|\bagent\b|role\.|people\.|structureId|word_values|waiting/);
  });

  it('wants the password, and says nothing without it', async () => {
    const territory = await freshTerritory(app.kernel);
    const person = await somebody(app, territory);
    const reply = await person.post('/mon-compte/donnees', { password: 'pas le bon du tout' });
    expect(reply.status).toBe(422);
    expect(plainText(reply.body)).toContain('pas votre mot de passe');
  });
});

describe('who has no password', () => {
  it('receives and erases their data after a fresh sign-in', async () => {
    const territory = await freshTerritory(app.kernel);
    const person = await somebody(app, territory);
    await sql`delete from people.credential where account_id = ${person.accountId}`.execute(app.kernel.database.kysely<never>());
    const before = app.clock.now();
    expect((await person.get('/mon-compte/donnees')).body).not.toContain('type="password"');
    expect((await person.post('/mon-compte/donnees')).status).toBe(200);
    try {
      app.clock.set(before.add({ minutes: 16 }).toString());
      const back = '/mon-compte/confirmer?vers=%2Fmon-compte%2Fdonnees';
      expect(plainText((await person.get('/mon-compte/donnees')).body)).toContain('nous vous demanderons d’abord');
      expect((await person.post('/mon-compte/donnees')).location).toBe(back);
      expect((await person.post('/mon-compte/donnees/effacement', { sure: '1' })).location).toBe(back);
      expect(await rowsOf(territory, person.accountId, 'people.account', 'id')).toBe(1);
    } finally {
      app.clock.set(before.toString());
    }
    expect((await person.post('/mon-compte/donnees/effacement', { sure: '1' })).location).toBe('/donnees-effacees');
    expect(await rowsOf(territory, person.accountId, 'people.account', 'id')).toBe(0);
  });
});

describe('who worked for others', () => {
  it('neither receives what they wrote down of them, nor takes it along', async () => {
    const territory = await freshTerritory(app.kernel);
    const [agent, resident] = [await somebody(app, territory, { role: 'agent' }), await somebody(app, territory)];
    const db = app.kernel.database;
    const id = newId();
    const [now, actor] = [app.clock.now(), `account:${agent.accountId}`];
    await db.unit(
      async () => {
        // At the agent's own mailbox, as it is for who has none.
        await sql`insert into people.person (territory_id, id, account_id, given_name, family_name, email, phone, created_by, created_at, updated_at)
          values (${territory.id}, ${id}, ${resident.accountId}, 'Fatou', 'Diallo', ${agent.email}, '+33600000001', ${actor}, ${now}, ${now})`.execute(
          db.kysely<never>(),
        );
        await grantRole(app.kernel, { territoryId: territory.id, accountId: resident.accountId, role: 'moderator' }, actor);
        await invite(app.kernel, { territoryId: territory.id, email: 'collegue@exemple.fr', role: 'agent', invitedBy: actor });
      },
      { territory: territory.id, account: resident.accountId },
    );
    const { page, json } = await archiveOf(app, agent, territory);
    expect(JSON.stringify(json) + page).not.toMatch(/Diallo|collegue@exemple/);
    expect(JSON.stringify(json['people.role'])).not.toContain(resident.accountId);

    expect((await agent.post('/mon-compte/donnees/effacement', { password: PASSWORD, sure: '1' })).location).toBe('/donnees-effacees');
    expect(await rowsOf(territory, resident.accountId, 'people.person', 'account_id')).toBe(1);
    expect(await rowsOf(territory, resident.accountId, 'people.role', 'account_id')).toBe(1);
    expect((await resident.get('/gestion/moderation')).status).toBe(200);
    const { rows } = await sql`select from people.invitation where territory_id = ${territory.id}`.execute(db.kysely<never>());
    expect(rows).toHaveLength(1);
  });
});

describe('erasing oneself', () => {
  it('leaves nothing that names one but what the law wants kept, and ends every session', async () => {
    const territory = await freshTerritory(app.kernel);
    const person = await somebody(app, territory, { role: 'moderator' }, { role: 'administrator' });
    await somebody(app, territory, { role: 'administrator' });
    await addPerson(territory, person.accountId);
    const elsewhere = visitor(app, territory);
    await elsewhere.post('/connexion', { email: person.email, password: PASSWORD });
    expect((await elsewhere.get('/mon-espace')).status).toBe(200);
    await elsewhere.post('/connexion/mot-de-passe-oublie', { email: person.email });
    await sql`update kernel.message set state = 'kept', settled_at = created_at where recipient = ${person.email}`.execute(
      app.kernel.database.kysely<never>(),
    );

    await markDeadAddress(app.kernel, digestOf(person), '5.1.1');
    const actor = `account:${person.accountId}`;
    expect(await rowsOf(territory, actor, 'kernel.submission', 'sender')).toBeGreaterThan(0);

    const sure = await person.post('/mon-compte/donnees/effacement', { password: PASSWORD });
    expect(sure.status).toBe(422);
    const erased = await person.post('/mon-compte/donnees/effacement', { password: PASSWORD, sure: '1' });
    expect([erased.status, erased.location]).toEqual([303, '/donnees-effacees']);

    for (const [table, column] of [
      ['people.account', 'id'],
      ['people.credential', 'account_id'],
      ['people.session', 'account_id'],
      ['people.role', 'account_id'],
      ['people.person', 'account_id'],
    ] as const)
      expect(await rowsOf(territory, person.accountId, table, column), table).toBe(0);
    expect(await rowsOf(territory, actor, 'kernel.submission', 'sender')).toBe(0);
    expect(await deadAddressReason(app.kernel, digestOf(person))).toBeNull();
    expect(await rowsOf(territory, person.accountId, 'people.action', 'subject_id')).toBeGreaterThan(0);
    // What tells of the erasure is still to leave.
    expect((await lettersTo(app, person.email)).map(({ subject }) => subject)).toEqual([expect.stringContaining('effacé')]);
    expect((await elsewhere.get('/mon-espace')).location).toMatch(/^\/connexion/);
    expect((await visitor(app, territory).post('/connexion', { email: person.email, password: PASSWORD })).status).toBe(422);
  });

  it('does it once, however often it is asked at the same moment', async () => {
    const territory = await freshTerritory(app.kernel);
    const person = await somebody(app, territory);
    const replies = await Promise.all(
      Array.from({ length: 4 }, () => person.post('/mon-compte/donnees/effacement', { password: PASSWORD, sure: '1' })),
    );
    expect(replies.every(({ status }) => status < 500)).toBe(true);
    expect(await rowsOf(territory, person.accountId, 'people.account', 'id')).toBe(0);
  });
});

describe('what has served its time', () => {
  const night = async () => {
    const [job] = peopleSchedule(catalogue);
    await job?.run(app.kernel, new AbortController().signal);
  };
  const actions = async (territory: TerritoryContext) =>
    (
      await sql<{ n: number }>`select count(*)::int as n from people.action where territory_id = ${territory.id}`.execute(
        app.kernel.database.kysely<never>(),
      )
    ).rows[0]?.n;

  it('is asked about again a year after the archivist’s refusal, not the next night', async () => {
    const territory = await freshTerritory(app.kernel);
    const before = app.clock.now();
    const proposed = async (days: number) => {
      app.clock.set(before.add({ hours: 24 * (365 * 4 + days) }).toString());
      await night();
      const { rows } = await sql<{ id: string }>`
        select id from people.elimination where territory_id = ${territory.id} and state = 'proposed'`.execute(
        app.kernel.database.kysely<never>(),
      );
      return rows.map(({ id }) => id);
    };
    await app.kernel.database.unit(() => recordAction(app.kernel, { territoryId: territory.id, actor: 'system', what: 'team.added' }));
    try {
      const [id = ''] = await proposed(0);
      const archivist = await somebody(app, territory, { role: 'archivist' });
      expect((await archivist.post(`/gestion/eliminations/${id}`, { decision: 'refuse', reason: 'Un fonds unique.' })).status).toBe(303);
      expect([(await proposed(1)).length, (await proposed(364)).length, (await proposed(366)).length]).toEqual([0, 0, 1]);
    } finally {
      app.clock.set(before.toString());
    }
  });

  it('goes with a mandate that its last day has ended, where nobody did before', async () => {
    const territory = await freshTerritory(app.kernel);
    const before = app.clock.now();
    const { accountId } = await somebody(app, territory);
    await addPerson(territory, accountId);
    const today = before.toZonedDateTimeISO('Europe/Paris').toPlainDate();
    const teamId = newId();
    await sql`insert into people.team (id, territory_id, name, purpose, controller, created_at)
      values (${teamId}, ${territory.id}, 'Jeunesse', 'youth', 'La commune', ${before})`.execute(app.kernel.database.kysely<never>());
    await app.kernel.database.unit(
      () =>
        sql`insert into people.mandate (territory_id, id, person_id, account_id, team_id, purpose, starts_on, ends_on, state, prepared_by,
            prepared_at, signature, signed_on, signed_words)
          select territory_id, ${newId()}, id, ${accountId}, ${teamId}, 'suggest', ${today}, ${today}, 'active', 'system', ${before},
            'paper', ${today}, 'Classeur vert'
          from people.person where territory_id = ${territory.id} and account_id = ${accountId}`.execute(
          app.kernel.database.kysely<never>(),
        ),
      { keeper: territory.id },
    );
    try {
      const held: number[] = [];
      for (const years of [4, 6]) {
        app.clock.set(before.add({ hours: 24 * 365 * years }).toString());
        await night();
        held.push(await rowsOf(territory, accountId, 'people.mandate', 'account_id'));
      }
      expect(held).toEqual([1, 0]);
    } finally {
      app.clock.set(before.toString());
    }
  });

  it('goes of who was followed two years after the last thing done for them, and not while something is to be said to them', async () => {
    const territory = await freshTerritory(app.kernel);
    const before = app.clock.now();
    const person = await somebody(app, territory);
    await addPerson(territory, person.accountId);
    const held = async (days: number) => {
      app.clock.set(before.add({ hours: 24 * days }).toString());
      await night();
      return rowsOf(territory, person.accountId, 'people.person', 'account_id');
    };
    const inTerritory = (work: RawBuilder<unknown>) =>
      app.kernel.database.unit(() => work.execute(app.kernel.database.kysely<never>()), { keeper: territory.id });
    try {
      expect(await held(200)).toBe(1);
      const { rows } = (await inTerritory(sql`select id from people.person where territory_id = ${territory.id}`)) as {
        rows: { id: string }[];
      };
      const id = rows[0]?.id ?? '';
      await app.kernel.database.unit(() =>
        recordAction(app.kernel, { territoryId: territory.id, actor: 'system', onBehalfOf: `person:${id}`, what: 'item.sent' }),
      );
      expect(await held(930)).toBe(1);
      const teamId = newId();
      await inTerritory(sql`insert into people.team (id, territory_id, name, purpose, controller, created_at)
        values (${teamId}, ${territory.id}, 'Jeunesse', 'youth', 'La commune', ${before})`);
      await inTerritory(sql`insert into people.person_notice (territory_id, id, person_id, team_id, kind, key, words, word_values, way, at)
        values (${territory.id}, ${newId()}, ${id}, ${teamId}, 'moderation.decided', 'x', 'x', '{}', 'hand', ${before})`);
      expect(await held(931)).toBe(1);
      await inTerritory(sql`update people.person_notice set told_at = ${before} where territory_id = ${territory.id}`);
      expect(await held(932)).toBe(0);
    } finally {
      app.clock.set(before.toString());
    }
  });

  it('goes of what the kernel holds too: forms after a week, dead addresses after a year', async () => {
    const territory = await freshTerritory(app.kernel);
    const before = app.clock.now();
    const person = await somebody(app, territory);
    await person.post('/connexion/mot-de-passe-oublie', { email: person.email });
    await markDeadAddress(app.kernel, digestOf(person), '5.1.1');
    const left = async (days: number) => {
      app.clock.set(before.add({ hours: 24 * days }).toString());
      for (const job of ownWork.schedule) await job.run(app.kernel, new AbortController().signal);
      const forms = await rowsOf(territory, `account:${person.accountId}`, 'kernel.submission', 'sender');
      return [forms > 0, (await deadAddressReason(app.kernel, digestOf(person))) !== null];
    };
    try {
      const found: boolean[][] = [];
      for (const days of [7, 8, 365, 366]) found.push(await left(days));
      expect(found).toEqual([
        [true, true],
        [false, true],
        [false, true],
        [false, false],
      ]);
    } finally {
      app.clock.set(before.toString());
    }
  });

  it('goes only with the archivist’s visa, where it is a public archive', async () => {
    const territory = await freshTerritory(app.kernel);
    const before = app.clock.now();
    await app.kernel.database.unit(() => recordAction(app.kernel, { territoryId: territory.id, actor: 'system', what: 'team.added' }));
    const written = await actions(territory);
    try {
      app.clock.set(before.add({ hours: 24 * 365 * 4 }).toString());
      const archivist = await somebody(app, territory, { role: 'archivist' });
      await night();
      await night();
      expect(await actions(territory)).toBe((written ?? 0) + 1);
      const page = plainText((await archivist.get('/gestion/eliminations')).body);
      expect(page).toContain('Viser l’élimination');
      const [, id] = /action="\/gestion\/eliminations\/([0-9a-f-]{36})"/.exec(page) ?? [];
      const path = `/gestion/eliminations/${id}`;
      expect((await archivist.post(path, { decision: 'refuse' })).status).toBe(422);
      // Two clicks of two people: one decides.
      const replies = await Promise.all([archivist.post(path, { decision: 'approve' }), archivist.post(path, { decision: 'approve' })]);
      expect(replies.map(({ status }) => status).sort()).toEqual([303, 422]);
      await night();
      // The archivist's own role and visa are younger than the list.
      expect(await actions(territory)).toBe(2);
    } finally {
      app.clock.set(before.toString());
    }
  });
});
