import { renderToString } from 'preact-render-to-string';
import type { ArchiveEntry } from '../../../kernel/files/archive.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { ownHolder } from '../../../kernel/privacy/own-data.ts';
import type { ExportedRows } from '../../../kernel/privacy/rows.ts';
import { DrawnSignature } from '../../../ui/signature.tsx';
import { columnWords } from './column-words.ts';
import { privacyMessages } from './messages.ts';
import { moment, noticeWords, type Reader, valueWords } from './value-words.ts';

/** What was written to people: of a letter long gone, nothing is left that a person reads. */
const LETTERS = 'kernel.message';

/** What an archive of somebody's data is made from. */
export interface ArchiveModel extends Reader {
  name: string;
  rows: readonly ExportedRows[];
}

/** What an archive holds: a page to read, the same for a program, and the files that were sent. */
export function archiveEntries(model: ArchiveModel, visit: Visit): ArchiveEntry[] {
  return [
    { name: 'index.html', content: archivePage(model, visit) },
    { name: 'donnees.json', content: archiveJson(model) },
    ...model.rows.flatMap(({ files }) => files),
  ];
}

/** The same for a program: rows by table, moments and days in ISO 8601. */
function archiveJson({ rows }: ArchiveModel): string {
  const byTable = Object.fromEntries(
    [...Map.groupBy(rows, ({ table }) => table)].map(([table, found]) => [table, found.flatMap((one) => one.rows)]),
  );
  return JSON.stringify(byTable, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value), 2);
}

const STYLE = `body{max-width:46rem;margin:0 auto;padding:2rem 1rem;background:#faf3e3;color:#1d1a16;font:1.05rem/1.55 sans-serif}
h1,h2{line-height:1.2}h2{margin:2.5rem 0 .75rem;font-size:1.3rem}
dl{margin:0 0 1rem;padding:.75rem 1.25rem;border-radius:12px;background:#fffdf7}
dl>div{padding:.35rem 0}dt{color:#5a5146}dd{margin:0;font-weight:600;overflow-wrap:anywhere;white-space:pre-line}
nav ul{margin:1.5rem 0;padding:0;list-style:none}nav a{display:inline-block;padding:.35rem 0;color:inherit}a:focus-visible{outline:3px solid;outline-offset:2px}
@media(min-width:40rem){dl>div{display:grid;grid-template-columns:14rem 1fr;gap:1rem}}`;

/** The page of an archive: one part a kind of data, in words, without anything to load. */
function archivePage(model: ArchiveModel, visit: Visit): string {
  const { name, rows, modules } = model;
  const t = translator(privacyMessages, visit.locale);
  const kinds = [...modules, ownHolder].flatMap(({ messages, personalData = [] }) =>
    personalData.flatMap(({ kind, tables }) => {
      // What others lead to comes last where it is emptied, and says most: it is read first.
      const held = Object.keys(tables)
        .reverse()
        .flatMap((table) => rows.filter((one) => one.kind === kind && one.table.endsWith(`.${table}`)).flatMap(told));
      if (!messages || held.length === 0) return [];
      return [{ kind, name: translator(messages, visit.locale)(`${kind}.name`), held }];
    }),
  );
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
          {kinds.length === 0 && <p>{t('people.privacy.archive.empty')}</p>}
          <nav aria-label={t('people.privacy.archive.contents')}>
            <ul>
              {kinds.map(({ kind, name: title }) => (
                <li key={kind}>
                  <a href={`#${kind}`}>{title}</a>
                </li>
              ))}
            </ul>
          </nav>
          {kinds.map(({ kind, name: title, held }) => (
            <section key={kind} id={kind}>
              <h2>{title}</h2>
              {held.map(({ table, row }, index) => (
                <Row key={`${kind}-${index}`} table={table} row={row} reader={model} visit={visit} />
              ))}
            </section>
          ))}
        </main>
      </body>
    </html>,
  );
  return `<!doctype html>${html}`;
}

function told({ table, rows }: ExportedRows): Pick<RowProps, 'table' | 'row'>[] {
  return rows.filter((row) => table !== LETTERS || row['body'] !== null).map((row) => ({ table, row }));
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
    const text = label === null ? null : (noticeWords(column, row, reader, visit) ?? valueWords(column, value, reader, visit));
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
