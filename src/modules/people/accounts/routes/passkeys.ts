import { anyone, signedIn } from '../../../../kernel/access/access.ts';
import { type EndpointRoute, formRoute } from '../../../../kernel/http/form.ts';
import type { AnyRoute } from '../../../../kernel/http/page-routes.ts';
import { AUTH_PATH, authAt } from '../commands/auth.ts';
import { factorChanged } from '../commands/changes.ts';
import { removePasskey, renamePasskey } from '../commands/passkeys.ts';
import { endShownSession, noteRefusal } from '../commands/sessions.ts';
import { passkeyFields, passkeyNameFields } from '../forms.ts';
import { securityLimit, signInLimit } from '../limits.ts';
import { homeOf, proveFirst } from './pages.tsx';
import { viewerOf } from './profile.tsx';
import { security } from './security.tsx';

const SECURITY = '/mon-compte/securite';

type Asked = Parameters<EndpointRoute['endpoint']>[0];

/** The library's own protocol, on the host where passkeys are. @param done once it has worked; the browser learns no more than that. */
function ceremony(method: 'GET' | 'POST', path: string, access: typeof anyone, done?: (asked: Asked) => Promise<void>): EndpointRoute {
  return {
    method,
    path: `${AUTH_PATH}/passkey/${path}`,
    access,
    async endpoint(asked) {
      const { kernel, visit, client, request } = asked;
      if (homeOf(kernel, visit) !== null) return new Response(null, { status: 404 });
      if (access !== anyone && proveFirst(visit, SECURITY)) return new Response(null, { status: 403 });
      const taken = await kernel.throttle.take(signInLimit, client.address);
      if (!taken.allowed) return new Response(null, { status: 429, headers: { 'retry-after': String(taken.retryAfter) } });
      const reply = await authAt(kernel, visit.origin).handler(request);
      if (path === 'verify-authentication' && !reply.ok) noteRefusal(kernel, 'passkey');
      if (!done || !reply.ok) return reply;
      await done(asked);
      const headers = new Headers({ 'content-type': 'application/json' });
      for (const cookie of reply.headers.getSetCookie()) headers.append('set-cookie', cookie);
      // What the library answers holds the session's secret.
      return new Response('{}', { headers });
    },
  };
}

export const passkeyPages: readonly AnyRoute[] = [
  ceremony('GET', 'generate-authenticate-options', anyone),
  // The session that the browser had before ends, pending or not.
  ceremony('POST', 'verify-authentication', anyone, ({ kernel, visit, client }) => endShownSession(kernel, visit, client)),
  ceremony('GET', 'generate-register-options', signedIn),
  ceremony('POST', 'verify-registration', signedIn, ({ kernel, visit }) =>
    kernel.database.unit(() => factorChanged(kernel, visit, viewerOf(visit), 'passkey-added')),
  ),
  formRoute({
    path: `${SECURITY}/cles`,
    access: signedIn,
    fields: passkeyNameFields,
    limits: [securityLimit],
    again: security,
    async handle({ kernel, visit, input: { passkey, name } }) {
      await renamePasskey(kernel, viewerOf(visit).accountId, passkey, name);
      return { redirect: visit.href(SECURITY) };
    },
  }),
  formRoute({
    path: `${SECURITY}/cles/retirer`,
    access: signedIn,
    fields: passkeyFields,
    limits: [securityLimit],
    again: security,
    async handle({ kernel, visit, input: { passkey } }) {
      const unproved = proveFirst(visit, SECURITY);
      if (unproved) return unproved;
      const viewer = viewerOf(visit);
      if (await removePasskey(kernel, viewer.accountId, passkey)) await factorChanged(kernel, visit, viewer, 'passkey-removed');
      return { redirect: visit.href(SECURITY) };
    },
  }),
];
