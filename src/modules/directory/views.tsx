/** The directory's pages, from their view models. */
export { DirectoryListView, isQuestion, listTitle } from './views/list.tsx';
export { pointsContent } from './views/map.tsx';
export { NearField, NearMe, UnknownPlace } from './views/near.tsx';
export { hasName, isUnknownPlace, nearWords, placeWords } from './views/near-words.ts';
export { OrganisationView } from './views/organisation.tsx';
export {
  absolute,
  cardPath,
  choicesOf,
  listPath,
  organisationPath,
  placePath,
  selectionPath,
  servicePath,
  subjectPath,
} from './views/paths.ts';
export { PlaceView } from './views/place.tsx';
export { Prose, plainSummary } from './views/prose.tsx';
export { ResultCard } from './views/result-card.tsx';
export { SelectionView } from './views/selection.tsx';
export { ServiceView } from './views/service.tsx';
