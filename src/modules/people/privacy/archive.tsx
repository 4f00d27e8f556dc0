import { renderToString } from 'preact-render-to-string';
import { Temporal } from 'temporal-polyfill';
import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDate, formatTime } from '../../../kernel/i18n/format.ts';
import { type Messages, translator } from '../../../kernel/i18n/messages.ts';
import type { ExportedRows, Holder } from '../../../kernel/privacy/rows.ts';
import { heldTables } from '../../../kernel/privacy/rows.ts';
import { DrawnSignature } from '../../../ui/signature.tsx';
import { columnWords } from './column-words.ts';
import { privacyMessages } from './messages.ts';

/** What an archive of somebody's data is made from. */
export interface ArchiveModel {
  name: string;
  rows: ExportedRows;
  modules: readonly (Holder & { messages?: Messages })[];
}

/** The same for a program: rows by table, moments and days in ISO 8601. */
export function archiveJson({ rows }: ArchiveModel): string {
  return JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value), 2);
}

const STYLE =
  'body{font:18px/1.55 sans-serif;max-width:44em;margin:2em auto;padding:0 1em}dl{border-top:1px solid #999;padding:.5em 0}dt{font-weight:bold}dd{margin:0 0 .5em;overflow-wrap:anywhere}';

/** The page of an archive: one part a kind of data, in words, without anything to load. */
export function archivePage({ name, rows, modules }: ArchiveModel, visit: Visit): string {
  const t = translator(privacyMessages, visit.locale);
  const kinds = new Map<string, string[]>();
  for (const { name: table, kind } of [...heldTables(modules)].reverse()) {
    if (rows[table]) kinds.set(kind, [...(kinds.get(kind) ?? []), table]);
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
        <h1>{t('people.privacy.archive.title', { name })}</h1>
        <p>{t('people.privacy.archive.lead', { date: moment(visit.now, visit), portal: visit.territory.name })}</p>
        {kinds.size === 0 && <p>{t('people.privacy.archive.empty')}</p>}
        {[...kinds].map(([kind, tables]) => (
          <section key={kind}>
            <h2>{wordsOf(modules, kind, visit)}</h2>
            {tables.flatMap((table) => (rows[table] ?? []).map((row, index) => <Row key={`${table}-${index}`} row={row} visit={visit} />))}
          </section>
        ))}
      </body>
    </html>,
  );
  return `<!doctype html>${html}`;
}

function wordsOf(modules: ArchiveModel['modules'], kind: string, visit: Visit): string {
  const module = modules.find(({ personalData = [] }) => personalData.some((data) => data.kind === kind));
  return module?.messages ? translator(module.messages, visit.locale)(`${kind}.name`) : kind;
}

function Row({ row, visit }: { row: Readonly<Record<string, unknown>>; visit: Visit }) {
  // An id says nothing to a person; the file for programs has them.
  const told = Object.entries(row).filter(([column, value]) => value !== null && value !== '' && !/(^|_)id$/.test(column));
  return (
    <dl>
      {told.map(([column, value]) => (
        <div key={column}>
          <dt>{columnWords(column, visit.locale)}</dt>
          <dd>
            {column === 'signature_drawing' ? (
              <DrawnSignature strokes={String(value)} label={columnWords(column, visit.locale)} />
            ) : (
              plain(value, visit)
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function moment(at: Temporal.Instant, visit: Visit): string {
  const local = at.toZonedDateTimeISO(visit.territory.timeZone);
  return `${formatDate(local.toPlainDate(), visit.locale)}, ${formatTime(local.toPlainTime(), visit.locale)}`;
}

function plain(value: unknown, visit: Visit): string {
  if (value instanceof Temporal.Instant) return moment(value, visit);
  if (value instanceof Temporal.PlainDate) return formatDate(value, visit.locale);
  if (typeof value === 'boolean') return value ? '✓' : '✗';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
