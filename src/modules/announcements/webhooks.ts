import { translator } from '../../kernel/i18n/messages.ts';
import type { Kernel } from '../../kernel/module.ts';
import { type WebhookContent, type WebhookEvent, type WebhookPortal, webhookEvent } from '../../kernel/webhooks.ts';
import { itemOf } from './api.ts';
import { type AnnouncementHappening, announcementChanged, announcementEnded, announcementPublished } from './events.ts';
import { keepMessages } from './keep-messages.ts';
import type { Announcement } from './models.ts';
import { announcementPath } from './paths.ts';
import { announcementsById, changeById } from './queries/announcements.ts';
import { shownIn } from './queries/list.ts';

interface Seen {
  announcement: Announcement;
  /** Slug of its territory, where that is another one. */
  commune: string | null;
  /** The portal is that of a commune around, with which it is not shared. */
  isKeptFrom: boolean;
}

/** The announcement as a portal has it; null where it has none of it. */
async function seenFrom(
  kernel: Kernel,
  { territory }: WebhookPortal,
  { territoryId, announcementId }: AnnouncementHappening,
): Promise<Seen | null> {
  if (!territory.services.includes('announcements')) return null;
  const { scope, neighbours, homes } = await shownIn(kernel, territory);
  const announcement = (await announcementsById(kernel, territoryId, [announcementId])).get(announcementId);
  if (!announcement) return null;
  const isNear = neighbours.includes(territoryId);
  if (!isNear && !scope.includes(territoryId)) return null;
  const commune = territoryId === territory.id ? null : (homes.get(territoryId)?.slug ?? null);
  return { announcement, commune, isKeptFrom: isNear && announcement.audience !== 'groupings' };
}

/** As the API gives it; null once it is shown no more: its end is told of by itself. */
async function whole(kernel: Kernel, portal: WebhookPortal, what: AnnouncementHappening): Promise<WebhookContent | null> {
  const [seen, change] = [await seenFrom(kernel, portal, what), await changeById(kernel, what.territoryId, what.changeId)];
  if (!seen || seen.isKeptFrom || !change || seen.announcement.state !== 'published') return null;
  return { at: change.at, data: itemOf(seen.announcement, seen.commune, portal.territory, portal.origin) };
}

const outcomes: Readonly<Record<string, string>> = { filled: 'filled', expired: 'expired', withdrawn: 'withdrawn', refused: 'removed' };

/**
 * Which one, and why: of what was taken back or taken down, nothing is told again. What is published as before ended for those alone
 * with which it is no longer shared; they hear of no other end of what is kept from them.
 */
async function ending(kernel: Kernel, portal: WebhookPortal, what: AnnouncementHappening): Promise<WebhookContent | null> {
  const [seen, change] = [await seenFrom(kernel, portal, what), await changeById(kernel, what.territoryId, what.changeId)];
  if (!seen || !change || seen.isKeptFrom !== (change.to === 'published')) return null;
  const { id, slug, kind } = seen.announcement;
  return {
    at: change.at,
    data: {
      id,
      slug,
      url: `${portal.origin}${announcementPath({ slug, commune: seen.commune })}`,
      territory: seen.commune ?? portal.territory.slug,
      kind,
      outcome: outcomes[change.to] ?? 'withdrawn',
    },
  };
}

/** What announcements tell other sites. */
export const announcementWebhooks: readonly WebhookEvent[] = [
  webhookEvent<AnnouncementHappening>({
    type: 'announcement.published',
    label: (locale) => translator(keepMessages, locale)('announcements.webhook.published'),
    event: announcementPublished,
    content: whole,
  }),
  webhookEvent<AnnouncementHappening>({
    type: 'announcement.changed',
    label: (locale) => translator(keepMessages, locale)('announcements.webhook.changed'),
    event: announcementChanged,
    content: whole,
  }),
  webhookEvent<AnnouncementHappening>({
    type: 'announcement.ended',
    label: (locale) => translator(keepMessages, locale)('announcements.webhook.ended'),
    event: announcementEnded,
    content: ending,
  }),
];
