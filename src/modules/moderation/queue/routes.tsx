import type { ComponentChildren } from 'preact';
import { staff } from '../../../kernel/access/access.ts';
import { actorOf } from '../../../kernel/access/viewer.ts';
import { emptyForm, type FormReply, type FormState, formRoute } from '../../../kernel/http/form.ts';
import { formWords } from '../../../kernel/http/form-words.ts';
import { listFile } from '../../../kernel/http/list-file.ts';
import { type AnyRoute, settingsOf } from '../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, type PageRequest, pageRoute } from '../../../kernel/http/route.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { ReviewForm } from '../../../kernel/review.ts';
import { accountsById } from '../../people/index.ts';
import { assignItem, type Choice, decide, type Outcome } from '../items/commands/deciding.ts';
import { queuePath } from '../items/filter.ts';
import { itemById } from '../items/queries/items.ts';
import { nextItem } from '../items/queries/queue.ts';
import { moderationWords, momentWords } from '../words.ts';
import { assignmentFields, bulkFields, decisionFields } from './forms.ts';
import { itemModel, type Kinds, queueItems, queueModel, reasonsFor } from './models.ts';
import { queueRows } from './rows.ts';
import { FormView, ItemView, QueueView, queueFileColumns } from './views.tsx';
import { whoWords } from './words.ts';

type Request = PageRequest<Readonly<Record<string, string>>>;

/** Who decides. */
export const moderators = staff('moderator');

const section = 'moderation';

function managed(title: string, body: ComponentChildren): PageReply {
  return { page: { title, body, noindex: true, frame: 'manage', section } };
}

/** The pages of the queue, with what each kind shows of its own. */
export function queuePages(kinds: Kinds): readonly AnyRoute[] {
  const list = async ({ kernel, visit }: Request, form: FormState = emptyForm): Promise<PageReply> =>
    managed(
      moderationWords(visit)('moderation.title'),
      <QueueView visit={visit} form={form} kinds={kinds} queue={await queueModel(kernel, visit, kinds)} />,
    );
  const item = async (
    { kernel, visit, params }: Request,
    { form = emptyForm, assignment = emptyForm }: { form?: FormState; assignment?: FormState } = {},
  ): Promise<PageReply> => {
    const model = await itemModel(kernel, visit, kinds, params['id'] ?? '');
    if (!model) return notFound;
    return managed(model.item.title, <ItemView visit={visit} model={model} form={form} assignment={assignment} />);
  };
  return [
    pageRoute({ path: '/gestion/moderation', access: moderators, handle: (request) => list(request) }),
    pageRoute({
      path: '/gestion/moderation.xlsx',
      access: moderators,
      async handle({ kernel, visit }) {
        return listFile(
          { kernel, visit },
          {
            file: 'moderation',
            name: moderationWords(visit)('moderation.title'),
            columns: queueFileColumns(visit, kinds),
            async page(cursor) {
              const { next, ...read } = await queueItems(kernel, visit, kinds, cursor);
              return { rows: queueRows(visit, read), next };
            },
          },
        );
      },
    }),
    formRoute({
      path: '/gestion/moderation/lot',
      access: moderators,
      fields: bulkFields,
      // Each item is decided in a unit of its own: one that cannot be holds up no other.
      isOutsideUnit: true,
      again: list,
      async handle({ kernel, visit, input }) {
        if (input.item.length === 0) return { mistakes: [{ field: 'item', key: 'moderation.bulk.none' }] };
        if (input.event === 'refuse' && !(await reasonsFor(kernel, visit, kinds, null)).includes(input.reason ?? ''))
          return { mistakes: [{ field: 'reason', key: 'moderation.decide.reason.required' }] };
        let decided = 0;
        const already: string[] = [];
        const unable: string[] = [];
        for (const id of input.item) {
          const outcome = await kernel.database.unit(() => decideOne(kernel, visit, kinds, id, input), settingsOf(visit));
          if ('done' in outcome) decided += 1;
          else if ('already' in outcome) already.push(id);
          else if ('mistakes' in outcome) unable.push(id);
        }
        const said = new URLSearchParams({ decides: String(decided) });
        if (already.length > 0) said.set('autres', already.join(','));
        if (unable.length > 0) said.set('choix', unable.join(','));
        const path = queuePath(visit.query, { suite: undefined });
        return { redirect: visit.href(`${path}${path.includes('?') ? '&' : '?'}${said}`) };
      },
    }),
    pageRoute({ path: '/gestion/moderation/:id', access: moderators, handle: (request) => item(request) }),
    formRoute({
      path: '/gestion/moderation/:id',
      access: moderators,
      fields: decisionFields,
      again: (request, form) => item(request, { form }),
      async handle({ kernel, visit, params, input: { event, message, reason } }) {
        const id = params['id'] ?? '';
        const found = await itemById(kernel, visit.territory.id, id);
        if (!found) return notFound;
        if (event === 'refuse' && !(await reasonsFor(kernel, visit, kinds, found.kind)).includes(reason ?? ''))
          return { mistakes: [{ field: 'reason', key: 'moderation.decide.reason.required' }] };
        if (event === 'ask' && message === null) return { mistakes: [{ field: 'message', key: 'moderation.decide.question.required' }] };
        const outcome =
          event === 'ask'
            ? await decide(kernel, visit, kinds, id, { event, message: message ?? '' })
            : await decideOne(kernel, visit, kinds, id, { event, message, reason });
        return replyTo(kernel, visit, outcome);
      },
    }),
    formRoute({
      path: '/gestion/moderation/:id/attribution',
      access: moderators,
      fields: assignmentFields,
      again: (request, assignment) => item(request, { assignment }),
      async handle({ kernel, visit, params, input }) {
        const id = params['id'] ?? '';
        const model = await itemModel(kernel, visit, kinds, id);
        if (!model) return notFound;
        const to = input.me ? (visit.viewer?.accountId ?? null) : input.to;
        // Whoever acts here for the commune may take an item, also where their role is of its grouping.
        const isColleague = to === null || to === visit.viewer?.accountId || model.colleagues.some(({ accountId }) => accountId === to);
        if (!isColleague) return { mistakes: [{ field: 'to', key: 'form.choice' }] };
        if (!(await assignItem(kernel, visit.territory.id, id, to, actorOf(visit.viewer))))
          return { mistakes: [{ field: 'to', key: 'moderation.item.assign.late' }] };
        return { redirect: visit.href(`/gestion/moderation/${id}`) };
      },
    }),
    ...[...kinds.values()].flatMap(({ kind, form }) => (form ? formPages(kinds, kind, form) : [])),
  ];
}

