import { renderToString } from 'preact-render-to-string';
import { Temporal } from 'temporal-polyfill';
import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDate, formatTime } from '../../../kernel/i18n/format.ts';
import { type MessageValues, translator } from '../../../kernel/i18n/messages.ts';
import { isId } from '../../../kernel/ids.ts';
import type { Module } from '../../../kernel/module.ts';
import { ownHolder } from '../../../kernel/privacy/own-data.ts';
import type { ExportedRows } from '../../../kernel/privacy/rows.ts';
import { heldTables } from '../../../kernel/privacy/rows.ts';
import { DrawnSignature } from '../../../ui/signature.tsx';
import { noticeText } from '../notices/words.ts';
import { columnMessages } from './column-messages.ts';
import { codeWords, columnWords } from './column-words.ts';
import { privacyMessages } from './messages.ts';

/** What was written to people: of a letter long gone, nothing is left that a person reads. */
const LETTERS = 'kernel.message';

/** For whom rows are put in words, and by what. */
interface Reader {
  /** What rows call them. */
  own: ReadonlySet<string>;
  modules: readonly Module[];
}

/** What an archive of somebody's data is made from. */
export interface ArchiveModel extends Reader {
  name: string;
  rows: ExportedRows;
}

/** The same for a program: rows by table, moments and days in ISO 8601. */
export function archiveJson({ rows }: ArchiveModel): string {
  return JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value), 2);
}

const STYLE = `body{max-width:46rem;margin:0 auto;padding:2rem 1rem;background:#faf3e3;color:#1d1a16;font:1.05rem/1.55 sans-serif}
h1,h2{line-height:1.2}h2{margin:2.5rem 0 .75rem;font-size:1.3rem}
dl{margin:0 0 1rem;padding:.75rem 1.25rem;border-radius:12px;background:#fffdf7}
dl>div{padding:.35rem 0}dt{color:#5a5146}dd{margin:0;font-weight:600;overflow-wrap:anywhere;white-space:pre-line}
@media(min-width:40rem){dl>div{display:grid;grid-template-columns:14rem 1fr;gap:1rem}}`;

/** The page of an archive: one part a kind of data, in words, without anything to load. */
export function archivePage(model: ArchiveModel, visit: Visit): string {
  const { name, rows, modules } = model;
  const t = translator(privacyMessages, visit.locale);
  const kinds = new Map<string, string[]>();
  for (const { name: table, kind } of [...heldTables(modules)].reverse()) {
    if (told(table, rows).length > 0) kinds.set(kind, [...(kinds.get(kind) ?? []), table]);
  }
  const html = renderToString(
    <html lang={visit.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{t('people.privacy.archive.title', { name })}</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <main>
          <h1>{t('people.privacy.archive.title', { name })}</h1>
          <p>{t('people.privacy.archive.lead', { date: moment(visit.now, visit), portal: visit.territory.name })}</p>
          <p>{t('people.privacy.archive.more')}</p>
          {kinds.size === 0 && <p>{t('people.privacy.archive.empty')}</p>}
          {[...kinds].map(([kind, tables]) => (
            <section key={kind}>
              <h2>{wordsOf(modules, kind, visit)}</h2>
              {tables.flatMap((table) =>
                told(table, rows).map((row, index) => (
                  <Row key={`${table}-${index}`} table={table} row={row} reader={model} visit={visit} />
                )),
              )}
            </section>
          ))}
        </main>
      </body>
    </html>,
  );
  return `<!doctype html>${html}`;
}

function told(table: string, rows: ExportedRows): ExportedRows[string] {
  return (rows[table] ?? []).filter((row) => table !== LETTERS || row['body'] !== null);
}

function wordsOf(modules: ArchiveModel['modules'], kind: string, visit: Visit): string {
  const module = [...modules, ownHolder].find(({ personalData = [] }) => personalData.some((data) => data.kind === kind));
  return module?.messages ? translator(module.messages, visit.locale)(`${kind}.name`) : kind;
}

interface RowProps {
  /** `schema.table` */
  table: string;
  row: Readonly<Record<string, unknown>>;
  reader: Reader;
  visit: Visit;
}

function Row({ table, row, reader, visit }: RowProps) {
  // An id says nothing to a person; the file for programs has them.
  const told = Object.entries(row).flatMap(([column, value]) => {
    const label = /(^|_)id$/.test(column) ? null : columnWords(column, visit.locale, table);
    const text = label === null ? null : (noticeWords(column, row, reader, visit) ?? plain(column, value, reader, visit));
    return label === null || text === null ? [] : [{ column, label, text }];
  });
  if (told.length === 0) return null;
  return (
    <dl>
      {told.map(({ column, label, text }) => (
        <div key={column}>
          <dt>{label}</dt>
          <dd>{column === 'signature_drawing' ? <DrawnSignature strokes={text} label={label} /> : text}</dd>
        </div>
      ))}
    </dl>
  );
}

function moment(at: Temporal.Instant, visit: Visit): string {
  const local = at.toZonedDateTimeISO(visit.territory.timeZone);
  return `${formatDate(local.toPlainDate(), visit.locale)}, ${formatTime(local.toPlainTime(), visit.locale)}`;
}

/** The sentence of a notice, which is kept as the message of a module with its values; null: it is none. */
function noticeWords(column: string, row: RowProps['row'], { modules }: Reader, { locale }: Visit): string | null {
  const { kind, words, word_values: values } = row;
  if (column !== 'words' || typeof words !== 'string' || typeof values !== 'object') return null;
  return noticeText(modules, locale, { kind: String(kind), words, values: values as MessageValues });
}

/** A value in words; null where it says nothing to a person. */
function plain(column: string, value: unknown, reader: Reader, visit: Visit): string | null {
  const t = translator(columnMessages, visit.locale);
  if (value instanceof Temporal.Instant) return moment(value, visit);
  if (value instanceof Temporal.PlainDate) return formatDate(value, visit.locale);
  if (typeof value === 'boolean') return t(value ? 'people.value.yes' : 'people.value.no');
  if (typeof value === 'string')
    return value === '' || isId(value)
      ? null
      : (actorWords(value, reader, visit) ?? codeWords(column, value, visit.locale, reader.modules));
  if (Array.isArray(value)) return lines(value.map((one) => plain(column, one, reader, visit)));
  if (typeof value === 'object' && value !== null)
    return lines(
      Object.entries(value).map(([name, part]) => {
        const text = plain(name, part, reader, visit);
        const label = columnWords(name, visit.locale);
        if (text === null || (label === null && typeof part === 'boolean')) return null;
        return label === null ? text : `${label} · ${text}`;
      }),
    );
  return value === null || value === undefined ? null : String(value);
}

function lines(texts: readonly (string | null)[]): string | null {
  const told = texts.filter((text) => text !== null);
  return told.length === 0 ? null : told.join('\n');
}

/** Who did something: themselves, the portal, somebody else; null where the text names nobody. */
function actorWords(text: string, { own }: Reader, { locale }: Visit): string | null {
  const t = translator(columnMessages, locale);
  if (text === 'system') return t('people.value.portal');
  if (text === 'visitor') return t('people.value.visitor');
  if (own.has(text)) return t('people.value.you');
  return /^(account|person):[0-9a-f-]{36}$/.test(text) ? t('people.value.somebody') : null;
}
