import { z } from 'zod';
import { anyone } from '../../../kernel/access/access.ts';
import { formRoute } from '../../../kernel/http/form.ts';
import type { AnyRoute } from '../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, type PageRequest, pageRoute } from '../../../kernel/http/route.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { keepersOf } from '../../people/index.ts';
import { notePublishedChange, prolong, todayIn } from '../commands/life.ts';
import { prolongedUntil } from '../lifetime-rules.ts';
import type { Announcement } from '../models.ts';
import { announcementsById } from '../queries/announcements.ts';
import { keepWords } from '../views/words.ts';
import { type RenewalKey, readRenewalToken } from './token.ts';
import { RenewalView } from './view.tsx';

type Request = PageRequest<Readonly<Record<string, string>>>;

interface Link extends RenewalKey {
  announcement: Announcement;
  /** Without the language. */
  path: string;
}

/** What a link names; null where we did not write it, or not to who looks after the announcement today. */
async function linkOf({ kernel, visit, params }: Request): Promise<Link | null> {
  const token = params['token'] ?? '';
  const key = readRenewalToken(kernel.config.secrets, visit.territory.id, token);
  const announcement = key && (await announcementsById(kernel, visit.territory.id, [key.id])).get(key.id);
  if (!announcement || !(await looksAfter(kernel, announcement, key.accountId))) return null;
  return { ...key, announcement, path: `/prolonger/${token}` };
}

async function looksAfter(kernel: Kernel, { territoryId, publisher, authorAccount }: Announcement, accountId: string): Promise<boolean> {
  if (publisher.organisationId === null) return authorAccount === accountId;
  return (await keepersOf(kernel, territoryId, publisher.organisationId)).some((keeper) => keeper.accountId === accountId);
}

/** The day until which its button shows it; null: it was prolonged, is over, or ends on a day of its own. */
function nextEnd({ kernel, visit }: Request, { announcement, expiresOn }: Link) {
  if (announcement.expiresOn?.toString() !== expiresOn.toString()) return null;
  return prolongedUntil(announcement, todayIn(kernel, visit.territory));
}

/** Opened, by somebody or by a program that follows the links of letters, it changes nothing. */
async function renewalPage(request: Request): Promise<PageReply> {
  const { visit } = request;
  const link = await linkOf(request);
  if (!link) return notFound;
  return {
    page: {
      title: keepWords(visit)('announcements.renewal.title'),
      body: <RenewalView announcement={link.announcement} until={nextEnd(request, link)} path={link.path} visit={visit} />,
      noindex: true,
      section: 'announcements',
    },
  };
}

/** The link of the letter that tells of an end: one button prolongs. */
export const renewalPages: readonly AnyRoute[] = [
  pageRoute({ path: '/prolonger/:token', access: anyone, handle: renewalPage }),
  formRoute({
    path: '/prolonger/:token',
    access: anyone,
    fields: z.object({}),
    limits: [{ name: 'announcements.renewal', limit: 40, seconds: 3_600 }],
    again: renewalPage,
    async handle(request) {
      const { kernel, visit } = request;
      const { territory } = visit;
      const link = await linkOf(request);
      if (!link) return notFound;
      if (nextEnd(request, link) !== null && (await prolong(kernel, territory, link.announcement)) !== null) {
        const by = { actor: `account:${link.accountId}`, onBehalfOf: null };
        await notePublishedChange(kernel, territory.id, { id: link.id, event: 'prolong' }, by);
      }
      return { redirect: visit.href(link.path) };
    },
  }),
];
