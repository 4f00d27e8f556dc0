import { type FormState, tickedIn, typed } from '../../../../../kernel/http/form.ts';
import { type FormWords, formWords } from '../../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../../kernel/http/visit.ts';
import { Checkbox } from '../../../../../ui/checkbox.tsx';
import { Field } from '../../../../../ui/field.tsx';
import { Form, SubmitRow } from '../../../../../ui/form.tsx';
import { Hidden } from '../../../../../ui/hidden.tsx';
import { PageHeader } from '../../../../../ui/page-header.tsx';
import { type Option, Select } from '../../../../../ui/select.tsx';
import { Steps } from '../../../../../ui/steps.tsx';
import { Tabs } from '../../../../../ui/tabs.tsx';
import type { ColumnQuestion, ConstantQuestion } from '../columns.ts';
import { importMessages } from '../messages.ts';
import type { ImportUpload, RowKind, UploadedTable } from '../models.ts';
import { importsPath, requestPath, uploadPath } from '../paths.ts';
import { formatWords, importTranslator, sizeOf } from './words.ts';

/** What is asked of a table, for one kind of rows. */
export interface TableQuestions {
  rows: RowKind;
  kinds: readonly RowKind[];
  /** What a column may be, in words. */
  fields: readonly Option[];
  columns: readonly ColumnQuestion[];
  constants: readonly ConstantQuestion[];
}

export interface UploadModel {
  upload: ImportUpload;
  questions: TableQuestions | null;
  knownSources: readonly string[];
}

interface Props {
  visit: Visit;
  model: UploadModel;
  form: FormState;
  /** Which of the page's forms was sent. */
  concerns: 'preview' | 'sheet';
}

const SOURCES = 'known-sources';

/** A file that was sent: what it is, and how it is to be read. */
export function UploadView({ visit, model, form, concerns }: Props) {
  const t = importTranslator(visit);
  const { upload } = model;
  const { preview, run, table } = upload;
  return (
    <>
      <PageHeader
        title={upload.name}
        lead={t('directory.imports.upload.what', { format: formatWords(upload.format, t), size: sizeOf(upload.size, visit, t) })}
        breadcrumb={{
          label: t('directory.imports.title'),
          steps: [{ label: t('directory.imports.title'), href: visit.href(importsPath) }],
        }}
      />
      <ImportSteps visit={visit} current={2} />
      {(preview || run) && (
        <p>
          {preview && <a href={visit.href(requestPath(preview.id))}>{t('directory.imports.upload.last')}</a>}
          {preview && run && ' · '}
          {run && <a href={visit.href(requestPath(run.id))}>{t('directory.imports.upload.loaded')}</a>}
        </p>
      )}
      {table && table.sheets.length > 1 && (
        <SheetForm visit={visit} upload={upload} table={table} form={concerns === 'sheet' ? form : { values: {}, mistakes: [] }} />
      )}
      <PreviewForm visit={visit} model={model} form={concerns === 'preview' ? form : { values: {}, mistakes: [] }} />
    </>
  );
}

/** Where one is between a file and what it becomes. */
export function ImportSteps({ visit, current }: { visit: Visit; current: number }) {
  const t = importTranslator(visit);
  const steps = [t('directory.imports.steps.file'), t('directory.imports.steps.preview'), t('directory.imports.steps.run')];
  return <Steps locale={visit.locale} steps={steps} current={current} />;
}

function SheetForm({ visit, upload, table, form }: { visit: Visit; upload: ImportUpload; table: UploadedTable; form: FormState }) {
  const t = importTranslator(visit);
  const words = formWords(visit, form, importMessages, { action: `${uploadPath(upload.id)}/feuille` });
  return (
    <Form {...words.props}>
      <Select
        id="sheet"
        name="sheet"
        label={t('directory.imports.upload.sheet')}
        options={table.sheets.map((name) => ({ value: name, label: name }))}
        value={typed(form, 'sheet', table.sheet ?? '')}
        {...words.wrong('sheet')}
      />
      <SubmitRow primary={{ label: t('directory.imports.upload.sheet.submit'), look: 'secondary' }} />
    </Form>
  );
}

