import { z } from 'zod';
import { anyone } from '../../../../kernel/access/access.ts';
import { emptyForm, type FormState, formRoute } from '../../../../kernel/http/form.ts';
import type { AnyRoute } from '../../../../kernel/http/page-routes.ts';
import { type PageReply, type PageRequest, pageRoute } from '../../../../kernel/http/route.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import { accountOf, hashPassword, provePassword, setPassword } from '../commands/account.ts';
import { isSameBrowser, markBrowser } from '../commands/browser-proof.ts';
import { proveCode } from '../commands/codes.ts';
import { guessedMistake } from '../commands/passwords.ts';
import { endSessions, noteRefusal, openSession, pendingOf, signOut } from '../commands/sessions.ts';
import { giveToken, readToken, takeToken } from '../commands/tokens.ts';
import { demonstrationAccounts } from '../demonstration.ts';
import { addressFields, codeFields, enterFields, resetFields, signInFields } from '../forms.ts';
import { sendLink, tellOfAddress, tellOfChange } from '../letters.ts';
import { accountLimit, codeLimit, letterLimit, mailboxLimit, signInLimit, TOKEN_MINUTES } from '../limits.ts';
import { accountMessages } from '../messages.ts';
import { AddressView, CodeView, EnterView, LetterSentView, NewPasswordView, SignInView } from '../views/sign-in.tsx';
import { destination, entered, homeOf, linkOver, page, remembered, tooOften } from './pages.tsx';

type Asked = PageRequest<Readonly<Record<string, string>>>;
const words = (visit: Visit) => translator(accountMessages, visit.locale);
const token = ({ visit }: Asked, form: FormState) => String(form.values['jeton'] ?? visit.query['jeton'] ?? '');

async function signIn({ kernel, visit }: Asked, form: FormState = emptyForm): Promise<PageReply> {
  if (visit.viewer) return { redirect: destination(visit) };
  const ways = {
    home: homeOf(kernel, visit),
    provider: kernel.config.provider?.name ?? null,
    demonstration: await demonstrationAccounts(kernel),
  };
  return page(words(visit)('people.sign-in.title'), <SignInView visit={visit} form={form} ways={ways} />);
}

const askAddress =
  (kind: 'link' | 'reset') =>
  async ({ visit }: Asked, form: FormState = emptyForm): Promise<PageReply> =>
    page(words(visit)(`people.${kind}.title`), <AddressView visit={visit} form={form} kind={kind} />);

/** A letter goes out whether there is an account or not, so that neither the page nor its time tells. */
async function sendTo({ kernel, visit, client }: Asked, purpose: 'sign-in' | 'reset', email: string): Promise<PageReply> {
  const mark = purpose === 'sign-in' ? markBrowser(visit, client, 'link', TOKEN_MINUTES['sign-in']) : null;
  const sent = { redirect: visit.href('/connexion/courriel'), cookies: mark ? [mark.cookie] : [] };
  // One mailbox is not flooded, and nothing tells that it was written to before.
  if (!(await kernel.throttle.take(mailboxLimit, email)).allowed) return sent;
  const account = await accountOf(kernel, email);
  if (!account) await tellOfAddress(kernel, visit, 'unknown', { email });
  else {
    const secret = await giveToken(kernel, purpose, { accountId: account.id, email, detail: mark ? { proof: mark.proof } : {} });
    await sendLink(kernel, visit, purpose, { email, ...account }, secret);
  }
  return sent;
}

async function enter(asked: Asked, form: FormState = emptyForm): Promise<PageReply> {
  const { kernel, visit, client } = asked;
  const secret = token(asked, form);
  const found = await readToken(kernel, 'sign-in', secret);
  if (!found) return linkOver(visit, '/connexion/lien');
  const isHere = isSameBrowser(visit, client, 'link', found.detail['proof']);
  return page(words(visit)('people.link.enter.title'), <EnterView visit={visit} form={form} token={secret} isHere={isHere} />);
}

async function newPassword(asked: Asked, form: FormState = emptyForm): Promise<PageReply> {
  const { kernel, visit } = asked;
  const secret = token(asked, form);
  if (!(await readToken(kernel, 'reset', secret))) return linkOver(visit, '/connexion/mot-de-passe-oublie');
  return page(words(visit)('people.reset.new.title'), <NewPasswordView visit={visit} form={form} token={secret} />);
}

async function code({ kernel, visit, client }: Asked, form: FormState = emptyForm): Promise<PageReply> {
  if (visit.viewer) return { redirect: destination(visit) };
  if (!(await pendingOf(kernel, visit, client))) return startAgain(visit);
  return page(words(visit)('people.code.title'), <CodeView visit={visit} form={form} />);
}

/** The first proof is too old, or this browser gave none. */
function startAgain(visit: Visit): PageReply {
  const query = new URLSearchParams({ dit: 'expired', ...(visit.query['vers'] !== undefined && { vers: visit.query['vers'] }) });
  return { redirect: visit.href(`/connexion?${query}`) };
}

