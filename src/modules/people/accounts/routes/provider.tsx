import { z } from 'zod';
import { anyone, signedIn } from '../../../../kernel/access/access.ts';
import { type EndpointRoute, formRoute } from '../../../../kernel/http/form.ts';
import type { AnyRoute } from '../../../../kernel/http/page-routes.ts';
import { notFound, pageRoute } from '../../../../kernel/http/route.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import { ownMessages } from '../account-messages.ts';
import { AUTH_PATH, authAt, PROVIDER } from '../commands/auth.ts';
import { factorChanged } from '../commands/changes.ts';
import { callAuth } from '../commands/library.ts';
import { hasProvider, removeProvider } from '../commands/provider.ts';
import { endSession, noteRefusal, pendingOf } from '../commands/sessions.ts';
import { securityLimit, signInLimit } from '../limits.ts';
import { ContinueView } from '../views/security.tsx';
import { destination, homeOf, ownPage, proveFirst, remembered } from './pages.tsx';
import { viewerOf } from './profile.tsx';
import { security } from './security.tsx';

const SECURITY = '/mon-compte/securite';
const SAID = '/connexion?dit=provider';

/** Where the provider sends people back to. */
const callback: EndpointRoute = {
  method: 'GET',
  path: `${AUTH_PATH}/callback/${PROVIDER}`,
  access: anyone,
  async endpoint({ kernel, visit, client, request }) {
    if (!kernel.config.provider || homeOf(kernel, visit) !== null) return new Response(null, { status: 404 });
    const taken = await kernel.throttle.take(signInLimit, client.address);
    if (!taken.allowed) return new Response(null, { status: 429, headers: { 'retry-after': String(taken.retryAfter) } });
    const { viewer } = visit;
    const had = viewer !== null && (await hasProvider(kernel, viewer.accountId));
    const reply = await authAt(kernel, visit.origin, { withProvider: true }).handler(request);
    const isEntered = reply.headers.getSetCookie().some((cookie) => /session_token=[^;]/.test(cookie));
    if (!viewer && !isEntered) noteRefusal(kernel, 'provider');
    if (viewer && isEntered) await endSession(kernel, viewer.accountId, viewer.sessionId);
    if (viewer && !had && (await hasProvider(kernel, viewer.accountId)))
      await kernel.database.unit(() => factorChanged(kernel, visit, viewer, 'provider-added'));
    return reply;
  },
};

export const providerPages: readonly AnyRoute[] = [
  // A link rather than a form: our policy lets no form lead to another site, by whatever redirections.
  pageRoute({
    path: '/connexion/fournisseur',
    access: anyone,
    async handle({ kernel, visit, client }) {
      if (!kernel.config.provider || homeOf(kernel, visit) !== null) return notFound;
      if (visit.viewer) return { redirect: destination(visit) };
      if (!(await kernel.throttle.take(signInLimit, client.address)).allowed) return { redirect: visit.href(SAID) };
      const body = {
        provider: PROVIDER,
        callbackURL: visit.href(`/connexion/fournisseur/retour${remembered(visit)}`),
        errorCallbackURL: visit.href(SAID),
        disableRedirect: true,
      };
      const reply = await callAuth(kernel, visit, client, (api, headers) => api.signInSocial({ body, headers, returnHeaders: true }), {
        withProvider: true,
      });
      if ('refused' in reply || !reply.body.url) return { redirect: visit.href(SAID) };
      return { redirect: reply.body.url, cookies: reply.cookies };
    },
  }),
  callback,
  pageRoute({
    path: '/connexion/fournisseur/retour',
    access: anyone,
    async handle({ kernel, visit, client }) {
      if (visit.viewer) return { redirect: destination(visit) };
      const isPending = (await pendingOf(kernel, visit, client)) !== null;
      return { redirect: visit.href(isPending ? `/connexion/code${remembered(visit)}` : SAID) };
    },
  }),
  formRoute({
    path: `${SECURITY}/fournisseur`,
    access: signedIn,
    fields: z.object({}),
    limits: [securityLimit],
    isOutsideUnit: true,
    again: security,
    async handle({ kernel, visit, client }) {
      const { provider } = kernel.config;
      if (!provider || homeOf(kernel, visit) !== null) return notFound;
      const unproved = proveFirst(visit, SECURITY);
      if (unproved) return unproved;
      const body = {
        provider: PROVIDER,
        callbackURL: visit.href(`${SECURITY}?dit=provider`),
        errorCallbackURL: visit.href(`${SECURITY}?dit=provider-refused`),
        disableRedirect: true,
      };
      const reply = await callAuth(kernel, visit, client, (api, headers) => api.linkSocialAccount({ body, headers, returnHeaders: true }), {
        withProvider: true,
      });
      if ('refused' in reply || !reply.body.url) return { redirect: visit.href(`${SECURITY}?dit=provider-refused`) };
      const words = translator(ownMessages, visit.locale);
      const title = words('people.provider.add', { provider: provider.name });
      const view = (
        <ContinueView
          title={title}
          lead={words('people.provider.continue.lead', { provider: provider.name })}
          label={words('people.provider.continue', { provider: provider.name })}
          href={reply.body.url}
        />
      );
      return { ...ownPage('security', title, view), cookies: reply.cookies };
    },
  }),
  formRoute({
    path: `${SECURITY}/fournisseur/retirer`,
    access: signedIn,
    fields: z.object({}),
    limits: [securityLimit],
    again: security,
    async handle({ kernel, visit }) {
      const unproved = proveFirst(visit, SECURITY);
      if (unproved) return unproved;
      const viewer = viewerOf(visit);
      if (await removeProvider(kernel, viewer.accountId)) await factorChanged(kernel, visit, viewer, 'provider-removed');
      return { redirect: visit.href(SECURITY) };
    },
  }),
];
