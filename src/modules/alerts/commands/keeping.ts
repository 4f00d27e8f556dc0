import { sql } from 'kysely';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { addressDigest } from '../../../kernel/mail/address.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { readerOf } from '../links.ts';
import type { Alert } from '../models.ts';
import { alertOf } from '../queries/alerts.ts';
import { rhythms } from '../rhythm-rules.ts';
import type { DB } from '../tables.generated.ts';
import { tellWaiting } from './telling.ts';

/** Whose alerts, where. */
interface Reader {
  territory: Pick<TerritoryContext, 'id'>;
  readerId: string;
}

/** Does something to alerts of a reader, as the reader, in one unit of work. @returns how many there were. */
async function onAlerts(kernel: Kernel, { territory, readerId }: Reader, statement: ReturnType<typeof sql>): Promise<number> {
  return kernel.database.unit(
    async () => {
      const { numAffectedRows = 0n } = await sql`${statement} and territory_id = ${territory.id} and reader_id = ${readerId}`.execute(
        kernel.database.kysely<DB>(),
      );
      return Number(numAffectedRows);
    },
    { territory: territory.id, reader: readerId },
  );
}

/** Somebody says yes to an alert that was asked for with their address. Idempotent. */
export async function confirmAlert(kernel: Kernel, reader: Reader, alertId: string): Promise<void> {
  const now = kernel.clock.now();
  await onAlerts(
    kernel,
    reader,
    sql`update alerts.alert set unconfirmed_since = null, confirmed_at = ${now}, since = ${now}
      where id = ${alertId} and unconfirmed_since is not null`,
  );
}

/**
 * How often somebody wants to be told from now on; what is published during a pause is not told afterwards. Who wants it
 * sooner is told at once of what has waited until now.
 */
export async function setRhythm(
  kernel: Kernel,
  reader: Reader & { territory: TerritoryContext },
  alertId: string,
  rhythm: Alert['rhythm'],
): Promise<void> {
  const now = kernel.clock.now();
  const before = (await alertOf(kernel, reader.territory, reader.readerId, alertId))?.rhythm ?? 'paused';
  if (rhythm !== 'paused' && before !== 'paused' && rhythms.indexOf(rhythm) < rhythms.indexOf(before))
    await tellWaiting(kernel, reader.territory, alertId, before);
  await onAlerts(
    kernel,
    reader,
    sql`update alerts.alert set rhythm = ${rhythm}, since = case when 'paused' in (rhythm, ${rhythm}) then ${now} else since end,
      confirmed_at = ${now}, asked_again_at = null where id = ${alertId} and unconfirmed_since is null`,
  );
}

/** Somebody still wants their alerts, for another year. */
export async function keepAlerts(kernel: Kernel, reader: Reader): Promise<void> {
  await onAlerts(
    kernel,
    reader,
    sql`update alerts.alert set confirmed_at = ${kernel.clock.now()}, asked_again_at = null where unconfirmed_since is null`,
  );
}

/** Ends one alert, or all of a reader (null): nothing of them is kept. */
export async function stopAlerts(kernel: Kernel, reader: Reader, alertId: string | null): Promise<void> {
  await onAlerts(kernel, reader, sql`delete from alerts.alert where ${alertId === null ? sql`true` : sql`id = ${alertId}`}`);
}

/** Alerts of an address that an account had are of the one that it has now; where there are both, that one's stay. Idempotent. */
export async function moveAlerts(
  kernel: Kernel,
  { id }: Pick<TerritoryContext, 'id'>,
  { formerDigest, email }: { formerDigest: string; email: string },
): Promise<void> {
  const db = kernel.database.kysely<DB>();
  await kernel.database.unit(
    async () => {
      const { rows } = await sql<{ email: string }>`select distinct email from alerts.alert where territory_id = ${id}`.execute(db);
      const former = rows.find((row) => kernel.config.secrets.some((secret) => addressDigest(secret, row.email) === formerDigest))?.email;
      if (former === undefined || former === email) return;
      await sql`delete from alerts.alert a where a.territory_id = ${id} and a.email = ${former}
        and (a.unconfirmed_since is not null or exists (select from alerts.alert b
          where b.territory_id = a.territory_id and b.email = ${email} and b.address = a.address
            and b.near_name is not distinct from a.near_name and b.within_km is not distinct from a.within_km))`.execute(db);
      await sql`update alerts.alert set email = ${email}, reader_id = ${readerOf(id, email)}
        where territory_id = ${id} and email = ${former}`.execute(db);
    },
    { keeper: id },
  );
}
