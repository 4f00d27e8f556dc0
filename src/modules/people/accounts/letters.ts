import { createHash } from 'node:crypto';
import type { Visit } from '../../../kernel/http/visit.ts';
import { isLocale, type Locale } from '../../../kernel/i18n/locales.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { noteSecurity } from '../../../kernel/security-log.ts';
import { lettersTerritory } from '../letters.ts';
import { letterMessages } from './letter-messages.ts';
import { TOKEN_MINUTES } from './limits.ts';

export interface Addressee {
  email: string;
  /** Left out of who has no account yet. */
  name?: string;
  /** Of the account; else the visit's. */
  locale?: string;
}

/** The portal in whose name a letter is written. */
export type Portal = Pick<Visit, 'territory' | 'origin' | 'locale' | 'href'>;

/** Letters with a link that works once: which, and where it leads. */
const links = {
  'sign-up': '/inscription/confirmer',
  'sign-in': '/connexion/lien/entrer',
  reset: '/connexion/nouveau-mot-de-passe',
  email: '/mon-compte/adresse/confirmer',
} as const;

/** Named after what it carries, never showing it: the same letter asked for twice at once leaves once. */
function keyOf(kind: string, secret: string): string {
  return `people.${kind}:${createHash('sha256').update(secret).digest('base64url').slice(0, 22)}`;
}

function localeOf(visit: Pick<Visit, 'locale'>, { locale }: Addressee): Locale {
  return locale !== undefined && isLocale(locale) ? locale : visit.locale;
}

/**
 * Sends a single-use link, in the current unit of work. It leads to a page with a button, since mail scanners follow links
 * and would use it up.
 */
export async function sendLink(kernel: Kernel, visit: Visit, kind: keyof typeof links, to: Addressee, token: string): Promise<void> {
  const locale = localeOf(visit, to);
  const t = translator(letterMessages, locale);
  const minutes = TOKEN_MINUTES[kind];
  const { vers } = visit.query;
  const query = new URLSearchParams({ jeton: token, ...(vers !== undefined && { vers }) });
  const { name } = visit.territory;
  await kernel.mail.send({
    key: keyOf(kind, token),
    to: to.email,
    locale,
    territory: lettersTerritory(visit),
    subject: t(`people.letter.${kind}.subject`, { name }),
    ...(to.name && { greeting: t('people.letter.greeting', { name: to.name }) }),
    paragraphs: [t(`people.letter.${kind}.body`, { name })],
    action: { label: t(`people.letter.${kind}.action`), url: `${visit.origin}${visit.href(links[kind])}?${query}` },
    afterword: [
      minutes >= 120 ? t('people.letter.hours', { hours: minutes / 60 }) : t('people.letter.minutes', { minutes }),
      t('people.letter.not-you'),
    ],
    isDuty: true,
  });
}

/**
 * Tells the owner of an address what the screen does not: that it has an account already (`existing`), or none (`unknown`).
 * Once an hour at most, however often the form is sent. In the current unit of work.
 */
export async function tellOfAddress(kernel: Kernel, visit: Visit, kind: 'existing' | 'unknown', to: Addressee): Promise<void> {
  const locale = localeOf(visit, to);
  const t = translator(letterMessages, locale);
  const { name } = visit.territory;
  const hour = Math.floor(visit.now.epochMilliseconds / 3_600_000);
  await kernel.mail.send({
    key: keyOf(kind, `${to.email} ${hour}`),
    to: to.email,
    locale,
    territory: lettersTerritory(visit),
    subject: t(`people.letter.${kind}.subject`, { name }),
    ...(to.name && { greeting: t('people.letter.greeting', { name: to.name }) }),
    paragraphs: [t(`people.letter.${kind}.body`, { name })],
    action: {
      label: t(`people.letter.${kind}.action`),
      url: `${visit.origin}${visit.href(kind === 'existing' ? '/connexion' : '/inscription')}`,
    },
    afterword: [t('people.letter.not-you')],
    isDuty: true,
  });
}

export type SecurityChange =
  | 'password'
  | 'address'
  | 'codes-on'
  | 'codes-off'
  | 'passkey-added'
  | 'passkey-removed'
  | 'provider-added'
  | 'provider-removed'
  | 'factors-reset';

/** Tells somebody that what they sign in with has changed (OWASP ASVS 4.0.3, 2.5.5), in the current unit of work; the log too. */
export async function tellOfChange(
  kernel: Kernel,
  visit: Portal,
  change: SecurityChange,
  to: Addressee & { accountId: string },
): Promise<void> {
  noteSecurity(kernel, 'account.changed', { account: to.accountId, change });
  const locale = localeOf(visit, to);
  const t = translator(letterMessages, locale);
  const { name } = visit.territory;
  await kernel.mail.send({
    key: keyOf('change', newId()),
    to: to.email,
    locale,
    territory: lettersTerritory(visit),
    subject: t('people.letter.change.subject', { name }),
    ...(to.name && { greeting: t('people.letter.greeting', { name: to.name }) }),
    paragraphs: [t(`people.letter.change.${change}`, { name })],
    action: { label: t('people.letter.change.action'), url: `${visit.origin}${visit.href('/mon-compte/securite')}` },
    afterword: [t('people.letter.change.not-you')],
    isDuty: true,
  });
}
