import type { FormState } from '../../../../../kernel/http/form.ts';
import { formWords } from '../../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../../kernel/http/visit.ts';
import { formatNumber } from '../../../../../kernel/i18n/format.ts';
import { DataTable } from '../../../../../ui/data-table.tsx';
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

function Runs({ visit, model }: { visit: Visit; model: ImportsModel }) {
  const t = importTranslator(visit);
  const figure = (n: number | undefined) => (n === undefined ? '' : formatNumber(n, visit.locale));
  const { runs, next, isFirst, names } = model;
  return (
    <section class="section" aria-labelledby="runs">
      <h2 id="runs">{t('directory.imports.runs')}</h2>
      <DataTable
        caption={t('directory.imports.runs.count', { n: runs.length })}
        locale={visit.locale}
        rows={runs}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'file',
            label: t('directory.imports.runs.file'),
            cell: ({ id, hasPage, files }) => (hasPage ? <a href={visit.href(requestPath(id))}>{files.join(', ')}</a> : files.join(', ')),
          },
          { key: 'source', label: t('directory.imports.runs.source'), cell: ({ source }) => source ?? '' },
          {
            key: 'when',
            label: t('directory.imports.runs.when'),
            cell: ({ at, requestedBy }) =>
              t('directory.imports.runs.asked', {
                date: momentOf(visit, at),
                name: requestedBy === null ? t('directory.imports.runs.machine') : nameOf(requestedBy, names, t),
              }),
          },
          {
            key: 'state',
            label: t('directory.imports.runs.state'),
            cell: ({ state }) => <StatusTag tone={tones[state]}>{t(`directory.imports.state.${state}`)}</StatusTag>,
          },
          {
            key: 'created',
            label: t('directory.imports.runs.created'),
            isNumeric: true,
            cell: ({ counts }) => figure(counts?.created),
          },
          {
            key: 'updated',
            label: t('directory.imports.runs.updated'),
            isNumeric: true,
            cell: ({ counts }) => figure(counts?.updated),
          },
          {
            key: 'rejected',
            label: t('directory.imports.runs.rejected'),
            isNumeric: true,
            cell: ({ counts }) => figure(counts?.rejected),
          },
        ]}
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
