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
