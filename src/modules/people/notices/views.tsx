import { emptyForm, type FormState, tickedIn, typed } from '../../../kernel/http/form.ts';
import { formWords } from '../../../kernel/http/form-words.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDate, formatTime } from '../../../kernel/i18n/format.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { NoticeKind } from '../../../kernel/notices.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { CheckboxGroup, RadioGroup } from '../../../ui/choices.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Form } from '../../../ui/form.tsx';
import { Hidden } from '../../../ui/hidden.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { Pagination } from '../../../ui/pagination.tsx';
import { formatPhone } from '../../../ui/phone.ts';
import { StatusTag } from '../../../ui/status-tag.tsx';
import { noticeMessages } from './messages.ts';
import { type NoticeChoice, rhythms } from './rules.ts';
import type { NoticeList } from './view-models.ts';

export function NoticesView({ visit, model }: { visit: Visit; model: NoticeList }) {
  const t = translator(noticeMessages, visit.locale);
  const { notices, unread, nextCursor, isFirst, deadAddress } = model;
  return (
    <>
      <PageHeader title={t('people.notice.title')} lead={t('people.notice.lead')}>
        <LinkButton look="secondary" icon="settings" href={visit.href('/mon-compte/avis')}>
          {t('people.notice.choose')}
        </LinkButton>
      </PageHeader>
      {deadAddress !== null && <DeadAddress visit={visit} email={deadAddress} />}
      {notices.length === 0 ? (
        <EmptyState title={t('people.notice.none')}>
          <p>{t('people.notice.none.body')}</p>
        </EmptyState>
      ) : (
        <>
          <ReadAll visit={visit} unread={unread} />
          <ul class="rows">
            {notices.map((notice) => (
              <NoticeItem key={notice.id} visit={visit} notice={notice} />
            ))}
          </ul>
        </>
      )}
      <Pagination
        label={t('people.notice.pages')}
        next={nextCursor === null ? null : { label: t('people.notice.next'), href: visit.href(`/mon-espace/avis?suite=${nextCursor}`) }}
        first={isFirst ? null : { label: t('people.notice.first'), href: visit.href('/mon-espace/avis') }}
      />
    </>
  );
}

function NoticeItem({ visit, notice: { id, text, path, at, isRead } }: { visit: Visit; notice: NoticeList['notices'][number] }) {
  const t = translator(noticeMessages, visit.locale);
  const local = at.toZonedDateTimeISO(visit.territory.timeZone);
  return (
    <li class="row">
      <p class="row-title">{path === null ? text : <a href={visit.href(`/mon-espace/avis/${id}`)}>{text}</a>}</p>
      <p class="soft">
        {!isRead && (
          <>
            <StatusTag tone="new">{t('people.notice.new')}</StatusTag>{' '}
          </>
        )}
        <time dateTime={at.toString()}>
          {formatDate(local.toPlainDate(), visit.locale)}, {formatTime(local.toPlainTime(), visit.locale)}
        </time>
      </p>
    </li>
  );
}

function ReadAll({ visit, unread }: { visit: Visit; unread: number }) {
  const t = translator(noticeMessages, visit.locale);
  const words = formWords(visit, emptyForm, noticeMessages, { action: '/mon-espace/avis/lus' });
  return (
    <div class="row-line">
      <p>
        <strong>{t('people.notice.unread', { n: unread })}</strong>
      </p>
      {unread > 0 && (
        <Form {...words.props}>
          <Button look="secondary" icon="check">
            {t('people.notice.read-all')}
          </Button>
        </Form>
      )}
    </div>
  );
}

function DeadAddress({ visit, email }: { visit: Visit; email: string }) {
  const t = translator(noticeMessages, visit.locale);
  const words = formWords(visit, emptyForm, noticeMessages, { action: '/mon-espace/avis/adresse' });
  return (
    <Notice tone="problem" title={t('people.notice.dead')}>
      <p>{t('people.notice.dead.body', { email })}</p>
      <Form {...words.props}>
        <Button look="secondary">{t('people.notice.dead.back')}</Button>
      </Form>
    </Notice>
  );
}

