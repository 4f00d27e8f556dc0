import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../kernel/project.ts';
import { fold } from '../../directory/index.ts';
import { everydayWords } from './everyday-words.ts';

/** A job title of ROME, the French list of occupations (France Travail, 2025; each title belongs to one of its 532 cards). */
export interface Occupation {
  /** « 11573 »: number of the title. */
  code: string;
  /** « D1505 »: code of its card. */
  rome: string;
  /** « Caissier / Caissière » */
  title: string;
}

interface Entry extends Occupation {
  /** Files ask for thousands of them: folded once. */
  folded: string;
  words: readonly string[];
}

let read: ReadonlyMap<string, Entry> | undefined;

/** Read when they are first asked for: eleven thousand titles, of which a small town needs some dozens. */
function entries(): ReadonlyMap<string, Entry> {
  read ??= new Map(
    readFileSync(join(projectRoot, 'src/modules/announcements/occupations/rome.tsv'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => {
        const [code = '', rome = '', title = ''] = line.split('\t');
        const folded = fold(title);
        return [code, { code, rome, title, folded, words: folded.split(' ') }] as const;
      }),
  );
  return read;
}

export function occupationOf(code: string): Occupation | null {
  return entries().get(code) ?? null;
}

const MOST = 12;

/** Words that say nothing of an occupation. */
const fillers = new Set(['un', 'une', 'de', 'du', 'des', 'la', 'le', 'les', 'en', 'd', 'l', 'h', 'f', 'poste', 'emploi', 'metier', 'job']);

/** Plurals and feminines apart, roughly: what begins alike is alike. */
function stem(word: string): string {
  return word.length > 4 ? word.replace(/(?:es|e|s|x)$/, '') : word;
}

/**
 * Titles that hold all the words of a text, accents and endings apart: those that are called exactly so first, then the
 * shortest. What somebody typed in full is alone.
 */
export function findOccupations(text: string): Occupation[] {
  const folded = fold(text);
  const all = [...entries().values()];
  const exact = all.filter((entry) => entry.folded === folded);
  if (exact.length > 0) return exact.slice(0, 1);
  const words = fold(everydayWords[folded] ?? text)
    .split(' ')
    .filter((word) => word !== '' && !fillers.has(word));
  if (words.length === 0) return [];
  const stems = words.map(stem);
  return all
    .flatMap((entry) => {
      let score = 0;
      for (const [index, wanted] of stems.entries()) {
        const place = entry.words.findIndex((word) => word.startsWith(wanted));
        if (place < 0) return [];
        const found = entry.words[place] ?? '';
        score += (stem(found) === wanted ? 0 : 4) + (found === words[index] ? 0 : 1) + Math.min(place, 3);
      }
      return [{ entry, score: score + entry.words.length }];
    })
    .toSorted((a, b) => a.score - b.score || a.entry.title.localeCompare(b.entry.title, 'fr'))
    .slice(0, MOST)
    .map(({ entry: { code, rome, title } }) => ({ code, rome, title }));
}
