import type { TerritoryContext } from '../../../../kernel/http/visit.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import { allTerritories } from '../../../territories/index.ts';
import type { DB } from '../../tables.generated.ts';
import { clearTemporaryFolders } from '../files/temporary.ts';
import { openToUploads } from './upload.ts';

/** A file that is not read is not kept. */
const UPLOAD_DAYS = 30;
/** Long enough to compare with the year before. */
const REPORT_DAYS = 400;
/** No import takes so long: whoever did it is gone, and its job with them. */
const LOST_DAYS = 2;

const LOST = 'ce chargement s’est interrompu : recommencez, ce qui est chargé ne le sera pas deux fois';

/** Deletes uploads and reports whose time is over, and ends what nobody does any more. */
export async function forgetImports(kernel: Kernel): Promise<void> {
  for (const territory of await allTerritories(kernel.database, kernel.clock)) {
    await forgetUploads(kernel, territory);
    await forgetReports(kernel, territory);
    await endLost(kernel, territory);
  }
  await clearTemporaryFolders();
}

function daysAgo(kernel: Kernel, days: number) {
  return kernel.clock.now().subtract({ hours: days * 24 });
}

/** Previews go with their files; runs stay in the list. */
async function forgetUploads(kernel: Kernel, territory: Pick<TerritoryContext, 'id'>): Promise<void> {
  const db = kernel.database.kysely<DB>();
  await kernel.database.unit(async () => {
    const gone = await db
      .deleteFrom('directory.import_upload')
      .where('territory_id', '=', territory.id)
      .where('uploaded_at', '<', daysAgo(kernel, UPLOAD_DAYS))
      .returning('id')
      .execute();
    if (gone.length === 0) return;
    const ids = gone.map(({ id }) => id);
    await db
      .deleteFrom('directory.import_request')
      .where('territory_id', '=', territory.id)
      .where('kind', '=', 'preview')
      .where('upload_id', 'in', ids)
      .execute();
    await db
      .updateTable('directory.import_request')
      .set({ upload_id: null })
      .where('territory_id', '=', territory.id)
      .where('upload_id', 'in', ids)
      .execute();
  }, openToUploads(territory));
}

async function forgetReports(kernel: Kernel, territory: Pick<TerritoryContext, 'id'>): Promise<void> {
  const db = kernel.database.kysely<DB>();
  await db
    .deleteFrom('directory.import_report')
    .where('territory_id', '=', territory.id)
    .where('request_id', 'in', (eb) =>
      eb
        .selectFrom('directory.import_request')
        .select('id')
        .where('territory_id', '=', territory.id)
        .where('finished_at', '<', daysAgo(kernel, REPORT_DAYS)),
    )
    .execute();
}

async function endLost(kernel: Kernel, territory: Pick<TerritoryContext, 'id'>): Promise<void> {
  await kernel.database
    .kysely<DB>()
    .updateTable('directory.import_request')
    .set({ state: 'failed', failure: LOST, finished_at: kernel.clock.now() })
    .where('territory_id', '=', territory.id)
    .where('state', 'in', ['queued', 'running'])
    .where('requested_at', '<', daysAgo(kernel, LOST_DAYS))
    .execute();
}
