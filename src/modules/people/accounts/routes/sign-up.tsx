import { anyone } from '../../../../kernel/access/access.ts';
import { emptyForm, type FormState, formRoute } from '../../../../kernel/http/form.ts';
import type { AnyRoute } from '../../../../kernel/http/page-routes.ts';
import { type PageReply, type PageRequest, pageRoute } from '../../../../kernel/http/route.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import { accountOf, addAccount, hashPassword } from '../commands/account.ts';
import { guessedMistake } from '../commands/passwords.ts';
import { openSession } from '../commands/sessions.ts';
import { giveToken, readToken, takeToken } from '../commands/tokens.ts';
import { addressFields, confirmFields } from '../forms.ts';
import { sendLink, tellOfAddress } from '../letters.ts';
import { letterLimit, mailboxLimit, signInLimit } from '../limits.ts';
import { accountMessages } from '../messages.ts';
import { ConfirmView, SignUpView } from '../views/sign-up.tsx';
import { destination, entered, linkOver, page } from './pages.tsx';

type Asked = PageRequest<Readonly<Record<string, string>>>;

async function signUp({ visit }: Asked, form: FormState = emptyForm): Promise<PageReply> {
  if (visit.viewer) return { redirect: destination(visit) };
  return page(translator(accountMessages, visit.locale)('people.sign-up.title'), <SignUpView visit={visit} form={form} />);
}

async function confirm({ kernel, visit }: Asked, form: FormState = emptyForm): Promise<PageReply> {
  const token = String(form.values['jeton'] ?? visit.query['jeton'] ?? '');
  const found = await readToken(kernel, 'sign-up', token);
  if (found?.email == null) return linkOver(visit, '/inscription');
  return page(
    translator(accountMessages, visit.locale)('people.confirm.title'),
    <ConfirmView visit={visit} form={form} token={token} email={found.email} />,
  );
}

/**
 * Two steps: the address, then from its letter a name and a password. An account therefore is always of who reads its
 * address: nobody can prepare one, with a password of their own, for somebody else to confirm.
 */
export const signUpPages: readonly AnyRoute[] = [
  pageRoute({ path: '/inscription', access: anyone, handle: (request) => signUp(request) }),
  formRoute({
    path: '/inscription',
    access: anyone,
    fields: addressFields,
    limits: [letterLimit],
    isGuarded: true,
    again: signUp,
    async handle({ kernel, visit, input: { email } }) {
      const sent = { redirect: visit.href('/connexion/courriel') };
      // One mailbox is not flooded, and nothing tells that it was written to before.
      if (!(await kernel.throttle.take(mailboxLimit, email)).allowed) return sent;
      const account = await accountOf(kernel, email);
      // Nothing on screen tells that the address has an account: its owner is told by letter.
      if (account) await tellOfAddress(kernel, visit, 'existing', { email, ...account });
      else await sendLink(kernel, visit, 'sign-up', { email }, await giveToken(kernel, 'sign-up', { accountId: null, email, detail: {} }));
      return sent;
    },
  }),
  pageRoute({ path: '/inscription/confirmer', access: anyone, handle: (request) => confirm(request) }),
  formRoute({
    path: '/inscription/confirmer',
    access: anyone,
    fields: confirmFields,
    limits: [signInLimit],
    again: confirm,
    async handle({ kernel, visit, client, input: { jeton, name, password } }) {
      const found = await readToken(kernel, 'sign-up', jeton);
      if (found?.email == null) return linkOver(visit, '/inscription');
      const guessed = await guessedMistake(visit, password, [name, found.email]);
      if (guessed) return { mistakes: [guessed] };
      const taken = await takeToken(kernel, 'sign-up', jeton);
      if (taken?.email == null) return linkOver(visit, '/inscription');
      const passwordHash = await hashPassword(kernel, password);
      const accountId = await addAccount(kernel, { email: taken.email, name, passwordHash, locale: visit.locale });
      if (accountId === null) return linkOver(visit, '/inscription');
      return entered(kernel, visit, await openSession(kernel, visit, client, { accountId, way: 'sign-up' }));
    },
  }),
];
