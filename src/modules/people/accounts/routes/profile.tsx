import { signedIn } from '../../../../kernel/access/access.ts';
import type { Viewer } from '../../../../kernel/access/viewer.ts';
import { isTaken } from '../../../../kernel/db/violations.ts';
import { emptyForm, type FormState, formRoute } from '../../../../kernel/http/form.ts';
import type { AnyRoute } from '../../../../kernel/http/page-routes.ts';
import { type PageReply, type PageRequest, pageRoute } from '../../../../kernel/http/route.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import { ownMessages } from '../account-messages.ts';
import { accountOf, setAddress, setProfile } from '../commands/account.ts';
import { factorChanged } from '../commands/changes.ts';
import { endSession, endSessions, sessionsOf } from '../commands/sessions.ts';
import { giveToken, readToken, takeToken } from '../commands/tokens.ts';
import { addressFields, profileFields, sessionFields, tokenFields } from '../forms.ts';
import { sendLink, tellOfAddress } from '../letters.ts';
import { letterLimit, mailboxLimit, securityLimit, signInLimit } from '../limits.ts';
import { AddressChangeView, AddressConfirmView, ProfileView } from '../views/profile.tsx';
import { SessionsView } from '../views/sessions.tsx';
import { linkOver, ownPage, proveFirst } from './pages.tsx';

type Asked = PageRequest<Readonly<Record<string, string>>>;
const words = (visit: Visit) => translator(ownMessages, visit.locale);

/** Who is signed in: the routes below are for nobody else. */
export function viewerOf({ viewer }: Visit): Viewer {
  if (!viewer) throw new Error('A page of one’s own account was reached without one.');
  return viewer;
}

async function profile({ visit }: Asked, form: FormState = emptyForm): Promise<PageReply> {
  return ownPage('profile', words(visit)('people.own.profile'), <ProfileView visit={visit} form={form} viewer={viewerOf(visit)} />);
}

async function askAddress({ visit }: Asked, form: FormState = emptyForm): Promise<PageReply> {
  const unproved = proveFirst(visit, '/mon-compte/adresse');
  if (unproved) return unproved;
  return ownPage('profile', words(visit)('people.own.address.change'), <AddressChangeView visit={visit} form={form} />);
}

async function confirmAddress({ kernel, visit }: Asked, form: FormState = emptyForm): Promise<PageReply> {
  const token = String(form.values['jeton'] ?? visit.query['jeton'] ?? '');
  const found = await readToken(kernel, 'email', token);
  if (found?.email == null || found.accountId !== viewerOf(visit).accountId) return linkOver(visit, '/mon-compte/adresse');
  const title = words(visit)('people.own.address.confirm');
  return ownPage('profile', title, <AddressConfirmView visit={visit} form={form} token={token} email={found.email} />);
}

/** Takes the link up and the address with it; other sessions end. @returns false where either is somebody else's meanwhile. */
async function changeAddress(kernel: Kernel, visit: Visit, viewer: Viewer, token: string): Promise<boolean> {
  try {
    return await kernel.database.unit(async () => {
      const taken = await takeToken(kernel, 'email', token);
      if (taken?.email == null) return false;
      await setAddress(kernel, viewer.accountId, taken.email);
      await factorChanged(kernel, visit, viewer, 'address');
      return true;
    });
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
}

async function sessions({ kernel, visit }: Asked): Promise<PageReply> {
  const { accountId, sessionId } = viewerOf(visit);
  const open = await sessionsOf(kernel, accountId);
  return ownPage('sessions', words(visit)('people.sessions.title'), <SessionsView visit={visit} sessions={open} current={sessionId} />);
}

export const profilePages: readonly AnyRoute[] = [
  pageRoute({ path: '/mon-compte', access: signedIn, handle: (request) => profile(request) }),
  formRoute({
    path: '/mon-compte',
    access: signedIn,
    fields: profileFields,
    again: profile,
    async handle({ kernel, visit, input }) {
      await setProfile(kernel, viewerOf(visit).accountId, input);
      return { redirect: visit.href('/mon-compte?dit=saved') };
    },
  }),
  pageRoute({ path: '/mon-compte/adresse', access: signedIn, handle: (request) => askAddress(request) }),
  formRoute({
    path: '/mon-compte/adresse',
    access: signedIn,
    fields: addressFields,
    limits: [letterLimit],
    again: askAddress,
    async handle({ kernel, visit, input: { email } }) {
      const unproved = proveFirst(visit, '/mon-compte/adresse');
      if (unproved) return unproved;
      const viewer = viewerOf(visit);
      if (email === viewer.email) return { mistakes: [{ field: 'email', key: 'people.own.address.same' }] };
      const sent = { redirect: visit.href('/mon-compte?dit=sent') };
      if (!(await kernel.throttle.take(mailboxLimit, email)).allowed) return sent;
      const other = await accountOf(kernel, email);
      // Nothing on screen tells that the address has an account: its owner is told by letter.
      if (other) await tellOfAddress(kernel, visit, 'existing', { email, ...other });
      else {
        const token = await giveToken(kernel, 'email', { accountId: viewer.accountId, email, detail: {} });
        await sendLink(kernel, visit, 'email', { ...viewer, email }, token);
      }
      return sent;
    },
  }),
  pageRoute({ path: '/mon-compte/adresse/confirmer', access: signedIn, handle: (request) => confirmAddress(request) }),
  formRoute({
    path: '/mon-compte/adresse/confirmer',
    access: signedIn,
    fields: tokenFields,
    limits: [signInLimit],
    isOutsideUnit: true,
    again: confirmAddress,
    async handle({ kernel, visit, input }) {
      const viewer = viewerOf(visit);
      const found = await readToken(kernel, 'email', input.jeton);
      if (found?.accountId !== viewer.accountId) return linkOver(visit, '/mon-compte/adresse');
      const isChanged = await changeAddress(kernel, visit, viewer, input.jeton);
      return isChanged ? { redirect: visit.href('/mon-compte?dit=address') } : linkOver(visit, '/mon-compte/adresse');
    },
  }),
  pageRoute({ path: '/mon-compte/appareils', access: signedIn, handle: (request) => sessions(request) }),
  formRoute({
    path: '/mon-compte/appareils',
    access: signedIn,
    fields: sessionFields,
    limits: [securityLimit],
    again: sessions,
    async handle({ kernel, visit, input: { session } }) {
      // Whoever found this browser open would else keep its owner out of the others.
      const unproved = proveFirst(visit, '/mon-compte/appareils');
      if (unproved) return unproved;
      const { accountId, sessionId } = viewerOf(visit);
      if (session === 'others') await endSessions(kernel, accountId, { except: sessionId });
      else await endSession(kernel, accountId, session);
      return { redirect: visit.href('/mon-compte/appareils') };
    },
  }),
];
