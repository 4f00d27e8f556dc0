import { type FormState, typed } from '../../../kernel/http/form.ts';
import { formWords } from '../../../kernel/http/form-words.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { Button } from '../../../ui/button.tsx';
import { RadioGroup } from '../../../ui/choices.tsx';
import { Field, TextArea } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { reportReasons } from '../forms.ts';
import { announcementMessages } from '../messages.ts';
import type { Announcement } from '../models.ts';
import { announcementPath } from '../paths.ts';
import { publicWords } from './words.ts';

/** « Signaler cette annonce »: why, and what was seen. */
export function ReportView({ announcement, form, visit }: { announcement: Announcement; form: FormState; visit: Visit }) {
  const t = publicWords(visit);
  const action = announcementPath({ slug: announcement.slug, commune: null }, '/signaler');
  const words = formWords(visit, form, announcementMessages, { action, isGuarded: true });
  return (
    <div class="wrap narrow">
      <PageHeader title={t('announcements.report.title', { title: announcement.title })} lead={t('announcements.report.lead')} />
      <Form {...words.props}>
        <RadioGroup
          id="why"
          name="why"
          label={t('announcements.report.why')}
          value={typed(form, 'why')}
          choices={reportReasons.map((value) => ({ value, label: t(`announcements.report.why.${value}`) }))}
          {...words.wrong('why')}
        />
        <TextArea
          id="note"
          name="note"
          rows={4}
          label={t('announcements.report.note')}
          value={typed(form, 'note')}
          {...words.wrong('note')}
        />
        {!visit.viewer && (
          <>
            <Field
              id="sender_name"
              name="sender_name"
              label={t('announcements.report.name')}
              value={typed(form, 'sender_name')}
              autocomplete="name"
            />
            <Field
              id="sender_email"
              name="sender_email"
              type="email"
              label={t('announcements.report.email')}
              hint={t('announcements.report.email.hint')}
              value={typed(form, 'sender_email')}
              autocomplete="email"
              {...words.wrong('sender_email')}
            />
          </>
        )}
        <Button>{t('announcements.report.send')}</Button>
      </Form>
    </div>
  );
}
