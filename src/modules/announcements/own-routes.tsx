import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { signedIn } from '../../kernel/access/access.ts';
import { authorOf, type Deed, worksAs } from '../../kernel/access/viewer.ts';
import { emptyForm, type FormReply, type FormState, formRoute } from '../../kernel/http/form.ts';
import { outsideMandate } from '../../kernel/http/outside-mandate.ts';
import type { AnyRoute } from '../../kernel/http/page-routes.ts';
import { notFound, type PageReply, type PageRequest, pageRoute } from '../../kernel/http/route.ts';
import type { Visit } from '../../kernel/http/visit.ts';
import type { Kernel } from '../../kernel/module.ts';
import { structuresById } from '../directory/index.ts';
import { submitItem } from '../moderation/index.ts';
import { accountOfPerson } from '../people/index.ts';
import { groupingsOf } from '../territories/index.ts';
import { waitingAnswers } from './answers/queries/answers.ts';
import { seatsOf } from './answers/rules.ts';
import { itemAbout, type Question } from './commands/asking.ts';
import { changeState, notePublishedChange, prolong, publicationDay, publishAnnouncement, todayIn } from './commands/life.ts';
import { beginAnnouncement, rewriteAnnouncement, type Writer } from './commands/writing.ts';
import { factsValues, readFacts } from './facts-input.ts';
import { announcementFields } from './forms.ts';
import { kindBySlug, kindOf } from './kinds/index.ts';
import type { AnnouncementKind } from './kinds/kind.ts';
import type { Announcement, Publisher } from './models.ts';
import { ownPath } from './paths.ts';
import {
  announcementsById,
  changesOf,
  hasAnswers,
  isTrusted,
  keepsAnnouncement,
  ownAnnouncements,
  standsRefused,
  structuresOf,
} from './queries/announcements.ts';
import { pageOf } from './queries/pages.ts';
import { type AnnouncementEvent, isEditable } from './states.ts';
import { announcementValues, type OwnStructure, readAnnouncement } from './text-input.ts';
import { EditView, KindsView } from './views/edit.tsx';
import { OwnListView, OwnView } from './views/own.tsx';
import { keepWords } from './views/words.ts';

type Request = PageRequest<Readonly<Record<string, string>>>;

const path = '/mon-espace/annonces';
const nothing = z.object({});
const deeds = ['announce', 'structure'] as const;

function page(title: string, body: ComponentChildren): PageReply {
  return { page: { title, body, noindex: true, frame: 'space', section: 'announcements' } };
}

/** Their list tells all there is: what is not theirs looks like what is not there. */
function absent(visit: Visit): PageReply {
  return { redirect: visit.href(path) };
}

/** Who writes: somebody signed in, as these routes want, for themselves or for somebody. */
async function writerOf(kernel: Kernel, { viewer, territory }: Visit): Promise<Writer> {
  if (!viewer) throw new Error('Nobody is signed in.');
  const { accountId, actingFor } = viewer;
  return { ...authorOf(viewer), accountId: actingFor ? await accountOfPerson(kernel, territory.id, actingFor.personId) : accountId };
}

async function ownStructures(kernel: Kernel, visit: Visit): Promise<OwnStructure[]> {
  return [...(await structuresById(kernel, visit.territory.id, structuresOf(visit))).values()].toSorted((a, b) =>
    a.name.localeCompare(b.name, 'fr'),
  );
}

/**
 * Publishes without a moderator: who moderates, who runs the territory, and who keeps a structure that is trusted, unless moderators said
 * no.
 */
async function publishesAtOnce(kernel: Kernel, visit: Visit, { id, publisher }: Pick<Announcement, 'id' | 'publisher'>): Promise<boolean> {
  if (worksAs(visit.viewer, 'moderator', 'administrator')) return true;
  const territoryId = visit.territory.id;
  return (await isTrusted(kernel, territoryId, publisher.organisationId)) && !(await standsRefused(kernel, territoryId, id));
}

