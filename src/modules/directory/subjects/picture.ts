import { sql } from 'kysely';
import type { Picture } from '../../../kernel/files/picture.ts';
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

/** Adds a picture after those that the subject has, in the current unit of work. The same one again changes nothing. */
export async function addPicture(
  kernel: Kernel,
  territory: Pick<TerritoryContext, 'id'>,
  facts: PictureFacts,
  picture: Picture,
): Promise<void> {
  const db = kernel.database.kysely<DB>();
  const { rows } = await sql<{ rank: number; is_there: boolean }>`
    select coalesce(max(rank), 0) + 1 as rank, coalesce(bool_or(digest = ${picture.digest}), false) as is_there from directory.picture
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
      alternative: facts.alternative,
      credit: facts.credit,
      rank: last.rank,
    })
    .execute();
}