export const signInPages: readonly AnyRoute[] = [
  pageRoute({ path: '/connexion', access: anyone, handle: (request) => signIn(request) }),
  formRoute({
    path: '/connexion',
    access: anyone,
    fields: signInFields,
    limits: [signInLimit],
    isOutsideUnit: true,
    again: signIn,
    async handle({ kernel, visit, client, input: { email, password } }) {
      const often = await tooOften(kernel, accountLimit, email);
      if (often) return { mistakes: [often] };
      const accountId = await provePassword(kernel, { email }, password);
      if (accountId === null) {
        noteRefusal(kernel, 'password', (await accountOf(kernel, email))?.id);
        return { mistakes: [{ field: '', key: 'people.sign-in.wrong' }] };
      }
      // What is right is no guess: a desk's shared account, and the demonstration's, are entered all day.
      await kernel.throttle.giveBack(accountLimit, email);
      return entered(kernel, visit, await openSession(kernel, visit, client, { accountId, way: 'password' }));
    },
  }),
  pageRoute({ path: '/connexion/lien', access: anyone, handle: (request) => askAddress('link')(request) }),
  formRoute({
    path: '/connexion/lien',
    access: anyone,
    fields: addressFields,
    limits: [letterLimit],
    isGuarded: true,
    again: askAddress('link'),
    handle: (request) => sendTo(request, 'sign-in', request.input.email),
  }),
  pageRoute({ path: '/connexion/lien/entrer', access: anyone, handle: (request) => enter(request) }),
  formRoute({
    path: '/connexion/lien/entrer',
    access: anyone,
    fields: enterFields,
    limits: [signInLimit],
    again: enter,
    // In another browser than the one that asked, the address is asked: nobody is led into an account that is not theirs by a link
    // that somebody else had sent to themselves.
    async handle({ kernel, visit, client, input }) {
      const found = await readToken(kernel, 'sign-in', input.jeton);
      if (found && !isSameBrowser(visit, client, 'link', found.detail['proof']) && input.email !== found.email) {
        noteRefusal(kernel, 'link', found.accountId);
        return { mistakes: [{ field: 'email', key: 'people.link.enter.wrong' }] };
      }
      const taken = await takeToken(kernel, 'sign-in', input.jeton);
      if (!taken?.accountId) {
        noteRefusal(kernel, 'link');
        return linkOver(visit, '/connexion/lien');
      }
      return entered(kernel, visit, await openSession(kernel, visit, client, { accountId: taken.accountId, way: 'link' }));
    },
  }),
  pageRoute({ path: '/connexion/mot-de-passe-oublie', access: anyone, handle: (request) => askAddress('reset')(request) }),
  formRoute({
    path: '/connexion/mot-de-passe-oublie',
    access: anyone,
    fields: addressFields,
    limits: [letterLimit],
    isGuarded: true,
    again: askAddress('reset'),
    handle: (request) => sendTo(request, 'reset', request.input.email),
  }),
  pageRoute({ path: '/connexion/nouveau-mot-de-passe', access: anyone, handle: (request) => newPassword(request) }),
  formRoute({
    path: '/connexion/nouveau-mot-de-passe',
    access: anyone,
    fields: resetFields,
    limits: [signInLimit],
    again: newPassword,
    async handle({ kernel, visit, input }) {
      const found = await readToken(kernel, 'reset', input.jeton);
      const owner = found?.email == null ? null : await accountOf(kernel, found.email);
      const guessed = owner && (await guessedMistake(visit, input.password, [owner.name, found?.email ?? '']));
      if (guessed) return { mistakes: [guessed] };
      const taken = await takeToken(kernel, 'reset', input.jeton);
      if (!taken?.accountId || taken.email === null) return linkOver(visit, '/connexion/mot-de-passe-oublie');
      await setPassword(kernel, taken.accountId, await hashPassword(kernel, input.password));
      await endSessions(kernel, taken.accountId);
      await tellOfChange(kernel, visit, 'password', { accountId: taken.accountId, email: taken.email });
      return { redirect: visit.href('/connexion?dit=reset') };
    },
  }),
  pageRoute({
    path: '/connexion/courriel',
    access: anyone,
    handle: async ({ visit }) => page(words(visit)('people.sent.title'), <LetterSentView visit={visit} />),
  }),
  pageRoute({ path: '/connexion/code', access: anyone, handle: (request) => code(request) }),
  formRoute({
    path: '/connexion/code',
    access: anyone,
    fields: codeFields,
    limits: [signInLimit],
    isOutsideUnit: true,
    again: code,
    async handle({ kernel, visit, client, input }) {
      const pending = await pendingOf(kernel, visit, client);
      if (!pending) return visit.viewer ? { redirect: destination(visit) } : startAgain(visit);
      const often = await tooOften(kernel, codeLimit, pending.accountId);
      if (often) return { mistakes: [often] };
      if (await proveCode(kernel, visit, client, pending.accountId, input.code))
        return entered(
          kernel,
          visit,
          await openSession(kernel, visit, client, { accountId: pending.accountId, way: 'code', hasSecondFactor: true }),
        );
      // Of a form that was sent twice, the first one has entered: the page that follows sees it.
      if (!(await pendingOf(kernel, visit, client))) return { redirect: visit.href(`/connexion${remembered(visit)}`) };
      noteRefusal(kernel, 'code', pending.accountId);
      return { mistakes: [{ field: 'code', key: 'people.code.wrong' }] };
    },
  }),
  formRoute({
    path: '/deconnexion',
    access: anyone,
    fields: z.object({}),
    isOutsideUnit: true,
    again: async ({ visit }) => ({ redirect: visit.href('/') }),
    async handle({ kernel, visit, client }) {
      return { redirect: visit.href('/'), cookies: await signOut(kernel, visit, client), clearsCache: true };
    },
  }),
];
