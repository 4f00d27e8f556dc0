import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { authorOf, type Deed, worksAs } from '../../kernel/access/viewer.ts';
import type { FormReply } from '../../kernel/http/form.ts';
import { outsideMandate } from '../../kernel/http/outside-mandate.ts';
import type { PageReply, PageRequest } from '../../kernel/http/route.ts';
import type { Visit } from '../../kernel/http/visit.ts';
import type { Kernel } from '../../kernel/module.ts';
import type { ThrottleRule } from '../../kernel/throttle/throttle.ts';
import { submitItem } from '../moderation/index.ts';
import { accountOfPerson } from '../people/index.ts';
import { itemAbout, type Question } from './commands/asking.ts';
import { changeState, publishAnnouncement, todayIn } from './commands/life.ts';
import type { Writer } from './commands/writing.ts';
import { factsValues, readFacts } from './facts-input.ts';
import { kindOf } from './kinds/index.ts';
import type { Announcement } from './models.ts';
import { ownPath } from './paths.ts';
import { announcementsById, isTrusted, keepsAnnouncement, standsRefused } from './queries/announcements.ts';

export type Request = PageRequest<Readonly<Record<string, string>>>;

export const ownBase = '/mon-espace/annonces';
export const nothing = z.object({});
/** What their forms do for somebody: which of the two, the publisher says. */
export const deeds = ['announce', 'structure'] as const;
export const beginLimit: ThrottleRule = { name: 'announcements.begin', limit: 40, seconds: 3_600 };

export function page(title: string, body: ComponentChildren): PageReply {
  return { page: { title, body, noindex: true, frame: 'space', section: 'announcements' } };
}

/** Their list tells all there is: what is not theirs looks like what is not there. */
function absent(visit: Visit): PageReply {
  return { redirect: visit.href(ownBase) };
}

/** Who writes: somebody signed in, as these routes want, for themselves or for somebody. */
export async function writerOf(kernel: Kernel, { viewer, territory }: Visit): Promise<Writer> {
  if (!viewer) throw new Error('Nobody is signed in.');
  const { accountId, actingFor } = viewer;
  return { ...authorOf(viewer), accountId: actingFor ? await accountOfPerson(kernel, territory.id, actingFor.personId) : accountId };
}

/**
 * Publishes without a moderator: who moderates, who runs the territory, and who keeps a structure that is trusted, unless moderators said
 * no.
 */
export async function publishesAtOnce(
  kernel: Kernel,
  visit: Visit,
  { id, publisher }: Pick<Announcement, 'id' | 'publisher'>,
): Promise<boolean> {
  if (worksAs(visit.viewer, 'moderator', 'administrator')) return true;
  const territoryId = visit.territory.id;
  return (await isTrusted(kernel, territoryId, publisher.organisationId)) && !(await standsRefused(kernel, territoryId, id));
}

/** Works on the announcement that the path names, where the viewer looks after it. */
export async function onOwn<Result extends FormReply>(
  { kernel, visit, params }: Request,
  work: (announcement: Announcement) => Promise<Result | PageReply>,
): Promise<Result | PageReply> {
  const id = params['id'] ?? '';
  const announcement = (await announcementsById(kernel, visit.territory.id, [id])).get(id);
  return announcement && keepsAnnouncement(visit, announcement) ? work(announcement) : absent(visit);
}

/** What announcing does for somebody: it keeps the structure that publishes, or it is in their name. */
export function deedOf({ organisationId }: Announcement['publisher']): Deed {
  return organisationId === null ? 'announce' : 'structure';
}

/** What a form does with the announcement that the path names. */
export const changeOwn = (request: Request, work: (announcement: Announcement) => Promise<FormReply>): Promise<FormReply> =>
  onOwn<FormReply>(request, async (announcement) => {
    const outside = outsideMandate(request.visit, deedOf(announcement.publisher));
    return outside ? { mistakes: [outside] } : work(announcement);
  });

export const meanwhile = { mistakes: [{ field: '', key: 'announcements.review.meanwhile' }] };
const incomplete = { mistakes: [{ field: '', key: 'announcements.review.incomplete' }] };
export const over = { mistakes: [{ field: '', key: 'announcements.review.over' }] };

/** Puts an announcement into the moderators' queue, to be published or looked at once more. */
export async function askModerators(kernel: Kernel, visit: Visit, announcement: Announcement, question: Question): Promise<void> {
  const item = await itemAbout(kernel, visit.territory.id, announcement, question, announcement.body);
  await submitItem(kernel, visit, item, { name: null, email: null, note: null });
}

/** Publishes it, or asks moderators to. */
export async function send({ kernel, visit }: Request, announcement: Announcement): Promise<FormReply> {
  const by = await writerOf(kernel, visit);
  const kind = kindOf(announcement.kind);
  const context = { territory: visit.territory, today: todayIn(kernel, visit.territory) };
  // Begun from another one, or before its kind asked all that it asks now.
  if (readFacts(kind, factsValues(kind, announcement.facts), context).facts === null) return incomplete;
  if (await publishesAtOnce(kernel, visit, announcement)) {
    const publication = await publishAnnouncement(kernel, visit.territory, announcement, by);
    if ('problem' in publication) return publication.problem === 'over' ? over : meanwhile;
  } else {
    if ((await changeState(kernel, visit.territory, announcement, 'submit', by)) === null) return meanwhile;
    await askModerators(kernel, visit, announcement, 'announcement');
  }
  return { redirect: visit.href(ownPath(announcement.id)) };
}
