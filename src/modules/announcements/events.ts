import { eventType } from '../../kernel/events/events.ts';

/** An announcement was published: everybody may read it, from its day on. Also one that had been published before. */
export const announcementPublished = eventType<{ territoryId: string; announcementId: string }>('announcements.published');
