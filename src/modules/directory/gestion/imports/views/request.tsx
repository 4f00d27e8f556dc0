import type { FormState } from '../../../../../kernel/http/form.ts';
import { formWords } from '../../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../../kernel/http/visit.ts';
import { formatNumber } from '../../../../../kernel/i18n/format.ts';
import type { ImportCounts } from '../../../../../kernel/module.ts';
import { LinkButton } from '../../../../../ui/button.tsx';
import { Form, SubmitRow } from '../../../../../ui/form.tsx';
import { Notice } from '../../../../../ui/notice.tsx';
import { PageHeader } from '../../../../../ui/page-header.tsx';
import { Progress } from '../../../../../ui/progress.tsx';
import { StatGrid } from '../../../../../ui/stat.tsx';
import { StatusTag } from '../../../../../ui/status-tag.tsx';
import { importMessages } from '../messages.ts';
import type { ImportRequest } from '../models.ts';
import { importsPath, requestPath, uploadPath } from '../paths.ts';
import { PreviewReport } from './preview-report.tsx';
import type { RequestProps } from './request-model.ts';
import { RunReport } from './run-report.tsx';
import { ImportSteps } from './upload.tsx';
import { importTranslator, momentOf, type Names, nameOf, tones } from './words.ts';

/** A preview or a run: how far it is, then what it gave. */
export function RequestView({ visit, model, form }: RequestProps & { form: FormState }) {
  const t = importTranslator(visit);
  const { request, names } = model;
  const { kind, state, fileName, requestedAt, requestedBy, source, counts } = request;
  const isPreview = kind === 'preview';
  return (
    <>
      <PageHeader
        title={t(isPreview ? 'directory.imports.preview.title' : 'directory.imports.run.title', { file: fileName })}
        lead={
          isPreview
            ? t('directory.imports.preview.lead')
            : t('directory.imports.run.asked', { date: momentOf(visit, requestedAt), name: nameOf(requestedBy, names, t) })
        }
        status={<StatusTag tone={tones[state]}>{t(`directory.imports.state.${state}`)}</StatusTag>}
        breadcrumb={{
          label: t('directory.imports.title'),
          steps: [
            { label: t('directory.imports.title'), href: visit.href(importsPath) },
            ...(request.uploadId === null ? [] : [{ label: fileName, href: visit.href(uploadPath(request.uploadId)) }]),
          ],
        }}
      />
      <ImportSteps visit={visit} current={isPreview ? 2 : 3} />
      <div class="section">
        {source !== null && <p>{t('directory.imports.run.source', { source })}</p>}
        {(state === 'queued' || state === 'running') && <Underway visit={visit} request={request} />}
        <Ending visit={visit} request={request} names={names} />
        {isPreview && state === 'done' && <Load visit={visit} model={model} form={form} />}
      </div>
      {counts && state !== 'queued' && state !== 'running' && <Counts visit={visit} counts={counts} />}
      {counts && counts.contacts > 0 && (
        <Notice tone="careful">
          <p>{t('directory.imports.contacts', { n: counts.contacts })}</p>
        </Notice>
      )}
      {isPreview ? <PreviewReport visit={visit} request={request} /> : <RunReport visit={visit} model={model} />}
    </>
  );
}

function Underway({ visit, request }: { visit: Visit; request: ImportRequest }) {
  const t = importTranslator(visit);
  const { id, kind, state, fileName, counts, expected } = request;
  const read = counts?.read ?? 0;
  const words = formWords(visit, { values: {}, mistakes: [] }, importMessages, { action: `${requestPath(id)}/arret` });
  // A file may have grown since: the bar is not past its end.
  const share = expected === null || expected < read ? undefined : { done: read, total: expected };
  return (
    <>
      <Progress
        locale={visit.locale}
        id="progress"
        label={t(kind === 'preview' ? 'directory.imports.preview.running' : 'directory.imports.run.title', { file: fileName })}
        words={
          state === 'queued'
            ? t('directory.imports.progress.queued')
            : share
              ? t('directory.imports.progress.of', { n: formatNumber(read, visit.locale), total: formatNumber(share.total, visit.locale) })
              : t('directory.imports.progress', { n: read })
        }
        share={share}
        isRunning
        href={visit.href(requestPath(id))}
      />
      <Form {...words.props}>
        {kind === 'run' && <p class="hint">{t('directory.imports.cancel.kept')}</p>}
        <SubmitRow primary={{ label: t('directory.imports.cancel'), look: 'secondary' }} />
      </Form>
    </>
  );
}

function Ending({ visit, request, names }: { visit: Visit; request: ImportRequest; names: Names }) {
  const t = importTranslator(visit);
  const { kind, state, cancelledBy, failure } = request;
  if (state === 'cancelled') {
    const name = nameOf(cancelledBy ?? '', names, t);
    return (
      <Notice tone="careful">
        <p>{t(kind === 'preview' ? 'directory.imports.cancelled.preview' : 'directory.imports.cancelled', { name })}</p>
      </Notice>
    );
  }
  if (state !== 'failed') return null;
  return (
    <Notice tone="problem">
      <p>{t('directory.imports.failed', { reason: failure ?? '' })}</p>
      {kind === 'run' && <p>{t('directory.imports.failed.kept')}</p>}
    </Notice>
  );
}

/** What to do with a preview: load what it shows, or say otherwise how to read the file. */
function Load({ visit, model, form }: RequestProps & { form: FormState }) {
  const t = importTranslator(visit);
  const { request, runId } = model;
  const change =
    request.uploadId === null
      ? undefined
      : { label: t('directory.imports.preview.change'), href: visit.href(uploadPath(request.uploadId)) };
  if (runId !== null)
    return (
      <Notice tone="good">
        <p>
          {t('directory.imports.preview.started')}{' '}
          <a href={visit.href(requestPath(runId))}>{t('directory.imports.preview.started.link')}</a>
        </p>
      </Notice>
    );
  const { created = 0, updated = 0, unchanged = 0, duplicates = 0 } = request.counts ?? {};
  if (created + updated + unchanged + duplicates === 0)
    return (
      <>
        <Notice tone="problem">
          <p>{t('directory.imports.preview.nothing')}</p>
        </Notice>
        {change && (
          <LinkButton look="secondary" href={change.href}>
            {change.label}
          </LinkButton>
        )}
      </>
    );
  const words = formWords(visit, form, importMessages, { action: `${requestPath(request.id)}/charger` });
  return (
    <Form {...words.props}>
      <SubmitRow primary={{ label: t('directory.imports.preview.submit', { n: created + updated }) }} cancel={change} />
    </Form>
  );
}

const figures = ['read', 'created', 'updated', 'unchanged', 'duplicates', 'rejected', 'missing'] as const;
/** Said even where there is none. */
const always: readonly string[] = ['read', 'created', 'rejected'];

function Counts({ visit, counts }: { visit: Visit; counts: ImportCounts }) {
  const t = importTranslator(visit);
  return (
    <section class="section" aria-labelledby="counts">
      <h2 id="counts">{t('directory.imports.counts')}</h2>
      <StatGrid
        figures={figures
          .filter((figure) => always.includes(figure) || counts[figure] > 0)
          .map((figure) => ({
            label: t(`directory.imports.count.${figure}`),
            value: formatNumber(counts[figure], visit.locale),
          }))}
      />
    </section>
  );
}
