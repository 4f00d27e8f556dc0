import { createHash } from 'node:crypto';
import { passkey } from '@better-auth/passkey';
import { type BetterAuthPlugin, betterAuth } from 'better-auth';
import { APIError, createAuthEndpoint, createAuthMiddleware, getOAuthState } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { genericOAuth, twoFactor } from 'better-auth/plugins';
import { type KyselyPlugin, sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { type Locale, locales } from '../../../../kernel/i18n/locales.ts';
import { newId } from '../../../../kernel/ids.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import { noteSecurity } from '../../../../kernel/security-log.ts';
import type { DB } from '../../tables.generated.ts';
import { cookiePrefix } from '../browser-rules.ts';
import { LONGEST_PASSWORD, SESSION_DAYS, SHORTEST_PASSWORD } from '../limits.ts';

/** Where the library's own protocol is spoken (passkeys, identity providers). */
export const AUTH_PATH = '/connexion/auth';
/** The identity provider of the installation, among the ways in. */
export const PROVIDER = 'oidc';

/** The library compares and writes `Date`s; our driver reads moments as Temporal. */
const dates: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  async transformResult({ result }) {
    return {
      ...result,
      rows: result.rows.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [
            name,
            value instanceof Temporal.Instant ? new Date(value.epochMilliseconds) : typeof value === 'bigint' ? Number(value) : value,
          ]),
        ),
      ),
    };
  },
};

/** What we need of the library's cookies beside what it does by itself; never reachable from outside. */
const sessions = () =>
  ({
    id: 'terreau',
    endpoints: {
      openSession: createAuthEndpoint.serverOnly(
        { method: 'POST', body: z.object({ accountId: z.string(), hasSecondFactor: z.boolean(), isPending: z.boolean() }) },
        async (ctx) => {
          const { accountId, ...state } = ctx.body;
          const user = await ctx.context.internalAdapter.findUserById(accountId);
          if (!user) throw new APIError('NOT_FOUND');
          const session = await ctx.context.internalAdapter.createSession(accountId, false, state, true);
          await setSessionCookie(ctx, { session, user });
          return ctx.json({ sessionId: session.id });
        },
      ),
      /** The token that the browser shows, where its signature is ours. */
      shownToken: createAuthEndpoint.serverOnly({ method: 'GET' }, async (ctx) => {
        const token = await ctx.getSignedCookie(ctx.context.authCookies.sessionToken.name, ctx.context.secret);
        return ctx.json({ token: token || null });
      }),
    },
  }) satisfies BetterAuthPlugin;

async function asksForCode(kernel: Kernel, accountId: string): Promise<boolean> {
  const { rows } = await sql<{ asks: boolean }>`select has_one_time_codes as asks from people.account where id = ${accountId}`.execute(
    kernel.database.kysely<DB>(),
  );
  return rows[0]?.asks ?? false;
}

/**
 * What is encrypted (keys of code applications, tokens of providers) names the secret that did it, by a number that stays the
 * secret's own whatever is put before or taken away behind. What was written before it did is read with the oldest.
 */
function encryption(secrets: readonly string[]) {
  const version = (secret: string) => createHash('sha256').update(`version ${secret}`).digest().readUInt32BE(0);
  return { secret: secrets.at(-1), secrets: secrets.map((value) => ({ version: version(value), value })) };
}

/** The language of the page from which somebody left for the provider: that of the one to which they come back. */
function localeOf(path = ''): Locale {
  return locales.find((locale) => path.startsWith(`/${locale}/`)) ?? locales[0];
}

/**
 * Refuses a provider whose metadata name another issuer than the operator did (OpenID Connect Discovery 1.0, 4.3): the library takes
 * the name from the metadata, and verifies tokens against that. After `genericOAuth`, which asks again where it had no answer.
 */
const namedIssuer = (kernel: Kernel) =>
  ({
    id: 'terreau-issuer',
    hooks: {
      before: [
        {
          matcher: () => true,
          handler: createAuthMiddleware(async ({ context }) => {
            const named = kernel.config.provider?.issuer;
            const served = context.socialProviders.find(({ id }) => id === PROVIDER)?.issuer;
            if (served === undefined || served.replace(/\/+$/, '') === named) return;
            kernel.log.error({ named, served }, 'identity provider: OIDC_ISSUER is not the issuer that its metadata name');
            throw new APIError('FORBIDDEN', { code: 'ISSUER_MISMATCH' });
          }),
        },
      ],
    },
  }) satisfies BetterAuthPlugin;

