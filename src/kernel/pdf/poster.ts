import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locale } from '../i18n/locales.ts';
import { projectRoot } from '../project.ts';
import { type PdfJob, pdfJob } from './render.ts';
import { drawnCode, INK, type SheetCode } from './sheet.ts';

/** What hangs on a wall, to be read from some metres. */
export interface Poster {
  locale: Locale;
  /** Its name. */
  territory: string;
  /** CSS hex colour on which white is readable; null: ink. The poster's second colour. */
  accent: string | null;
  /** What kind of thing it announces, in a word or two. */
  kind: string;
  title: string;
  /** Who announces it. */
  publisher: string;
  /** The first ones, eight at most, cut where they are long. */
  facts: readonly { label: string; value: string }[];
  /** Paragraphs apart by empty lines; as far as there is room. */
  body: string;
  answer: {
    title: string;
    /** `isLarge`: a phone number, seen before all else. */
    ways: readonly { label: string | null; value: string; isLarge: boolean }[];
  };
  /** Its page. */
  code: SheetCode;
  /** Until when it hangs there. */
  until: string;
}

const MOST_FACTS = 8;
const MOST_OF_A_FACT = 70;
const MOST_OF_A_WAY = 150;

/** A poster before it is made: one page of A4, in one colour beside black, tagged; its code is sharp at any size. */
export async function posterJob({ locale: lang, accent, facts, answer, code, ...poster }: Poster): Promise<PdfJob> {
  const source = await readFile(join(projectRoot, 'src/kernel/pdf/poster.typ'), 'utf8');
  return pdfJob(source, {
    ...poster,
    lang,
    accent: accent ?? INK,
    facts: facts.slice(0, MOST_FACTS).map(({ label, value }) => ({ label, value: cut(value, MOST_OF_A_FACT) })),
    answer: answer.title,
    ways: answer.ways.map((way) => ({ ...way, value: cut(way.value, MOST_OF_A_WAY) })),
    code: drawnCode(code),
  });
}

/** Whole words, and a sign that there was more. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const part = text.slice(0, most);
  return `${part.slice(0, Math.max(part.lastIndexOf(' '), most / 2))}…`;
}
