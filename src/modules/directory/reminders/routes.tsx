import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { anyone } from '../../../kernel/access/access.ts';
import { emptyForm, type FormState, formRoute } from '../../../kernel/http/form.ts';
import type { AnyRoute } from '../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, type PageRequest, pageRoute } from '../../../kernel/http/route.ts';
import { keepersOf } from '../../people/index.ts';
import { spacePath } from '../space/paths.ts';
import type { Authorship } from '../subjects/revision.ts';
import { subjectPath } from '../views/paths.ts';
import { confirmHolder } from './commands.ts';
import { holderById } from './queries/holders.ts';
import { linkEnds } from './rules.ts';
import { readReminderToken } from './token.ts';
import type { Holder } from './view-models.ts';
import { ConfirmView, LinkOverView } from './views/confirm.tsx';
import { reminderWords } from './words.ts';

type Request = PageRequest<Readonly<Record<string, string>>>;

interface Link {
  holder: Holder;
  /** Without the language. */
  path: string;
  /** Null: of the structure's own mailbox. */
  accountId: string | null;
  isOver: boolean;
}

/** What a link names; null where we did not write it, or not to who keeps the page or reads its mailbox today. */
async function linkOf({ kernel, visit, params }: Request): Promise<Link | null> {
  const { territory } = visit;
  const token = params['token'] ?? '';
  const key = readReminderToken(kernel.config.secrets, territory.id, token);
  if (!key) return null;
  const today = visit.now.toZonedDateTimeISO(territory.timeZone).toPlainDate();
  const holder = await holderById(kernel, territory, key.holderId, today);
  if (!holder || !key.isOurs(holder.mailbox)) return null;
  const { accountId } = key;
  if (accountId !== null && !(await keepersOf(kernel, territory.id, holder.id)).some((keeper) => keeper.accountId === accountId))
    return null;
  const isOver = Temporal.PlainDate.compare(today, linkEnds(key.writtenOn)) > 0;
  return { holder, path: `/confirmer/${token}`, accountId, isOver };
}

/** Where the reader of a link says what has changed: in their space, or by a correction as anybody. */
function changePathOf({ holder, accountId }: Link): string {
  const [first] = holder.pages;
  if (accountId !== null || !first) return spacePath(holder.id);
  return `${subjectPath({ subject: first.subject, slug: first.slug, commune: null })}/corriger`;
}

/** Opened, by somebody or by a program that follows the links of letters, it changes nothing. */
async function confirmPage(request: Request, form: FormState = emptyForm): Promise<PageReply> {
  const { visit } = request;
  const link = await linkOf(request);
  if (!link) return notFound;
  const { holder, path, isOver } = link;
  const t = reminderWords(visit);
  const changePath = changePathOf(link);
  return {
    page: {
      title: t(isOver ? 'directory.confirm.over.title' : 'directory.confirm.title'),
      body: isOver ? (
        <LinkOverView name={holder.name} changePath={changePath} visit={visit} />
      ) : (
        <ConfirmView holder={holder} path={path} changePath={changePath} form={form} visit={visit} />
      ),
      noindex: true,
      dense: true,
      section: 'directory',
    },
  };
}

export const reminderPages: readonly AnyRoute[] = [
  pageRoute({ path: '/confirmer/:token', access: anyone, handle: (request) => confirmPage(request) }),
  formRoute({
    path: '/confirmer/:token',
    access: anyone,
    fields: z.object({}),
    limits: [{ name: 'directory.confirm', limit: 60, seconds: 3_600 }],
    again: confirmPage,
    async handle(request) {
      const { kernel, visit } = request;
      const link = await linkOf(request);
      if (!link) return notFound;
      const by: Authorship =
        link.accountId === null
          ? { actor: 'visitor', reason: reminderWords(visit)('directory.confirm.by-mailbox') }
          : { actor: `account:${link.accountId}` };
      if (!link.isOver) await confirmHolder(kernel, visit.territory, link.holder, by);
      return { redirect: visit.href(link.path) };
    },
  }),
];