function make(kernel: Kernel, origin: string, withProvider: boolean) {
  const { provider } = kernel.config;
  return betterAuth({
    appName: 'Terreau',
    baseURL: origin,
    basePath: AUTH_PATH,
    ...encryption(kernel.config.secrets),
    trustedOrigins: [origin],
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: { db: kernel.database.kysely<DB>().withPlugin(dates), type: 'postgres', schemaName: 'people', transaction: false },
    // Ours, kept in the database: by address and by account, on our own forms.
    rateLimit: { enabled: false },
    advanced: {
      database: { generateId: () => newId() },
      // Of this host alone, over https alone (RFC 6265bis, 4.1.3.2); the library's own prefix would let subdomains write them.
      cookiePrefix: `${cookiePrefix(origin)}terreau`,
      useSecureCookies: false,
      // Our server checks where forms come from, before the library is called; the library looks once more.
      disableOriginCheck: false,
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, secure: origin.startsWith('https:'), path: '/' },
      // Where somebody signs in from is none of our business; throttles keep digests of their own.
      ipAddress: { disableIpTracking: true },
    },
    user: {
      modelName: 'account',
      fields: {
        emailVerified: 'is_email_verified',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      additionalFields: {
        locale: { type: 'string', required: true, defaultValue: 'fr', input: false },
      },
    },
    session: {
      modelName: 'session',
      expiresIn: 60 * 60 * 24 * SESSION_DAYS,
      disableSessionRefresh: true,
      // How fresh a sign-in is, is asked by our own pages, by the clock that they have.
      freshAge: 0,
      fields: {
        userId: 'account_id',
        expiresAt: 'expires_at',
        ipAddress: 'address',
        userAgent: 'browser',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      additionalFields: {
        hasSecondFactor: { type: 'boolean', required: true, defaultValue: false, input: false, fieldName: 'has_second_factor' },
        isPending: { type: 'boolean', required: true, defaultValue: false, input: false, fieldName: 'is_pending' },
      },
    },
    account: {
      modelName: 'credential',
      fields: {
        userId: 'account_id',
        providerId: 'provider',
        accountId: 'provider_account',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      updateAccountOnSignIn: false,
      // An address that a provider tells joins no account by itself: who signed in adds the provider from their account,
      // and is then trusted to say that both are theirs.
      accountLinking: { enabled: true, disableImplicitLinking: true, allowDifferentEmails: true, trustedProviders: [PROVIDER] },
      encryptOAuthTokens: true,
    },
    verification: {
      modelName: 'verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
      storeIdentifier: 'hashed',
    },
    // Only how passwords are hashed and compared: signing up and in, links and resets are our own commands.
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
    },
    databaseHooks: {
      user: {
        create: {
          // A provider's new person: an address that it has not checked makes no account.
          async before(user) {
            if (!user.emailVerified) return false;
            const locale = localeOf((await getOAuthState())?.callbackURL);
            return { data: { ...user, locale, name: user.name.trim() || user.email.replace(/@.*/, ''), image: null } };
          },
        },
      },
      session: {
        create: {
          // By the path of the library that opens it: those that we open say it themselves.
          async before(session, context) {
            const now = new Date(kernel.clock.now().epochMilliseconds);
            const times = { createdAt: now, updatedAt: now };
            const way =
              context?.path === '/passkey/verify-authentication' ? 'passkey' : context?.path === '/callback/:id' ? 'provider' : null;
            if (way) noteSecurity(kernel, 'sign-in', { account: session.userId, way });
            if (way === 'passkey' || context?.path === '/two-factor/verify-totp')
              return { data: { ...times, hasSecondFactor: true, isPending: false } };
            if (way === 'provider')
              return { data: { ...times, hasSecondFactor: false, isPending: await asksForCode(kernel, session.userId) } };
            return { data: times };
          },
        },
      },
    },
    plugins: [
      sessions(),
      twoFactor({
        issuer: 'Terreau',
        // Who comes by links or by a provider has no password to give; our pages ask them for a fresh sign-in.
        allowPasswordless: true,
        twoFactorTable: 'second_factor',
        schema: {
          user: { fields: { twoFactorEnabled: 'has_one_time_codes' } },
          twoFactor: {
            modelName: 'second_factor',
            fields: {
              userId: 'account_id',
              backupCodes: 'backup_codes',
              verified: 'is_verified',
              failedVerificationCount: 'failures',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
      passkey({
        rpName: 'Terreau',
        rpID: new URL(origin).hostname,
        origin,
        advanced: { webAuthnChallengeCookie: 'passkey' },
        // It stands for two factors: what one has, and the finger, face or number that unlocks it.
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        registration: {
          async afterVerification({ verification }) {
            if (!verification.registrationInfo?.userVerified) throw new APIError('BAD_REQUEST', { code: 'USER_NOT_VERIFIED' });
          },
        },
        authentication: {
          async afterVerification({ verification }) {
            if (!verification.authenticationInfo.userVerified) throw new APIError('UNAUTHORIZED', { code: 'USER_NOT_VERIFIED' });
          },
        },
        schema: {
          passkey: {
            modelName: 'passkey',
            fields: {
              userId: 'account_id',
              publicKey: 'public_key',
              credentialID: 'credential_id',
              deviceType: 'device_type',
              backedUp: 'is_backed_up',
              createdAt: 'created_at',
            },
          },
        },
      }),
      genericOAuth({
        config:
          withProvider && provider
            ? [
                {
                  providerId: PROVIDER,
                  discoveryUrl: `${provider.issuer}/.well-known/openid-configuration`,
                  clientId: provider.clientId,
                  clientSecret: provider.clientSecret,
                  scopes: ['openid', 'email', 'profile'],
                  pkce: true,
                  requireIdTokenVerification: true,
                },
              ]
            : [],
      }),
      namedIssuer(kernel),
    ],
  });
}

export type Auth = ReturnType<typeof make>;

const byKernel = new WeakMap<Kernel, Map<string, Auth>>();
/** Origins are those of territories, so they are few; a host header that somebody makes up is never kept for long. */
const MOST_ORIGINS = 200;

/**
 * The accounts of the installation, as they are used from one origin: cookies and links are of that origin.
 *
 * @param withProvider with the identity provider: only for its own routes, since the library first asks it where it is, and
 *   one that does not answer would keep everybody out.
 */
export function authAt(kernel: Kernel, origin: string, { withProvider = false }: { withProvider?: boolean } = {}): Auth {
  const known = byKernel.get(kernel) ?? new Map<string, Auth>();
  byKernel.set(kernel, known);
  const key = `${origin} ${withProvider}`;
  let auth = known.get(key);
  if (!auth) {
    if (known.size >= MOST_ORIGINS) known.clear();
    auth = make(kernel, origin, withProvider);
    known.set(key, auth);
  }
  return auth;
}
