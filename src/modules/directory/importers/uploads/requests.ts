import { UserError } from '../../../../kernel/errors.ts';
import type { TerritoryContext } from '../../../../kernel/http/visit.ts';
import { newId } from '../../../../kernel/ids.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import { importRequested } from '../../events.ts';
import { LOCAL_SOURCE } from '../../facts.ts';
import type { DB } from '../../tables.generated.ts';
import { slugify } from '../../text.ts';
import { type CsvMapping, checkMapping, parseMapping } from '../csv-mapping.ts';
import type { TableOutline } from './inspection.ts';
import { saveMapping } from './mappings.ts';
import { openToUploads } from './upload.ts';

type Territory = Pick<TerritoryContext, 'id'>;

export interface NewPreview {
  uploadId: string;
  /** Who says what is in the file, as it is shown; null: by the format, or the name of the file. */
  source: string | null;
  /** What the columns are, for a table; null for other formats. */
  mapping: CsvMapping | null;
  /** Leaves out what is neither in the territory nor serves it. */
  isWithin: boolean;
  actor: string;
}

export type Previewed =
  /** `already`: that very preview was asked for before. */
  | { outcome: 'requested' | 'already'; id: string }
  /** In words. */
  | { outcome: 'refused'; reason: string }
  | { outcome: 'gone' };

/**
 * Asks to see what an upload would give. A job does it; it changes nothing. An upload has one preview: another source or
 * mapping takes the place of the one before.
 */
export async function requestPreview(kernel: Kernel, territory: Territory, preview: NewPreview): Promise<Previewed> {
  const db = kernel.database.kysely<DB>();
  if (preview.source?.trim().toLowerCase() === LOCAL_SOURCE)
    return { outcome: 'refused', reason: `la source ne peut pas s’appeler « ${LOCAL_SOURCE} »` };
  return kernel.database.unit(async (): Promise<Previewed> => {
    const upload = await db
      .selectFrom('directory.import_upload')
      .select(['name', 'format', 'outline'])
      .where('territory_id', '=', territory.id)
      .where('id', '=', preview.uploadId)
      // Of two who ask at once, the second finds what the first asked.
      .forUpdate()
      .executeTakeFirst();
    if (!upload) return { outcome: 'gone' };
    const outline = upload.outline as TableOutline | null;
    const mapping = outline === null ? null : fullMapping(preview.mapping, outline);
    if (typeof mapping === 'string') return { outcome: 'refused', reason: mapping };
    const wanted = {
      source: preview.source?.trim() || (outline === null ? null : slugify(upload.name.replace(/\.[^.]*$/, ''), 'fichier')),
      mapping: mapping === null ? null : JSON.stringify(mapping),
      is_within: preview.isWithin,
    };
    const before = await db
      .selectFrom('directory.import_request')
      .select(['id', 'state', 'source', 'mapping', 'is_within'])
      .where('territory_id', '=', territory.id)
      .where('upload_id', '=', preview.uploadId)
      .where('kind', '=', 'preview')
      .executeTakeFirst();
    const isSame = before?.source === wanted.source && before.mapping === wanted.mapping && before.is_within === wanted.is_within;
    if (before && isSame && before.state !== 'failed' && before.state !== 'cancelled') return { outcome: 'already', id: before.id };
    // One that is being made finds that it is no longer wanted.
    if (before)
      await db.deleteFrom('directory.import_request').where('territory_id', '=', territory.id).where('id', '=', before.id).execute();
    const id = newId();
    await db
      .insertInto('directory.import_request')
      .values({
        territory_id: territory.id,
        id,
        kind: 'preview',
        upload_id: preview.uploadId,
        file_name: upload.name,
        format: upload.format,
        ...wanted,
        state: 'queued',
        requested_by: preview.actor,
        requested_at: kernel.clock.now(),
      })
      .execute();
    await kernel.events.emit(importRequested, { territoryId: territory.id, requestId: id });
    return { outcome: 'requested', id };
  }, openToUploads(territory));
}

