/** The public face of the directory: what other modules and the shell show of it. */

export { subjectsMerged } from './events.ts';
export { districtOf, districtSlug } from './facets.ts';
export { phoneNumber } from './facts.ts';
export { importExplanation, importWords } from './gestion/imports/words.ts';
export { structureKeys } from './identifier-keys.ts';
export { beginBatch } from './importers/engine/batch.ts';
export { type ImportRun, importInBatches, type Outcome } from './importers/engine/batches.ts';
export { recordObjection } from './importers/engine/contacts.ts';
export { line as cleanLine, paragraphs as cleanParagraphs } from './importers/files/cleaning.ts';
export { openCsv } from './importers/files/csv.ts';
export { readDay } from './importers/files/days.ts';
export { firstBytes } from './importers/files/encoding.ts';
export { escapeFormula, withoutFormulaEscape } from './importers/files/formulas.ts';
export { readJson } from './importers/files/json.ts';
export { listSources, type Rhythm, removeSource, rhythms, setSource } from './importers/sources.ts';
export { openingValues, readOpening } from './input/parts.ts';
export { Sheet } from './input/sheet.ts';
export { directoryMessages } from './messages.ts';
export { givenPoint, type Near, type NearAsked, nearAsked } from './near.ts';
export { nearQuery } from './near-query.ts';
export { publicHolidays } from './public-holidays.ts';
export { findStructure, structuresById, structuresTold } from './queries/find-structure.ts';
export { structureMailboxes, structuresIn } from './queries/letter-mailboxes.ts';
export { directoryHome } from './queries/list.ts';
export { landmarksOf, nearOf } from './queries/near.ts';
export { type DirectoryFigures, directoryFigures, type FigureRow } from './queries/report-figures.ts';
export { meaningsOf, setSynonym, type WordGroup } from './queries/synonyms.ts';
export { DAYS_TO_BE_READ, recordUnmetSearch, unmetSearches } from './queries/unmet-searches.ts';
export { meantCondition, meantQuery } from './queries/word-match.ts';
export { relayTarget } from './relay/queries.ts';
export { fold, slugify } from './text.ts';
export { themes } from './themes.ts';
export type { DirectoryHome } from './view-models.ts';
export {
  hasName,
  isUnknownPlace,
  listPath,
  NearField,
  NearMe,
  nearWords,
  organisationPath,
  Prose,
  placeWords,
  plainSummary,
  ResultCard,
  UnknownPlace,
} from './views.tsx';
export { readPlace } from './wish.ts';
