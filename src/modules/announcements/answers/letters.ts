import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { NoticeKind } from '../../../kernel/notices.ts';
import { structureMailboxes } from '../../directory/index.ts';
import { keepersOf, type Told, tell } from '../../people/index.ts';
import type { Announcement } from '../models.ts';
import { recipientLimit, visitorSmsLimit } from './forms.ts';
import { letterMessages } from './letter-messages.ts';
import { followed, received, sent } from './notice-kinds.ts';
import { answeredPath, linkPath, receivedPath } from './paths.ts';
import { takesVisitorsSms } from './rules.ts';
import { answerToken } from './token.ts';
import type { Answer } from './view-models.ts';

type Portal = Pick<Visit, 'territory' | 'origin'>;

/** An answer, as far as somebody is told of it. */
type Answered = Pick<Answer, 'id' | 'accountId' | 'personId' | 'email' | 'phone' | 'name' | 'locale'>;

export interface Telling {
  announcement: Pick<Announcement, 'id' | 'title' | 'publisher' | 'authorAccount' | 'onBehalfOf'>;
  answer: Answered;
  /** What makes it this telling and no other: the id of the change or message that it is about. */
  about: string;
}

/** Somebody who reads the answers to an announcement. */
interface PublisherReader {
  to: Told;
  /** What tells them apart in the keys of their letters. */
  name: string;
}

/**
 * Who reads the answers to an announcement, and where: those who keep the structure, else its mailbox; or its author. Of somebody
 * without an account, whoever acts for them reads, and they are told.
 */
export async function readersOf(
  kernel: Kernel,
  territoryId: string,
  { publisher: { organisationId }, authorAccount, onBehalfOf }: Telling['announcement'],
): Promise<readonly PublisherReader[]> {
  if (organisationId === null) {
    if (authorAccount !== null) return [{ to: { accountId: authorAccount }, name: authorAccount }];
    return onBehalfOf === null ? [] : [{ to: { personId: onBehalfOf.slice('person:'.length) }, name: 'person' }];
  }
  const keepers = await keepersOf(kernel, territoryId, organisationId);
  if (keepers.length > 0) return keepers.map(({ accountId }) => ({ to: { accountId }, name: accountId }));
  const email = (await structureMailboxes(kernel, territoryId, [organisationId])).get(organisationId)?.email ?? null;
  return email === null ? [] : [{ to: { email, name: null, locale: 'fr' }, name: 'mailbox' }];
}

/** Where they read it: signed in, by a link of its own, or, of somebody without an account, nowhere. */
export function readingPath({ to }: PublisherReader, own: string, link: string): string | null {
  if ('accountId' in to) return own;
  return 'personId' in to ? null : link;
}

/** Tells who publishes, in the current unit of work. What was written stays on the portal: a mailbox may be read by many. */
export async function tellPublisher(
  kernel: Kernel,
  portal: Portal,
  { announcement, answer, about }: Telling,
  what: 'new' | 'message' | 'withdrawn',
): Promise<void> {
  const territoryId = portal.territory.id;
  const token = answerToken(kernel.config.secret, territoryId, { id: answer.id, side: 'publisher' });
  for (const reader of await readersOf(kernel, territoryId, announcement)) {
    const path = readingPath(reader, receivedPath(announcement.id, answer.id), linkPath(token));
    await send(kernel, portal, {
      to: reader.to,
      kind: received,
      key: `announcements.answer:${about}:${reader.name}`,
      words: `announcements.answers.told.publisher.${what}`,
      body:
        path === null && what !== 'withdrawn'
          ? 'announcements.answers.told.person.body'
          : `announcements.answers.told.publisher.${what}.body`,
      title: announcement.title,
      path,
    });
  }
}

/** Where what concerns an answer is sent: an account, else a mailbox, else a mobile telephone by SMS. Null: nowhere. */
function wayTo({ accountId, personId, email, phone, name, locale }: Answered): Told | null {
  if (accountId !== null) return { accountId };
  if (email !== null) return { email, name, locale };
  return phone !== null && (personId !== null || takesVisitorsSms(phone)) ? { phone, locale } : null;
}

/** What becomes of an answer, of which who sent it is told. */
type WhatFollows = 'message' | 'in-discussion' | 'accepted' | 'refused' | 'cancelled' | 'expired';

/** Tells who answered, in the current unit of work: their account, else their mailbox, else their telephone by SMS. */
export async function tellAnswerer(kernel: Kernel, portal: Portal, telling: Telling, what: WhatFollows): Promise<void> {
  const to = wayTo(telling.answer);
  if (to !== null) await sendToAnswerer(kernel, portal, telling, { to, kind: followed, what });
}

/**
 * Tells who answered that their answer is on its way, in the current unit of work. Nobody has proved yet that what was typed is
 * theirs: it is written to some times a day at most, may refuse it, and who sends learns nothing of that.
 */
export async function tellSent(kernel: Kernel, portal: Portal, telling: Telling): Promise<void> {
  const to = wayTo(telling.answer);
  if (to === null) return;
  const typed = 'email' in to ? to.email : 'phone' in to ? to.phone : null;
  if (typed !== null && !(await kernel.throttle.take(recipientLimit, typed)).allowed) return;
  if ('phone' in to && telling.answer.personId === null && !(await kernel.throttle.take(visitorSmsLimit, 'installation')).allowed) return;
  await sendToAnswerer(kernel, portal, telling, { to, kind: sent, what: 'sent' });
}

async function sendToAnswerer(
  kernel: Kernel,
  portal: Portal,
  { announcement, answer, about }: Telling,
  { to, kind, what }: { to: Told; kind: NoticeKind; what: 'sent' | WhatFollows },
): Promise<void> {
  const token = answerToken(kernel.config.secret, portal.territory.id, { id: answer.id, side: 'answerer' });
  await send(kernel, portal, {
    to,
    kind,
    key: `announcements.answer:${about}:answerer`,
    words: `announcements.answers.told.answerer.${what}`,
    body: `announcements.answers.told.answerer.${what}.body`,
    title: announcement.title,
    path: answer.accountId === null ? linkPath(token) : answeredPath(answer.id),
  });
}

type Key = keyof typeof letterMessages.fr;

async function send(
  kernel: Kernel,
  portal: Portal,
  {
    to,
    kind,
    key,
    words,
    body,
    title,
    path,
  }: { to: Told; kind: NoticeKind; key: string; words: Key; body: Key; title: string; path: string | null },
): Promise<void> {
  await tell(kernel, portal, {
    to,
    kind,
    key,
    words: { key: words, values: { title } },
    messages: letterMessages,
    path,
    letter({ locale, href }) {
      const t = translator(letterMessages, locale);
      return {
        paragraphs: [t(body, { title })],
        ...(path !== null && { action: { label: t('announcements.answers.told.action'), url: href(path) } }),
      };
    },
  });
}
