import { type RawBuilder, sql } from 'kysely';
import type { WordGroup } from './synonyms.ts';

/** How words find `directory.listing l`, and how well. */
export interface WordMatch {
  condition: RawBuilder<unknown>;
  rank: RawBuilder<unknown>;
}

const query = (text: string) => sql`plainto_tsquery('kernel.french', ${text})`;
const any = (texts: readonly string[]) => sql`(${sql.join(texts.map(query), sql` || `)})`;

/** Each part of a search as typed, or as what it means; at least one part. */
export function meantQuery(groups: readonly WordGroup[]): RawBuilder<unknown> {
  return sql`(${sql.join(
    groups.map(({ words, means }) => any([words, ...means])),
    sql` && `,
  )})`;
}

/**
 * Each part of a search as typed, or as what it means, on the words of a table.
 *
 * @param search its `tsvector`, of the configuration `kernel.french`.
 * @param hasWord whether its words hold these as they are: « CAF » is stemmed as « café ».
 */
export function meantCondition(
  groups: readonly WordGroup[],
  search: RawBuilder<unknown>,
  hasWord: (words: string) => RawBuilder<unknown>,
): RawBuilder<unknown> {
  const stems = groups.filter(({ isInstead }) => !isInstead);
  const conditions = [
    ...(stems.length > 0 ? [sql`${search} @@ ${meantQuery(stems)}`] : []),
    ...groups.filter(({ isInstead }) => isInstead).map(({ words, means }) => sql`(${search} @@ ${any(means)} or ${hasWord(words)})`),
  ];
  return sql`(${sql.join(conditions, sql` and `)})`;
}

/** Each part of the search as typed, or as what it means. What is called so comes before what is only meant by it. */
export function meantWords(groups: readonly WordGroup[]): WordMatch {
  const typed = groups.map(({ words }) => words).join(' ');
  const meant = groups.flatMap(({ means }) => means);
  return {
    condition: meantCondition(groups, sql`l.search`, (words) => sql`' ' || l.words || ' ' like ${`% ${words} %`}`),
    rank: sql`((ts_rank(l.search, ${query(typed)})${meant.length > 0 ? sql` + ts_rank(l.search, ${any(meant)}) / 2` : sql``}
      + case when l.sort_name = ${typed} then 1 else 0 end) * 1000000)::int`,
  };
}

/**
 * Each word (or some of them) as a stem, or as three-letter groups of which most are there (pg_trgm, threshold 0.6).
 * Words that mean nothing by themselves (« le », « pour ») play no part.
 */
export function likeWords(words: readonly string[], how: 'every' | 'some'): WordMatch {
  const significant = words.filter((word) => word.length >= 3);
  if (significant.length === 0) return { condition: sql`false`, rank: sql`0` };
  const isEmpty = (word: string) => sql`numnode(plainto_tsquery('kernel.french', ${word})) = 0`;
  const isLike = (word: string) => sql`(l.search @@ plainto_tsquery('kernel.french', ${word}) or ${word}::text <% l.words)`;
  const similarity = sql`(word_similarity(${significant.join(' ')}, l.words) * 1000000)::int`;
  if (how === 'every') {
    return {
      condition: sql.join(
        significant.map((word) => sql`(${isEmpty(word)} or ${isLike(word)})`),
        sql` and `,
      ),
      rank: similarity,
    };
  }
  const matches = significant.map((word) => sql`(not ${isEmpty(word)} and ${isLike(word)})`);
  const found = count(matches);
  // One word of three or more is a coincidence, not an answer: « je me fais … » is found everywhere.
  const least = sql`case when ${count(significant.map((word) => sql`(not ${isEmpty(word)})`))} >= 3 then 2 else 1 end`;
  return {
    condition: sql`(${sql.join(matches, sql` or `)}) and ${found} >= ${least}`,
    // What has the most of the words comes first.
    rank: sql`${found} * 10000000 + ${similarity}`,
  };
}

function count(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql`(${sql.join(
    conditions.map((condition) => sql`${condition}::int`),
    sql` + `,
  )})`;
}
