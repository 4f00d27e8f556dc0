/** The public face of announcements: what the shell and other modules show of them. */
export { announcementPublished } from './events.ts';
export type { AnnouncementCard } from './models.ts';
export { announcementPath } from './paths.ts';
export { placesOf } from './places.ts';
export { wordsOf } from './queries/list.ts';
export { type Matchable, matchableAnnouncements } from './queries/matchable.ts';
export { announcementsHome, listPlace, shownCards } from './queries/pages.ts';
export { alertPath, distances, type ListQuery, listPath, listSearch, readListQuery, wantedFacets } from './selection.ts';
export type { AnnouncementsHome } from './view-models.ts';
export { choicesOf } from './views/choices.ts';
export { cardLine } from './views/fact-words.ts';
export { HomeAnnouncements } from './views/home.tsx';
