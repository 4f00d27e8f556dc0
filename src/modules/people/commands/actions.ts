import { sql } from 'kysely';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { DB } from '../tables.generated.ts';

export interface Action {
  territoryId: string;
  /** `account:<id>`, `person:<id>`, `source:<code>`, `system`. */
  actor: string;
  /** A person's reference, where an agent does it for them. */
  onBehalfOf?: string | undefined;
  /** In the past tense, `subject.verb`: `role.granted`. */
  what: string;
  subject?: string;
  subjectId?: string;
  /** Never confidential: the journal is read by administrators. */
  detail?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Writes down who did what, in the current unit of work: what is rolled back was not done. */
export async function recordAction(kernel: Kernel, action: Action): Promise<void> {
  await kernel.database
    .kysely<DB>()
    .insertInto('people.action')
    .values({
      territory_id: action.territoryId,
      id: newId(),
      at: kernel.clock.now(),
      actor: action.actor,
      on_behalf_of: action.onBehalfOf ?? null,
      what: action.what,
      subject: action.subject ?? null,
      subject_id: action.subjectId ?? null,
      detail: JSON.stringify(action.detail ?? {}),
    })
    .execute();
}

/** Writes down that the current viewer read persons in a list, on screen or in a file, in the current unit of work. */
export async function recordListReading(
  kernel: Kernel,
  {
    territoryId,
    accountId,
    teamIds,
    personIds,
  }: { territoryId: string; accountId: string; teamIds: readonly string[]; personIds: readonly string[] },
): Promise<void> {
  const readings = JSON.stringify(personIds.map((personId) => ({ id: newId(), person_id: personId })));
  await sql`
    insert into people.reading (territory_id, id, at, account_id, team_id, person_id, what)
    select p.territory_id, r.id, ${kernel.clock.now()}, ${accountId}, p.team_id, p.id, 'list'
    from jsonb_to_recordset(${readings}::jsonb) as r (id uuid, person_id uuid)
      join people.person p on p.territory_id = ${territoryId} and p.id = r.person_id and p.team_id = any(${teamIds}::uuid[])`.execute(
    kernel.database.kysely<DB>(),
  );
}

/**
 * Writes down that the current viewer read confidential rows of a person, in the current unit of work.
 *
 * @param what kind of rows: `person`, `mandate`.
 */
export async function recordReading(
  kernel: Kernel,
  reading: { territoryId: string; accountId: string; teamId: string; personId: string; what: string },
): Promise<void> {
  await kernel.database
    .kysely<DB>()
    .insertInto('people.reading')
    .values({
      territory_id: reading.territoryId,
      id: newId(),
      at: kernel.clock.now(),
      account_id: reading.accountId,
      team_id: reading.teamId,
      person_id: reading.personId,
      what: reading.what,
    })
    .execute();
}
