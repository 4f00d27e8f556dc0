/** The directory's pages, from their view models. */
export { DirectoryListView, listTitle } from './views/list.tsx';
export { OrganisationView } from './views/organisation.tsx';
export { listPath, organisationPath, placePath } from './views/paths.ts';
export { PlaceView } from './views/place.tsx';
export { ResultCard } from './views/result-card.tsx';
