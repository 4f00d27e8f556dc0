import type { Kernel } from '../../../../kernel/module.ts';
import { kindOf } from '../../kinds/index.ts';
import type { Announcement } from '../../models.ts';
import { readersOf } from '../letters.ts';
import { isFull } from '../rules.ts';
import type { Answering } from '../view-models.ts';

/** How an announcement is answered by form: where it asks for answers, names no site for them, and somebody reads them. */
export async function answeringOf(kernel: Kernel, announcement: Announcement): Promise<Answering | null> {
  const kind = kindOf(announcement.kind);
  if (announcement.state !== 'published' || kind.takesNoAnswer || announcement.link !== null) return null;
  if ((await readersOf(kernel, announcement.territoryId, announcement)).length === 0) return null;
  return isFull(announcement) ? { state: 'full' } : { state: 'open', takesFile: kind.takesFile === true };
}
