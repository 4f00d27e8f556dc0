import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { UserError } from './errors.ts';
import { isMailbox } from './mail/address.ts';

/** What the operator sets by environment. `README.md` and `docs/operating.md` describe each variable. */
export interface Config {
  host: string;
  port: number;
  /** Absolute. */
  dataDir: string;
  /** Origin without a final slash; null: the one of the request. */
  publicUrl: string | null;
  /** Null: the embedded store. */
  databaseUrl: string | null;
  databaseMigrateUrl: string | null;
  /** What is signed, encrypted and digested with. */
  secret: string;
  /** With those that it has taken the place of, the newest first: what they have signed still holds. */
  secrets: readonly string[];
  /** Fastify's `trustProxy`: false, true, a number of proxies, or addresses. */
  trustProxy: boolean | number | string;
  smtpUrl: string | null;
  /** Who writes, and where what cannot be delivered comes back. */
  mailFrom: string;
  /** Under which name the DNS publishes the key that signs outgoing mail. */
  dkimSelector: string | null;
  /** `https://SENDER:TOKEN@host/path` */
  smsUrl: string | null;
  tilesUrl: string | null;
  /** Who made the tiles, as the map says it; null: known by their host. */
  tilesAttribution: string | null;
  /** At most one a country; `geo/geocoder.ts` knows whose by its path. */
  geocoderUrls: readonly string[];
  /** The only hosts that sources are read from, in lower case; null: any that is public. */
  sourceHosts: readonly string[] | null;
  /** Hosts that webhooks may be sent to although they are in the operator's own network, or do not speak https; in lower case. */
  webhookHosts: readonly string[];
  /** An identity provider (OpenID Connect), beside our own accounts. `issuer` without a final slash. */
  provider: { issuer: string; clientId: string; clientSecret: string; name: string } | null;
  /** Who runs the installation gives a second factor, whatever the territory that they visit asks for. */
  operatorSecondFactor: boolean;
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  production: boolean;
}

/** Switzerland’s geo.admin.ch calls its service so; the others speak as the French Base Adresse Nationale does. */
export function countryOfGeocoder(url: string): 'FR' | 'CH' {
  return /\/SearchServer\/?$/i.test(new URL(url).pathname) ? 'CH' : 'FR';
}

/** A name that may follow an @: a number of a network may not. */
function mailHost(publicUrl: string | null): string {
  const host = publicUrl === null ? 'localhost' : new URL(publicUrl).hostname;
  return /^[\d.]+$|^\[/.test(host) ? 'localhost' : host;
}

/** Known to all, so only good for a trial on one's own machine. */
export const DEFAULT_SECRET = 'terreau-secret-for-development-only';

function address(what: string, protocols: readonly string[]) {
  return z
    .string()
    .refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
      error: `${what}, qui commence par ${protocols.map((protocol) => `${protocol}//`).join(' ou ')}`,
    })
    .nullable();
}

const database = address('une adresse PostgreSQL', ['postgres:', 'postgresql:']);
const web = address('une adresse web', ['http:', 'https:']);

const geocoders = z
  .string()
  .transform((text) => text.split(/\s+/))
  .refine((urls) => urls.every((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)), {
    error: 'une ou deux adresses web séparées par une espace, qui commencent par http:// ou https://',
  })
  .refine((urls) => urls.length === new Set(urls.map((url) => URL.canParse(url) && countryOfGeocoder(url))).size, {
    error: 'un seul service par pays : celui de la France, celui de la Suisse (SearchServer)',
  })
  .nullable();

const hosts = z
  .string()
  .transform((text) => text.toLowerCase().split(/\s+/))
  .refine((names) => names.every((name) => /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name)), {
    error: 'des noms d’hôtes séparés par des espaces, par exemple www.data.gouv.fr',
  })
  .nullable();

