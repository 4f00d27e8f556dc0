import type { Kernel } from '../../../../kernel/module.ts';
import { kindOf } from '../../kinds/index.ts';
import type { Announcement } from '../../models.ts';
import { readersOf } from '../letters.ts';
import { type PromiseOfAnswer, promiseOf } from '../promise-rules.ts';
import { isFull } from '../rules.ts';
import type { Answering } from '../view-models.ts';
import { publicResponsiveness } from './responsiveness.ts';

/**
 * How an announcement is answered by form, where it asks for answers, names no site for them, and somebody reads them; and
 * how its structure usually answers. Null: it is not, or nothing can be said of it.
 */
export async function answeringOf(
  kernel: Kernel,
  announcement: Announcement,
): Promise<{ answering: Answering | null; promise: PromiseOfAnswer | null }> {
  const { territoryId, publisher } = announcement;
  const kind = kindOf(announcement.kind);
  if (announcement.state !== 'published' || kind.takesNoAnswer || announcement.link !== null) return { answering: null, promise: null };
  if ((await readersOf(kernel, territoryId, announcement)).length === 0) return { answering: null, promise: null };
  const { responsiveness, paused } =
    publisher.organisationId === null
      ? { responsiveness: null, paused: null }
      : await publicResponsiveness(kernel, territoryId, publisher.organisationId);
  const promise = promiseOf(responsiveness);
  if (paused !== null) return { answering: { state: 'paused', explanation: paused }, promise };
  return { answering: isFull(announcement) ? { state: 'full' } : { state: 'open', takesFile: kind.takesFile === true }, promise };
}
