import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { addressDigest } from '../../../kernel/mail/address.ts';
import { deadAddressReason } from '../../../kernel/mail/dead-address.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { structureMailboxes } from '../../directory/index.ts';
import { accountsById, portalOf, type Told, tell } from '../../people/index.ts';
import { territoryById } from '../../territories/index.ts';
import type { DB } from '../tables.generated.ts';
import { letterMessages } from './messages.ts';
import type { LetterCounts, LetterLine } from './models.ts';
import { deskLetter } from './notice-kind.ts';
import { letterById, type WaitingRecipient, waitingRecipients } from './queries/letters.ts';
import { letterOf } from './text.ts';

const BATCH = 50;

/**
 * Writes a letter to each of its recipients who waits for it, one unit of work each: stopped in the middle, it goes on with
 * those who are left, and beside another one, each is taken by one of the two.
 */
export async function writeToRecipients(
  kernel: Kernel,
  { territoryId, letterId }: { territoryId: string; letterId: string },
  signal: AbortSignal,
): Promise<void> {
  const territory = await territoryById(kernel.database, kernel.clock, territoryId);
  const letter = await letterById(kernel, territoryId, letterId);
  if (!territory || !letter) return;
  for (;;) {
    const batch = await waitingRecipients(kernel, territoryId, letterId, BATCH);
    if (batch.length === 0) return;
    for (const recipient of batch) {
      signal.throwIfAborted();
      await kernel.database.unit(() => writeTo(kernel, territory, letter, recipient));
    }
  }
}

async function writeTo(kernel: Kernel, territory: TerritoryContext, letter: LetterLine, recipient: WaitingRecipient): Promise<void> {
  const db = kernel.database.kysely<DB>();
  const taken = await db
    .selectFrom('desk.letter_recipient')
    .select('id')
    .where('territory_id', '=', territory.id)
    .where('id', '=', recipient.id)
    .where('state', '=', 'waiting')
    .forUpdate()
    .executeTakeFirst();
  if (!taken) return;
  const state = await outcomeOf(kernel, territory, letter, recipient);
  await db
    .updateTable('desk.letter_recipient')
    .set({ state, at: kernel.clock.now() })
    .where('territory_id', '=', territory.id)
    .where('id', '=', recipient.id)
    .execute();
}

async function outcomeOf(
  kernel: Kernel,
  territory: TerritoryContext,
  letter: LetterLine,
  { id, accountId, organisationId }: WaitingRecipient,
): Promise<Exclude<keyof LetterCounts, 'waiting'>> {
  const account = accountId === null ? undefined : (await accountsById(kernel, [accountId])).get(accountId);
  const structure =
    organisationId === null ? undefined : (await structureMailboxes(kernel, territory.id, [organisationId])).get(organisationId);
  const email = account?.email ?? structure?.email;
  if (email === undefined || email === null) return 'gone';
  if ((await deadAddressReason(kernel, addressDigest(kernel.config.secret, email))) !== null) return 'stopped';
  const to: Told = account ? { accountId: account.id } : { email, name: structure?.name ?? null, locale: 'fr' };
  const { subject, ...text } = letterOf(letter);
  const outcome = await tell(kernel, portalOf(kernel.config, territory), {
    to,
    kind: deskLetter,
    key: `desk.letter:${letter.id}:${id}`,
    words: { key: 'desk.letter.words', values: { subject } },
    messages: letterMessages,
    path: null,
    letter: () => text,
  });
  return outcome === 'nobody' ? 'gone' : outcome === 'refused' ? 'refused' : 'told';
}
