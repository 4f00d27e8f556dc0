import { type RawBuilder, sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { Viewer } from '../../../kernel/access/viewer.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { isLocale } from '../../../kernel/i18n/locales.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { recordListReading, recordReading } from '../commands/actions.ts';
import type { DB } from '../tables.generated.ts';
import type { Deed, Mandate, Person, PersonCard, PersonReading } from './view-models.ts';

const MOST = 50;

/**
 * People of the viewer's teams, by name; row-level security leaves out all others. @param words of a name, or digits of a
 * telephone number; empty: the last written down. @param most fifty on screen; null: all.
 */
export async function findPersons(kernel: Kernel, visit: Visit, words: string, most: number | null = MOST): Promise<PersonCard[]> {
  const digits = words.replace(/\D/g, '').replace(/^0/, '');
  const isPhone = digits.length >= 3 && /^[\d\s.+-]+$/.test(words.trim());
  const pattern = `%${words
    .trim()
    .replace(/[%_\\]/g, '\\$&')
    .replace(/\s+/g, '%')}%`;
  const { rows } = await sql<PersonCard>`
    select p.id, p.given_name || ' ' || p.family_name as name, p.birth_date as "birthDate", p.phone, t.name as "teamName",
      p.account_id is not null as "hasAccount"
    from people.person p join people.team t on t.id = p.team_id
    where p.territory_id = ${visit.territory.id}
      and ${
        words.trim() === ''
          ? sql`true`
          : isPhone
            ? sql`p.phone like ${`%${digits}%`}`
            : sql`(kernel.fold(p.given_name || ' ' || p.family_name) like kernel.fold(${pattern})
                or kernel.fold(p.family_name || ' ' || p.given_name) like kernel.fold(${pattern}))`
      }
    order by ${words.trim() === '' ? sql`p.updated_at desc` : sql`kernel.fold(p.family_name), kernel.fold(p.given_name)`}, p.id
    limit ${most}`.execute(kernel.database.kysely<DB>());
  return rows;
}

/** Writes down that the viewer was shown these people, who are all of their teams: each once, however often the page names them. */
export async function noteShown(kernel: Kernel, visit: Visit, persons: readonly { id: string }[]): Promise<void> {
  const { viewer, territory } = visit;
  if (!viewer || persons.length === 0) return;
  await recordListReading(kernel, {
    territoryId: territory.id,
    accountId: viewer.accountId,
    teamIds: viewer.teams.map(({ id }) => id),
    personIds: [...new Set(persons.map(({ id }) => id))],
  });
}

/** All of them, for a file; that each was read is written down. */
export async function readPersons(kernel: Kernel, visit: Visit, viewer: Viewer, words: string): Promise<PersonCard[]> {
  if (viewer.teams.length === 0) return [];
  const persons = await findPersons(kernel, visit, words, null);
  await noteShown(kernel, visit, persons);
  return persons;
}

/** Who may be the same person as one about to be written down: the same name with the same birth date, or the same telephone. */
export async function similarPersons(
  kernel: Kernel,
  visit: Visit,
  {
    givenName,
    familyName,
    birthDate,
    phone,
  }: { givenName: string; familyName: string; birthDate: Temporal.PlainDate | null; phone: string | null },
): Promise<PersonCard[]> {
  const { rows } = await sql<PersonCard>`
    select p.id, p.given_name || ' ' || p.family_name as name, p.birth_date as "birthDate", p.phone, t.name as "teamName",
      p.account_id is not null as "hasAccount"
    from people.person p join people.team t on t.id = p.team_id
    where p.territory_id = ${visit.territory.id}
      and ((kernel.fold(p.given_name) = kernel.fold(${givenName}) and kernel.fold(p.family_name) = kernel.fold(${familyName})
          and (p.birth_date = ${birthDate}::date or p.birth_date is null or ${birthDate}::date is null))
        or (${phone}::text is not null and p.phone = ${phone}))
    order by p.id limit 10`.execute(kernel.database.kysely<DB>());
  return rows;
}

/**
 * A person of one of the viewer's teams, and the reading of their record written down; null: nobody, or somebody of another
 * team, which is the same answer.
 */
export async function readPerson(kernel: Kernel, visit: Visit, viewer: Viewer, id: string): Promise<Person | null> {
  const { rows } = await sql<Omit<Person, 'locale'> & { locale: string }>`
    select p.id, p.team_id as "teamId", t.name as "teamName", p.account_id as "accountId", p.given_name as "givenName",
      p.family_name as "familyName", p.birth_date as "birthDate", p.phone, p.email, p.street, p.postcode, p.locality, p.locale,
      p.channel, p.guardian_name as "guardianName", p.guardian_phone as "guardianPhone"
    from people.person p join people.team t on t.id = p.team_id
    where p.territory_id = ${visit.territory.id} and p.id = ${id}`.execute(kernel.database.kysely<DB>());
  const [row] = rows;
  if (!row || !viewer.teams.some(({ id: teamId }) => teamId === row.teamId)) return null;
  await recordReading(kernel, {
    territoryId: visit.territory.id,
    accountId: viewer.accountId,
    teamId: row.teamId,
    personId: id,
    what: 'person',
  });
  return { ...row, locale: isLocale(row.locale) ? row.locale : 'fr' };
}

/** The account of a person, in a unit that may see them; null: they have none. */
export async function accountOfPerson(kernel: Kernel, territoryId: string, personId: string): Promise<string | null> {
  const row = await kernel.database
    .kysely<DB>()
    .selectFrom('people.person')
    .select('account_id')
    .where('territory_id', '=', territoryId)
    .where('id', '=', personId)
    .executeTakeFirst();
  return row?.account_id ?? null;
}

/** What a territory calls the holder of an account, where one of its teams knows them; null otherwise. */
export async function personOfAccount(kernel: Kernel, territoryId: string, accountId: string): Promise<string | null> {
  return kernel.database.unit(
    async () => {
      const { rows } = await sql<{ id: string }>`
        select id from people.person where territory_id = ${territoryId} and account_id = ${accountId} limit 1`.execute(
        kernel.database.kysely<DB>(),
      );
      return rows[0]?.id ?? null;
    },
    { territory: territoryId, account: accountId },
  );
}

/**
 * Whether somebody is still followed, as retention asks of rows of `people.person`: a mandate of theirs is kept, something was done for
 * them since a moment, or is still to be said to them.
 */
export function isStillFollowed(since: Temporal.Instant): RawBuilder<unknown> {
  return sql`exists (select from people.mandate m where m.territory_id = people.person.territory_id and m.person_id = people.person.id)
    or exists (select from people.action a where a.territory_id = people.person.territory_id
      and a.on_behalf_of = 'person:' || people.person.id and a.at >= ${since})
    or exists (select from people.person_notice n where n.territory_id = people.person.territory_id and n.person_id = people.person.id
      and n.told_at is null)`;
}

const mandateColumns = sql`id, purpose, purpose_words as "purposeWords", structure_id as "structureId", starts_on as "startsOn",
  ends_on as "endsOn", state, signature, signed_on as "signedOn", signed_words as "signedWords", signature_drawing as "drawing",
  guardian_name as "guardianName"`;

/** Mandates of a person, the latest first. */
export async function mandatesOf(kernel: Kernel, territoryId: string, personId: string): Promise<Mandate[]> {
  const { rows } = await sql<Mandate>`
    select ${mandateColumns} from people.mandate where territory_id = ${territoryId} and person_id = ${personId}
    order by prepared_at desc`.execute(kernel.database.kysely<DB>());
  return rows;
}

/** Mandates that an account has given, in this territory. */
export async function ownMandates(kernel: Kernel, territoryId: string, accountId: string): Promise<Mandate[]> {
  const { rows } = await sql<Mandate>`
    select ${mandateColumns} from people.mandate where territory_id = ${territoryId} and account_id = ${accountId}
    order by prepared_at desc`.execute(kernel.database.kysely<DB>());
  return rows;
}

/** What was done for a person, the latest first. */
export async function doneFor(kernel: Kernel, territoryId: string, personId: string): Promise<Deed[]> {
  const { rows } = await sql<Deed>`
    select j.id, j.at, a.name as "actorName", j.what from people.action j left join people.account a on j.actor = 'account:' || a.id
    where j.territory_id = ${territoryId} and j.on_behalf_of = ${`person:${personId}`} order by j.id desc limit 30`.execute(
    kernel.database.kysely<DB>(),
  );
  return rows;
}

/** Who read a person's record on which day, the latest first. */
export async function readingsOfPerson(
  kernel: Kernel,
  { id: territoryId, timeZone }: Visit['territory'],
  personId: string,
): Promise<PersonReading[]> {
  const { rows } = await sql<PersonReading>`
    select a.name as "readerName", (r.at at time zone ${timeZone})::date as "on", count(*)::int as times
    from people.reading r left join people.account a on a.id = r.account_id
    where r.territory_id = ${territoryId} and r.person_id = ${personId}
    group by r.account_id, a.name, "on" order by max(r.at) desc limit 30`.execute(kernel.database.kysely<DB>());
  return rows;
}

/** Whether somebody with an account keeps a structure: then it is theirs to say who else does, not a mandate's. */
export async function hasKeeper(kernel: Kernel, territoryId: string, structureId: string): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`
    select exists (select from people.role where territory_id = ${territoryId} and structure_id = ${structureId} and ended_at is null) as is`.execute(
    kernel.database.kysely<DB>(),
  );
  return rows[0]?.is ?? false;
}
