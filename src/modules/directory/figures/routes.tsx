import type { AnyRoute } from '../../../kernel/http/page-routes.ts';
import { notFound, pageRoute } from '../../../kernel/http/route.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { inSpace } from '../space/queries.ts';
import { keeps, spaceBase, spaceReply } from '../space/request.ts';
import { figuresMessages } from './messages.ts';
import { figuresOf } from './queries.ts';
import { FiguresView } from './views.tsx';

export const figuresPages: readonly AnyRoute[] = [
  pageRoute({
    path: `${spaceBase}/chiffres`,
    access: keeps,
    async handle(request) {
      const { kernel, visit } = request;
      const reply = await inSpace(request, async (space) => {
        const ids = space.pages.map(({ id }) => id);
        const today = visit.now.toZonedDateTimeISO(space.territory.timeZone).toPlainDate();
        const figures = await figuresOf(kernel, space.territory.id, ids, today);
        return spaceReply(
          translator(figuresMessages, visit.locale)('directory.figures'),
          <FiguresView space={space} figures={figures} visit={visit} />,
        );
      });
      return reply ?? notFound;
    },
  }),
];
