import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { staff } from '../../../../kernel/access/access.ts';
import { actorOf } from '../../../../kernel/access/viewer.ts';
import { choice, optionalText, requiredText, tickedBox } from '../../../../kernel/http/fields.ts';
import { emptyForm, type FormState, formRoute } from '../../../../kernel/http/form.ts';
import { listFile } from '../../../../kernel/http/list-file.ts';
import type { AnyRoute } from '../../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, type PageRequest, pageRoute } from '../../../../kernel/http/route.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { isId } from '../../../../kernel/ids.ts';
import type { Importer } from '../../../../kernel/module.ts';
import { WORKBOOK_TYPE } from '../../../../kernel/tables/workbook.ts';
import { actorNames, recordAction } from '../../../people/index.ts';
import { LOCAL_SOURCE } from '../../facts.ts';
import { fieldsOf, isRowKind, rowKinds } from '../../importers/csv-mapping-fields.ts';
import {
  importRequest,
  importRuns,
  importUpload,
  knownSources,
  reportPage,
  runOfPreview,
  waitingUploads,
} from '../../importers/uploads/queries.ts';
import { MOST_WORKBOOK_LINES, reportCsv, reportWorkbook } from '../../importers/uploads/report-file.ts';
import { cancelRequest, requestPreview, requestRun } from '../../importers/uploads/requests.ts';
import { chooseSheet, LARGEST_UPLOAD, storeUpload } from '../../importers/uploads/upload.ts';
import { columnQuestions, constantQuestions, mappingSent } from './columns.ts';
import { type ImportRequest, type ImportRunsCursor, type ImportUpload, outcomes, type RowKind } from './models.ts';
import { importsPath, requestPath, uploadPath } from './paths.ts';
import { ImportsView, namedRuns, runFileColumns } from './views/list.tsx';
import { RequestView } from './views/request.tsx';
import type { RequestModel } from './views/request-model.ts';
import { countOf } from './views/run-report.tsx';
import { type TableQuestions, UploadView } from './views/upload.tsx';
import { importTranslator } from './views/words.ts';
import { fieldWords } from './words.ts';

type Asked = PageRequest<Readonly<Record<string, string>>>;

/** Who loads files into the directory. */
export const importAccess = staff('administrator');

const nothing = z.object({});

function page(title: string, body: ComponentChildren): PageReply {
  return { page: { title, body, noindex: true, frame: 'manage', section: 'imports' } };
}

async function listPage({ kernel, visit }: Asked, form: FormState = emptyForm): Promise<PageReply> {
  const after = cursorOf(visit);
  const waiting = await waitingUploads(kernel, visit.territory);
  const { runs, next } = await importRuns(kernel, visit.territory, after);
  const names = await actorNames(kernel, [...waiting.map(({ uploadedBy }) => uploadedBy), ...runs.map(({ requestedBy }) => requestedBy)]);
  const model = { waiting, runs, next, isFirst: after === null, names, most: LARGEST_UPLOAD };
  return page(importTranslator(visit)('directory.imports.title'), <ImportsView visit={visit} model={model} form={form} />);
}

/** Where a page of the list begins; what is no cursor is its beginning. */
function cursorOf({ query }: Visit): ImportRunsCursor | null {
  const { avant = '', apres = '' } = query;
  return isId(apres) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(avant) ? { at: avant, id: apres } : null;
}

async function uploadPage(
  { kernel, visit, params }: Asked,
  form: FormState = emptyForm,
  concerns: 'preview' | 'sheet' = 'preview',
): Promise<PageReply> {
  const upload = await importUpload(kernel, visit.territory, params['uploadId'] ?? '');
  if (!upload) return notFound;
  const own = concerns === 'preview' ? form : emptyForm;
  const model = { upload, questions: questionsOf(upload, visit, own), knownSources: await knownSources(kernel, visit.territory) };
  return page(upload.name, <UploadView visit={visit} model={model} form={form} concerns={concerns} />);
}

function questionsOf({ table }: ImportUpload, { query, locale }: Visit, form: FormState): TableQuestions | null {
  if (!table) return null;
  const asked = [form.values['rows'], query['lignes'], table.mapping.rows].flat().find(isRowKind);
  const rows = asked ?? table.mapping.rows;
  const fields = fieldsOf(rows);
  return {
    rows,
    kinds: rowKinds,
    fields: fields.map((field) => ({ value: field, label: fieldWords(field, locale) })),
    columns: columnQuestions(table, fields, form),
    constants: constantQuestions(table, fields, form),
  };
}

