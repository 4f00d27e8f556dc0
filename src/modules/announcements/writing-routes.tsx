import { signedIn } from '../../kernel/access/access.ts';
import { emptyForm, type FormReply, type FormState, formRoute } from '../../kernel/http/form.ts';
import { outsideMandate } from '../../kernel/http/outside-mandate.ts';
import type { AnyRoute } from '../../kernel/http/page-routes.ts';
import { notFound, type PageReply, pageRoute } from '../../kernel/http/route.ts';
import type { Visit } from '../../kernel/http/visit.ts';
import type { Kernel } from '../../kernel/module.ts';
import { structuresById } from '../directory/index.ts';
import { groupingsOf } from '../territories/index.ts';
import { seatsOf } from './answers/rules.ts';
import { changeState, notePublishedChange, prolong, publicationDay, todayIn } from './commands/life.ts';
import { beginAnnouncement, rewriteAnnouncement } from './commands/writing.ts';
import { announcementFields } from './forms.ts';
import { kindBySlug, kindOf } from './kinds/index.ts';
import type { AnnouncementKind } from './kinds/kind.ts';
import type { Announcement, Publisher } from './models.ts';
import {
  askModerators,
  beginLimit,
  changeOwn,
  deedOf,
  deeds,
  meanwhile,
  onOwn,
  over,
  ownBase,
  page,
  publishesAtOnce,
  type Request,
  send,
  writerOf,
} from './own-request.tsx';
import { ownPath } from './paths.ts';
import { announcementsById, hasAnswers, structuresOf } from './queries/announcements.ts';
import { isEditable } from './states.ts';
import { announcementValues, type OwnStructure, readAnnouncement } from './text-input.ts';
import { EditView, KindsView } from './views/edit.tsx';
import { keepWords } from './views/words.ts';

async function ownStructures(kernel: Kernel, visit: Visit): Promise<OwnStructure[]> {
  return [...(await structuresById(kernel, visit.territory.id, structuresOf(visit))).values()].toSorted((a, b) =>
    a.name.localeCompare(b.name, 'fr'),
  );
}

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
      action={announcement ? ownPath(announcement.id, '/modifier') : `${ownBase}/nouvelle/${kind.slug}`}
      form={form}
      values={
        announcement ? announcementValues(kind, announcement, territory) : { locality: territory.name, phone: '', ...modelOf(kind, visit) }
      }
      modelPath={announcement || isFromModel(visit) ? null : `${ownBase}/nouvelle/${kind.slug}?modele=1`}
      visit={visit}
    />,
  );
}

async function beginPage(request: Request, form: FormState = emptyForm): Promise<PageReply> {
  const kind = kindBySlug(request.params['kind'] ?? '', request.visit.territory);
  return kind ? editPage(request, kind, null, form) : { redirect: request.visit.href(`${ownBase}/nouvelle`) };
}

const edit = (request: Request, form: FormState = emptyForm): Promise<PageReply> =>
  onOwn<PageReply>(request, async (announcement) =>
    // What was typed meanwhile is given back.
    form === emptyForm && !isEditable(announcement)
      ? { redirect: request.visit.href(ownPath(announcement.id)) }
      : editPage(request, kindOf(announcement.kind), announcement, form),
  );

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

/** Where announcements are written: begun, and written anew. */
export const writingRoutes: readonly AnyRoute[] = [
  pageRoute({
    path: `${ownBase}/nouvelle`,
    access: signedIn,
    handle: async ({ visit }) => page(keepWords(visit)('announcements.new.title'), <KindsView visit={visit} />),
  }),
  pageRoute({ path: `${ownBase}/nouvelle/:kind`, access: signedIn, handle: (request) => beginPage(request) }),
  formRoute({
    path: `${ownBase}/nouvelle/:kind`,
    access: signedIn,
    deeds,
    fields: announcementFields,
    limits: [beginLimit],
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
  pageRoute({ path: `${ownBase}/:id/modifier`, access: signedIn, handle: (request) => edit(request) }),
  formRoute({
    path: `${ownBase}/:id/modifier`,
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
];
