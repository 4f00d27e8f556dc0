import { z } from 'zod';
import { staff } from '../../../kernel/access/access.ts';
import { actorOf } from '../../../kernel/access/viewer.ts';
import { optionalText } from '../../../kernel/http/fields.ts';
import { emptyForm, type FormState, formRoute } from '../../../kernel/http/form.ts';
import type { AnyRoute } from '../../../kernel/http/page-routes.ts';
import { type PageReply, type PageRequest, pageRoute } from '../../../kernel/http/route.ts';
import type { Kinds } from '../queue/models.ts';
import { moderationWords } from '../words.ts';
import { setReasons } from './commands.ts';
import { reasonsOf } from './queries.ts';
import { ReasonsView } from './views.tsx';

const MOST = 20;
const LONGEST = 200;

export const reasonsAccess = staff('administrator');
export const reasonsPath = '/gestion/moderation/motifs';

/** The page where an administrator writes the reasons of refusals, kind by kind. */
export function reasonPages(kinds: Kinds): readonly AnyRoute[] {
  const list = async (
    { kernel, visit }: Pick<PageRequest<unknown>, 'kernel' | 'visit'>,
    form: FormState = emptyForm,
  ): Promise<PageReply> => {
    const reasons = await reasonsOf(kernel, visit, [...kinds.values()]);
    const lists = [...kinds.values()].map(({ kind, label }) => ({ kind, label: label(visit.locale), reasons: reasons.get(kind) ?? [] }));
    return {
      page: {
        title: moderationWords(visit)('moderation.reasons.title'),
        body: <ReasonsView visit={visit} form={form} lists={lists} />,
        noindex: true,
        frame: 'manage',
        section: 'reasons',
      },
    };
  };
  return [
    pageRoute({ path: reasonsPath, access: reasonsAccess, handle: (request) => list(request) }),
    formRoute({
      path: reasonsPath,
      access: reasonsAccess,
      fields: z.object(Object.fromEntries([...kinds.keys()].map((kind) => [kind, optionalText(MOST * (LONGEST + 1))]))),
      again: list,
      async handle({ kernel, visit, input }) {
        const texts = Object.entries(input as Readonly<Record<string, string | null>>).map(([kind, text]) => ({
          kind,
          lines: [...new Set((text ?? '').split('\n').map((line) => line.trim()))].filter(Boolean),
        }));
        const mistakes = texts
          .filter(({ lines }) => lines.length > MOST || lines.some((line) => line.length > LONGEST))
          .map(({ kind }) => ({ field: kind, key: 'moderation.reasons.too-many' }));
        if (mistakes.length > 0) return { mistakes };
        const before = await reasonsOf(kernel, visit, [...kinds.values()]);
        for (const { kind, lines } of texts)
          if (lines.join('\n') !== before.get(kind)?.join('\n'))
            await setReasons(kernel, visit.territory.id, kind, lines, actorOf(visit.viewer));
        return { redirect: `${visit.href(reasonsPath)}?fait=1` };
      },
    }),
  ];
}
