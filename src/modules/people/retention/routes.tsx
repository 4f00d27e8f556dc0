import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { staff } from '../../../kernel/access/access.ts';
import { actorOf } from '../../../kernel/access/viewer.ts';
import { choice, optionalText } from '../../../kernel/http/fields.ts';
import { emptyForm, type FormState, formRoute } from '../../../kernel/http/form.ts';
import { listFile, listFileRoute } from '../../../kernel/http/list-file.ts';
import type { AnyRoute } from '../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, type PageRequest, pageRoute } from '../../../kernel/http/route.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { isId } from '../../../kernel/ids.ts';
import type { Module } from '../../../kernel/module.ts';
import { heldKinds } from '../../../kernel/privacy/held-kinds.ts';
import { decideElimination } from './commands.ts';
import { retentionMessages } from './messages.ts';
import { eliminationsOf, readingsOf } from './queries.ts';
import { EliminationsView, eliminationColumns, ReadingsView, readingColumns } from './views.tsx';

type Asked = PageRequest<Readonly<Record<string, string>>>;

function page(visit: Visit, section: 'eliminations' | 'readings', body: ComponentChildren): PageReply {
  return {
    page: { title: translator(retentionMessages, visit.locale)(`people.${section}.title`), body, noindex: true, frame: 'manage', section },
  };
}

/** What the archivist and the data protection officer do. @param modules whose kinds of data are told in words. */
export function retentionPages(modules: readonly Module[]): readonly AnyRoute[] {
  const kindNames = ({ locale }: Visit) => new Map(heldKinds(modules, locale).map(({ kind, name }) => [kind, name]));
  const lists = async ({ kernel, visit, params }: Asked, form: FormState = emptyForm): Promise<PageReply> => {
    const eliminations = await eliminationsOf(kernel, visit.territory.id);
    return page(
      visit,
      'eliminations',
      <EliminationsView
        visit={visit}
        eliminations={eliminations}
        names={kindNames(visit)}
        form={form}
        concerns={params['eliminationId'] ?? null}
      />,
    );
  };
  return [
    pageRoute({ path: '/gestion/eliminations', access: staff('archivist'), handle: (request) => lists(request) }),
    listFileRoute({
      path: '/gestion/eliminations.xlsx',
      access: staff('archivist'),
      file: 'eliminations',
      name: (visit) => translator(retentionMessages, visit.locale)('people.eliminations.title'),
      columns: (visit) => eliminationColumns(visit, kindNames(visit)),
      rows: (kernel, visit) => eliminationsOf(kernel, visit.territory.id, null),
    }),
    formRoute({
      path: '/gestion/eliminations/:eliminationId',
      access: staff('archivist'),
      fields: z.object({ decision: choice(['approve', 'refuse']), reason: optionalText(1_000) }),
      again: lists,
      async handle({ kernel, visit, params, input }) {
        const id = params['eliminationId'] ?? '';
        if (!isId(id)) return notFound;
        const isApproved = input.decision === 'approve';
        if (!isApproved && input.reason === null) return { mistakes: [{ field: 'reason', key: 'people.eliminations.reason.required' }] };
        const decided = await decideElimination(
          kernel,
          visit.territory.id,
          id,
          { isApproved, reason: input.reason },
          actorOf(visit.viewer),
        );
        return decided ? { redirect: visit.href('/gestion/eliminations') } : { mistakes: [{ field: '', key: 'people.eliminations.late' }] };
      },
    }),
    pageRoute({
      path: '/gestion/lectures',
      access: staff('data-protection-officer'),
      async handle({ kernel, visit }) {
        const { avant } = visit.query;
        const before = avant && isId(avant) ? avant : null;
        return page(
          visit,
          'readings',
          <ReadingsView visit={visit} readings={await readingsOf(kernel, visit.territory.id, before)} isFirst={before === null} />,
        );
      },
    }),
    pageRoute({
      path: '/gestion/lectures.xlsx',
      access: staff('data-protection-officer'),
      async handle({ kernel, visit }) {
        return listFile(
          { kernel, visit },
          {
            file: 'lectures',
            name: translator(retentionMessages, visit.locale)('people.readings.title'),
            columns: readingColumns(visit),
            async page(before) {
              const { entries, next } = await readingsOf(kernel, visit.territory.id, before);
              return { rows: entries, next };
            },
          },
        );
      },
    }),
  ];
}
