import type { Temporal } from 'temporal-polyfill';
import { emptyForm } from '../../../kernel/http/form.ts';
import { formWords } from '../../../kernel/http/form-words.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDateAlone } from '../../../kernel/i18n/format.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { announcementMessages } from '../messages.ts';
import type { Announcement } from '../models.ts';
import { ownPath } from '../paths.ts';
import { keepWords } from '../views/words.ts';

interface RenewalProps {
  announcement: Announcement;
  /** Until when the button shows it; null: there is nothing to prolong. */
  until: Temporal.PlainDate | null;
  /** Of the link, without the language. */
  path: string;
  visit: Visit;
}

/** An announcement that ends soon, and one button that shows it for longer. */
export function RenewalView({ announcement: { id, title, state, expiresOn }, until, path, visit }: RenewalProps) {
  const t = keepWords(visit);
  const { props } = formWords(visit, emptyForm, announcementMessages, { action: path });
  const shown = state === 'published' ? expiresOn : null;
  return (
    <div class="wrap narrow">
      <PageHeader
        kicker={title}
        title={t(until ? 'announcements.renewal.title' : shown ? 'announcements.renewal.shown' : 'announcements.renewal.over')}
        lead={
          shown
            ? t('announcements.review.lead.published', { date: formatDateAlone(shown, visit.locale) })
            : t('announcements.renewal.over.body')
        }
      />
      <div class="button-row">
        {until && (
          <Form {...props}>
            <Button icon="check">{t('announcements.renewal.until', { date: formatDateAlone(until, visit.locale) })}</Button>
          </Form>
        )}
        <LinkButton look="secondary" href={visit.href(ownPath(id))}>
          {t(until ? 'announcements.renewal.close' : 'announcements.renewal.own')}
        </LinkButton>
      </div>
    </div>
  );
}