interface ChoicesModel {
  kinds: readonly NoticeKind[];
  choice: NoticeChoice;
  /** Null: no SMS can be sent. */
  phone: string | null;
  isSaved: boolean;
}

const listed = (visit: Visit, kinds: readonly NoticeKind[]) => kinds.map((kind) => ({ value: kind.name, label: kind.label(visit.locale) }));

export function ChoicesView({ visit, form, model }: { visit: Visit; form: FormState; model: ChoicesModel }) {
  const t = translator(noticeMessages, visit.locale);
  const { kinds, choice, phone, isSaved } = model;
  const words = formWords(visit, form, noticeMessages, { action: '/mon-compte/avis' });
  const free = kinds.filter(({ isDuty }) => !isDuty);
  const duties = kinds.filter(({ isDuty }) => isDuty);
  return (
    <>
      <PageHeader title={t('people.notice.settings.title')} lead={t('people.notice.settings.lead')} />
      {isSaved && <Notice tone="good" title={t('people.notice.settings.saved')} />}
      <Form {...words.props}>
        <RadioGroup
          id="rhythm"
          name="rhythm"
          label={t('people.notice.settings.rhythm')}
          value={typed(form, 'rhythm', choice.rhythm)}
          choices={rhythms.map((value) => ({
            value,
            label: t(`people.notice.settings.rhythm.${value}`),
            ...(value !== 'at-once' && { hint: t(`people.notice.settings.rhythm.${value}.hint`) }),
          }))}
          {...words.wrong('rhythm')}
        />
        {free.length > 0 && (
          <CheckboxGroup
            id="letters"
            name="letters"
            label={t('people.notice.settings.kinds')}
            values={tickedIn(
              form,
              'letters',
              free.map(({ name }) => name).filter((name) => !choice.withoutLetter.includes(name)),
            )}
            choices={listed(visit, free)}
          />
        )}
        {phone !== null && (
          <CheckboxGroup
            id="sms"
            name="sms"
            label={t('people.notice.settings.sms')}
            hint={t('people.notice.settings.sms.hint', { phone: formatPhone(phone, visit.territory.country) })}
            values={tickedIn(form, 'sms', choice.withSms)}
            choices={listed(visit, kinds)}
          />
        )}
        <Button>{t('people.notice.settings.save')}</Button>
      </Form>
      {duties.length > 0 && (
        <section class="section" aria-labelledby="duties">
          <h2 id="duties">{t('people.notice.settings.duties')}</h2>
          <p>{t('people.notice.settings.duties.body')}</p>
          <ul>
            {duties.map((kind) => (
              <li key={kind.name}>{kind.label(visit.locale)}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

interface StopProps {
  visit: Visit;
  title: string;
  /** What the letters are about, in words. */
  kind: string;
  isStopped: boolean;
}

/** The page behind « unsubscribe »: a button, since mail scanners follow links. */
export function StopView({ visit, title, kind, isStopped }: StopProps) {
  const t = translator(noticeMessages, visit.locale);
  const words = formWords(visit, emptyForm, noticeMessages, { action: visit.path });
  const lead = isStopped
    ? t('people.notice.stop.done.lead', { kind })
    : t('people.notice.stop.lead', { kind, portal: visit.territory.name });
  return (
    <div class="wrap narrow">
      <PageHeader title={title} lead={lead} />
      <Form {...words.props}>
        {isStopped && <Hidden name="again" value="1" />}
        <Button look={isStopped ? 'secondary' : 'primary'}>
          {t(isStopped ? 'people.notice.stop.again' : 'people.notice.stop.submit')}
        </Button>
      </Form>
    </div>
  );
}

export function StopOverView({ visit }: { visit: Visit }) {
  const t = translator(noticeMessages, visit.locale);
  return (
    <div class="wrap narrow">
      <PageHeader title={t('people.notice.stop.over')} lead={t('people.notice.stop.over.body')} />
      <LinkButton look="secondary" href={visit.href('/')}>
        {visit.territory.name}
      </LinkButton>
    </div>
  );
}
