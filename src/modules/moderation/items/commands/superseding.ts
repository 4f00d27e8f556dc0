import { sql } from 'kysely';
import type { Kernel } from '../../../../kernel/module.ts';
import { recordAction } from '../../../people/index.ts';
import type { DB } from '../../tables.generated.ts';
import { lockItem } from '../queries/items.ts';
import { changeState, recordDecision } from './deciding.ts';

/**
 * Closes waiting items of these kinds that the portal raised and that no longer stand, in the current unit of work.
 *
 * @param standing the `onceKey`s that are still found.
 */
export async function supersedeRaised(
  kernel: Kernel,
  territoryId: string,
  kinds: readonly string[],
  standing: ReadonlySet<string>,
): Promise<void> {
  await supersede(kernel, territoryId, async () => {
    const waiting = await kernel.database
      .kysely<DB>()
      .selectFrom('moderation.item')
      .select(['id', 'once_key'])
      .where('territory_id', '=', territoryId)
      .where('kind', 'in', [...kinds])
      .where('once_key', 'is not', null)
      .where('decided_at', 'is', null)
      .execute();
    return waiting.filter((row) => row.once_key !== null && !standing.has(row.once_key)).map(({ id }) => id);
  });
}

/** Closes the waiting item of this kind and key, where there is one: it was settled elsewhere. In the current unit of work. */
export async function supersedeItem(kernel: Kernel, territoryId: string, kind: string, onceKey: string): Promise<void> {
  await supersede(kernel, territoryId, async () => {
    const waiting = await kernel.database
      .kysely<DB>()
      .selectFrom('moderation.item')
      .select('id')
      .where('territory_id', '=', territoryId)
      .where('kind', '=', kind)
      .where('once_key', '=', onceKey)
      .where('decided_at', 'is', null)
      .execute();
    return waiting.map(({ id }) => id);
  });
}

/** Closes what waits of these kinds about something that changed, and is asked about anew. In the current unit of work. */
export async function supersedeAbout(
  kernel: Kernel,
  territoryId: string,
  kinds: readonly string[],
  { subject, id }: { subject: string; id: string },
): Promise<void> {
  await supersede(kernel, territoryId, async () => {
    const waiting = await kernel.database
      .kysely<DB>()
      .selectFrom('moderation.item')
      .select('id')
      .where('territory_id', '=', territoryId)
      .where('kind', 'in', [...kinds])
      .where('subject', '=', subject)
      .where('subject_id', '=', id)
      .where('decided_at', 'is', null)
      .execute();
    return waiting.map((row) => row.id);
  });
}

/**
 * Two things were one: what waits about the one that went is about the one that stays. Closed is what asks whether the two are one, and
 * what the portal raised that it now raised twice; of what people sent, each is decided on, and its sender told. Idempotent.
 *
 * @param pairedBy where the payload of an item about two things has the id of the second.
 */
export async function moveItems(
  kernel: Kernel,
  territoryId: string,
  { subject, from, to, pairedBy }: { subject: string; from: string; to: string; pairedBy: string },
): Promise<void> {
  await supersede(kernel, territoryId, async () => {
    const db = kernel.database.kysely<DB>();
    const { rows: moved } = await sql<{ id: string }>`
      update moderation.item set subject_id = case when subject_id = ${from} then ${to} else subject_id end,
        payload = case when payload ->> ${pairedBy} = ${from} then jsonb_set(payload, array[${pairedBy}], to_jsonb(${to}::text)) else payload end
      where territory_id = ${territoryId} and subject = ${subject} and decided_at is null
        and (subject_id = ${from} or payload ->> ${pairedBy} = ${from})
      returning id`.execute(db);
    const ids = moved.map(({ id }) => id);
    const { rows: closed } = await sql<{ id: string }>`
      select i.id from moderation.item i
      where i.territory_id = ${territoryId} and i.id = any(${ids}::uuid[]) and (
        i.payload ->> ${pairedBy} = i.subject_id::text
        or ${isRaised('i')} and exists (
          select from moderation.item twin
          where twin.territory_id = i.territory_id and twin.decided_at is null and twin.kind = i.kind and twin.subject = i.subject
            and ${isRaised('twin')} and twin.id <> all(${ids}::uuid[]) and twin.payload - ${pairedBy}::text = i.payload - ${pairedBy}::text
            and ${pairOf('twin', pairedBy)} = ${pairOf('i', pairedBy)}))`.execute(db);
    return closed.map(({ id }) => id);
  });
}

const isRaised = (item: string) => sql`(${sql.ref(item)}.author = 'system' or ${sql.ref(item)}.author like 'source:%')`;

/** What an item is about, in whatever order it names the two; of one thing, that one. */
function pairOf(item: string, pairedBy: string) {
  const both = sql`${sql.ref(item)}.subject_id::text, ${sql.ref(item)}.payload ->> ${pairedBy}`;
  return sql`(least(${both}), greatest(${both}))`;
}

async function supersede(kernel: Kernel, territoryId: string, which: () => Promise<readonly string[]>): Promise<void> {
  await kernel.database.unit(
    async () => {
      for (const id of await which()) {
        const item = await lockItem(kernel, territoryId, id);
        const to = item && (await changeState(kernel, territoryId, item, 'supersede'));
        if (!item || !to) continue;
        await recordDecision(kernel, territoryId, item, { event: 'supersede', to, actor: 'system' });
        await recordAction(kernel, {
          territoryId,
          actor: 'system',
          what: 'item.superseded',
          subject: 'item',
          subjectId: id,
          detail: { kind: item.kind },
        });
      }
    },
    { keeper: territoryId },
  );
}