const schema = z.object({
  HOST: z.string().min(1, 'une adresse d’écoute, par exemple 127.0.0.1').default('127.0.0.1'),
  PORT: z
    .string()
    .default('3000')
    .transform(Number)
    .refine((port) => Number.isInteger(port) && port >= 0 && port <= 65_535, { error: 'un numéro de port, de 0 à 65535' }),
  DATA_DIR: z.string().default('./data'),
  PUBLIC_URL: web.refine((value) => value === null || !URL.canParse(value) || new URL(value).pathname === '/', {
    error: 'une adresse web sans chemin, par exemple https://portail.example.fr',
  }),
  DATABASE_URL: database,
  DATABASE_MIGRATE_URL: database,
  SECRET: z
    .string()
    .min(32, 'au moins 32 caractères au hasard')
    .default(DEFAULT_SECRET)
    // One in words, with spaces between, is one all the same.
    .transform((text) => (text.split(/\s+/).every((one) => one.length >= 32) ? text.split(/\s+/) : [text])),
  TRUST_PROXY: z
    .string()
    .default('false')
    .refine((value) => /^(true|false|\d+|[\d.:a-f/, ]+|loopback|linklocal|uniquelocal)$/i.test(value), {
      error: 'true, false, un nombre de relais, ou des adresses séparées par des virgules',
    })
    .transform((value) => (value === 'true' ? true : value === 'false' ? false : /^\d+$/.test(value) ? Number(value) : value)),
  SMTP_URL: address('une adresse de serveur de courrier', ['smtp:', 'smtps:']),
  MAIL_FROM: z.string().refine(isMailbox, { error: 'une adresse e-mail seule, par exemple portail@exemple.fr' }).nullable(),
  DKIM_SELECTOR: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9_.-]*[a-z0-9])?$/i, 'le nom d’une clé DKIM, par exemple portail2026')
    .nullable(),
  SMS_URL: web,
  TILES_URL: z
    .string()
    .refine((value) => /^https?:\/\//.test(value) && ['{z}', '{x}', '{y}'].every((part) => value.includes(part)), {
      error: 'une adresse de tuiles qui contient {z}, {x} et {y}',
    })
    .nullable(),
  TILES_ATTRIBUTION: z.string().nullable(),
  GEOCODER_URL: geocoders,
  SOURCE_HOSTS: hosts,
  WEBHOOK_HOSTS: hosts,
  OIDC_ISSUER: web.refine((value) => value === null || /^https:|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|\/|$)/.test(value), {
    error: 'une adresse web en https',
  }),
  OIDC_CLIENT_ID: z.string().nullable(),
  OIDC_CLIENT_SECRET: z.string().nullable(),
  OIDC_NAME: z.string().nullable(),
  OPERATOR_SECOND_FACTOR: z.enum(['yes', 'no'], { error: 'yes ou no' }).nullable(),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'trace, debug, info, warn, error, fatal ou silent',
    })
    .default('info'),
  NODE_ENV: z.string().default('development'),
});

const provider = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_NAME'] as const;
const optional: readonly string[] = [
  'PUBLIC_URL',
  'DATABASE_URL',
  'DATABASE_MIGRATE_URL',
  'SMTP_URL',
  'MAIL_FROM',
  'DKIM_SELECTOR',
  'SMS_URL',
  'TILES_URL',
  'TILES_ATTRIBUTION',
  'GEOCODER_URL',
  'SOURCE_HOSTS',
  'WEBHOOK_HOSTS',
  'OPERATOR_SECOND_FACTOR',
  ...provider,
];

/** The mistakes of an environment, one sentence a variable; empty where all is well. */
export function configMistakes(env: Readonly<Record<string, string | undefined>>): string[] {
  const result = parse(env);
  return 'mistakes' in result ? result.mistakes : [];
}

/** @throws UserError with one line a mistake. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const result = parse(env);
  if ('mistakes' in result) {
    throw new UserError(`La configuration a besoin d’une correction :\n${result.mistakes.map((mistake) => `  - ${mistake}`).join('\n')}`);
  }
  return result.config;
}

/** Variables that hold a secret: each may name a file instead, as orchestrators hand secrets over (`SECRET_FILE=/run/secrets/terreau`). */
const inFiles = ['SECRET', 'DATABASE_URL', 'DATABASE_MIGRATE_URL', 'SMTP_URL', 'SMS_URL', 'OIDC_CLIENT_SECRET'] as const;

