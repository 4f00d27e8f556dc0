import type { Visit } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { Meaning, OwnSynonym, UnmetRow, UnmetSearch } from '../gestion/words/models.ts';
import type { DB } from '../tables.generated.ts';
import { wishWords } from '../wish.ts';
import { directoryScope } from './scope.ts';
import { type SearchResult, search } from './search.ts';
import { phraseKey } from './synonyms.ts';
import { unmetSearches } from './unmet-searches.ts';

const NAMES = 5;
/** Phrases whose words are tried: each word is a search. */
const TRIED = 20;
/** Shorter words tell nothing alone. */
const SHORTEST = 4;

function find(kernel: Kernel, { territory, now }: Visit, q: string): Promise<SearchResult> {
  return search(kernel, {
    scope: directoryScope(territory),
    country: territory.country,
    q,
    filters: [],
    near: null,
    radiusMetres: null,
    openAt: null,
    updatedAfter: null,
    now,
    cursor: null,
    limit: NAMES,
  });
}

/** What a search for these words gives on the portal. */
export async function whatFinds(kernel: Kernel, visit: Visit, words: string): Promise<Meaning> {
  const { total, hits } = await find(kernel, visit, words);
  return { words, total, names: hits.map(({ name }) => name) };
}

/** Words of a phrase that find something as they are written, what says most first: the fewest results. */
export async function wordsThatFind(kernel: Kernel, visit: Visit, phrase: string): Promise<Meaning[]> {
  const words = wishWords(phrase).filter((word) => word.length >= SHORTEST);
  const found: Meaning[] = [];
  if (words.length > 1)
    for (const word of words) {
      const { total, hits, isApproximate, corrected } = await find(kernel, visit, word);
      if (total > 0 && !isApproximate && corrected === null) found.push({ words: word, total, names: hits.map(({ name }) => name) });
    }
  return found.sort((a, b) => a.total - b.total);
}

/** Searches without a result, of the directory and among announcements, that no meaning of the territory's own answers yet. */
export async function unansweredSearches(kernel: Kernel, visit: Visit): Promise<UnmetSearch[]> {
  const answered = new Set((await ownSynonyms(kernel, visit.territory.id)).map(({ phrase }) => phraseKey(phrase)));
  return (await unmetSearches(kernel, visit.territory)).filter(({ phrase }) => !answered.has(phraseKey(phrase)));
}

/** The same, the most frequent with a word that may be meant. */
export async function unmetRows(kernel: Kernel, visit: Visit): Promise<UnmetRow[]> {
  const rows: UnmetRow[] = [];
  for (const [at, row] of (await unansweredSearches(kernel, visit)).entries())
    rows.push({
      ...row,
      suggestion: at < TRIED && row.theme !== 'announcements' ? ((await wordsThatFind(kernel, visit, row.phrase))[0] ?? null) : null,
    });
  return rows;
}

/** Meanings of the territory's own, by phrase. */
export function ownSynonyms(kernel: Kernel, territoryId: string): Promise<OwnSynonym[]> {
  return kernel.database
    .kysely<DB>()
    .selectFrom('directory.synonym')
    .select(['id', 'phrase', 'means'])
    .where('territory_id', '=', territoryId)
    .orderBy('phrase')
    .execute();
}
