import type { Kernel } from '../../../kernel/module.ts';
import { type NewItem, supersedeAbout } from '../../moderation/index.ts';
import type { Announcement } from '../models.ts';

/** What moderators are asked: to publish it, or to look again at what is published. */
export type Question = 'announcement' | 'announcement-change';

const questions: readonly Question[] = ['announcement', 'announcement-change'];

/**
 * The item that asks moderators about an announcement as it reads now, for their queue. What they were asked about it before is
 * settled with it, in the current unit of work.
 *
 * @param words what the queue's search finds it by, beside title and publisher.
 */
export async function itemAbout(
  kernel: Kernel,
  territoryId: string,
  { id, title, publisher, revision }: Pick<Announcement, 'id' | 'title' | 'publisher' | 'revision'>,
  kind: Question,
  words: string,
): Promise<NewItem> {
  const about = { subject: 'announcement', id };
  await supersedeAbout(kernel, territoryId, questions, about);
  return { kind, about, title, words: [publisher.name, words], payload: { organisationId: publisher.organisationId, revision } };
}
