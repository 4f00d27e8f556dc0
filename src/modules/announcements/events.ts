import { eventType } from '../../kernel/events/events.ts';

/** `changeId`: the row of its history that says what happened, when, and by whom. */
export type AnnouncementHappening = Readonly<Record<'territoryId' | 'announcementId' | 'changeId', string>>;

/** An announcement was published: everybody may read it, from its day on. Also one that had been published before. */
export const announcementPublished = eventType<AnnouncementHappening>('announcements.published');

/** A published one says something else, or is shown for longer. */
export const announcementChanged = eventType<AnnouncementHappening>('announcements.changed');

/** A published one is shown no more: filled, over, taken back or taken down; or no longer by the communes around, with which it was shared. */
export const announcementEnded = eventType<AnnouncementHappening>('announcements.ended');
