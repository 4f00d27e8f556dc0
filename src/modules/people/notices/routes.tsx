import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { anyone, signedIn } from '../../../kernel/access/access.ts';
import { choice, choices } from '../../../kernel/http/fields.ts';
import { emptyForm, type FormState, formRoute } from '../../../kernel/http/form.ts';
import type { AnyRoute } from '../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, type PageRequest, pageRoute } from '../../../kernel/http/route.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { addressDigest } from '../../../kernel/mail/address.ts';
import { deadAddressReason, reviveAddress } from '../../../kernel/mail/dead-address.ts';
import type { Kernel, Module } from '../../../kernel/module.ts';
import type { NoticeKind } from '../../../kernel/notices.ts';
import { DIGEST, readUnsubscribeToken } from './address.ts';
import { chooseNotices, mobileNumber, readNotices, unsubscribe } from './commands.ts';
import { noticeMessages } from './messages.ts';
import { choiceOf, noticesOf, phoneOf, unreadNotices } from './queries.ts';
import { rhythms } from './rules.ts';
import { ChoicesView, NoticesView, StopOverView, StopView } from './views.tsx';
import { noticeKinds, noticeText } from './words.ts';

type Request = PageRequest<Readonly<Record<string, string>>>;

function page(visit: Visit, section: 'notices' | 'notice-choices', body: ComponentChildren): PageReply {
  const key = section === 'notices' ? 'people.notice.title' : 'people.notice.settings.title';
  return { page: { title: translator(noticeMessages, visit.locale)(key), body, noindex: true, frame: 'space', section } };
}

/** Whether nothing more is sent to this address. */
async function isDead(kernel: Kernel, email: string): Promise<boolean> {
  return (await deadAddressReason(kernel, addressDigest(kernel.config.secret, email))) !== null;
}

