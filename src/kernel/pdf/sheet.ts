import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { qrPath } from '../html/qr-path.ts';
import type { Locale } from '../i18n/locales.ts';
import { translator } from '../i18n/messages.ts';
import { projectRoot } from '../project.ts';
import { pdfMessages } from './messages.ts';
import { type PdfJob, pdfJob, renderPdf } from './render.ts';

export interface SheetColumn {
  label: string;
  /** Of the width, beside the others; 1 by default. */
  share?: number;
  /** Set against the end, as numbers are. */
  isFigure?: boolean;
}

/** One of a list to be read on a wall. */
export interface SheetEntry {
  title: string;
  /** What sets it apart, in a word: « Nouveau ». */
  mark: string | null;
  lines: readonly string[];
  /** At its end, to be found at a glance: a phone number. */
  aside: string | null;
}

/** An address as a code to be scanned, and in letters. */
export interface SheetCode {
  url: string;
  /** What scanning it gives, for who does not see it. */
  alt: string;
  /** What one finds there, in a few words. */
  label: string;
}

/** A part of a sheet. Its texts are shown as they are, line ends included. */
export type SheetBlock =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'facts'; facts: readonly { label: string; value: string }[] }
  /** Each is whole on one page. */
  | { kind: 'entries'; entries: readonly SheetEntry[] }
  /** Its columns are named again on each page. */
  | { kind: 'table'; columns: readonly SheetColumn[]; rows: readonly (readonly string[])[] };

export interface Sheet {
  locale: Locale;
  /** Its name: at the head of each page. */
  territory: string;
  /** CSS hex colour that is readable on white; null: ink. */
  accent: string | null;
  title: string;
  /** What it is about, in a line: a period, a person, the day. */
  subtitle: string | null;
  /** Beside the title. */
  code?: SheetCode;
  blocks: readonly SheetBlock[];
}

/** Where a territory has no colour of its own. */
export const INK = '#141414';

/** A code as the documents in Typst draw it. */
export function drawnCode({ url, alt, label }: SheetCode) {
  return { ...qrPath(url), alt, label, address: url.replace(/^https?:\/\//, '') };
}

/**
 * A sheet of A4 as PDF, of one hand with all others: reports, lists, letters. Tagged, in its language, with its title,
 * « page 1 sur 3 » under each page; its text can be searched and copied.
 *
 * @throws Error where it holds more than some 3,000 rows.
 */
export async function renderSheet(sheet: Sheet): Promise<Buffer> {
  return renderPdf(await sheetJob(sheet));
}

/** A sheet before it is made. @throws Error where it holds more than some 3,000 rows. */
export async function sheetJob(sheet: Sheet): Promise<PdfJob> {
  const source = await readFile(join(projectRoot, 'src/kernel/pdf/sheet.typ'), 'utf8');
  return pdfJob(source, {
    lang: sheet.locale,
    territory: sheet.territory,
    accent: sheet.accent ?? INK,
    title: sheet.title,
    subtitle: sheet.subtitle,
    code: sheet.code ? drawnCode(sheet.code) : null,
    // The numbers are known once the pages are made.
    page: translator(pdfMessages, sheet.locale)('pdf.page', { page: '{page}', pages: '{pages}' }),
    blocks: sheet.blocks.map((block) =>
      block.kind === 'table' ? { ...block, columns: block.columns.map((column) => ({ share: 1, isFigure: false, ...column })) } : block,
    ),
  });
}
