import type { TerritoryContext } from '../../../../kernel/http/visit.ts';
import { newId } from '../../../../kernel/ids.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import type { ColumnMapping } from '../../gestion/imports/models.ts';
import type { DB } from '../../tables.generated.ts';
import { type CsvMapping, parseMapping } from '../csv-mapping.ts';

type Territory = Pick<TerritoryContext, 'id'>;

export interface SavedMapping {
  source: string;
  mapping: ColumnMapping;
}

/** Keeps how the columns of a source's files are read, for the next file with the same columns. */
export async function saveMapping(
  kernel: Kernel,
  territory: Territory,
  { source, mapping, digest, actor }: { source: string; mapping: CsvMapping; digest: string; actor: string },
): Promise<void> {
  const { rows, columns, constants } = mapping;
  const values = {
    mapping: JSON.stringify({ rows, columns, constants } satisfies ColumnMapping),
    saved_by: actor,
    saved_at: kernel.clock.now(),
  };
  await kernel.database
    .kysely<DB>()
    .insertInto('directory.source_mapping')
    .values({ territory_id: territory.id, id: newId(), source, columns_digest: digest, ...values })
    .onConflict((conflict) => conflict.columns(['territory_id', 'columns_digest', 'source']).doUpdateSet(values))
    .execute();
}

/** How a file with these columns was read the last time; null where none was. */
export async function savedMapping(kernel: Kernel, territory: Territory, digest: string): Promise<SavedMapping | null> {
  const saved = await kernel.database
    .kysely<DB>()
    .selectFrom('directory.source_mapping')
    .select(['source', 'mapping'])
    .where('territory_id', '=', territory.id)
    .where('columns_digest', '=', digest)
    .orderBy('saved_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return saved ? { source: saved.source, mapping: parseMapping(saved.mapping) } : null;
}