/** The page where one kind is approved by its own form. */
function formPages(kinds: Kinds, kind: string, reviewForm: ReviewForm): readonly AnyRoute[] {
  const path = `/gestion/moderation/:id/${reviewForm.path}`;
  const show = async ({ kernel, visit, params }: Request, form: FormState = emptyForm): Promise<PageReply> => {
    const id = params['id'] ?? '';
    const model = await itemModel(kernel, visit, kinds, id);
    if (model?.item.kind !== kind) return notFound;
    // Decided meanwhile: its page says by whom, and keeps what was typed for the sender.
    if (model.item.decidedAt !== null)
      return form === emptyForm
        ? { redirect: visit.href(`/gestion/moderation/${id}`) }
        : managed(model.item.title, <ItemView visit={visit} model={model} form={form} assignment={emptyForm} />);
    const words = formWords(visit, form, reviewForm.messages, { action: `/gestion/moderation/${id}/${reviewForm.path}` });
    const controls = await reviewForm.controls(kernel, visit, model.item, form, words.wrong);
    if (controls === null) return { redirect: visit.href(`/gestion/moderation/${id}`) };
    const label = reviewForm.label(visit.locale);
    return managed(label, <FormView visit={visit} model={model} words={words} form={form} label={label} controls={controls} />);
  };
  return [
    pageRoute({ path, access: moderators, handle: (request) => show(request) }),
    formRoute({
      path,
      access: moderators,
      fields: reviewForm.fields.extend({ message: decisionFields.shape.message }),
      again: show,
      async handle({ kernel, visit, params, input }): Promise<FormReply> {
        const { message } = input as { message: string | null };
        const id = params['id'] ?? '';
        if ((await itemById(kernel, visit.territory.id, id))?.kind !== kind) return notFound;
        return replyTo(kernel, visit, await decide(kernel, visit, kinds, id, { event: 'approve', message, input }));
      },
    }),
  ];
}

/** A decision that needs nothing of the kind's own form. */
async function decideOne(
  kernel: Kernel,
  visit: Visit,
  kinds: Kinds,
  id: string,
  { event, message = null, reason }: { event: 'approve' | 'refuse'; message?: string | null; reason: string | null },
): Promise<Outcome> {
  const choice: Choice = event === 'approve' ? { event, message, input: null } : { event, message, reason: reason ?? '' };
  return decide(kernel, visit, kinds, id, choice);
}

/** On to the next item; or who decided before, with what was typed. */
async function replyTo(kernel: Kernel, visit: Visit, outcome: Outcome): Promise<FormReply> {
  if ('absent' in outcome) return notFound;
  if ('mistakes' in outcome) return outcome;
  if ('already' in outcome) {
    const { already, last } = outcome;
    const t = moderationWords(visit);
    const account = last?.actor.startsWith('account:') ? last.actor.slice('account:'.length) : null;
    const names = account === null ? new Map() : await accountsById(kernel, [account]);
    return {
      mistakes: [
        {
          field: '',
          key: 'moderation.already',
          values: {
            who: whoWords(last?.actor ?? 'system', names, visit, already),
            when: momentWords(last?.at ?? already.openedAt, visit),
            state: t(`moderation.state.${already.state}`),
          },
        },
      ],
    };
  }
  const next = await nextItem(kernel, visit.territory.id, visit.viewer?.accountId ?? '', outcome.done);
  return { redirect: visit.href(`/gestion/moderation${next === null ? '' : `/${next}`}?fait=${outcome.done.id}`) };
}
