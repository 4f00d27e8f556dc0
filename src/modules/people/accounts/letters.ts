import { createHash } from 'node:crypto';
import type { Visit } from '../../../kernel/http/visit.ts';
import { isLocale, type Locale } from '../../../kernel/i18n/locales.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { lettersTerritory } from '../letters.ts';
import { LINK_MINUTES } from './limits.ts';
import { accountMessages } from './messages.ts';
import { currentPortal } from './portal.ts';

interface Addressee {
  email: string;
  name: string;
  locale?: string | null;
}

/** Named after what it carries, never showing it: the same letter asked for twice at once leaves once. */
function keyOf(kind: string, secret: string): string {
  return `people.${kind}:${createHash('sha256').update(secret).digest('base64url').slice(0, 22)}`;
}

/** Where a link of a letter leads: a page with a button, since mail scanners follow links and would use up a single-use one. */
function linkTo(visit: Visit, path: string, token: string, then?: string): string {
  const query = new URLSearchParams({ jeton: token, ...(then !== undefined && { vers: then }) });
  return `${visit.origin}${visit.href(path)}?${query}`;
}

async function write(
  kernel: Kernel,
  kind: 'verification' | 'reset' | 'sign-in' | 'existing',
  { to, secret, url }: { to: Addressee; secret: string; url: string },
): Promise<void> {
  const visit = currentPortal();
  const locale: Locale = to.locale && isLocale(to.locale) ? to.locale : visit.locale;
  const t = translator(accountMessages, locale);
  const minutes = kind === 'verification' ? LINK_MINUTES.verification : kind === 'reset' ? LINK_MINUTES.reset : LINK_MINUTES.signIn;
  const name = visit.territory.name;
  await kernel.database.unit(() =>
    kernel.mail.send({
      key: keyOf(kind, secret),
      to: to.email,
      locale,
      territory: lettersTerritory(visit),
      subject: t(`people.letter.${kind}.subject`, { name }),
      ...(to.name && { greeting: t('people.letter.greeting', { name: to.name }) }),
      paragraphs: [t(`people.letter.${kind}.body`, { name })],
      action: { label: t(`people.letter.${kind}.action`), url },
      afterword: [
        ...(kind === 'existing'
          ? []
          : [minutes >= 120 ? t('people.letter.hours', { hours: minutes / 60 }) : t('people.letter.minutes', { minutes })]),
        t('people.letter.not-you'),
      ],
      isDuty: true,
    }),
  );
}

export async function sendVerification(kernel: Kernel, user: Addressee, token: string): Promise<void> {
  const visit = currentPortal();
  await write(kernel, 'verification', {
    to: user,
    secret: token,
    url: linkTo(visit, '/inscription/confirmer', token, visit.query['vers']),
  });
}

export async function sendPasswordReset(kernel: Kernel, user: Addressee, token: string): Promise<void> {
  await write(kernel, 'reset', { to: user, secret: token, url: linkTo(currentPortal(), '/connexion/nouveau-mot-de-passe', token) });
}

export async function sendMagicLink(kernel: Kernel, email: string, token: string): Promise<void> {
  const visit = currentPortal();
  await write(kernel, 'sign-in', {
    to: { email, name: '' },
    secret: token,
    url: linkTo(visit, '/connexion/lien', token, visit.query['vers']),
  });
}

/** Somebody signed up with an address that has an account: only its owner is told. */
export async function tellOfExistingAccount(kernel: Kernel, user: Addressee): Promise<void> {
  const visit = currentPortal();
  // Once an hour at most, however often the form is sent.
  const hour = Math.floor(visit.now.epochMilliseconds / 3_600_000);
  await write(kernel, 'existing', { to: user, secret: `${user.email} ${hour}`, url: `${visit.origin}${visit.href('/connexion')}` });
}