/** What somebody was told, how they want to be told, and the way out of every letter. @param modules which tell. */
export function noticePages(modules: readonly Module[]): readonly AnyRoute[] {
  const kinds = noticeKinds(modules);
  const names = kinds.map(({ name }) => name);
  const chosen = kinds.filter(({ isDuty }) => !isDuty);

  const list = async ({ kernel, visit }: Request): Promise<PageReply> => {
    if (!visit.viewer) return notFound;
    const { territory, locale, viewer, query } = visit;
    const cursor = query['suite'] ?? null;
    const { notices, nextCursor } = await noticesOf(kernel, territory.id, viewer.accountId, cursor);
    const model = {
      notices: notices.map((notice) => ({ ...notice, text: noticeText(modules, locale, notice) })),
      nextCursor,
      isFirst: cursor === null,
      unread: await unreadNotices(kernel, territory.id, viewer.accountId),
      deadAddress: (await isDead(kernel, viewer.email)) ? viewer.email : null,
    };
    return page(visit, 'notices', <NoticesView visit={visit} model={model} />);
  };

  const settings = async ({ kernel, visit }: Request, form: FormState = emptyForm): Promise<PageReply> => {
    if (!visit.viewer) return notFound;
    const { territory, viewer } = visit;
    const model = {
      kinds,
      choice: await choiceOf(kernel, territory.id, `account:${viewer.accountId}`),
      phone: await textedPhone(kernel, visit),
      isSaved: visit.query['fait'] !== undefined,
    };
    return page(visit, 'notice-choices', <ChoicesView visit={visit} form={form} model={model} />);
  };

  const stop = async ({ kernel, visit, params }: Request): Promise<PageReply> => {
    const t = translator(noticeMessages, visit.locale);
    const read = readUnsubscribeToken(kernel.config.secrets, visit.territory.id, params['token'] ?? '');
    if (!read) return { page: { title: t('people.notice.stop.over'), body: <StopOverView visit={visit} />, noindex: true }, status: 404 };
    const { rhythm, withoutLetter } = await choiceOf(kernel, visit.territory.id, read.reader);
    const isStopped = read.kind === DIGEST ? rhythm === 'never' : withoutLetter.includes(read.kind);
    const title = t(isStopped ? 'people.notice.stop.done' : 'people.notice.stop.title');
    return {
      page: {
        title,
        body: <StopView visit={visit} title={title} kind={kindWords(kinds, visit, read.kind)} isStopped={isStopped} />,
        noindex: true,
      },
    };
  };

  return [
    pageRoute({ path: '/mon-espace/avis', access: signedIn, handle: list }),
    formRoute({
      path: '/mon-espace/avis/lus',
      access: signedIn,
      fields: z.object({}),
      again: list,
      async handle({ kernel, visit }) {
        if (!visit.viewer) return notFound;
        await readNotices(kernel, visit.territory.id, visit.viewer.accountId);
        return { redirect: visit.href('/mon-espace/avis') };
      },
    }),
    formRoute({
      path: '/mon-espace/avis/adresse',
      access: signedIn,
      fields: z.object({}),
      // Each time, a letter may come back again.
      limits: [{ name: 'people.revive', limit: 3, seconds: 86_400 }],
      again: list,
      async handle({ kernel, visit }) {
        if (!visit.viewer) return notFound;
        await reviveAddress(kernel, visit.viewer.email);
        return { redirect: visit.href('/mon-espace/avis') };
      },
    }),
    pageRoute({
      // A link that notes that it was followed; one that is not theirs, or is gone, leads back to the list.
      path: '/mon-espace/avis/:id',
      access: signedIn,
      async handle({ kernel, visit, params }) {
        if (!visit.viewer) return notFound;
        const path = await readNotices(kernel, visit.territory.id, visit.viewer.accountId, params['id']);
        return { redirect: visit.href(path ?? '/mon-espace/avis') };
      },
    }),
    pageRoute({ path: '/mon-compte/avis', access: signedIn, handle: (request) => settings(request) }),
    formRoute({
      path: '/mon-compte/avis',
      access: signedIn,
      fields: z.object({ rhythm: choice(rhythms), letters: choices(names), sms: choices(names) }),
      again: settings,
      async handle({ kernel, visit, input: { rhythm, letters, sms } }) {
        if (!visit.viewer) return notFound;
        await chooseNotices(kernel, visit.territory.id, `account:${visit.viewer.accountId}`, {
          rhythm,
          withoutLetter: chosen.map(({ name }) => name).filter((name) => !letters.includes(name)),
          withSms: sms,
        });
        return { redirect: visit.href('/mon-compte/avis?fait=1') };
      },
    }),
    pageRoute({ path: '/desinscription/:token', access: anyone, handle: stop }),
    formRoute({
      path: '/desinscription/:token',
      access: anyone,
      fields: z.object({ 'List-Unsubscribe': z.string().optional(), again: z.string().optional() }),
      // The address itself is the proof, for mail services too, which have no form of ours to send.
      isCrossOrigin: true,
      isOutsideUnit: true,
      again: stop,
      async handle({ kernel, visit, params, input }) {
        const token = params['token'] ?? '';
        const read = readUnsubscribeToken(kernel.config.secrets, visit.territory.id, token);
        if (!read) return notFound;
        await unsubscribe(kernel, visit.territory.id, read, input.again !== undefined);
        // A mail service is not sent on (RFC 8058, 3.1).
        if (input['List-Unsubscribe'] !== undefined) return { content: '', type: 'text/plain; charset=utf-8' };
        return { redirect: visit.href(`/desinscription/${token}`) };
      },
    }),
  ];
}

/** The number that takes SMS of who is signed in, where messages can leave for it. */
async function textedPhone(kernel: Kernel, { territory, viewer }: Visit): Promise<string | null> {
  if (!viewer || kernel.config.smsUrl === null) return null;
  const phone = await phoneOf(kernel, territory.id, viewer.accountId);
  return phone !== null && mobileNumber(phone) !== null ? phone : null;
}

function kindWords(kinds: readonly NoticeKind[], { locale }: Visit, name: string): string {
  const kind = kinds.find((one) => one.name === name);
  return kind ? kind.label(locale) : translator(noticeMessages, locale)('people.notice.stop.digest');
}