/** With how the file itself is written; in words, what is wrong with it. */
function fullMapping(given: NewPreview['mapping'], { guess, columns }: TableOutline): CsvMapping | string {
  const { separator, sheet } = guess;
  const mapping: CsvMapping = {
    ...(given ?? guess),
    ...(separator !== undefined && { separator }),
    ...(sheet !== undefined && { sheet }),
  };
  try {
    checkMapping(
      mapping,
      columns.map(({ name }) => name),
    );
    return mapping;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

export type Started =
  /** `already`: what this preview shows is being loaded, or was. */
  | { outcome: 'started' | 'already'; id: string }
  /** One file at a time is loaded into a territory. */
  | { outcome: 'busy'; id: string; fileName: string; requestedBy: string }
  /** There is no such preview, or it is not done. */
  | { outcome: 'not-previewed' };

/**
 * Loads what a preview showed: the same file, source and mapping, which is kept for the next file of the source. Asked
 * twice, by two clicks or two agents, it is one run.
 */
export async function requestRun(
  kernel: Kernel,
  territory: Territory,
  { previewId, actor }: { previewId: string; actor: string },
): Promise<Started> {
  const db = kernel.database.kysely<DB>();
  const own = () => db.selectFrom('directory.import_request').where('territory_id', '=', territory.id);
  return kernel.database.unit(async (): Promise<Started> => {
    const already = () => own().select('id').where('preview_id', '=', previewId).executeTakeFirst();
    const id = newId();
    const started = await db
      .insertInto('directory.import_request')
      .columns([
        'territory_id',
        'id',
        'kind',
        'upload_id',
        'preview_id',
        'file_name',
        'format',
        'source',
        'mapping',
        'is_within',
        'state',
        'requested_by',
        'requested_at',
      ])
      .expression((eb) =>
        eb
          .selectFrom('directory.import_request as p')
          .select([
            'p.territory_id',
            eb.val(id).as('id'),
            eb.val('run').as('kind'),
            'p.upload_id',
            'p.id as preview_id',
            'p.file_name',
            'p.format',
            'p.source',
            'p.mapping',
            'p.is_within',
            eb.val('queued').as('state'),
            eb.val(actor).as('requested_by'),
            eb.val(kernel.clock.now()).as('requested_at'),
          ])
          .where('p.territory_id', '=', territory.id)
          .where('p.id', '=', previewId)
          .where('p.kind', '=', 'preview')
          .where('p.state', '=', 'done'),
      )
      // Whoever started it meanwhile, or something else, is found below.
      .onConflict((conflict) => conflict.doNothing())
      .returning(['upload_id', 'source', 'mapping'])
      .executeTakeFirst();
    if (started) {
      await keepMapping(kernel, territory, started, actor);
      await kernel.events.emit(importRequested, { territoryId: territory.id, requestId: id });
      return { outcome: 'started', id };
    }
    const same = await already();
    if (same) return { outcome: 'already', id: same.id };
    const running = await own()
      .select(['id', 'file_name', 'requested_by'])
      .where('kind', '=', 'run')
      .where('state', 'in', ['queued', 'running'])
      .executeTakeFirst();
    if (running) return { outcome: 'busy', id: running.id, fileName: running.file_name, requestedBy: running.requested_by };
    return { outcome: 'not-previewed' };
  }, openToUploads(territory));
}

async function keepMapping(
  kernel: Kernel,
  territory: Territory,
  run: { upload_id: string | null; source: string | null; mapping: string | null },
  actor: string,
): Promise<void> {
  if (run.upload_id === null || run.mapping === null || run.source === null) return;
  const upload = await kernel.database
    .kysely<DB>()
    .selectFrom('directory.import_upload')
    .select('outline')
    .where('territory_id', '=', territory.id)
    .where('id', '=', run.upload_id)
    .executeTakeFirst();
  const outline = upload?.outline as TableOutline | null | undefined;
  if (outline)
    await saveMapping(kernel, territory, { source: run.source, mapping: parseMapping(run.mapping), digest: outline.digest, actor });
}

/**
 * Ends a preview or a run: at once where it waits, else after the batch at hand. What was loaded stays.
 *
 * @returns false where it had ended already.
 */
export async function cancelRequest(kernel: Kernel, territory: Territory, { id, actor }: { id: string; actor: string }): Promise<boolean> {
  const cancelled = await kernel.database
    .kysely<DB>()
    .updateTable('directory.import_request')
    .set({ state: 'cancelled', cancelled_by: actor, finished_at: kernel.clock.now() })
    .where('territory_id', '=', territory.id)
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'running'])
    .returning('id')
    .executeTakeFirst();
  return cancelled !== undefined;
}
