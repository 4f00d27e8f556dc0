import { z } from 'zod';
import { type Access, anyone, signedIn } from '../../../kernel/access/access.ts';
import { requiredText } from '../../../kernel/http/fields.ts';
import { emptyForm, type FormReply, type FormState, formRoute } from '../../../kernel/http/form.ts';
import { listFileRoute } from '../../../kernel/http/list-file.ts';
import { type AnyRoute, settingsOf } from '../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, type PageRequest, pageRoute } from '../../../kernel/http/route.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import type { ThrottleRule } from '../../../kernel/throttle/throttle.ts';
import { replyToItem } from '../items/commands/deciding.ts';
import { decisionsOf, itemById, itemsSentBy } from '../items/queries/items.ts';
import type { Kinds } from '../queue/models.ts';
import { moderationWords } from '../words.ts';
import { followPath, readFollowToken } from './address.ts';
import { FollowedView, SentView, sentColumns } from './views.tsx';

type Request = PageRequest<Readonly<Record<string, string>>>;

const replyLimit: ThrottleRule = { name: 'moderation.reply', limit: 20, seconds: 3_600 };

const section = 'sent';

/** How an item is reached: from one's space, or by its signed address. */
interface Way {
  access: Access;
  /** With `:key`. */
  path: string;
  /** The item that the key names; null where it names none. */
  idOf(request: Request): string | null;
  isOwnSpace: boolean;
}

const ways: readonly Way[] = [
  { access: signedIn, path: '/mon-espace/envois/:key', idOf: ({ params }) => params['key'] ?? null, isOwnSpace: true },
  {
    access: anyone,
    path: '/suivi/:key',
    idOf: ({ kernel, visit, params }) => readFollowToken(kernel.config.secrets, visit.territory.id, params['key'] ?? ''),
    isOwnSpace: false,
  },
];

/** Where senders see what became of what they sent. */
export function followedPages(kinds: Kinds): readonly AnyRoute[] {
  const labelsIn = ({ locale }: Visit) => new Map([...kinds.values()].map(({ kind, label }) => [kind, label(locale)]));
  return [
    listFileRoute({
      path: '/mon-espace/envois.xlsx',
      access: signedIn,
      file: 'envois',
      name: (visit) => moderationWords(visit)('moderation.sent.title'),
      columns: (visit) => sentColumns(visit, labelsIn(visit)),
      rows: (kernel, visit) => itemsSentBy(kernel, visit.territory.id, visit.viewer?.accountId ?? ''),
    }),
    pageRoute({
      path: '/mon-espace/envois',
      access: signedIn,
      async handle({ kernel, visit }) {
        const items = await itemsSentBy(kernel, visit.territory.id, visit.viewer?.accountId ?? '');
        const labels = labelsIn(visit);
        return {
          page: {
            title: moderationWords(visit)('moderation.sent.title'),
            body: <SentView visit={visit} items={items} labels={labels} />,
            noindex: true,
            frame: 'space',
            section,
          },
        };
      },
    }),
    ...ways.flatMap((way) => wayPages(kinds, way)),
  ];
}

function wayPages(kinds: Kinds, way: Way): readonly AnyRoute[] {
  const { access, path } = way;
  /** In a unit that may read the item: the signed address opens that one and no other. */
  const within = <Result,>({ kernel, visit }: Request, id: string, work: () => Promise<Result>): Promise<Result> =>
    kernel.database.unit(work, way.isOwnSpace ? {} : { ...settingsOf(visit), item: id });

  const show = async (
    request: Request,
    { answer = emptyForm, withdrawal = emptyForm }: { answer?: FormState; withdrawal?: FormState } = {},
  ): Promise<PageReply> => {
    const id = way.idOf(request);
    if (id === null) return notFound;
    const { kernel, visit, params } = request;
    return within(request, id, async () => {
      const item = await itemById(kernel, visit.territory.id, id);
      // Moderators read all of a territory: here, each reads what they sent.
      if (!item || (way.isOwnSpace && item.authorAccount !== visit.viewer?.accountId)) return absent(visit);
      // Sent with an account: the signed address opens nothing.
      if (!way.isOwnSpace && item.authorAccount !== null) return notFound;
      const t = moderationWords(visit);
      const kind = kinds.get(item.kind);
      const view = (
        <FollowedView
          visit={visit}
          item={item}
          label={kind?.label(visit.locale) ?? ''}
          thanks={kind?.thanks(visit.locale)}
          decisions={await decisionsOf(kernel, visit.territory.id, id)}
          path={path.replace(':key', params['key'] ?? '')}
          answer={answer}
          withdrawal={withdrawal}
        />
      );
      return {
        page: {
          title: t('moderation.follow.title', { title: item.title }),
          body: way.isOwnSpace ? view : <div class="wrap narrow">{view}</div>,
          noindex: true,
          ...(way.isOwnSpace ? { frame: 'space' as const, section } : { dense: true as const }),
        },
      };
    });
  };

  /** Nothing here for this one: their own list tells all there is. */
  const absent = (visit: Visit): PageReply => (way.isOwnSpace ? { redirect: visit.href('/mon-espace/envois') } : notFound);

  const reply = async (request: Request, event: Parameters<typeof replyToItem>[3]): Promise<FormReply> => {
    const id = way.idOf(request);
    if (id === null) return notFound;
    const { kernel, visit, params } = request;
    const outcome = await within(request, id, async () => {
      const item = await itemById(kernel, visit.territory.id, id);
      const isTheirs = item && (way.isOwnSpace ? item.authorAccount === visit.viewer?.accountId : item.authorAccount === null);
      if (!isTheirs) return null;
      const isDone = await replyToItem(kernel, visit.territory.id, id, event);
      if (isDone && event.event === 'withdraw') await kinds.get(item.kind)?.withdraw?.(kernel, visit.territory.id, item);
      return isDone;
    });
    if (outcome === null) return absent(visit);
    if (!outcome) return { mistakes: [{ field: '', key: 'moderation.follow.late' }] };
    return { redirect: visit.href(path.replace(':key', params['key'] ?? '')) };
  };

  return [
    pageRoute({ path, access, handle: (request) => show(request) }),
    formRoute({
      path: `${path}/reponse`,
      access,
      fields: z.object({ message: requiredText('moderation.follow.answer.required', 2_000) }),
      limits: [replyLimit],
      again: (request, answer) => show(request, { answer }),
      handle: (request) => reply(request, { event: 'answer', message: request.input.message }),
    }),
    formRoute({
      path: `${path}/retrait`,
      access,
      fields: z.object({}),
      limits: [replyLimit],
      again: (request, withdrawal) => show(request, { withdrawal }),
      handle: (request) => reply(request, { event: 'withdraw' }),
    }),
  ];
}

/** Where somebody is led who has just sent an item: the page that says what happens next, and what becomes of it. */
export function sentPath({ kernel, visit }: Pick<Request, 'kernel' | 'visit'>, id: string): string {
  return visit.href(
    `${followPath(kernel.config.secret, visit.territory.id, { id, authorAccount: visit.viewer?.accountId ?? null })}?envoye=1`,
  );
}