function PreviewForm({ visit, model, form }: Pick<Props, 'visit' | 'model' | 'form'>) {
  const t = importTranslator(visit);
  const { upload, questions, knownSources } = model;
  const words = formWords(visit, form, importMessages, { action: uploadPath(upload.id) });
  return (
    <>
      {questions && (
        <section class="section" aria-labelledby="rows">
          <h2 id="rows">{t('directory.imports.upload.rows')}</h2>
          <Tabs
            label={t('directory.imports.upload.rows')}
            tabs={questions.kinds.map((kind) => ({
              href: visit.href(uploadPath(upload.id, kind)),
              label: t(`directory.imports.upload.rows.${kind}`),
              isCurrent: kind === questions.rows,
            }))}
          />
        </section>
      )}
      <Form {...words.props}>
        {questions && upload.table && (
          <TableFields visit={visit} questions={questions} table={upload.table} source={upload.source} words={words} />
        )}
        <Field
          id="source"
          name="source"
          label={t(questions ? 'directory.imports.upload.source' : 'directory.imports.upload.source.told')}
          hint={t('directory.imports.upload.source.hint')}
          value={typed(form, 'source', upload.source ?? '')}
          list={SOURCES}
          autocomplete="off"
          {...words.wrong('source')}
        />
        <datalist id={SOURCES}>
          {knownSources.map((source) => (
            <option key={source} value={source} />
          ))}
        </datalist>
        <Checkbox
          id="within"
          name="within"
          value="1"
          label={t('directory.imports.upload.within')}
          hint={t('directory.imports.upload.within.hint')}
          checked={tickedIn(form, 'within', upload.preview?.isWithin ? ['1'] : []).length > 0}
        />
        <SubmitRow primary={{ label: t('directory.imports.upload.submit') }} />
      </Form>
    </>
  );
}

function TableFields({
  visit,
  questions,
  table,
  source,
  words,
}: {
  visit: Visit;
  questions: TableQuestions;
  table: UploadedTable;
  source: string | null;
  words: FormWords;
}) {
  const t = importTranslator(visit);
  const { error } = words.wrong('columns');
  return (
    <>
      <Hidden name="rows" value={questions.rows} />
      <section class="stack" aria-labelledby="columns">
        <h2 id="columns">{t('directory.imports.upload.columns')}</h2>
        {error && <p class="error">{error}</p>}
        <p>{t(`directory.imports.upload.columns.${table.origin}`, { source: source ?? '' })}</p>
        {questions.columns.map(({ id, name, samples, field }) => (
          <Select
            key={id}
            id={id}
            name={id}
            label={t('directory.imports.upload.column', { name })}
            hint={
              samples.length > 0
                ? t('directory.imports.upload.column.samples', { samples: samples.join(' · ') })
                : t('directory.imports.upload.column.empty')
            }
            options={[{ value: '', label: t('directory.imports.upload.column.ignored') }, ...questions.fields]}
            value={field}
            {...words.wrong(id)}
          />
        ))}
      </section>
      <Constants visit={visit} questions={questions} words={words} />
    </>
  );
}

function Constants({ visit, questions, words }: { visit: Visit; questions: TableQuestions; words: FormWords }) {
  const t = importTranslator(visit);
  const wrong = (id: string) => [`${id}.field`, `${id}.value`].some((field) => words.wrong(field).error !== undefined);
  const isOpen = questions.constants.some(({ id, field }) => field !== '' || wrong(id));
  return (
    <details open={isOpen}>
      <summary>{t('directory.imports.upload.constants')}</summary>
      <p class="hint">{t('directory.imports.upload.constants.hint')}</p>
      {questions.constants.map(({ id, field, value }, index) => (
        <div class="form section" key={id}>
          <Select
            id={`${id}.field`}
            name={`${id}.field`}
            label={t('directory.imports.upload.constant.field', { n: index + 1 })}
            options={[{ value: '', label: t('directory.imports.upload.constant.none') }, ...questions.fields]}
            value={field}
            {...words.wrong(`${id}.field`)}
          />
          <Field
            id={`${id}.value`}
            name={`${id}.value`}
            label={t('directory.imports.upload.constant.value', { n: index + 1 })}
            value={value}
            {...words.wrong(`${id}.value`)}
          />
        </div>
      ))}
    </details>
  );
}
