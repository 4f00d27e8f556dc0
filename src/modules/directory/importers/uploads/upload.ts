import { createHash } from 'node:crypto';
import { open, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { UserError } from '../../../../kernel/errors.ts';
import type { TerritoryContext } from '../../../../kernel/http/visit.ts';
import { newId } from '../../../../kernel/ids.ts';
import type { Importer, Kernel } from '../../../../kernel/module.ts';
import type { DB } from '../../tables.generated.ts';
import { slugify } from '../../text.ts';
import { inTemporaryFolder } from '../files/temporary.ts';
import { type Inspection, inspectFile, outlineTable, type TableOutline } from './inspection.ts';

type Territory = Pick<TerritoryContext, 'id'>;

/** In bytes: more is for the command line, on the machine itself. */
export const LARGEST_UPLOAD = 50_000_000;

/** In bytes: what is in memory at once of a file that is read back. */
const PART = 1_000_000;

/** Files may name people: their tables are read as contacts are. */
export function openToUploads(territory: Territory) {
  return { directory_contacts: territory.id };
}

export interface NewUpload {
  /** As the browser says it. */
  name: string;
  bytes: Uint8Array;
  actor: string;
}

export type Stored = { outcome: 'stored'; id: string } | { outcome: 'refused'; reason: string };

/**
 * Keeps a file that somebody sent, once it is known what reads it. The same file again is the same upload, with thirty days
 * before it.
 *
 * @returns why it is refused, in words, where nothing reads it.
 */
export async function storeUpload(
  kernel: Kernel,
  territory: Territory,
  importers: readonly Importer[],
  { name, bytes, actor }: NewUpload,
): Promise<Stored> {
  if (bytes.length === 0) return { outcome: 'refused', reason: 'ce fichier est vide' };
  if (bytes.length > LARGEST_UPLOAD)
    return {
      outcome: 'refused',
      reason: `ce fichier dépasse ${LARGEST_UPLOAD / 1_000_000} Mo : il se charge par la commande « terreau import »`,
    };
  const said = plainName(name);
  const inspection = await inTemporaryFolder(async (folder): Promise<Inspection | string> => {
    const file = join(folder, temporaryName(said));
    await writeFile(file, bytes);
    return inspectFile(file, importers).catch((error: unknown) => {
      if (error instanceof UserError) return error.message;
      throw error;
    });
  });
  if (typeof inspection === 'string') return { outcome: 'refused', reason: inspection };
  const db = kernel.database.kysely<DB>();
  return kernel.database.unit(async () => {
    const id = newId();
    const uploadedAt = kernel.clock.now();
    const upload = await db
      .insertInto('directory.import_upload')
      .values({
        territory_id: territory.id,
        id,
        name: said,
        byte_count: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        format: inspection.format,
        outline: inspection.table === null ? null : JSON.stringify(inspection.table),
        uploaded_by: actor,
        uploaded_at: uploadedAt,
      })
      .onConflict((conflict) => conflict.columns(['territory_id', 'sha256']).doUpdateSet({ uploaded_at: uploadedAt }))
      .returning('id')
      .executeTakeFirstOrThrow();
    if (upload.id === id)
      for (let rank = 0; rank * PART < bytes.length; rank += 1)
        await db
          .insertInto('directory.import_upload_part')
          .values({
            territory_id: territory.id,
            id: newId(),
            upload_id: id,
            rank,
            content: Buffer.from(bytes.buffer, bytes.byteOffset + rank * PART, Math.min(PART, bytes.length - rank * PART)),
          })
          .execute();
    return { outcome: 'stored', id: upload.id };
  }, openToUploads(territory));
}

/** Some browsers send the whole path; no name holds what would break a line. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  return (
    last
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim()
      .slice(0, 200) || 'fichier'
  );
}

function temporaryName(name: string): string {
  const extension = extname(name);
  return slugify(name.slice(0, name.length - extension.length), 'fichier') + (/^\.[a-z0-9]{1,10}$/i.test(extension) ? extension : '');
}

/** Runs `work` with the file of an upload, written anew to disk a megabyte at a time; null where it is not kept any more. */
export async function withUploadedFile<Result>(
  kernel: Kernel,
  territory: Territory,
  uploadId: string,
  work: (file: string) => Promise<Result>,
): Promise<Result | null> {
  return inTemporaryFolder(async (folder) => {
    const file = await kernel.database.unit(() => writeUpload(kernel, territory, uploadId, folder), openToUploads(territory));
    return file === null ? null : work(file);
  });
}

async function writeUpload(kernel: Kernel, territory: Territory, uploadId: string, folder: string): Promise<string | null> {
  const db = kernel.database.kysely<DB>();
  const upload = await db
    .selectFrom('directory.import_upload')
    .select(['name', 'byte_count'])
    .where('territory_id', '=', territory.id)
    .where('id', '=', uploadId)
    .executeTakeFirst();
  if (!upload) return null;
  const file = join(folder, temporaryName(upload.name));
  const handle = await open(file, 'wx');
  try {
    for (let rank = 0; rank * PART < upload.byte_count; rank += 1) {
      const { content } = await db
        .selectFrom('directory.import_upload_part')
        .select('content')
        .where('territory_id', '=', territory.id)
        .where('upload_id', '=', uploadId)
        .where('rank', '=', rank)
        .executeTakeFirstOrThrow();
      await handle.writeFile(content);
    }
  } finally {
    await handle.close();
  }
  return file;
}

/**
 * Looks at another sheet of a workbook.
 *
 * @returns false where there is no such upload, or no table in that sheet.
 */
export async function chooseSheet(kernel: Kernel, territory: Territory, uploadId: string, sheet: string): Promise<boolean> {
  const outline = await withUploadedFile(kernel, territory, uploadId, (file) =>
    outlineTable(file, sheet).catch((error: unknown): TableOutline | null => {
      if (error instanceof UserError) return null;
      throw error;
    }),
  );
  if (outline === null) return false;
  const changed = await kernel.database.unit(
    () =>
      kernel.database
        .kysely<DB>()
        .updateTable('directory.import_upload')
        .set({ outline: JSON.stringify(outline) })
        .where('territory_id', '=', territory.id)
        .where('id', '=', uploadId)
        .where('format', '=', 'csv')
        .returning('id')
        .executeTakeFirst(),
    openToUploads(territory),
  );
  return changed !== undefined;
}
