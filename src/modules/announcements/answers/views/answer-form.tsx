import { type FormState, typed } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { Button, LinkButton } from '../../../../ui/button.tsx';
import { Field, TextArea } from '../../../../ui/field.tsx';
import { FileField } from '../../../../ui/file-field.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { kindOf } from '../../kinds/index.ts';
import type { Announcement } from '../../models.ts';
import { announcementPath } from '../../paths.ts';
import { listSearch } from '../../selection.ts';
import { LARGEST_DOCUMENT } from '../forms.ts';
import { answerMessages } from '../messages.ts';
import { answeredPath } from '../paths.ts';
import type { Answering, KnownAnswerer } from '../view-models.ts';
import { ClosedNotice } from './closed.tsx';
import { answerWords } from './words.ts';

interface AnswerFormProps {
  announcement: Announcement;
  answering: Answering;
  answerer: KnownAnswerer | null;
  /** The open answer that they have given already. */
  earlier: string | null;
  form: FormState;
  visit: Visit;
}

/** « Répondre à cette annonce »: who, how to be reached, a message, and a file where the kind takes one. */
export function AnswerFormView({ announcement, answering, answerer, earlier, form, visit }: AnswerFormProps) {
  const t = answerWords(visit);
  const { title, publisher } = announcement;
  const page = visit.href(announcementPath({ slug: announcement.slug, commune: null }));
  const breadcrumb = { label: t('announcements.answers.here'), steps: [{ label: title, href: page }] };
  return (
    <div class="wrap narrow">
      <PageHeader
        title={t('announcements.answers.title', { title })}
        lead={t('announcements.answers.lead', { publisher: publisher.name })}
        breadcrumb={breadcrumb}
      />
      {earlier !== null ? (
        <Notice tone="good" title={t('announcements.answers.already')}>
          <p>
            <a href={visit.href(answeredPath(earlier))}>{t('announcements.answers.already.see')}</a>
          </p>
        </Notice>
      ) : answering.state !== 'open' ? (
        <ClosedNotice answering={answering} visit={visit} />
      ) : (
        <AnswerForm announcement={announcement} takesFile={answering.takesFile} answerer={answerer} form={form} visit={visit} />
      )}
    </div>
  );
}

function AnswerForm({
  announcement: { slug, publisher },
  takesFile,
  answerer,
  form,
  visit,
}: Pick<AnswerFormProps, 'announcement' | 'answerer' | 'form' | 'visit'> & { takesFile: boolean }) {
  const t = answerWords(visit);
  const action = announcementPath({ slug, commune: null }, '/repondre');
  const words = formWords(visit, form, answerMessages, { action, isGuarded: true });
  const asksEmail = answerer === null || answerer.isAssisted;
  // What the browser knows is the agent's, not the person's.
  const complete = (what: string) => (answerer?.isAssisted ? 'off' : what);
  return (
    <Form {...words.props} hasFiles={takesFile}>
      {answerer?.isAssisted && <Notice title={t('announcements.answers.for', { name: answerer.name })} />}
      <Field
        id="name"
        name="name"
        autocomplete={complete('name')}
        label={t('announcements.answers.name')}
        value={typed(form, 'name', answerer?.name)}
        {...words.wrong('name')}
      />
      {asksEmail && (
        <Field
          id="email"
          name="email"
          type="email"
          autocomplete={complete('email')}
          label={t('announcements.answers.email')}
          hint={t('announcements.answers.email.hint')}
          value={typed(form, 'email', answerer?.email ?? '')}
          {...words.wrong('email')}
        />
      )}
      <Field
        id="phone"
        name="phone"
        type="tel"
        autocomplete={complete('tel')}
        label={t('announcements.answers.phone')}
        hint={t('announcements.answers.phone.hint', { publisher: publisher.name })}
        value={typed(form, 'phone', answerer?.phone ?? '')}
        {...words.wrong('phone')}
      />
      <TextArea
        id="body"
        name="body"
        rows={8}
        label={t('announcements.answers.body')}
        hint={t('announcements.answers.body.hint')}
        value={typed(form, 'body')}
        {...words.wrong('body')}
      />
      {takesFile && (
        <FileField
          id="document"
          name="document"
          label={t('announcements.answers.document')}
          hint={t('announcements.answers.document.hint')}
          accept="application/pdf"
          most={LARGEST_DOCUMENT}
          locale={visit.locale}
          {...words.wrong('document')}
        />
      )}
      <Button icon="mail">{t('announcements.answers.send')}</Button>
    </Form>
  );
}

/** What happens next, for who has no space of their own. */
export function AnswerSentView({ announcement, visit }: { announcement: Announcement; visit: Visit }) {
  const t = answerWords(visit);
  const { publisher, kind } = announcement;
  return (
    <div class="wrap narrow">
      <PageHeader title={t('announcements.answers.sent')} lead={t('announcements.answers.sent.body', { publisher: publisher.name })} />
      <LinkButton look="secondary" href={visit.href(`/annonces${listSearch({ kind: kindOf(kind) })}`)}>
        {t('announcements.answers.sent.more')}
      </LinkButton>
    </div>
  );
}
