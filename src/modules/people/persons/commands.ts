import { createHmac, randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { actorOf, type Purpose, type Viewer } from '../../../kernel/access/viewer.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel, Takeover } from '../../../kernel/module.ts';
import { recordAction } from '../commands/actions.ts';
import { grantRole } from '../commands/roles.ts';
import { holdTeam } from '../commands/teams.ts';
import { isOpenTo } from '../queries/keepers.ts';
import type { DB } from '../tables.generated.ts';
import {
  ACTING_HOURS,
  CODE_DAYS,
  CODE_LENGTH,
  CODE_LETTERS,
  CODE_TRIES,
  isInForce,
  lacksGuardian,
  needsGuardian,
  readCode,
} from './rules.ts';
import type { Mandate, Person } from './view-models.ts';

export type PersonFacts = Omit<Person, 'id' | 'teamId' | 'teamName' | 'accountId'>;

const columns = (facts: PersonFacts) => ({
  given_name: facts.givenName,
  family_name: facts.familyName,
  birth_date: facts.birthDate,
  phone: facts.phone,
  email: facts.email,
  street: facts.street,
  postcode: facts.postcode,
  locality: facts.locality,
  locale: facts.locale,
  channel: facts.channel,
  guardian_name: facts.guardianName,
  guardian_phone: facts.guardianPhone,
});

/** Writes a person down in a team of the viewer, in the current unit of work. @returns null where the team was closed meanwhile. */
export async function addPerson(kernel: Kernel, visit: Visit, teamId: string, facts: PersonFacts): Promise<string | null> {
  if (!(await holdTeam(kernel, visit.territory.id, teamId))) return null;
  const id = newId();
  const now = kernel.clock.now();
  const actor = actorOf(visit.viewer);
  await kernel.database
    .kysely<DB>()
    .insertInto('people.person')
    .values({
      territory_id: visit.territory.id,
      id,
      team_id: teamId,
      ...columns(facts),
      created_by: actor,
      created_at: now,
      updated_at: now,
    })
    .execute();
  await recordAction(kernel, {
    territoryId: visit.territory.id,
    actor,
    onBehalfOf: `person:${id}`,
    what: 'person.added',
    subject: 'person',
    subjectId: id,
  });
  return id;
}

/**
 * Rewrites what is known of a person, in the current unit of work. Who is now known to be too young to have given a mandate alone is
 * acted for no longer under one that names no parent.
 */
export async function editPerson(kernel: Kernel, visit: Visit, id: string, facts: PersonFacts): Promise<void> {
  await kernel.database
    .kysely<DB>()
    .updateTable('people.person')
    .set({ ...columns(facts), updated_at: kernel.clock.now() })
    .where('territory_id', '=', visit.territory.id)
    .where('id', '=', id)
    .execute();
  if (needsGuardian(facts.birthDate, todayOf(kernel, visit), visit.territory.country))
    await kernel.database.unit(
      () =>
        sql`delete from people.acting a using people.mandate m
          where a.territory_id = ${visit.territory.id} and a.person_id = ${id}
            and m.territory_id = a.territory_id and m.id = a.mandate_id and m.guardian_name is null`.execute(kernel.database.kysely<DB>()),
      { keeper: visit.territory.id },
    );
  await recordAction(kernel, {
    territoryId: visit.territory.id,
    actor: actorOf(visit.viewer),
    onBehalfOf: `person:${id}`,
    what: 'person.edited',
    subject: 'person',
    subjectId: id,
  });
}

function todayOf({ clock }: Kernel, { territory }: Visit): Temporal.PlainDate {
  return clock.now().toZonedDateTimeISO(territory.timeZone).toPlainDate();
}

export interface NewMandate {
  purpose: Purpose;
  purposeWords: string | null;
  structureId: string | null;
  startsOn: Temporal.PlainDate;
  endsOn: Temporal.PlainDate;
  guardianName: string | null;
}

/** Prepares a mandate to be signed, in the current unit of work. */
export async function prepareMandate(kernel: Kernel, visit: Visit, person: Person, mandate: NewMandate): Promise<string> {
  const id = newId();
  const actor = actorOf(visit.viewer);
  await kernel.database
    .kysely<DB>()
    .insertInto('people.mandate')
    .columns([
      'territory_id',
      'id',
      'person_id',
      'account_id',
      'team_id',
      'purpose',
      'purpose_words',
      'structure_id',
      'starts_on',
      'ends_on',
      'state',
      'guardian_name',
      'prepared_by',
      'prepared_at',
    ])
    .expression(
      sql`select p.territory_id, ${id}::uuid, p.id, p.account_id, p.team_id, ${mandate.purpose}, ${mandate.purposeWords}, ${mandate.structureId}::uuid,
        ${mandate.startsOn}::date, ${mandate.endsOn}::date, 'prepared', ${mandate.guardianName}, ${actor}, ${kernel.clock.now()}::timestamptz
        from people.person p where p.territory_id = ${visit.territory.id} and p.id = ${person.id}` as never,
    )
    .execute();
  await record(kernel, visit, person.id, 'mandate.prepared', id);
  return id;
}

/** Writes down that a mandate was signed, in the current unit of work. @returns false where it is not waiting for that. */
export async function signMandate(
  kernel: Kernel,
  visit: Visit,
  personId: string,
  id: string,
  signed: { how: 'paper' | 'screen'; on: Temporal.PlainDate; words: string; drawing: string | null },
): Promise<boolean> {
  const done = await kernel.database
    .kysely<DB>()
    .updateTable('people.mandate')
    .set({ state: 'active', signature: signed.how, signed_on: signed.on, signed_words: signed.words, signature_drawing: signed.drawing })
    .where('territory_id', '=', visit.territory.id)
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .where('state', '=', 'prepared')
    .returning('id')
    .executeTakeFirst();
  if (done) await record(kernel, visit, personId, 'mandate.signed', id);
  return done !== undefined;
}

/**
 * Ends a mandate, in the current unit of work: whoever acts under it stops at once. Row-level security lets in the team that
 * holds it and the person who gave it.
 *
 * @returns false where it was over already.
 */
export async function endMandate(kernel: Kernel, visit: Visit, id: string): Promise<boolean> {
  const db = kernel.database.kysely<DB>();
  const { rows } = await sql<{ person_id: string; state: string }>`
    update people.mandate set state = case state when 'prepared' then 'cancelled' else 'revoked' end,
      ended_by = ${actorOf(visit.viewer)}, ended_at = ${kernel.clock.now()}
    where territory_id = ${visit.territory.id} and id = ${id} and state in ('prepared', 'active')
    returning person_id, state`.execute(db);
  const [ended] = rows;
  if (!ended) return false;
  await kernel.database.unit(
    () => db.deleteFrom('people.acting').where('territory_id', '=', visit.territory.id).where('mandate_id', '=', id).execute(),
    { keeper: visit.territory.id },
  );
  await record(kernel, visit, ended.person_id, ended.state === 'revoked' ? 'mandate.revoked' : 'mandate.cancelled', id);
  return true;
}

/** Begins to act for a person in the viewer's session, in the current unit of work. @returns false where the mandate lets nobody do so. */
export async function beginActing(kernel: Kernel, visit: Visit, viewer: Viewer, person: Person, mandate: Mandate): Promise<boolean> {
  const now = kernel.clock.now();
  const { timeZone, country } = visit.territory;
  const today = todayOf(kernel, visit);
  if (!isInForce(mandate, today) || lacksGuardian(person, mandate, today, country)) return false;
  const { structureId } = mandate;
  if (structureId !== null) {
    const isOpen = isOpenTo(visit.territory.id, sql`${structureId}::uuid`, sql`${person.accountId}::uuid`);
    const { rows } = await sql<{ isOpen: boolean }>`select ${isOpen} as "isOpen"`.execute(kernel.database.kysely<DB>());
    if (!rows[0]?.isOpen) return false;
  }
  const longest = now.add({ hours: ACTING_HOURS });
  const lastMoment = mandate.endsOn.add({ days: 1 }).toZonedDateTime(timeZone).toInstant();
  const acting = {
    team_id: person.teamId,
    person_id: person.id,
    person_name: `${person.givenName} ${person.familyName}`,
    mandate_id: mandate.id,
    structure_id: structureId,
    started_at: now,
    ends_at: Temporal.Instant.compare(longest, lastMoment) < 0 ? longest : lastMoment,
  };
  // For whom the session acted before may be of a team that they have left.
  await kernel.database.unit(
    () =>
      kernel.database
        .kysely<DB>()
        .insertInto('people.acting')
        .values({ territory_id: visit.territory.id, id: newId(), session_id: viewer.sessionId, ...acting })
        .onConflict((conflict) => conflict.columns(['territory_id', 'session_id']).doUpdateSet(acting))
        .execute(),
    { keeper: visit.territory.id },
  );
  await record(kernel, visit, person.id, 'acting.begun', mandate.id);
  return true;
}

/** Ends acting for somebody in the viewer's session, in the current unit of work. */
export async function endActing(kernel: Kernel, visit: Visit, viewer: Viewer): Promise<void> {
  const ended = await kernel.database
    .kysely<DB>()
    .deleteFrom('people.acting')
    .where('territory_id', '=', visit.territory.id)
    .where('session_id', '=', viewer.sessionId)
    .returning(['person_id', 'mandate_id'])
    .executeTakeFirst();
  if (ended) await record(kernel, visit, ended.person_id, 'acting.ended', ended.mandate_id);
}

/** Keyed: whoever reads the table could try all the codes that there are. */
function digestOf({ config }: Kernel, code: string): string {
  return createHmac('sha256', config.secret).update(`takeover ${code}`).digest('base64url');
}

/** Gives a person a code to print, in the current unit of work: it is kept nowhere, and the one before holds no more. */
export async function giveCode(kernel: Kernel, visit: Visit, person: Person): Promise<string> {
  const code = Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('');
  const now = kernel.clock.now();
  const given = {
    code_digest: digestOf(kernel, code),
    failures: 0,
    given_by: actorOf(visit.viewer),
    given_at: now,
    expires_at: now.add({ hours: 24 * CODE_DAYS }),
    used_at: null,
  };
  await kernel.database
    .kysely<DB>()
    .insertInto('people.takeover')
    .values({ territory_id: visit.territory.id, id: newId(), person_id: person.id, team_id: person.teamId, ...given })
    .onConflict((conflict) => conflict.columns(['territory_id', 'person_id']).doUpdateSet(given))
    .execute();
  await record(kernel, visit, person.id, 'takeover.given', person.id);
  return code;
}

/**
 * Takes over what was done for a person, with the code that they were given and their family name, in the current unit of work:
 * their mandates, the pages that are kept under one in force where nobody else keeps these, and, by
 * `handOver`, what other modules hold of what was sent, written and announced for them. Of two at once, one does. A code that does not
 * exist, is over, or goes with another name is one and the same refusal; so is one of whoever printed it.
 *
 * @returns `minor`: they are too young to do so alone, and no parent is known; the code still holds.
 */
export async function takeOver(
  kernel: Kernel,
  visit: Visit,
  viewer: Viewer,
  given: { code: string; familyName: string },
  handOver: (takeover: Takeover) => Promise<void>,
): Promise<'taken' | 'wrong' | 'minor'> {
  const territoryId = visit.territory.id;
  const db = kernel.database.kysely<DB>();
  return kernel.database.unit(
    async () => {
      const { rows } = await sql<{
        id: string;
        personId: string;
        givenBy: string;
        isRight: boolean;
        birthDate: Temporal.PlainDate | null;
        guardianName: string | null;
      }>`
        select c.id, c.person_id as "personId", c.given_by as "givenBy", kernel.fold(p.family_name) = kernel.fold(${given.familyName}) and p.account_id is null as "isRight",
          p.birth_date as "birthDate", p.guardian_name as "guardianName"
        from people.takeover c join people.person p on p.territory_id = c.territory_id and p.id = c.person_id
        where c.territory_id = ${territoryId} and c.code_digest = ${digestOf(kernel, readCode(given.code))}
          and c.given_by <> ${actorOf(viewer)} and c.used_at is null and c.failures < ${CODE_TRIES} and c.expires_at > ${kernel.clock.now()}
        for update of c`.execute(db);
      const [found] = rows;
      if (!found) return 'wrong';
      if (!found.isRight) {
        await sql`update people.takeover set failures = failures + 1 where territory_id = ${territoryId} and id = ${found.id}`.execute(db);
        return 'wrong';
      }
      if (lacksGuardian(found, found, todayOf(kernel, visit), visit.territory.country)) return 'minor';
      const known = await db
        .selectFrom('people.person')
        .select('id')
        .where('territory_id', '=', territoryId)
        .where('account_id', '=', viewer.accountId)
        .executeTakeFirst();
      if (known) return 'wrong';
      await sql`update people.takeover set used_at = ${kernel.clock.now()} where territory_id = ${territoryId} and id = ${found.id}`.execute(
        db,
      );
      await sql`update people.person set account_id = ${viewer.accountId} where territory_id = ${territoryId} and id = ${found.personId}`.execute(
        db,
      );
      await sql`update people.mandate set account_id = ${viewer.accountId} where territory_id = ${territoryId} and person_id = ${found.personId}`.execute(
        db,
      );
      const { rows: kept } = await sql<{ structureId: string }>`
        select distinct m.structure_id as "structureId" from people.mandate m
        where m.territory_id = ${territoryId} and m.person_id = ${found.personId} and m.structure_id is not null and m.state = 'active'
          and ${todayOf(kernel, visit)} between m.starts_on and m.ends_on and not exists (select from people.role r
            where r.territory_id = m.territory_id and r.structure_id = m.structure_id and r.ended_at is null)`.execute(db);
      for (const { structureId } of kept)
        await grantRole(kernel, { territoryId, accountId: viewer.accountId, role: 'owner', structureId }, found.givenBy);
      await record(kernel, visit, found.personId, 'takeover.used', found.personId);
      await handOver({ territoryId, personId: found.personId, accountId: viewer.accountId });
      return 'taken';
    },
    { keeper: territoryId },
  );
}

function record(kernel: Kernel, visit: Visit, personId: string, what: string, subjectId: string): Promise<void> {
  return recordAction(kernel, {
    territoryId: visit.territory.id,
    actor: actorOf(visit.viewer),
    onBehalfOf: `person:${personId}`,
    what,
    subject: what.split('.')[0] ?? '',
    subjectId,
  });
}
