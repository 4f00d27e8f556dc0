import { sql } from 'kysely';
import { actorOf } from '../../../kernel/access/viewer.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { lettersTerritory, recordAction } from '../../people/index.ts';
import type { DB } from '../tables.generated.ts';
import { letterSent } from './events.ts';
import type { DeskLetter, LetterList, LetterText } from './models.ts';
import { letterById, recipientsOf } from './queries/letters.ts';
import { letterOf } from './text.ts';

function columnsOf({ audience, theme, district, subject, body, link }: LetterList & LetterText) {
  return { audience, theme, district, subject, body, link_label: link?.label ?? null, link_url: link?.url ?? null };
}

/** Writes a letter that is not sent yet. @returns its id. */
export async function writeLetter(kernel: Kernel, visit: Visit, letter: LetterList & LetterText): Promise<string> {
  const id = newId();
  await kernel.database
    .kysely<DB>()
    .insertInto('desk.letter')
    .values({
      ...columnsOf(letter),
      territory_id: visit.territory.id,
      id,
      written_by: actorOf(visit.viewer),
      written_at: kernel.clock.now(),
    })
    .execute();
  return id;
}

/** Changes a letter that is not sent: it is to be tried again. @returns false where it is sent, or there is none. */
export async function rewriteLetter(kernel: Kernel, territoryId: string, id: string, letter: LetterList & LetterText): Promise<boolean> {
  const changed = await kernel.database
    .kysely<DB>()
    .updateTable('desk.letter')
    .set({ ...columnsOf(letter), tried_at: null })
    .where('territory_id', '=', territoryId)
    .where('id', '=', id)
    .where('sent_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return changed !== undefined;
}

/** Deletes a letter that is not sent. */
export async function dropLetter(kernel: Kernel, territoryId: string, id: string): Promise<void> {
  await kernel.database
    .kysely<DB>()
    .deleteFrom('desk.letter')
    .where('territory_id', '=', territoryId)
    .where('id', '=', id)
    .where('sent_at', 'is', null)
    .execute();
}

/** Sends a letter as it stands to who writes it, in the current unit of work. */
export async function tryLetter(kernel: Kernel, visit: Visit, letter: DeskLetter): Promise<void> {
  const { viewer, territory } = visit;
  if (!viewer) return;
  await kernel.mail.send({
    ...letterOf(letter),
    key: `desk.letter-trial:${newId()}`,
    to: viewer.email,
    locale: 'fr',
    territory: lettersTerritory(visit),
    isDuty: true,
  });
  await kernel.database
    .kysely<DB>()
    .updateTable('desk.letter')
    .set({ tried_at: kernel.clock.now() })
    .where('territory_id', '=', territory.id)
    .where('id', '=', letter.id)
    .where('sent_at', 'is', null)
    .execute();
}

/**
 * Sends a letter to its list, in the current unit of work: those who are on it now are written down, and a job writes to each.
 *
 * @returns `early`: its writer has not got it as it stands; `nobody`: the list is empty. `sent`: also where it was already.
 */
export async function sendLetter(kernel: Kernel, visit: Visit, id: string): Promise<'sent' | 'early' | 'nobody' | 'absent'> {
  const { territory } = visit;
  const letter = await letterById(kernel, territory.id, id);
  if (!letter) return 'absent';
  if (letter.sentAt !== null) return 'sent';
  if (letter.triedAt === null) return 'early';
  const recipients = await recipientsOf(kernel, territory, letter);
  if (recipients.length === 0) return 'nobody';
  const now = kernel.clock.now();
  const actor = actorOf(visit.viewer);
  // The one of two clicks that comes first; of what was rewritten meanwhile, neither.
  const { rows } = await sql<{ id: string }>`
    update desk.letter set sent_by = ${actor}, sent_at = ${now}
    where territory_id = ${territory.id} and id = ${id} and sent_at is null and tried_at = ${letter.triedAt} returning id`.execute(
    kernel.database.kysely<DB>(),
  );
  if (rows.length === 0) return 'sent';
  const written = recipients.map((recipient) => ({
    id: newId(),
    account_id: 'accountId' in recipient ? recipient.accountId : null,
    organisation_id: 'organisationId' in recipient ? recipient.organisationId : null,
  }));
  await sql`
    insert into desk.letter_recipient (territory_id, id, letter_id, account_id, organisation_id, state, at)
    select ${territory.id}, r.id, ${id}, r.account_id, r.organisation_id, 'waiting', ${now}
    from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as r (id uuid, account_id uuid, organisation_id uuid)`.execute(
    kernel.database.kysely<DB>(),
  );
  await recordAction(kernel, {
    territoryId: territory.id,
    actor,
    what: 'letter.sent',
    subject: 'letter',
    subjectId: id,
    detail: { recipients: written.length },
  });
  await kernel.events.emit(letterSent, { territoryId: territory.id, letterId: id });
  return 'sent';
}