function fromFiles(env: Readonly<Record<string, string | undefined>>): { found: Record<string, string>; mistakes: string[] } {
  const found: Record<string, string> = {};
  const mistakes: string[] = [];
  for (const name of inFiles) {
    const file = env[`${name}_FILE`]?.trim();
    if (!file) continue;
    if (env[name]?.trim()) mistakes.push(`${name}_FILE : ${name} est donné aussi, il faut l’un ou l’autre.`);
    try {
      found[name] = readFileSync(file, 'utf8');
    } catch (error) {
      mistakes.push(`${name}_FILE : il faut un fichier qui peut être lu (${(error as NodeJS.ErrnoException).code}).`);
    }
  }
  return { found, mistakes };
}

function parse(env: Readonly<Record<string, string | undefined>>): { config: Config } | { mistakes: string[] } {
  // An empty variable, as Compose files and unit files leave them, is one that is not set.
  const input: Record<string, string | null | undefined> = {};
  const files = fromFiles(env);
  for (const name of Object.keys(schema.shape))
    input[name] = (files.found[name] ?? env[name])?.trim() || (optional.includes(name) ? null : undefined);
  const result = schema.safeParse(input);
  const mistakes = [
    ...files.mistakes,
    ...(result.error?.issues ?? []).map((issue) => `${String(issue.path[0])} : il faut ${issue.message}.`),
  ];
  const production = input['NODE_ENV'] === 'production';
  if (production && (input['SECRET'] ?? DEFAULT_SECRET).split(/\s+/).includes(DEFAULT_SECRET)) {
    mistakes.push('SECRET : en production, il faut un secret à vous. Par exemple : SECRET=$(openssl rand -base64 48).');
  }
  // Links in letters lead to the host that was asked for where no address is set: anybody could have them lead to their own.
  if (production && !input['PUBLIC_URL']) {
    mistakes.push(
      'PUBLIC_URL : en production, il faut l’adresse publique du portail. Par exemple : PUBLIC_URL=https://portail.example.fr.',
    );
  }
  if (input['DATABASE_MIGRATE_URL'] && !input['DATABASE_URL']) {
    mistakes.push('DATABASE_MIGRATE_URL : il faut aussi DATABASE_URL, que Terreau utilise pour servir les pages.');
  }
  const missing = provider.filter((name) => !input[name]);
  if (missing.length > 0 && missing.length < provider.length)
    mistakes.push(`${missing.join(', ')} : il faut aussi ce que le fournisseur d’identité vous a donné, ou rien d’OIDC.`);
  if (!result.success || mistakes.length > 0) return { mistakes };
  const values = result.data;
  return {
    config: {
      host: values.HOST,
      port: values.PORT,
      dataDir: resolve(values.DATA_DIR),
      publicUrl: values.PUBLIC_URL ? new URL(values.PUBLIC_URL).origin : null,
      databaseUrl: values.DATABASE_URL,
      databaseMigrateUrl: values.DATABASE_MIGRATE_URL ?? values.DATABASE_URL,
      secret: values.SECRET[0] ?? DEFAULT_SECRET,
      secrets: values.SECRET,
      trustProxy: values.TRUST_PROXY,
      smtpUrl: values.SMTP_URL,
      mailFrom: values.MAIL_FROM ?? `portail@${mailHost(values.PUBLIC_URL)}`,
      dkimSelector: values.DKIM_SELECTOR,
      smsUrl: values.SMS_URL,
      tilesUrl: values.TILES_URL,
      tilesAttribution: values.TILES_ATTRIBUTION,
      geocoderUrls: values.GEOCODER_URL ?? [],
      sourceHosts: values.SOURCE_HOSTS,
      webhookHosts: values.WEBHOOK_HOSTS ?? [],
      provider:
        values.OIDC_ISSUER && values.OIDC_CLIENT_ID && values.OIDC_CLIENT_SECRET && values.OIDC_NAME
          ? {
              issuer: values.OIDC_ISSUER.replace(/\/+$/, ''),
              clientId: values.OIDC_CLIENT_ID,
              clientSecret: values.OIDC_CLIENT_SECRET,
              name: values.OIDC_NAME,
            }
          : null,
      operatorSecondFactor: values.OPERATOR_SECOND_FACTOR === null ? production : values.OPERATOR_SECOND_FACTOR === 'yes',
      logLevel: values.LOG_LEVEL,
      production,
    },
  };
}
