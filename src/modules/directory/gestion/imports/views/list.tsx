import type { FormState } from '../../../../../kernel/http/form.ts';
import { formWords } from '../../../../../kernel/http/form-words.ts';
import { momentCell } from '../../../../../kernel/http/list-file.ts';
import type { Visit } from '../../../../../kernel/http/visit.ts';
import { formatNumber } from '../../../../../kernel/i18n/format.ts';
import { type Column, DataTable } from '../../../../../ui/data-table.tsx';
import { EmptyState } from '../../../../../ui/empty-state.tsx';
import { FileField } from '../../../../../ui/file-field.tsx';
import { Form, SubmitRow } from '../../../../../ui/form.tsx';
import { PageHeader } from '../../../../../ui/page-header.tsx';
import { Pagination } from '../../../../../ui/pagination.tsx';
import { StatusTag } from '../../../../../ui/status-tag.tsx';
import { importMessages } from '../messages.ts';
import type { ImportRunLine, ImportRunsCursor, UploadLine } from '../models.ts';
import { importsPath, requestPath, runsPath, uploadPath } from '../paths.ts';
import { importTranslator, momentOf, type Names, nameOf, tones } from './words.ts';

/** What browsers offer first; the content decides. */
const ACCEPT = '.csv,.tsv,.txt,.xlsx,.json,.geojson';

export interface ImportsModel {
  waiting: readonly UploadLine[];
  runs: readonly ImportRunLine[];
  next: ImportRunsCursor | null;
  isFirst: boolean;
  names: Names;
  /** Bytes that a file may have. */
  most: number;
}

export function ImportsView({ visit, model, form }: { visit: Visit; model: ImportsModel; form: FormState }) {
  const t = importTranslator(visit);
  const words = formWords(visit, form, importMessages, { action: importsPath });
  return (
    <>
      <PageHeader title={t('directory.imports.title')} lead={t('directory.imports.lead')} />
      <Form {...words.props} hasFiles>
        <FileField
          id="file"
          name="file"
          locale={visit.locale}
          accept={ACCEPT}
          most={model.most}
          label={t('directory.imports.file')}
          hint={t('directory.imports.file.hint')}
          {...words.wrong('file')}
        />
        <SubmitRow primary={{ label: t('directory.imports.file.submit') }} />
      </Form>
      {model.waiting.length > 0 && <Waiting visit={visit} model={model} />}
      <Runs visit={visit} model={model} />
    </>
  );
}

function Waiting({ visit, model }: { visit: Visit; model: ImportsModel }) {
  const t = importTranslator(visit);
  return (
    <section class="section" aria-labelledby="waiting">
      <h2 id="waiting">{t('directory.imports.waiting')}</h2>
      <ul class="rows">
        {model.waiting.map(({ id, name, uploadedBy, uploadedAt }) => (
          <li class="row" key={id}>
            <a href={visit.href(uploadPath(id))}>{name}</a>
            {', '}
            {t('directory.imports.waiting.sent', { date: momentOf(visit, uploadedAt), name: nameOf(uploadedBy, model.names, t) })}
          </li>
        ))}
      </ul>
      <p class="soft">{t('directory.imports.waiting.hint')}</p>
    </section>
  );
}

type NamedRun = ImportRunLine & { name: string };

/** The runs, each with who asked for it. */
export function namedRuns(visit: Visit, runs: readonly ImportRunLine[], names: Names): NamedRun[] {
  const t = importTranslator(visit);
  return runs.map((run) => ({
    ...run,
    name: run.requestedBy === null ? t('directory.imports.runs.machine') : nameOf(run.requestedBy, names, t),
  }));
}

function runColumns(visit: Visit): Column<NamedRun>[] {
  const t = importTranslator(visit);
  const figure = (key: 'created' | 'updated' | 'rejected'): Column<NamedRun> => ({
    key,
    label: t(`directory.imports.runs.${key}`),
    isNumeric: true,
    cell: ({ counts }) => (counts ? formatNumber(counts[key], visit.locale) : ''),
    value: ({ counts }) => counts?.[key] ?? null,
  });
  return [
    {
      key: 'file',
      label: t('directory.imports.runs.file'),
      cell: ({ id, hasPage, files }) => (hasPage ? <a href={visit.href(requestPath(id))}>{files.join(', ')}</a> : files.join(', ')),
      value: ({ files }) => files.join(', '),
    },
    { key: 'source', label: t('directory.imports.runs.source'), cell: ({ source }) => source ?? '' },
    {
      key: 'when',
      label: t('directory.imports.runs.when'),
      cell: ({ at, name }) => t('directory.imports.runs.asked', { date: momentOf(visit, at), name }),
      value: ({ at }) => momentCell(visit, at),
    },
    {
      key: 'state',
      label: t('directory.imports.runs.state'),
      cell: ({ state }) => <StatusTag tone={tones[state]}>{t(`directory.imports.state.${state}`)}</StatusTag>,
      value: ({ state }) => t(`directory.imports.state.${state}`),
    },
    figure('created'),
    figure('updated'),
    figure('rejected'),
  ];
}

/** In a file, who asked for a run has a column of its own. */
export function runFileColumns(visit: Visit): Column<NamedRun>[] {
  return [...runColumns(visit), { key: 'who', label: importTranslator(visit)('directory.imports.runs.who'), cell: ({ name }) => name }];
}

function Runs({ visit, model }: { visit: Visit; model: ImportsModel }) {
  const t = importTranslator(visit);
  const { runs, next, isFirst, names } = model;
  return (
    <section class="section" aria-labelledby="runs">
      <h2 id="runs">{t('directory.imports.runs')}</h2>
      <DataTable
        caption={t('directory.imports.runs.count', { n: runs.length })}
        locale={visit.locale}
        rows={namedRuns(visit, runs, names)}
        rowKey={({ id }) => id}
        columns={runColumns(visit)}
        file={visit.href(`${importsPath}.xlsx`)}
        empty={
          <EmptyState title={t('directory.imports.runs.none')} level={3}>
            <p>{t('directory.imports.runs.none.body')}</p>
          </EmptyState>
        }
      />
      <Pagination
        label={t('directory.imports.runs')}
        next={next === null ? null : { label: t('directory.imports.runs.next'), href: visit.href(runsPath(next)) }}
        first={isFirst ? null : { label: t('directory.imports.runs.first'), href: visit.href(importsPath) }}
      />
    </section>
  );
}