/** Works on the announcement that the path names, where the viewer looks after it. */
async function onOwn<Result extends FormReply>(
  { kernel, visit, params }: Request,
  work: (announcement: Announcement) => Promise<Result | PageReply>,
): Promise<Result | PageReply> {
  const id = params['id'] ?? '';
  const announcement = (await announcementsById(kernel, visit.territory.id, [id])).get(id);
  return announcement && keepsAnnouncement(visit, announcement) ? work(announcement) : absent(visit);
}

/** What announcing does for somebody: it keeps the structure that publishes, or it is in their name. */
function deedOf({ organisationId }: Announcement['publisher']): Deed {
  return organisationId === null ? 'announce' : 'structure';
}

/** What a form does with the announcement that the path names. */
const changeOwn = (request: Request, work: (announcement: Announcement) => Promise<FormReply>): Promise<FormReply> =>
  onOwn<FormReply>(request, async (announcement) => {
    const outside = outsideMandate(request.visit, deedOf(announcement.publisher));
    return outside ? { mistakes: [outside] } : work(announcement);
  });

const own = (request: Request, form: FormState = emptyForm): Promise<PageReply> =>
  onOwn<PageReply>(request, async (announcement) => {
    const { kernel, visit } = request;
    return page(
      announcement.title,
      <OwnView
        page={await pageOf(kernel, visit, announcement, { isPublic: false, home: visit.territory })}
        changes={await changesOf(kernel, visit.territory.id, announcement.id)}
        waiting={(await waitingAnswers(kernel, visit.territory.id, [announcement.id])).get(announcement.id) ?? 0}
        isTrusted={await publishesAtOnce(kernel, visit, announcement)}
        form={form}
        visit={visit}
      />,
    );
  });

function isFromModel({ query }: Visit): boolean {
  return query['modele'] !== undefined;
}

/** The texts to begin from, where the address asks for them. */
function modelOf(kind: AnnouncementKind, visit: Visit): { title: string; body: string } | null {
  return isFromModel(visit) ? kind.model[visit.locale] : null;
}

async function editPage(request: Request, kind: AnnouncementKind, announcement: Announcement | null, form: FormState): Promise<PageReply> {
  const { kernel, visit } = request;
  const { territory } = visit;
  const groupings = await groupingsOf(kernel.database, kernel.clock, territory.id);
  const title = announcement
    ? keepWords(visit)('announcements.edit.title', { title: announcement.title })
    : kind.invitation(visit.locale, visit.territory.country);
  return page(
    title,
    <EditView
      kind={kind}
      title={announcement?.title ?? null}
      structures={await ownStructures(kernel, visit)}
      groupings={groupings.map(({ name }) => name)}
      action={announcement ? ownPath(announcement.id, '/modifier') : `${path}/nouvelle/${kind.slug}`}
      form={form}
      values={
        announcement ? announcementValues(kind, announcement, territory) : { locality: territory.name, phone: '', ...modelOf(kind, visit) }
      }
      modelPath={announcement || isFromModel(visit) ? null : `${path}/nouvelle/${kind.slug}?modele=1`}
      visit={visit}
    />,
  );
}

async function beginPage(request: Request, form: FormState = emptyForm): Promise<PageReply> {
  const kind = kindBySlug(request.params['kind'] ?? '', request.visit.territory);
  return kind ? editPage(request, kind, null, form) : { redirect: request.visit.href(`${path}/nouvelle`) };
}

const edit = (request: Request, form: FormState = emptyForm): Promise<PageReply> =>
  onOwn<PageReply>(request, async (announcement) =>
    // What was typed meanwhile is given back.
    form === emptyForm && !isEditable(announcement)
      ? { redirect: request.visit.href(ownPath(announcement.id)) }
      : editPage(request, kindOf(announcement.kind), announcement, form),
  );

/** Puts an announcement into the moderators' queue, to be published or looked at once more. */
async function askModerators(kernel: Kernel, visit: Visit, announcement: Announcement, question: Question): Promise<void> {
  const item = await itemAbout(kernel, visit.territory.id, announcement, question, announcement.body);
  await submitItem(kernel, visit, item, { name: null, email: null, note: null });
}

