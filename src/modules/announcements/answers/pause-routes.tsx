import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { staff } from '../../../kernel/access/access.ts';
import { actorOf } from '../../../kernel/access/viewer.ts';
import { requiredText } from '../../../kernel/http/fields.ts';
import { emptyForm, type FormReply, type FormState, formRoute } from '../../../kernel/http/form.ts';
import { listFileRoute } from '../../../kernel/http/list-file.ts';
import type { AnyRoute } from '../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, pageRoute } from '../../../kernel/http/route.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { keepersOf, recordAction, tell } from '../../people/index.ts';
import { liftPause, pauseStructure } from './commands/pausing.ts';
import type { Request } from './doors.ts';
import { paused } from './notice-kinds.ts';
import { promiseMessages } from './promise-messages.ts';
import { answeringStructures } from './queries/responsiveness.ts';
import type { AnsweringStructure } from './view-models.ts';
import { AnsweringStructuresView, AnsweringStructureView, structureColumns } from './views/structures.tsx';

/** Where agents see how structures answer. */
export const structuresPath = '/gestion/annonces';
const path = `${structuresPath}/:organisationId`;
/** Who looks after that people are answered. */
export const structuresReaders = staff('agent', 'moderator');

function page(title: string, body: ComponentChildren): PageReply {
  return { page: { title, body, noindex: true, frame: 'manage', section: 'announcement-answers' } };
}

/** Works on the structure of the path, where it announces something. */
async function onStructure<Result extends FormReply>(
  { kernel, visit, params }: Request,
  work: (structure: AnsweringStructure) => Promise<Result | PageReply>,
): Promise<Result | PageReply> {
  const [structure] = await answeringStructures(kernel, visit.territory.id, params['organisationId'] ?? '');
  return structure ? work(structure) : notFound;
}

const structurePage = (request: Request, form: FormState = emptyForm) =>
  onStructure<PageReply>(request, async (structure) =>
    page(structure.name, <AnsweringStructureView structure={structure} form={form} visit={request.visit} />),
  );

/** Writes down that a structure was paused or goes on, and tells who keeps it, in the current unit of work. */
async function said(kernel: Kernel, visit: Visit, { id }: AnsweringStructure, what: 'paused' | 'lifted', pauseId: string): Promise<void> {
  const territoryId = visit.territory.id;
  await recordAction(kernel, {
    territoryId,
    actor: actorOf(visit.viewer),
    what: `answers.${what}`,
    subject: 'organisation',
    subjectId: id,
  });
  for (const { accountId } of await keepersOf(kernel, territoryId, id))
    await tell(kernel, visit, {
      to: { accountId },
      kind: paused,
      key: `announcements.answers-${what}:${pauseId}:${accountId}`,
      words: { key: `announcements.answers.told.${what}` },
      messages: promiseMessages,
      path: '/mon-espace/annonces',
      letter({ locale, href }) {
        const t = translator(promiseMessages, locale);
        return {
          paragraphs: [t(`announcements.answers.told.${what}.body`)],
          action: { label: t('announcements.answers.told.paused.action'), url: href('/mon-espace/annonces') },
        };
      },
    });
}

const meanwhile = { mistakes: [{ field: '', key: 'announcements.answers.pause.meanwhile' }] };

/** Where agents see who lets people wait, and pause their announcements. */
export const pausePages: readonly AnyRoute[] = [
  pageRoute({
    path: structuresPath,
    access: structuresReaders,
    async handle({ kernel, visit }) {
      const structures = await answeringStructures(kernel, visit.territory.id);
      return page(
        translator(promiseMessages, visit.locale)('announcements.answers.structures.title'),
        <AnsweringStructuresView structures={structures} visit={visit} />,
      );
    },
  }),
  listFileRoute({
    path: `${structuresPath}.xlsx`,
    access: structuresReaders,
    file: 'reponses',
    name: (visit) => translator(promiseMessages, visit.locale)('announcements.answers.structures.title'),
    columns: structureColumns,
    rows: (kernel, visit) => answeringStructures(kernel, visit.territory.id),
  }),
  pageRoute({ path, access: structuresReaders, handle: (request) => structurePage(request) }),
  formRoute({
    path: `${path}/pause`,
    access: structuresReaders,
    fields: z.object({ explanation: requiredText('announcements.answers.pause.explanation.required', 500) }),
    again: structurePage,
    handle: (request) =>
      onStructure<FormReply>(request, async (structure) => {
        const { kernel, visit, input } = request;
        const pauseId = await pauseStructure(kernel, visit.territory.id, structure.id, input.explanation, actorOf(visit.viewer));
        if (pauseId === null) return meanwhile;
        await said(kernel, visit, structure, 'paused', pauseId);
        return { redirect: visit.href(`${structuresPath}/${structure.id}`) };
      }),
  }),
  formRoute({
    path: `${path}/reprise`,
    access: structuresReaders,
    fields: z.object({}),
    again: structurePage,
    handle: (request) =>
      onStructure<FormReply>(request, async (structure) => {
        const { kernel, visit } = request;
        const pauseId = await liftPause(kernel, visit.territory.id, structure.id, actorOf(visit.viewer));
        if (pauseId === null) return meanwhile;
        await said(kernel, visit, structure, 'lifted', pauseId);
        return { redirect: visit.href(`${structuresPath}/${structure.id}`) };
      }),
  }),
];
