import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { seal } from '../../../kernel/seal.ts';
import { recordAction } from '../../people/index.ts';
import type { EndpointState } from '../models.ts';
import { MOST_ENDPOINTS, OVERLAP_HOURS } from '../rules.ts';
import { newSecret } from '../signing.ts';
import type { DB } from '../tables.generated.ts';

/** What secrets of this module are sealed for. */
export const SEALED_FOR = 'webhooks';

interface Told {
  url: string;
  /** Types of events. */
  events: readonly string[];
}

/**
 * Adds a site that is told, in one unit of work.
 *
 * @returns its id, and its secret for the only time; `taken`: this address is told already; `too-many`: no more of them.
 */
export async function addEndpoint(
  kernel: Kernel,
  territoryId: string,
  { url, events }: Told,
  actor: string,
): Promise<{ id: string; secret: string } | 'taken' | 'too-many'> {
  const [id, secret] = [newId(), newSecret()];
  return kernel.database.unit(async () => {
    const db = kernel.database.kysely<DB>();
    // One after another, so that two at once are counted both.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`webhooks.endpoint/${territoryId}`}, 0))`.execute(db);
    const { n } = await db
      .selectFrom('webhooks.endpoint')
      .select(({ fn }) => fn.countAll<bigint>().as('n'))
      .where('territory_id', '=', territoryId)
      .executeTakeFirstOrThrow();
    if (n >= MOST_ENDPOINTS) return 'too-many';
    const added = await db
      .insertInto('webhooks.endpoint')
      .values({
        territory_id: territoryId,
        id,
        url,
        events: [...events],
        state: 'on',
        secret: seal(kernel.config.secret, SEALED_FOR, secret),
        created_by: actor,
        created_at: kernel.clock.now(),
      })
      .onConflict((conflict) => conflict.columns(['territory_id', 'url']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!added) return 'taken';
    await note(kernel, territoryId, id, 'added', actor);
    return { id, secret };
  });
}

/** Tells another address, or of something else, in one unit of work. `taken`: this address is told already. */
export async function editEndpoint(
  kernel: Kernel,
  territoryId: string,
  id: string,
  { url, events }: Told,
  actor: string,
): Promise<'done' | 'taken' | 'gone'> {
  return kernel.database.unit(async () => {
    const db = kernel.database.kysely<DB>();
    const { rows } = await sql<{ taken: boolean }>`
      select exists (select from webhooks.endpoint where territory_id = ${territoryId} and url = ${url} and id <> ${id}) as taken`.execute(
      db,
    );
    if (rows[0]?.taken) return 'taken';
    const edited = await db
      .updateTable('webhooks.endpoint')
      .set({ url, events: [...events] })
      .where('territory_id', '=', territoryId)
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst();
    if (!edited) return 'gone';
    await note(kernel, territoryId, id, 'edited', actor);
    return 'done';
  });
}

/**
 * Gives a site another secret, in one unit of work; the one that its receiver has signs as well for a day. Renewed again within that
 * day, it is still the receiver's that does.
 *
 * @returns it, for the only time; null where the site is gone.
 */
export async function renewSecret(kernel: Kernel, territoryId: string, id: string, actor: string): Promise<string | null> {
  const secret = newSecret();
  const now = kernel.clock.now();
  const until = now.add({ hours: OVERLAP_HOURS });
  return kernel.database.unit(async () => {
    const { rows } = await sql<{ id: string }>`
      update webhooks.endpoint set
        previous_secret = case when previous_until > ${now}::timestamptz then previous_secret else secret end,
        previous_until = case when previous_until > ${now}::timestamptz then previous_until else ${until}::timestamptz end,
        secret = ${seal(kernel.config.secret, SEALED_FOR, secret)}
      where territory_id = ${territoryId} and id = ${id} returning id`.execute(kernel.database.kysely<DB>());
    if (rows.length === 0) return null;
    await note(kernel, territoryId, id, 'secret-renewed', actor);
    return secret;
  });
}

/** Stops telling a site, or takes it up again, in one unit of work. */
export async function switchEndpoint(kernel: Kernel, territoryId: string, id: string, to: 'on' | 'paused', actor: string): Promise<void> {
  await kernel.database.unit(async () => {
    const switched = await kernel.database
      .kysely<DB>()
      .updateTable('webhooks.endpoint')
      .set({ state: to, failing_since: null })
      .where('territory_id', '=', territoryId)
      .where('id', '=', id)
      .where('state', '<>', to)
      .returning('id')
      .executeTakeFirst();
    if (switched) await note(kernel, territoryId, id, to === 'on' ? 'resumed' : 'paused', actor);
  });
}

/** Forgets a site and all that was sent to it, in one unit of work. */
export async function removeEndpoint(kernel: Kernel, territoryId: string, id: string, actor: string): Promise<void> {
  await kernel.database.unit(async () => {
    const removed = await kernel.database
      .kysely<DB>()
      .deleteFrom('webhooks.endpoint')
      .where('territory_id', '=', territoryId)
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst();
    if (removed) await note(kernel, territoryId, id, 'removed', actor);
  });
}

/** Notes that something got through. */
export async function noteAnswered(kernel: Kernel, territoryId: string, id: string): Promise<void> {
  await kernel.database
    .kysely<DB>()
    .updateTable('webhooks.endpoint')
    .set({ failing_since: null })
    .where('territory_id', '=', territoryId)
    .where('id', '=', id)
    .where('failing_since', 'is not', null)
    .execute();
}

/** Notes that nothing got through. @returns since when nothing does. */
export async function noteUnanswered(kernel: Kernel, territoryId: string, id: string): Promise<Temporal.Instant | null> {
  const now = kernel.clock.now();
  const row = await kernel.database
    .kysely<DB>()
    .updateTable('webhooks.endpoint')
    .set(({ fn, ref }) => ({ failing_since: fn.coalesce(ref('failing_since'), sql<Temporal.Instant>`${now}::timestamptz`) }))
    .where('territory_id', '=', territoryId)
    .where('id', '=', id)
    .returning('failing_since')
    .executeTakeFirst();
  return row?.failing_since ?? null;
}

/** Switches off a site that does not answer or wants no more, in the current unit of work. @returns its address; null where it was off already: of two jobs, one tells. */
export async function switchOff(
  kernel: Kernel,
  territoryId: string,
  id: string,
  why: Extract<EndpointState, 'failing' | 'gone'>,
): Promise<string | null> {
  const row = await kernel.database
    .kysely<DB>()
    .updateTable('webhooks.endpoint')
    .set({ state: why })
    .where('territory_id', '=', territoryId)
    .where('id', '=', id)
    .where('state', '=', 'on')
    .returning('url')
    .executeTakeFirst();
  if (!row) return null;
  await note(kernel, territoryId, id, 'switched-off', 'system');
  return row.url;
}

function note(kernel: Kernel, territoryId: string, subjectId: string, verb: string, actor: string): Promise<void> {
  return recordAction(kernel, { territoryId, actor, what: `webhook.${verb}`, subject: 'webhook', subjectId });
}
