import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import sharp from 'sharp';
import { UserError } from '../../../kernel/errors.ts';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { DB } from '../tables.generated.ts';

export interface PictureFacts {
  subject: 'organisation' | 'place';
  subjectId: string;
  /** What it shows, for those who do not see it. */
  alternative: string;
  /** Whose it is. */
  credit: string | null;
}

const MOST_BYTES = 12_000_000;
/** A file of a few bytes may unfold into gigabytes: this is more than any telephone takes. */
const MOST_PIXELS = 50_000_000;
const WIDEST = 1_200;

/** What cameras and telephones make. Not SVG, which is a document and may hold scripts. */
const formats: readonly string[] = ['jpeg', 'png', 'webp', 'gif', 'tiff', 'heif'];

/**
 * Makes a picture ours: WebP, at most 1,200 pixels a side, upright; nothing of what the camera wrote in it is kept, its position first.
 *
 * @throws UserError where it is no picture, or too large a one.
 */
export async function encodePicture(file: Buffer): Promise<{ content: Buffer; width: number; height: number }> {
  if (file.length > MOST_BYTES) throw new UserError('Cette image pèse plus de 12 Mo. Réduisez-la, puis recommencez.');
  const options = { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 } as const;
  try {
    const { format } = await sharp(file, options).metadata();
    if (!formats.includes(format)) throw new UserError('Ce format d’image n’est pas accepté. Choisissez une photo JPEG, PNG ou WebP.');
    const { data, info } = await sharp(file, options)
      // By the camera's own note, which is then left out with all the others.
      .autoOrient()
      .resize({ width: WIDEST, height: WIDEST, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .toBuffer({ resolveWithObject: true });
    return { content: data, width: info.width, height: info.height };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError('Cette image ne peut pas être lue. Choisissez une autre photo, de 50 millions de pixels au plus.', {
      cause: error,
    });
  }
}

/** Adds a picture after those that the subject has, in the current unit of work. The same one again changes nothing. */
export async function addPicture(
  kernel: Kernel,
  territory: Pick<TerritoryContext, 'id'>,
  facts: PictureFacts,
  picture: Awaited<ReturnType<typeof encodePicture>>,
): Promise<void> {
  const digest = createHash('sha256').update(picture.content).digest('hex');
  const db = kernel.database.kysely<DB>();
  const { rows } = await sql<{ rank: number; is_there: boolean }>`
    select coalesce(max(rank), 0) + 1 as rank, coalesce(bool_or(digest = ${digest}), false) as is_there from directory.picture
    where territory_id = ${territory.id} and subject_id = ${facts.subjectId}`.execute(db);
  const [last] = rows;
  if (!last || last.is_there) return;
  await db
    .insertInto('directory.picture')
    .values({
      territory_id: territory.id,
      id: newId(),
      subject: facts.subject,
      subject_id: facts.subjectId,
      ...picture,
      digest,
      alternative: facts.alternative,
      credit: facts.credit,
      rank: last.rank,
    })
    .execute();
}
