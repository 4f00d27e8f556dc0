import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { UserError } from '../../../kernel/errors.ts';
import type { Importer, ImportOptions } from '../../../kernel/module.ts';
import { firstBytes, importInBatches, openCsv, readJson, slugify } from '../../directory/index.ts';
import { withdrawMissing } from './commands/records.ts';
import { writePostings } from './commands/writing.ts';
import { hasAnnouncements, readCsvRow } from './csv.ts';
import { isJobPosting, readJobPosting } from './job-posting.ts';
import type { ImportedRow } from './row.ts';

const FORMAT = 'announcements';

/** Members of a file that hold postings: of a graph, a list, a feed. */
const LISTS = [null, '@graph', 'itemListElement', 'dataFeedElement'] as const;

/** In bytes: a file of one posting is read whole. */
const LARGEST_POSTING = 1_000_000;

/** The posting of an element of a list: itself, or its `item`. */
function postingIn(value: unknown): unknown {
  const item = (value as { item?: unknown } | null)?.item;
  return isJobPosting(value) || item === undefined ? value : item;
}

async function isJson(file: string): Promise<boolean> {
  for await (const { value } of readJson(file, LISTS).rows) return isJobPosting(postingIn(value));
  return (await single(file)) !== null;
}

/** A file that is one posting; null where it is not. */
async function single(file: string): Promise<unknown> {
  const { outline, rows } = readJson(file, []);
  for await (const _row of rows);
  if (outline.root !== 'object') return null;
  const text = await readFile(file, 'utf8');
  if (text.length > LARGEST_POSTING) return null;
  const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
  return isJobPosting(value) ? value : null;
}

/** JSON or a table, by what the file begins with. */
async function shapeOf(file: string): Promise<'json' | 'table' | 'other'> {
  const start = Buffer.from(await firstBytes(file, 1_024));
  if (start.includes(0) || start.subarray(0, 2).toString('latin1') === 'PK') return 'other';
  const text = start
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  if (text === '' || text.startsWith('<')) return 'other';
  return /^[[{]/.test(text) ? 'json' : 'table';
}

async function recognises(file: string): Promise<boolean> {
  const shape = await shapeOf(file);
  try {
    if (shape === 'json') return await isJson(file);
    return shape === 'table' && hasAnnouncements((await openCsv(file)).columns);
  } catch (error) {
    // What is wrong with it is for the reader that it is given to.
    if (error instanceof UserError || error instanceof SyntaxError) return false;
    throw error;
  }
}

async function* rowsOf(file: string, { source, territory }: ImportOptions): AsyncGenerator<ImportedRow> {
  const shape = await shapeOf(file);
  if (shape === 'table') {
    const table = await openCsv(file);
    if (!hasAnnouncements(table.columns))
      throw new UserError('ce tableau n’a pas les colonnes des annonces (Sorte d’annonce, Titre, Description) : rien n’en a été chargé');
    const told = source ?? slugify(basename(file, extname(file)), 'annonces');
    for await (const { line, record, problem } of table.rows()) {
      const row = readCsvRow(record, line, told, source !== null);
      yield problem === null || 'rejected' in row ? row : { ...row, warnings: [...row.warnings, problem] };
    }
    return;
  }
  const context = { currency: territory.currency, timeZone: territory.timeZone };
  if (shape === 'json') {
    let hasAny = false;
    for await (const { line, value } of readJson(file, LISTS).rows) {
      hasAny = true;
      const posting = postingIn(value);
      // A graph holds other things beside: organisations, the page itself.
      if (isJobPosting(posting)) yield readJobPosting(posting, line, source, context);
    }
    const one = hasAny ? null : await single(file);
    if (one !== null) yield readJobPosting(one, 1, source, context);
    if (hasAny || one !== null) return;
  }
  throw new UserError('ce fichier n’a ni offres au format JobPosting de schema.org, ni tableau d’annonces : rien n’en a été chargé');
}

/** Announcements: `JobPosting` of schema.org, and the project's own table, which `/gestion/toutes-les-annonces.csv` gives. */
export const announcementImporter: Importer = {
  format: FORMAT,
  summary: 'annonces : offres JobPosting de schema.org (JSON-LD), ou tableau CSV des annonces',
  recognises,
  run: (kernel, options) =>
    importInBatches<ImportedRow>(kernel, options, {
      format: FORMAT,
      // What waits for moderators is theirs to read.
      settings: { keeper: options.territory.id },
      async begin(started) {
        const run = { ...started, isWithin: options.isWithin };
        const sources = new Set<string>();
        return {
          passes: [
            {
              async *rows(file) {
                for await (const row of rowsOf(file, options)) {
                  sources.add(row.source);
                  yield row;
                }
              },
              write: (rows) => writePostings(run, rows),
            },
          ],
          identify: ({ line, externalId, title }) => ({ line, externalId, name: title }),
          missing: () => withdrawMissing(run, sources),
          sources: () => sources,
        };
      },
    }),
};
