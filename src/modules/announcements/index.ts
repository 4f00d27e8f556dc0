/** The public face of announcements: what the shell shows of them. */
export { announcementsHome } from './queries/pages.ts';
export type { AnnouncementsHome } from './view-models.ts';
export { HomeAnnouncements } from './views/home.tsx';