/** Publishes it, or asks moderators to. */
async function send({ kernel, visit }: Request, announcement: Announcement): Promise<FormReply> {
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

/** Why an announcement stays its publisher's, as a key; null: it may be the other one's. */
async function whyKept(kernel: Kernel, visit: Visit, { id, publisher }: Announcement, next: Publisher): Promise<string | null> {
  const { organisationId } = publisher;
  if (next.organisationId === organisationId) return null;
  if (organisationId !== null && !visit.viewer?.structures.some((kept) => kept.id === organisationId && kept.role === 'owner'))
    return 'announcements.edit.publisher.owner';
  // Answers were sent to this one.
  return (await hasAnswers(kernel, visit.territory.id, id)) ? 'announcements.edit.publisher.answered' : null;
}

/** Seats that were given meanwhile, or another writer. */
async function whyNotWritten(
  kernel: Kernel,
  { territoryId, id, state }: Announcement,
  { revision, seats }: { revision: number; seats: number | null },
): Promise<FormReply> {
  const found = (await announcementsById(kernel, territoryId, [id])).get(id);
  const isShort = found?.revision === revision && found.state === state && seats !== null && seats < found.seatsTaken;
  return {
    mistakes: [
      isShort
        ? { field: 'seats', key: 'announcements.edit.seats.taken', values: { n: found.seatsTaken } }
        : { field: '', key: 'announcements.edit.meanwhile' },
    ],
  };
}

/** A step of a life, from its page. */
function step(at: string, event: AnnouncementEvent): AnyRoute {
  return formRoute({
    path: `${path}/:id${at}`,
    access: signedIn,
    deeds,
    fields: nothing,
    again: own,
    handle: (request) =>
      changeOwn(request, async (announcement) => {
        const { kernel, visit } = request;
        const done = await changeState(kernel, visit.territory, announcement, event, await writerOf(kernel, visit));
        return done === null ? meanwhile : { redirect: visit.href(ownPath(announcement.id)) };
      }),
  });
}

const meanwhile = { mistakes: [{ field: '', key: 'announcements.review.meanwhile' }] };
const incomplete = { mistakes: [{ field: '', key: 'announcements.review.incomplete' }] };
const over = { mistakes: [{ field: '', key: 'announcements.review.over' }] };

/** Where who publishes looks after what they publish. */
export const ownRoutes: readonly AnyRoute[] = [
  pageRoute({
    path,
    access: signedIn,
    async handle({ kernel, visit }) {
      const announcements = await ownAnnouncements(kernel, visit);
      const ids = announcements.map(({ id }) => id);
      const waiting = await waitingAnswers(kernel, visit.territory.id, ids);
      return page(
        keepWords(visit)('announcements.own.title'),
        <OwnListView announcements={announcements} waiting={waiting} visit={visit} />,
      );
    },
  }),
  pageRoute({
    path: `${path}/nouvelle`,
    access: signedIn,
    handle: async ({ visit }) => page(keepWords(visit)('announcements.new.title'), <KindsView visit={visit} />),
  }),
  pageRoute({ path: `${path}/nouvelle/:kind`, access: signedIn, handle: (request) => beginPage(request) }),
  formRoute({
    path: `${path}/nouvelle/:kind`,
    access: signedIn,
    deeds,
    fields: announcementFields,
    limits: [{ name: 'announcements.begin', limit: 40, seconds: 3_600 }],
    again: beginPage,
    async handle({ kernel, visit, params, input }) {
      const kind = kindBySlug(params['kind'] ?? '', visit.territory);
      if (!kind) return notFound;
      const read = readAnnouncement(kind, input, await ownStructures(kernel, visit), visit);
      if ('mistakes' in read) return read;
      const outside = outsideMandate(visit, deedOf(read.publisher));
      if (outside) return { mistakes: [outside] };
      const id = await beginAnnouncement(kernel, visit.territory, { kind: kind.code, ...read }, await writerOf(kernel, visit));
      return { redirect: visit.href(ownPath(id)) };
    },
  }),
  pageRoute({ path: `${path}/:id`, access: signedIn, handle: (request) => own(request) }),
  pageRoute({ path: `${path}/:id/modifier`, access: signedIn, handle: (request) => edit(request) }),
  formRoute({
    path: `${path}/:id/modifier`,
    access: signedIn,
    deeds,
    fields: announcementFields,
    again: edit,
    handle: (request) =>
      changeOwn(request, async (announcement) => {
        const { kernel, visit, input } = request;
        const { state } = announcement;
        if (state === 'submitted') return meanwhile;
        if (!isEditable(announcement)) return { mistakes: [{ field: '', key: 'announcements.edit.over' }] };
        const kind = kindOf(announcement.kind);
        const read = readAnnouncement(kind, input, await ownStructures(kernel, visit), visit);
        if ('mistakes' in read) return read;
        const outside = outsideMandate(visit, deedOf(read.publisher));
        if (outside) return { mistakes: [outside] };
        const { territory } = visit;
        const { text, publisher } = read;
        const revision = /^\d{1,9}$/.test(input.revision ?? '') ? Number(input.revision) : 0;
        const written = { ...announcement, ...text, publisher, revision: revision + 1 };
        const kept = await whyKept(kernel, visit, announcement, publisher);
        if (kept !== null) return { mistakes: [{ field: 'publisher', key: kept }] };
        const isOut = state === 'published';
        const day = publicationDay(kernel, territory, written);
        if ((isOut || state === 'scheduled') && day === null) return over;
        if (!(await rewriteAnnouncement(kernel, territory, { ...announcement, revision, text, publisher }, await writerOf(kernel, visit))))
          return whyNotWritten(kernel, announcement, { revision, seats: seatsOf(text) });
        // Another day, or another text than moderators let through.
        if (state === 'scheduled') return send(request, written);
        // Nobody reads any more what is not to be read before another day.
        if (isOut && !day?.equals(todayIn(kernel, territory))) {
          if ((await changeState(kernel, territory, written, 'withdraw', await writerOf(kernel, visit))) === null) return meanwhile;
          return send(request, { ...written, state: 'withdrawn' });
        }
        // It may take place another day from now on.
        if (isOut && (await prolong(kernel, territory, written)) !== null) {
          const isWithdrawnAround = announcement.audience === 'groupings' && text.audience === 'own';
          await notePublishedChange(
            kernel,
            territory.id,
            { id: announcement.id, event: 'edit', isWithdrawnAround },
            await writerOf(kernel, visit),
          );
          if (!(await publishesAtOnce(kernel, visit, written))) await askModerators(kernel, visit, written, 'announcement-change');
        }
        return { redirect: visit.href(ownPath(announcement.id)) };
      }),
  }),
  formRoute({
    path: `${path}/:id/envoyer`,
    access: signedIn,
    deeds,
    fields: nothing,
    again: own,
    handle: (request) => changeOwn(request, (announcement) => send(request, announcement)),
  }),
  step('/pourvue', 'fill'),
  step('/retirer', 'withdraw'),
  formRoute({
    path: `${path}/:id/prolonger`,
    access: signedIn,
    deeds,
    fields: nothing,
    again: own,
    handle: (request) =>
      changeOwn(request, async (announcement) => {
        const { kernel, visit } = request;
        if ((await prolong(kernel, visit.territory, announcement)) === null) return meanwhile;
        await notePublishedChange(kernel, visit.territory.id, { id: announcement.id, event: 'prolong' }, await writerOf(kernel, visit));
        return { redirect: visit.href(ownPath(announcement.id)) };
      }),
  }),
  formRoute({
    path: `${path}/:id/reprendre`,
    access: signedIn,
    deeds,
    fields: nothing,
    limits: [{ name: 'announcements.begin', limit: 40, seconds: 3_600 }],
    again: own,
    handle: (request) =>
      changeOwn(request, async (announcement) => {
        const { kernel, visit } = request;
        const { kind, publisher } = announcement;
        // Another post is announced to job centres anew.
        const { duty, reportedOn, ...facts } = announcement.facts;
        const text = { ...announcement, facts, publishOn: null };
        const id = await beginAnnouncement(kernel, visit.territory, { kind, text, publisher }, await writerOf(kernel, visit));
        return { redirect: visit.href(ownPath(id, '/modifier')) };
      }),
  }),
];
