import { listFile } from '../../../kernel/http/list-file.ts';
import type { AnyRoute } from '../../../kernel/http/page-routes.ts';
import { notFound, type PageRequest, pageRoute } from '../../../kernel/http/route.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { inSpace } from '../space/queries.ts';
import { keeps, spaceBase, spaceReply } from '../space/request.ts';
import type { Space } from '../space/view-models.ts';
import { figuresMessages } from './messages.ts';
import { figuresOf } from './queries.ts';
import type { Figures } from './view-models.ts';
import { FiguresView, searchColumns } from './views.tsx';

function figuresIn({ kernel, visit }: Pick<PageRequest<unknown>, 'kernel' | 'visit'>, space: Space): Promise<Figures> {
  const today = visit.now.toZonedDateTimeISO(space.territory.timeZone).toPlainDate();
  return figuresOf(
    kernel,
    space.territory.id,
    space.pages.map(({ id }) => id),
    today,
  );
}

export const figuresPages: readonly AnyRoute[] = [
  pageRoute({
    path: `${spaceBase}/chiffres`,
    access: keeps,
    async handle(request) {
      const { visit } = request;
      const reply = await inSpace(request, async (space) =>
        spaceReply(
          translator(figuresMessages, visit.locale)('directory.figures'),
          <FiguresView space={space} figures={await figuresIn(request, space)} visit={visit} />,
        ),
      );
      return reply ?? notFound;
    },
  }),
  pageRoute({
    path: `${spaceBase}/chiffres.xlsx`,
    access: keeps,
    async handle(request) {
      const { visit } = request;
      const figures = await inSpace(request, (space) => figuresIn(request, space));
      if (!figures) return notFound;
      return listFile(request, {
        file: 'recherches',
        name: translator(figuresMessages, visit.locale)('directory.figures.searches'),
        columns: searchColumns(visit),
        page: async () => ({ rows: figures.searches, next: null }),
      });
    },
  }),
];
