import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { anyone } from '../../../kernel/access/access.ts';
import { emptyForm, type FormState, formRoute } from '../../../kernel/http/form.ts';
import type { AnyRoute } from '../../../kernel/http/page-routes.ts';
import { safePath } from '../../../kernel/http/redirect.ts';
import { type PageReply, type PageRequest, pageRoute } from '../../../kernel/http/route.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { callAuth } from './commands.ts';
import { signInFields, signUpFields, tokenFields } from './forms.ts';
import { accountLimit, letterLimit, mailboxLimit, signInLimit } from './limits.ts';
import { type AccountKey, accountMessages } from './messages.ts';
import { ConfirmAddressView, LetterSentView, SignInView, SignUpView } from './views.tsx';

function page(visit: Visit, title: AccountKey, body: ComponentChildren): PageReply {
  return { page: { title: translator(accountMessages, visit.locale)(title), body, noindex: true, section: 'account' } };
}

/** Where to go once signed in. */
function destination(visit: Visit): string {
  return safePath(visit.query['vers'], visit.href('/'));
}

const signIn = async ({ visit }: Pick<PageRequest<unknown>, 'visit'>, form: FormState = emptyForm): Promise<PageReply> =>
  visit.viewer ? { redirect: destination(visit) } : page(visit, 'people.sign-in.title', <SignInView visit={visit} form={form} />);

const signUp = async ({ visit }: Pick<PageRequest<unknown>, 'visit'>, form: FormState = emptyForm): Promise<PageReply> =>
  visit.viewer ? { redirect: destination(visit) } : page(visit, 'people.sign-up.title', <SignUpView visit={visit} form={form} />);

const confirm = async ({ visit }: Pick<PageRequest<unknown>, 'visit'>, form: FormState = emptyForm): Promise<PageReply> =>
  page(visit, 'people.confirm.title', <ConfirmAddressView visit={visit} form={form} token={visit.query['jeton'] ?? ''} />);

export const accountPages: readonly AnyRoute[] = [
  pageRoute({ path: '/connexion', access: anyone, handle: (request) => signIn(request) }),
  formRoute({
    path: '/connexion',
    access: anyone,
    fields: signInFields,
    limits: [signInLimit],
    isOutsideUnit: true,
    again: signIn,
    async handle({ kernel, visit, client, input }) {
      const tried = await kernel.throttle.take(accountLimit, input.email);
      if (!tried.allowed)
        return { mistakes: [{ field: '', key: 'form.too-often', values: { minutes: Math.ceil(tried.retryAfter / 60) } }] };
      const reply = await callAuth(kernel, visit, client, (api, headers) =>
        api.signInEmail({ body: { email: input.email, password: input.password }, headers, returnHeaders: true }),
      );
      // An address that was never confirmed is told like a wrong password: nothing says whether there is an account.
      if ('refused' in reply) return { mistakes: [{ field: '', key: 'people.sign-in.wrong' }] };
      return { redirect: destination(visit), cookies: reply.cookies };
    },
  }),
  pageRoute({ path: '/inscription', access: anyone, handle: (request) => signUp(request) }),
  formRoute({
    path: '/inscription',
    access: anyone,
    fields: signUpFields,
    limits: [letterLimit],
    isGuarded: true,
    isOutsideUnit: true,
    again: signUp,
    async handle({ kernel, visit, client, input }) {
      const mailbox = await kernel.throttle.take(mailboxLimit, input.email);
      const sent = { redirect: visit.href('/inscription/courriel') };
      // One mailbox is not flooded, and nothing tells that it was written to before.
      if (!mailbox.allowed) return sent;
      const reply = await callAuth(kernel, visit, client, (api, headers) =>
        api.signUpEmail({ body: { ...input, locale: visit.locale }, headers, returnHeaders: true }),
      );
      if ('refused' in reply && reply.refused !== 'USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL') {
        if (reply.refused.startsWith('PASSWORD_')) return { mistakes: [{ field: 'password', key: 'people.password.too-short' }] };
        throw new Error(`Sign-up was refused: ${reply.refused}`);
      }
      return sent;
    },
  }),
  pageRoute({
    path: '/inscription/courriel',
    access: anyone,
    handle: async ({ visit }) => page(visit, 'people.sent.title', <LetterSentView visit={visit} />),
  }),
  pageRoute({ path: '/inscription/confirmer', access: anyone, handle: (request) => confirm(request) }),
  formRoute({
    path: '/inscription/confirmer',
    access: anyone,
    fields: tokenFields,
    limits: [signInLimit],
    isOutsideUnit: true,
    again: confirm,
    async handle({ kernel, visit, client, input }) {
      const reply = await callAuth(kernel, visit, client, (api, headers) =>
        api.verifyEmail({ query: { token: input.jeton }, headers, returnHeaders: true }),
      );
      if ('refused' in reply) return { mistakes: [{ field: '', key: 'people.link.over' }] };
      return { redirect: destination(visit), cookies: reply.cookies };
    },
  }),
  formRoute({
    path: '/deconnexion',
    access: anyone,
    fields: z.object({}),
    isOutsideUnit: true,
    again: async ({ visit }) => ({ redirect: visit.href('/') }),
    async handle({ kernel, visit, client }) {
      const reply = await callAuth(kernel, visit, client, (api, headers) => api.signOut({ headers, returnHeaders: true }));
      return { redirect: visit.href('/'), ...('cookies' in reply && { cookies: reply.cookies }) };
    },
  }),
];
