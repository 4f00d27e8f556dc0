import { z } from 'zod';
import { emptyForm, type FormReply, type FormState, formRoute } from '../../../kernel/http/form.ts';
import type { AnyRoute } from '../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, pageRoute } from '../../../kernel/http/route.ts';
import type { Keeper } from '../../people/index.ts';
import { leaveTeam, ownRole } from './leaving.ts';
import { inSpace, type SpaceRequest } from './queries.ts';
import { keeps, spaceBase, spaceReply } from './request.ts';
import type { Space } from './view-models.ts';
import { spaceWords } from './views/frame.tsx';
import { LeaveView } from './views/leave.tsx';

const path = `${spaceBase}/quitter`;
const LAST = 'directory.space.team.last';

/** What the viewer, who is of the team, does in a space of theirs. */
async function inOwnTeam<Result extends FormReply>(
  request: SpaceRequest,
  work: (space: Space, keeper: Keeper) => Promise<Result>,
): Promise<Result | PageReply> {
  const reply = await inSpace(request, async (space) => {
    const keeper = await ownRole(request.kernel, space, request.visit.viewer);
    return keeper ? work(space, keeper) : notFound;
  });
  return reply ?? notFound;
}

const leavePage = (request: SpaceRequest, form: FormState = emptyForm) =>
  inOwnTeam(request, async (space) => {
    const { visit } = request;
    const title = spaceWords(visit)('directory.space.leave.title', { name: space.pages[0].name });
    return spaceReply(title, <LeaveView space={space} isLast={form.mistakes.some(({ key }) => key === LAST)} form={form} visit={visit} />);
  });

export const leavePages: readonly AnyRoute[] = [
  pageRoute({ path, access: keeps, handle: (request) => leavePage(request) }),
  formRoute({
    path,
    access: keeps,
    fields: z.object({}),
    again: leavePage,
    handle: (request) =>
      inOwnTeam(request, async (space, keeper) => {
        const { kernel, visit } = request;
        const end = await leaveTeam(kernel, visit, space, keeper);
        return end === 'last' ? { mistakes: [{ field: '', key: LAST }] } : { redirect: visit.href('/mon-espace/structures') };
      }),
  }),
];
