import { z } from 'zod';
import { signedIn } from '../../../kernel/access/access.ts';
import { emptyForm, type FormState, formRoute } from '../../../kernel/http/form.ts';
import type { AnyRoute } from '../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, pageRoute } from '../../../kernel/http/route.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { historyNames } from '../history-names.ts';
import { draftsOf } from '../queries/drafts.ts';
import { compareRevisions, subjectHistory } from '../queries/history.ts';
import { revertTo } from '../subjects/reverting.ts';
import { changeState } from '../subjects/state.ts';
import { confirmAll } from './commands.ts';
import { editPages } from './edit-routes.tsx';
import { stateFields } from './forms.ts';
import { leavePages } from './leave-routes.tsx';
import { spacePath } from './paths.ts';
import { picturePages } from './picture-routes.tsx';
import { completenessOfPages, inSpace, ownStructures, type SpaceRequest } from './queries.ts';
import { spaceBase as base, keeps, onPage, spaceReply, writerOf } from './request.ts';
import { teamPages } from './team-routes.tsx';
import type { Space } from './view-models.ts';
import { spaceWords } from './views/frame.tsx';
import { CompareView, HistoryView } from './views/history.tsx';
import { OverviewView, StructuresView } from './views/overview.tsx';
import { StateView } from './views/state.tsx';

const history = (request: SpaceRequest) =>
  onPage(request, async (space, page) => {
    const { kernel, visit } = request;
    const found = await subjectHistory(kernel, space.territory.id, page, visit.query['suite'] ?? null);
    const names = await historyNames(request, found.entries);
    return spaceReply(
      spaceWords(visit)('directory.space.history.title', { name: page.name }),
      <HistoryView space={space} page={page} history={found} names={names} visit={visit} />,
    );
  });

const compare = (request: SpaceRequest, form: FormState = emptyForm) =>
  onPage(request, async (space, page) => {
    const { kernel, visit, params } = request;
    const number = Number(params['number']);
    if (!Number.isInteger(number) || number < 0 || number >= page.revision) return notFound;
    const changes = await compareRevisions(kernel, space.territory.id, page, { from: page.revision, to: number });
    return spaceReply(
      spaceWords(visit)('directory.space.compare.title', { name: page.name }),
      <CompareView space={space} page={page} number={number} changes={changes} form={form} visit={visit} />,
    );
  });

const state = (request: SpaceRequest, form: FormState = emptyForm) =>
  onPage(request, async (space, page) =>
    spaceReply(
      spaceWords(request.visit)('directory.space.state.title', { name: page.name }),
      <StateView space={space} page={page} form={form} visit={request.visit} />,
    ),
  );

const overview = async (request: SpaceRequest, form: FormState = emptyForm): Promise<PageReply> => {
  const { kernel, visit } = request;
  const reply = await inSpace(request, async (space) => {
    const drafts = await draftsOf(kernel, space.territory.id, writerOf(visit.viewer).actor);
    const ofNew = drafts.filter(({ subjectId, organisationId }) => subjectId === null && organisationId === space.pages[0].id);
    const named = ofNew.map(({ id, facts }) => ({ id, name: facts.name }));
    const completeness = await completenessOfPages(kernel, space.territory.id, space.pages);
    return spaceReply(
      space.pages[0].name,
      <OverviewView space={space} drafts={named} completeness={completeness} form={form} visit={visit} />,
    );
  });
  return reply ?? notFound;
};

function back(visit: Visit, { pages: [{ id }] }: Space): PageReply {
  return { redirect: visit.href(spacePath(id)) };
}

export const spacePages: readonly AnyRoute[] = [
  pageRoute({
    path: '/mon-espace/structures',
    access: signedIn,
    async handle({ kernel, visit }) {
      const structures = await ownStructures(kernel, visit);
      return spaceReply(spaceWords(visit)('directory.space.structures'), <StructuresView structures={structures} visit={visit} />);
    },
  }),
  pageRoute({ path: base, access: keeps, handle: (request) => overview(request) }),
  formRoute({
    path: `${base}/confirmer`,
    access: keeps,
    fields: z.object({}),
    again: overview,
    async handle(request) {
      const { kernel, visit } = request;
      const reply = await inSpace(request, async (space) => {
        await confirmAll(kernel, space, writerOf(visit.viewer));
        return back(visit, space);
      });
      return reply ?? notFound;
    },
  }),
  pageRoute({ path: `${base}/pages/:pageId/historique`, access: keeps, handle: history }),
  pageRoute({ path: `${base}/pages/:pageId/historique/:number`, access: keeps, handle: (request) => compare(request) }),
  formRoute({
    path: `${base}/pages/:pageId/historique/:number`,
    access: keeps,
    fields: z.object({}),
    again: compare,
    handle: (request) =>
      onPage(request, async (space, page) => {
        const { kernel, visit, params } = request;
        const number = Number(params['number']);
        const reverted = Number.isInteger(number) && (await revertTo(kernel, space.territory, page, number, writerOf(visit.viewer)));
        return reverted ? { redirect: visit.href(spacePath(space.pages[0].id, `/pages/${page.id}/historique`)) } : notFound;
      }),
  }),
  pageRoute({ path: `${base}/pages/:pageId/etat`, access: keeps, handle: (request) => state(request) }),
  formRoute({
    path: `${base}/pages/:pageId/etat`,
    access: keeps,
    fields: stateFields,
    again: state,
    handle: (request) =>
      onPage(request, async (space, page) => {
        const { kernel, visit, input } = request;
        const by = { ...writerOf(visit.viewer), reason: input.reason };
        const { subject, id } = page;
        const { event } = input;
        const to = space.pages.find((one) => one.subject === 'place' && one.id === input.to && one.id !== id)?.id ?? null;
        const impossible = { mistakes: [{ field: 'event', key: 'directory.space.state.impossible' }] };
        if (subject === 'service' && event === 'move') return impossible;
        const isDone = await changeState(
          kernel,
          space.territory,
          subject === 'service'
            ? { ...by, subject, id, event: event === 'close' ? 'close' : 'reopen' }
            : event === 'move'
              ? { ...by, subject, id, event, to: subject === 'place' ? to : null }
              : { ...by, subject, id, event },
        );
        return isDone ? back(visit, space) : impossible;
      }),
  }),
  ...teamPages,
  ...leavePages,
  ...editPages,
  ...picturePages,
];
