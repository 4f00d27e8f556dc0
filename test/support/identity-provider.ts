import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export interface IdentityProvider {
  issuer: string;
  /** What the portal asked of it, each time that it sent somebody there. */
  asked: readonly URL[];
  /** What an operator sets to use it. */
  settings: Readonly<Record<'OIDC_ISSUER' | 'OIDC_CLIENT_ID' | 'OIDC_CLIENT_SECRET' | 'OIDC_NAME', string>>;
  /** Gives out tokens that are meant for another application, or for ours again. */
  mistakeAudience(isMistaken: boolean): void;
  close(): void;
}

/**
 * A real identity provider (OpenID Connect) on this machine, with its own pages: whoever is asked for is somebody. `<name>` has
 * checked the address `<name>@exemple.fr`, `unchecked-<name>` has not.
 *
 * @param home origin of the portal that may use it.
 */
export async function openIdentityProvider(home: string): Promise<IdentityProvider> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = { client_id: 'terreau', client_secret: 'un secret de client bien long' };
  const another = { ...client, client_id: 'une-autre-application' };
  const provider = new Provider(issuer, {
    clients: [client, another].map((one) => ({ ...one, redirect_uris: [`${home}/connexion/auth/callback/oidc`] })),
    cookies: { keys: ['de quoi signer'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: async () => ({
        sub,
        name: sub,
        email: `${sub.replace('unchecked-', '')}@exemple.fr`,
        email_verified: !sub.startsWith('unchecked-'),
      }),
    }),
    async loadExistingGrant(context) {
      const grant = new context.oidc.provider.Grant({
        ...(context.oidc.client && { clientId: context.oidc.client.clientId }),
        ...(context.oidc.account && { accountId: context.oidc.account.accountId }),
      });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  let isMistaken = false;
  const { issue } = provider.IdToken.prototype;
  provider.IdToken.prototype.issue = async function (options) {
    const other = isMistaken ? await provider.Client.find(another.client_id) : undefined;
    return issue.call(other ? Object.assign(this, { client: other }) : this, options);
  };
  const answer = provider.callback();
  const asked: URL[] = [];
  server.on('request', (request, reply) => {
    const url = new URL(request.url ?? '/', issuer);
    if (url.pathname === '/auth') asked.push(url);
    void answer(request, reply);
  });
  return {
    issuer,
    asked,
    settings: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: client.client_id,
      OIDC_CLIENT_SECRET: client.client_secret,
      OIDC_NAME: 'Identité Test',
    },
    mistakeAudience(given) {
      isMistaken = given;
    },
    close: () => server.close(),
  };
}
