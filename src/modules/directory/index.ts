/** The public face of the directory: what other modules and the shell show of it. */

export { subjectsMerged } from './events.ts';
export { districtOf, districtSlug } from './facets.ts';
export { phoneNumber } from './facts.ts';
export { importExplanation, importWords } from './gestion/imports/words.ts';
export { recordObjection } from './importers/engine/contacts.ts';
export { listSources, type Rhythm, removeSource, rhythms, setSource } from './importers/sources.ts';
export { openingValues, readOpening } from './input/parts.ts';
export { Sheet } from './input/sheet.ts';
export { directoryMessages } from './messages.ts';
export { publicHolidays } from './public-holidays.ts';
export { findStructure, structuresById } from './queries/find-structure.ts';
export { structureMailboxes, structuresIn } from './queries/letter-mailboxes.ts';
export { directoryHome } from './queries/list.ts';
export { type DirectoryFigures, directoryFigures, type FigureRow } from './queries/report-figures.ts';
export { setSynonym } from './queries/synonyms.ts';
export { DAYS_TO_BE_READ, recordUnmetSearch, unmetSearches } from './queries/unmet-searches.ts';
export { relayTarget } from './relay/queries.ts';
export { fold, slugify } from './text.ts';
export { themes } from './themes.ts';
export type { DirectoryHome } from './view-models.ts';
export { listPath, organisationPath, Prose, plainSummary, ResultCard } from './views.tsx';
