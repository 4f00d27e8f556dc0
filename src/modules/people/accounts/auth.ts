import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { magicLink, twoFactor } from 'better-auth/plugins';
import type { KyselyPlugin } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { DB } from '../tables.generated.ts';
import { sendMagicLink, sendPasswordReset, sendVerification, tellOfExistingAccount } from './letters.ts';
import { LINK_MINUTES, LONGEST_PASSWORD, SHORTEST_PASSWORD } from './limits.ts';

/** Where the library's own protocol is spoken (passkeys, identity providers). */
export const AUTH_PATH = '/connexion/auth';

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

function make(kernel: Kernel, origin: string) {
  return betterAuth({
    appName: 'Terreau',
    baseURL: origin,
    basePath: AUTH_PATH,
    secret: kernel.config.secret,
    trustedOrigins: [origin],
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: { db: kernel.database.kysely<DB>().withPlugin(dates), type: 'postgres', schemaName: 'people', transaction: false },
    // Ours, kept in the database: by address and by account, on our own forms.
    rateLimit: { enabled: false },
    advanced: {
      database: { generateId: () => newId() },
      cookiePrefix: 'terreau',
      // The server checks where forms come from, before the library is called.
      disableOriginCheck: false,
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, secure: origin.startsWith('https:'), path: '/' },
      useSecureCookies: origin.startsWith('https:'),
      ipAddress: { ipAddressHeaders: ['x-terreau-client'], ipv6Subnet: 64 },
    },
    user: {
      modelName: 'account',
      fields: {
        emailVerified: 'is_email_verified',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      additionalFields: {
        locale: { type: 'string', required: true, defaultValue: 'fr', input: true },
      },
    },
    session: {
      modelName: 'session',
      expiresIn: 60 * 60 * 24 * 14,
      updateAge: 60 * 60 * 24,
      // Minutes within which a sign-in counts as fresh, for what is dangerous.
      freshAge: 60 * 15,
      fields: {
        userId: 'account_id',
        expiresAt: 'expires_at',
        ipAddress: 'address',
        userAgent: 'browser',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
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
      // An address that a provider tells joins no account by itself: who signed in adds the provider from their account.
      accountLinking: { enabled: true, disableImplicitLinking: true },
      encryptOAuthTokens: true,
    },
    verification: {
      modelName: 'verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
      storeIdentifier: 'hashed',
    },
    emailVerification: {
      sendOnSignUp: true,
      autoSignInAfterVerification: true,
      expiresIn: LINK_MINUTES.verification * 60,
      sendVerificationEmail: ({ user, token }) => sendVerification(kernel, user, token),
    },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      autoSignIn: false,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
      resetPasswordTokenExpiresIn: LINK_MINUTES.reset * 60,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => sendPasswordReset(kernel, user, token),
      // Nothing on screen tells that the address has an account: its owner is told by letter.
      onExistingUserSignUp: ({ user }) => tellOfExistingAccount(kernel, user),
    },
    plugins: [
      magicLink({
        disableSignUp: true,
        expiresIn: LINK_MINUTES.signIn * 60,
        storeToken: 'hashed',
        sendMagicLink: ({ email, token }) => sendMagicLink(kernel, email, token),
      }),
      twoFactor({
        issuer: 'Terreau',
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
    ],
  });
}

export type Auth = ReturnType<typeof make>;

const byKernel = new WeakMap<Kernel, Map<string, Auth>>();
/** Origins are those of territories, so they are few; a host header that somebody makes up is never kept for long. */
const MOST_ORIGINS = 200;

/** The accounts of the installation, as they are used from one origin: cookies and links are of that origin. */
export function authAt(kernel: Kernel, origin: string): Auth {
  const known = byKernel.get(kernel) ?? new Map<string, Auth>();
  byKernel.set(kernel, known);
  let auth = known.get(origin);
  if (!auth) {
    if (known.size >= MOST_ORIGINS) known.clear();
    auth = make(kernel, origin);
    known.set(origin, auth);
  }
  return auth;
}
