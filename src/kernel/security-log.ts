import type { Kernel } from './kernel.ts';

/** What the log says of attempts, good and bad (OWASP ASVS 5.0, 16.3). `docs/security.md` says what each means and carries. */
export const securityEvents = [
  'access.refused',
  'form.foreign',
  'form.robot',
  'too-often',
  'sign-in',
  'sign-in.refused',
  'sign-out',
  'sessions.ended',
  'account.changed',
] as const;

/**
 * Writes a line in the log. An account is its id, which says nobody's name and nothing once it is erased; neither an address nor
 * what was typed is ever in it.
 */
export function noteSecurity(
  { log }: Pick<Kernel, 'log'>,
  event: (typeof securityEvents)[number],
  detail: Readonly<Record<string, string | boolean | null>>,
): void {
  log.info({ security: event, ...detail });
}
