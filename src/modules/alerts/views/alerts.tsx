import { emptyForm } from '../../../kernel/http/form.ts';
import { formWords } from '../../../kernel/http/form-words.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDateAlone } from '../../../kernel/i18n/format.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Form } from '../../../ui/form.tsx';
import { Hidden } from '../../../ui/hidden.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { Select } from '../../../ui/select.tsx';
import { StatusTag } from '../../../ui/status-tag.tsx';
import { alertMessages } from '../messages.ts';
import type { Alert } from '../models.ts';
import { answerUntil, rhythms } from '../rhythm-rules.ts';
import { listOf } from '../saved-search.ts';
import { alertWords, searchName } from '../words.ts';

interface AlertsProps {
  alerts: readonly Alert[];
  /** Of the page itself, where its forms are sent. */
  path: string;
  /** What was just done. */
  done: string | undefined;
  /** Among the pages of who is signed in. */
  isInSpace?: true;
  visit: Visit;
}

const doneKeys = {
  confirmee: 'alerts.done.confirmed',
  rythme: 'alerts.done.saved',
  arret: 'alerts.done.stopped',
} as const;

/** Somebody's alerts: how often, and how to stop. */
export function AlertsView(props: AlertsProps) {
  const { alerts, done, isInSpace, visit } = props;
  const t = alertWords(visit);
  const key = doneKeys[done as keyof typeof doneKeys];
  const body = (
    <>
      <PageHeader title={t('alerts.own.title')} lead={t('alerts.own.lead')}>
        <LinkButton look="secondary" icon="search" href={visit.href('/annonces')}>
          {t('alerts.own.search')}
        </LinkButton>
      </PageHeader>
      {key && <Notice tone="good" title={t(key)} />}
      <StillWanted {...props} />
      {alerts.length === 0 ? (
        <EmptyState title={t('alerts.own.none')}>
          <p>{t('alerts.own.none.body')}</p>
        </EmptyState>
      ) : (
        <>
          <ul class="rows">
            {alerts.map((alert) => (
              <AlertItem key={alert.id} alert={alert} {...props} />
            ))}
          </ul>
          {alerts.length > 1 && (
            <div class="section">
              <OneButton {...props} event="stop-all" label={t('alerts.own.stop-all')} />
            </div>
          )}
        </>
      )}
    </>
  );
  return isInSpace ? body : <div class="wrap narrow space-page">{body}</div>;
}

/** In the place of an agent's own alerts, while they act for somebody: whose alerts are kept by the links of their letters. */
export function ActingView({ name, visit }: { name: string; visit: Visit }) {
  const t = alertWords(visit);
  return (
    <>
      <PageHeader title={t('alerts.own.title')} />
      <EmptyState title={t('alerts.own.acting', { name })}>
        <p>{t('alerts.own.acting.body')}</p>
      </EmptyState>
    </>
  );
}

/** After a year; nothing before. */
function StillWanted(props: AlertsProps) {
  const { alerts, visit } = props;
  const t = alertWords(visit);
  const asked = alerts.find(({ askedAgainAt }) => askedAgainAt !== null)?.askedAgainAt;
  if (!asked) return null;
  const until = answerUntil(asked, visit.territory.timeZone);
  return (
    <Notice tone="careful" title={t('alerts.own.keep')}>
      <p>{t('alerts.own.keep.body', { date: formatDateAlone(until, visit.locale) })}</p>
      <OneButton {...props} event="keep" label={t('alerts.own.keep.submit')} isPrimary />
    </Notice>
  );
}

function AlertItem({ alert, path, visit }: AlertsProps & { alert: Alert }) {
  const t = alertWords(visit);
  const { id, search, rhythm, createdAt } = alert;
  const name = searchName(search, visit);
  const words = formWords(visit, emptyForm, alertMessages, { action: path });
  const since = createdAt.toZonedDateTimeISO(visit.territory.timeZone).toPlainDate();
  return (
    <li class="row">
      <h2 class="row-title">{name}</h2>
      <p class="soft">
        <StatusTag tone={rhythm === 'paused' ? 'off' : 'good'}>{t(`alerts.rhythm.${rhythm}`)}</StatusTag>{' '}
        {t('alerts.own.since', { date: formatDateAlone(since, visit.locale) })}
      </p>
      <p>
        <a href={visit.href(listOf(search))}>{t('alerts.own.list')}</a>
      </p>
      <Form {...words.props} label={t('alerts.own.form', { name })}>
        <Hidden name="alert" value={id} />
        <Select
          id={`rhythm-${id}`}
          name="rhythm"
          label={t('alerts.own.rhythm')}
          value={rhythm}
          options={[...rhythms, 'paused' as const].map((value) => ({ value, label: t(`alerts.rhythm.${value}`) }))}
        />
        <div class="button-row">
          <Button look="secondary" name="event" value="rhythm">
            {t('alerts.own.save')}
          </Button>
          <Button look="quiet" name="event" value="stop">
            {t('alerts.own.stop')}
          </Button>
        </div>
      </Form>
    </li>
  );
}

/** A button that concerns all alerts. */
function OneButton({ path, visit, event, label, isPrimary }: AlertsProps & { event: string; label: string; isPrimary?: true }) {
  const words = formWords(visit, emptyForm, alertMessages, { action: path });
  return (
    <Form {...words.props}>
      <Button look={isPrimary ? 'primary' : 'secondary'} name="event" value={event}>
        {label}
      </Button>
    </Form>
  );
}
