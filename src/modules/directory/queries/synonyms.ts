import { sql } from 'kysely';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { defaultSynonyms } from '../synonyms.ts';
import type { DB } from '../tables.generated.ts';
import { fold } from '../text.ts';
import { isFiller, tellingWords, wishWords } from '../wish.ts';

/** For each phrase, as it sounds in the singular, what it means. */
export type Synonyms = ReadonlyMap<string, { means: readonly string[]; isInstead: boolean }>;

/** One of several: « repas gratuits » is « repas gratuit ». */
function singular(words: readonly string[]): string {
  return words.map((word) => (word.length > 3 ? word.replace(/[sx]$/, '') : word)).join(' ');
}

const articles = new Set(['de', 'du', 'des', 'd', 'la', 'le', 'les', 'l', 'un', 'une', 'au', 'aux', 'pour']);

/** What a phrase is looked up by: as it is, and without its articles where two words are left (« cours francais »). */
function keysOf(words: readonly string[]): string[] {
  const bare = words.filter((word) => !articles.has(word));
  return bare.length >= 2 ? [singular(words), singular(bare)] : [singular(words)];
}

/** Words of a phrase that say what is looked for, in whatever order: those of « réparer ma trottinette » and « trottinette réparer ». */
export function phraseKey(phrase: string): string {
  return singular(
    tellingWords(
      fold(phrase)
        .split(' ')
        .filter((word) => !articles.has(word)),
    ).toSorted(),
  );
}

/** Told from what is looked up in order: software knows its phrases, agents take theirs from searches, whose order is lost. */
function anyOrder(phrase: string): string {
  return `{${phraseKey(phrase)}}`;
}

function byKey(synonyms: Iterable<{ phrase: string; means: readonly string[]; isInstead: boolean }>): Synonyms {
  return new Map([...synonyms].flatMap(({ phrase, ...synonym }) => keysOf(phrase.split(' ')).map((key) => [key, synonym] as const)));
}

const defaults = new Map<string, Synonyms>();

function defaultsOf(country: 'FR' | 'CH'): Synonyms {
  let known = defaults.get(country);
  if (!known) {
    known = byKey(
      defaultSynonyms
        .filter((synonym) => synonym.country === undefined || synonym.country === country)
        .map(({ phrase, means, isInstead = false }) => ({ phrase, means, isInstead })),
    );
    defaults.set(country, known);
  }
  return known;
}

/** What a territory's residents call things: what comes with the software, and what its agents added, changed or took away. */
export async function synonymsOf(kernel: Kernel, territoryId: string, country: 'FR' | 'CH'): Promise<Synonyms> {
  const rows = await kernel.database
    .kysely<DB>()
    .selectFrom('directory.synonym')
    .select(['phrase', 'means'])
    .where('territory_id', '=', territoryId)
    .execute();
  if (rows.length === 0) return defaultsOf(country);
  const own = rows.map((row) => ({ ...row, isInstead: false }));
  return new Map([...defaultsOf(country), ...byKey(own), ...own.map(({ phrase, ...synonym }) => [anyOrder(phrase), synonym] as const)]);
}

/** Part of a search: words as typed, and what else they mean. */
export interface WordGroup {
  words: string;
  means: readonly string[];
  /** The words mean this and nothing else: « CAF » is no café. */
  isInstead: boolean;
}

const LONGEST_PHRASE = 6;

/**
 * Parts a search into phrases that mean something more than their words, the longest first, and single words. Words that
 * only say that one is looking play no part.
 */
export function groupWords(words: readonly string[], synonyms: Synonyms): WordGroup[] {
  const groups: WordGroup[] = [];
  for (let at = 0; at < words.length; ) {
    let length = Math.min(LONGEST_PHRASE, words.length - at);
    for (; length > 0; length -= 1) {
      const phrase = words.slice(at, at + length);
      const synonym = [...keysOf(phrase), ...(length > 1 ? [anyOrder(phrase.join(' '))] : [])]
        .map((key) => synonyms.get(key))
        .find((one) => one !== undefined);
      if (!synonym) continue;
      groups.push({ words: phrase.join(' '), ...synonym });
      break;
    }
    if (length === 0) {
      groups.push({ words: words[at] ?? '', means: [], isInstead: false });
      length = 1;
    }
    at += length;
  }
  const telling = groups.filter((group) => group.means.length > 0 || !isFiller(group.words));
  return telling.length > 0 ? telling : groups;
}

/**
 * The parts of a search of something else than listings, with what residents mean by them.
 *
 * @param more what phrases mean there, beside what they mean everywhere.
 */
export async function meaningsOf(
  kernel: Kernel,
  { id, country }: Pick<TerritoryContext, 'id' | 'country'>,
  q: string,
  more: Iterable<{ phrase: string; means: readonly string[] }>,
): Promise<WordGroup[]> {
  const synonyms = new Map(await synonymsOf(kernel, id, country));
  for (const { phrase, means } of more)
    for (const key of keysOf(phrase.split(' '))) {
      const known = synonyms.get(key);
      synonyms.set(key, { means: [...(known?.means ?? []), ...means], isInstead: known?.isInstead ?? false });
    }
  return groupWords(wishWords(q), synonyms);
}

/** Each word of the phrases that are known: what a typing mistake may have meant. */
export function synonymWords(synonyms: Synonyms): string[] {
  return [...new Set([...synonyms.keys()].flatMap((phrase) => phrase.replace(/[{}]/g, '').split(' ')))];
}

/** Takes a meaning of the territory's own away: what comes with the software holds again. @returns its phrase; null: there is none. */
export async function removeSynonym(kernel: Kernel, territoryId: string, id: string): Promise<string | null> {
  const row = await kernel.database
    .kysely<DB>()
    .deleteFrom('directory.synonym')
    .where('territory_id', '=', territoryId)
    .where('id', '=', id)
    .returning('phrase')
    .executeTakeFirst();
  return row?.phrase ?? null;
}

/** Says what a phrase means in a territory; `means` empty: nothing more than its words. One statement. */
export async function setSynonym(
  kernel: Kernel,
  territory: Pick<TerritoryContext, 'id'>,
  phrase: string,
  means: readonly string[],
): Promise<void> {
  await sql`
    insert into directory.synonym (territory_id, id, phrase, means) values (${territory.id}, ${newId()}, ${fold(phrase)}, ${means}::text[])
    on conflict (territory_id, phrase) do update set means = excluded.means`.execute(kernel.database.kysely<DB>());
}
