/** The public face of announcements: what the shell and other modules show of them. */
export { announcementPublished } from './events.ts';
export { announcementsHome } from './queries/pages.ts';
export type { AnnouncementsHome } from './view-models.ts';
export { HomeAnnouncements } from './views/home.tsx';
