import type { Visit } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { DB } from '../tables.generated.ts';
import type { PictureView } from '../view-models.ts';
import { directoryScope } from './scope.ts';

/** A picture of a page of this portal; null where there is none. */
export async function pictureContent(kernel: Kernel, visit: Visit, id: string): Promise<{ content: Buffer; digest: string } | null> {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null;
  const row = await kernel.database
    .kysely<DB>()
    .selectFrom('directory.picture')
    .select(['content', 'digest'])
    .where('territory_id', 'in', directoryScope(visit.territory))
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** The pictures of a page, in their order. */
export async function picturesOfPage(kernel: Kernel, territoryId: string, subjectId: string): Promise<PictureView[]> {
  return kernel.database
    .kysely<DB>()
    .selectFrom('directory.picture')
    .select(['id', 'digest', 'width', 'height', 'alternative', 'credit'])
    .where('territory_id', '=', territoryId)
    .where('subject_id', '=', subjectId)
    .orderBy('rank')
    .orderBy('id')
    .execute();
}
