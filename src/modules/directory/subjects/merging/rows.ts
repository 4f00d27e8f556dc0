import { type RawBuilder, sql } from 'kysely';
import type { Kernel } from '../../../../kernel/module.ts';
import { claimSettled } from '../../events.ts';
import type { SubjectName } from '../../facts.ts';
import type { DB } from '../../tables.generated.ts';

/** Which two are one. */
export interface Pair {
  territoryId: string;
  subject: SubjectName;
  keptId: string;
  mergedId: string;
}

/**
 * What hangs on the one that goes hangs on the one that stays, in the current unit of work, which must be open to contacts and
 * to the keeper's rows of the territory.
 */
export async function moveRows(kernel: Kernel, pair: Pair, now: { actor: string }): Promise<void> {
  const { subject, mergedId, keptId } = pair;
  const run = (statement: RawBuilder<unknown>) => statement.execute(kernel.database.kysely<DB>());
  const point = (table: string, column: string) =>
    run(sql`update ${sql.table(`directory.${table}`)} set ${sql.ref(column)} = ${keptId}
      where territory_id = ${pair.territoryId} and ${sql.ref(column)} = ${mergedId}`);
  await point('former_slug', 'subject_id');
  await point('merger', 'kept_id');
  await point('source_record', `${subject}_id`);
  await point('set_aside', { organisation: 'twin_organisation_id', place: 'twin_id', service: 'twin_service_id' }[subject]);
  await moveCounts(run, pair, 'page_view', sql`day`, 'views');
  await moveCounts(run, pair, 'page_search', sql`phrase, day`, 'times');
  if (subject !== 'service') {
    await movePictures(run, pair);
    await point(subject, 'moved_to');
    await point('draft', `${subject}_id`);
  }
  if (subject === 'place') await point('service', 'place_id');
  if (subject === 'service') await moveContact(run, pair);
  if (subject === 'organisation') {
    for (const table of ['place', 'service', 'contact']) await point(table, 'organisation_id');
    await moveClaims(run, pair, now.actor, kernel);
    for (const table of ['conversation', 'conversation_message']) await point(table, 'organisation_id');
    await moveBlocks(run, pair);
  }
}

type Run = (statement: RawBuilder<unknown>) => Promise<unknown>;

/** Figures of a day are added up. */
function moveCounts(
  run: Run,
  { territoryId, keptId, mergedId }: Pair,
  table: string,
  key: RawBuilder<unknown>,
  count: string,
): Promise<unknown> {
  const [name, column] = [sql.table(`directory.${table}`), sql.ref(count)];
  return run(sql`
    with gone as (delete from ${name} where territory_id = ${territoryId} and subject_id = ${mergedId} returning *)
    insert into ${name} as c (territory_id, id, subject, subject_id, ${key}, ${column})
    select territory_id, id, subject, ${keptId}::uuid, ${key}, ${column} from gone
    on conflict (territory_id, subject_id, ${key}) do update set ${column} = c.${column} + excluded.${column}`);
}

/** After those that are there, in their order; the same one is there once. */
async function movePictures(run: Run, { territoryId, keptId, mergedId }: Pair): Promise<void> {
  await run(sql`
    delete from directory.picture p where p.territory_id = ${territoryId} and p.subject_id = ${mergedId} and exists (
      select from directory.picture k where k.territory_id = p.territory_id and k.subject_id = ${keptId} and k.digest = p.digest)`);
  await run(sql`
    update directory.picture set subject_id = ${keptId}, rank = rank + coalesce((
      select max(k.rank) from directory.picture k where k.territory_id = ${territoryId} and k.subject_id = ${keptId}), 0)
    where territory_id = ${territoryId} and subject_id = ${mergedId}`);
}

/** A service has one person to ask: who is named already stays. */
async function moveContact(run: Run, { territoryId, keptId, mergedId }: Pair): Promise<void> {
  await run(sql`
    delete from directory.contact c where c.territory_id = ${territoryId} and c.service_id = ${mergedId} and exists (
      select from directory.contact k where k.territory_id = c.territory_id and k.service_id = ${keptId})`);
  await run(sql`update directory.contact set service_id = ${keptId} where territory_id = ${territoryId} and service_id = ${mergedId}`);
}

/** Who asked for both waits for one answer. */
async function moveClaims(run: Run, { territoryId, keptId, mergedId }: Pair, actor: string, kernel: Kernel): Promise<void> {
  const { rows: withdrawn } = await sql<{ id: string }>`
    update directory.claim c set state = 'withdrawn', code_digest = null, changed_at = ${kernel.clock.now()}, changed_by = ${actor}
    where c.territory_id = ${territoryId} and c.organisation_id = ${mergedId} and c.state in ('opened', 'code-sent', 'asked') and exists (
      select from directory.claim k where k.territory_id = c.territory_id and k.organisation_id = ${keptId} and k.account_id = c.account_id
        and k.state in ('opened', 'code-sent', 'asked'))
    returning c.id`.execute(kernel.database.kysely<DB>());
  for (const { id } of withdrawn) await kernel.events.emit(claimSettled, { territoryId, claimId: id });
  await run(
    sql`update directory.claim set organisation_id = ${keptId} where territory_id = ${territoryId} and organisation_id = ${mergedId}`,
  );
}

async function moveBlocks(run: Run, { territoryId, keptId, mergedId }: Pair): Promise<void> {
  await run(sql`
    delete from directory.blocked_writer b where b.territory_id = ${territoryId} and b.organisation_id = ${mergedId} and exists (
      select from directory.blocked_writer k
      where k.territory_id = b.territory_id and k.organisation_id = ${keptId} and k.writer_digest = b.writer_digest)`);
  await run(sql`
    update directory.blocked_writer set organisation_id = ${keptId} where territory_id = ${territoryId} and organisation_id = ${mergedId}`);
}
