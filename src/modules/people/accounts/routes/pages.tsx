import type { ComponentChildren } from 'preact';
import type { Viewer } from '../../../../kernel/access/viewer.ts';
import type { Mistake } from '../../../../kernel/http/form.ts';
import { safePath } from '../../../../kernel/http/redirect.ts';
import type { PageReply } from '../../../../kernel/http/route.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import { noteSecurity } from '../../../../kernel/security-log.ts';
import type { ThrottleRule } from '../../../../kernel/throttle/throttle.ts';
import { viewerOf } from '../../queries/viewer.ts';
import { type Opened, shownCookies } from '../commands/sessions.ts';
import { FRESH_MINUTES } from '../limits.ts';
import { accountMessages } from '../messages.ts';
import { LinkOverView } from '../views/sign-in.tsx';

/** A page of the ways in. */
export function page(title: string, body: ComponentChildren, status = 200): PageReply {
  return { page: { title, body, noindex: true, section: 'account' }, status };
}

/** A page of one's own account. @param section which entry of the menu it is of. */
export function ownPage(section: 'profile' | 'security' | 'sessions', title: string, body: ComponentChildren): PageReply {
  return { page: { title, body, noindex: true, frame: 'space', section } };
}

/** The host where passkeys and the identity provider are, where it is another one; null: this one. */
export function homeOf({ config }: Kernel, { origin }: Visit): string | null {
  return config.publicUrl === null || config.publicUrl === origin ? null : config.publicUrl;
}

/** Whoever holds a browser that was left open does not change what is signed in with: null where the sign-in is fresh. */
export function proveFirst({ viewer, now, href }: Visit, path: string): { redirect: string } | null {
  if (viewer && now.since(viewer.signedInAt).total('minutes') <= FRESH_MINUTES) return null;
  return { redirect: href(`/mon-compte/confirmer?vers=${encodeURIComponent(href(path))}`) };
}

/** A link that holds no more, and where to ask for another one. */
export function linkOver(visit: Visit, again: string): PageReply {
  const title = translator(accountMessages, visit.locale)('people.link.over');
  return page(title, <LinkOverView visit={visit} again={again} />, 410);
}

/** Where to go once signed in: where one was going, else where one has something to do. */
export function destination(visit: Visit): string {
  return safePath(visit.query['vers'], visit.href(landing(visit.viewer)));
}

function landing(viewer: Viewer | null): string {
  if (!viewer) return '/';
  if (viewer.roles.length > 0) return '/gestion';
  if (viewer.isOperator) return '/exploitation';
  return viewer.structures.length > 0 ? '/mon-espace' : '/';
}

/** The query that remembers where one was going, for a link or a form; nothing where one was going nowhere. */
export function remembered({ query: { vers } }: Visit): string {
  return vers === undefined ? '' : `?vers=${encodeURIComponent(vers)}`;
}

/** On to where one was going, or to the code that the account asks for. */
export async function entered(kernel: Kernel, visit: Visit, { cookies, isPending }: Opened): Promise<PageReply> {
  if (isPending) return { redirect: visit.href(`/connexion/code${remembered(visit)}`), cookies };
  // Who they are here shows in the session that was just opened.
  const viewer = await viewerOf(kernel, { cookie: shownCookies(cookies) }, visit.territory, visit.origin);
  return { redirect: destination({ ...visit, viewer }), cookies };
}

/** What is said where a rule allows no more attempts; null where it does. */
export async function tooOften(kernel: Kernel, rule: ThrottleRule, key: string): Promise<Mistake | null> {
  const taken = await kernel.throttle.take(rule, key);
  if (taken.allowed) return null;
  noteSecurity(kernel, 'too-often', { rule: rule.name });
  return { field: '', key: 'form.too-often', values: { minutes: Math.ceil(taken.retryAfter / 60) } };
}
