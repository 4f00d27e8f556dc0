import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locale } from '../i18n/locales.ts';
import { translator } from '../i18n/messages.ts';
import { projectRoot } from '../project.ts';
import { pdfMessages } from './messages.ts';
import { renderPdf } from './render.ts';

export interface SheetColumn {
  label: string;
  /** Of the width, beside the others; 1 by default. */
  share?: number;
  /** Set against the end, as numbers are. */
  isFigure?: boolean;
}

/** A part of a sheet. Its texts are shown as they are, line ends included. */
export type SheetBlock =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'facts'; facts: readonly { label: string; value: string }[] }
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
  blocks: readonly SheetBlock[];
}

const INK = '#141414';

/**
 * A sheet of A4 as PDF, of one hand with all others: reports, lists, letters. Tagged, in its language, with its title,
 * « page 1 sur 3 » under each page; its text can be searched and copied.
 *
 * @throws Error where it holds more than some 3,000 rows.
 */
export async function renderSheet(sheet: Sheet): Promise<Buffer> {
  const source = await readFile(join(projectRoot, 'src/kernel/pdf/sheet.typ'), 'utf8');
  return renderPdf(source, {
    lang: sheet.locale,
    territory: sheet.territory,
    accent: sheet.accent ?? INK,
    title: sheet.title,
    subtitle: sheet.subtitle,
    // The numbers are known once the pages are made.
    page: translator(pdfMessages, sheet.locale)('pdf.page', { page: '{page}', pages: '{pages}' }),
    blocks: sheet.blocks.map((block) =>
      block.kind === 'table' ? { ...block, columns: block.columns.map((column) => ({ share: 1, isFigure: false, ...column })) } : block,
    ),
  });
}