async function requestPage({ kernel, visit, params }: Asked, form: FormState = emptyForm): Promise<PageReply> {
  const request = await importRequest(kernel, visit.territory, params['requestId'] ?? '');
  if (!request) return notFound;
  const model: RequestModel = {
    request,
    runId: request.kind === 'preview' ? ((await runOfPreview(kernel, visit.territory, request.id))?.id ?? null) : null,
    report: request.kind === 'run' ? await reportOf({ kernel, visit }, request) : null,
    hasWorkbook: linesOf(request) <= MOST_WORKBOOK_LINES,
    names: await actorNames(kernel, [request.requestedBy, request.cancelledBy]),
  };
  const t = importTranslator(visit);
  const title = t(request.kind === 'preview' ? 'directory.imports.preview.title' : 'directory.imports.run.title', {
    file: request.fileName,
  });
  return page(title, <RequestView visit={visit} model={model} form={form} />);
}

async function reportOf({ kernel, visit }: Pick<Asked, 'kernel' | 'visit'>, request: ImportRequest): Promise<RequestModel['report']> {
  const { counts } = request;
  const asked = outcomes.find((outcome) => outcome === visit.query['sort']);
  // What is to be looked at, where there is some.
  const outcome = asked ?? outcomes.find((one) => counts !== null && countOf(counts, one) > 0) ?? 'created';
  const number = Number(visit.query['page'] ?? 0);
  const rank = Number.isInteger(number) && number > 0 && number < 1_000_000 ? number : 0;
  return { ...(await reportPage(kernel, visit.territory, request.id, outcome, rank)), outcome, page: rank };
}

function linesOf({ counts }: ImportRequest): number {
  return counts === null ? 0 : counts.read + counts.missing;
}

/** A run that has ended, and what its report is read with. */
async function reportedRun({ kernel, visit, params }: Asked) {
  const request = await importRequest(kernel, visit.territory, params['requestId'] ?? '');
  if (request?.kind !== 'run' || request.finishedAt === null) return null;
  const t = importTranslator(visit);
  return {
    request,
    name: `${t('directory.imports.report.name')}-${request.requestedAt.toZonedDateTimeISO(visit.territory.timeZone).toPlainDate()}`,
    sheet: t('directory.imports.report.sheet'),
    reader: { locale: visit.locale, address: (path: string) => `${visit.origin}${visit.href(path)}` },
  };
}

/** @param importers all that files may be. */
export const importPages = (importers: readonly Importer[]): readonly AnyRoute[] => [
  pageRoute({ path: importsPath, access: importAccess, handle: (request) => listPage(request) }),
  pageRoute({
    path: `${importsPath}.xlsx`,
    access: importAccess,
    async handle({ kernel, visit }) {
      return listFile(
        { kernel, visit },
        {
          file: 'imports',
          name: importTranslator(visit)('directory.imports.runs'),
          columns: runFileColumns(visit),
          async page(cursor) {
            const [at = '', id = ''] = cursor?.split(' ') ?? [];
            const { runs, next } = await importRuns(kernel, visit.territory, cursor === null ? null : { at, id });
            const names = await actorNames(
              kernel,
              runs.map(({ requestedBy }) => requestedBy),
            );
            return { rows: namedRuns(visit, runs, names), next: next && `${next.at} ${next.id}` };
          },
        },
      );
    },
  }),
  formRoute({
    path: importsPath,
    access: importAccess,
    fields: nothing,
    files: { file: LARGEST_UPLOAD },
    limits: [{ name: 'directory.upload', limit: 60, seconds: 3_600 }],
    again: listPage,
    async handle({ kernel, visit, files }) {
      const { file } = files;
      if (!file) return { mistakes: [{ field: 'file', key: 'directory.imports.file.required' }] };
      const stored = await storeUpload(kernel, visit.territory, importers, {
        name: file.filename,
        bytes: file.bytes,
        actor: actorOf(visit.viewer),
      });
      if (stored.outcome === 'refused')
        return { mistakes: [{ field: 'file', key: 'directory.imports.file.refused', values: { reason: stored.reason } }] };
      return { redirect: visit.href(uploadPath(stored.id)) };
    },
  }),
  pageRoute({ path: `${importsPath}/fichiers/:uploadId`, access: importAccess, handle: (request) => uploadPage(request) }),
  formRoute({
    path: `${importsPath}/fichiers/:uploadId`,
    access: importAccess,
    fields: z.looseObject({ rows: choice(['', ...rowKinds]), source: optionalText(100), within: tickedBox }),
    again: uploadPage,
    async handle({ kernel, visit, params, input }) {
      const upload = await importUpload(kernel, visit.territory, params['uploadId'] ?? '');
      if (!upload) return notFound;
      const { table } = upload;
      const rows: RowKind = input.rows === '' ? 'structures' : input.rows;
      const read = table && mappingSent(table, rows, fieldsOf(rows), sentForm(input), (field) => fieldWords(field, visit.locale));
      const mistakes = [
        ...(read && 'mistakes' in read ? read.mistakes : []),
        ...(table && input.source === null ? [{ field: 'source', key: 'directory.imports.upload.source.required' }] : []),
        ...(input.source?.toLowerCase() === LOCAL_SOURCE ? [{ field: 'source', key: 'directory.imports.upload.source.reserved' }] : []),
      ];
      if (mistakes.length > 0) return { mistakes };
      const preview = await requestPreview(kernel, visit.territory, {
        uploadId: upload.id,
        source: input.source,
        mapping: read && 'mapping' in read ? read.mapping : null,
        isWithin: input.within,
        actor: actorOf(visit.viewer),
      });
      if (preview.outcome === 'gone') return notFound;
      if (preview.outcome === 'refused')
        return { mistakes: [{ field: '', key: 'directory.imports.upload.wrong', values: { reason: preview.reason } }] };
      return { redirect: visit.href(requestPath(preview.id)) };
    },
  }),
  formRoute({
    path: `${importsPath}/fichiers/:uploadId/feuille`,
    access: importAccess,
    fields: z.object({ sheet: requiredText('form.choice', 100) }),
    again: (request, form) => uploadPage(request, form, 'sheet'),
    async handle({ kernel, visit, params, input }) {
      const upload = await importUpload(kernel, visit.territory, params['uploadId'] ?? '');
      if (!upload) return notFound;
      const chosen = await chooseSheet(kernel, visit.territory, upload.id, input.sheet);
      return chosen
        ? { redirect: visit.href(uploadPath(upload.id)) }
        : { mistakes: [{ field: 'sheet', key: 'directory.imports.upload.sheet.gone' }] };
    },
  }),
  pageRoute({ path: `${importsPath}/:requestId`, access: importAccess, handle: (request) => requestPage(request) }),
  formRoute({
    path: `${importsPath}/:requestId/charger`,
    access: importAccess,
    fields: nothing,
    again: requestPage,
    async handle({ kernel, visit, params }) {
      const preview = await importRequest(kernel, visit.territory, params['requestId'] ?? '');
      if (!preview) return notFound;
      const actor = actorOf(visit.viewer);
      const run = await requestRun(kernel, visit.territory, { previewId: preview.id, actor });
      if (run.outcome === 'not-previewed') return { mistakes: [{ field: '', key: 'directory.imports.preview.not-previewed' }] };
      if (run.outcome === 'busy') {
        const name =
          (await actorNames(kernel, [run.requestedBy])).get(run.requestedBy) ?? importTranslator(visit)('directory.imports.someone');
        return { mistakes: [{ field: '', key: 'directory.imports.preview.busy', values: { file: run.fileName, name } }] };
      }
      if (run.outcome === 'started')
        await recordAction(kernel, {
          territoryId: visit.territory.id,
          actor,
          what: 'import.started',
          subject: 'import',
          subjectId: run.id,
          detail: { file: preview.fileName },
        });
      return { redirect: visit.href(requestPath(run.id)) };
    },
  }),
  formRoute({
    path: `${importsPath}/:requestId/arret`,
    access: importAccess,
    fields: nothing,
    again: requestPage,
    async handle({ kernel, visit, params }) {
      const request = await importRequest(kernel, visit.territory, params['requestId'] ?? '');
      if (!request) return notFound;
      await cancelRequest(kernel, visit.territory, { id: request.id, actor: actorOf(visit.viewer) });
      return { redirect: visit.href(requestPath(request.id)) };
    },
  }),
  pageRoute({
    path: `${importsPath}/:requestId/rapport.csv`,
    access: importAccess,
    async handle(asked) {
      const run = await reportedRun(asked);
      if (!run) return notFound;
      const { kernel, visit } = asked;
      return {
        content: () => reportCsv(kernel, visit.territory, run.request.id, run.reader),
        type: 'text/csv; charset=utf-8',
        download: `${run.name}.csv`,
      };
    },
  }),
  pageRoute({
    path: `${importsPath}/:requestId/rapport.xlsx`,
    access: importAccess,
    async handle(asked) {
      const run = await reportedRun(asked);
      if (!run || linesOf(run.request) > MOST_WORKBOOK_LINES) return notFound;
      const { kernel, visit } = asked;
      return {
        content: await reportWorkbook(kernel, visit.territory, run.request.id, run.sheet, run.reader),
        type: WORKBOOK_TYPE,
        download: `${run.name}.xlsx`,
      };
    },
  }),
];

/** What was sent, as the questions of the form read it. */
function sentForm(input: Readonly<Record<string, unknown>>): FormState {
  return {
    values: Object.fromEntries(Object.entries(input).filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
    mistakes: [],
  };
}
