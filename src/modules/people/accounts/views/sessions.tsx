import type { Temporal } from 'temporal-polyfill';
import { emptyForm } from '../../../../kernel/http/form.ts';
import { formWords } from '../../../../kernel/http/form-words.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { formatDate, formatTime } from '../../../../kernel/i18n/format.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import { Button } from '../../../../ui/button.tsx';
import { Hidden } from '../../../../ui/hidden.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { Stack } from '../../../../ui/stack.tsx';
import { StatusTag } from '../../../../ui/status-tag.tsx';
import { ownMessages } from '../account-messages.ts';
import { browserOf } from '../browser-rules.ts';

interface SessionModel {
  id: string;
  browser: string;
  signedInAt: Temporal.Instant;
  seenAt: Temporal.Instant;
}

export function SessionsView({ visit, sessions, current }: { visit: Visit; sessions: readonly SessionModel[]; current: string }) {
  const t = translator(ownMessages, visit.locale);
  const { props } = formWords(visit, emptyForm, ownMessages, { action: '/mon-compte/appareils' });
  const inWords = (at: Temporal.Instant) => {
    const there = at.toZonedDateTimeISO(visit.territory.timeZone);
    return `${formatDate(there.toPlainDate(), visit.locale)}, ${formatTime(there.toPlainTime(), visit.locale)}`;
  };
  return (
    <Stack wide>
      <PageHeader title={t('people.sessions.title')} lead={t('people.sessions.lead')} />
      <ul class="own-list">
        {sessions.map(({ id, browser, signedInAt, seenAt }) => {
          const known = browserOf(browser);
          const name = known ? t('people.sessions.browser', known) : t('people.sessions.unknown');
          return (
            <li class="own-row" key={id}>
              <div>
                <h2>{name}</h2>
                <p>{t('people.sessions.seen', { moment: inWords(seenAt) })}</p>
                <p class="hint">{t('people.sessions.since', { moment: inWords(signedInAt) })}</p>
              </div>
              {id === current ? (
                <StatusTag tone="good">{t('people.sessions.this')}</StatusTag>
              ) : (
                <form method="post" action={props.action}>
                  <Hidden {...props.submission} />
                  <Hidden name="session" value={id} />
                  <Button look="secondary">
                    <span aria-hidden="true">{t('people.sessions.end')}</span>
                    <span class="visually-hidden">{t('people.sessions.end.words', { browser: name, moment: inWords(seenAt) })}</span>
                  </Button>
                </form>
              )}
            </li>
          );
        })}
      </ul>
      {sessions.length > 1 && (
        <form method="post" action={props.action}>
          <Hidden {...props.submission} />
          <Hidden name="session" value="others" />
          <Button look="secondary">{t('people.sessions.end.others')}</Button>
        </form>
      )}
    </Stack>
  );
}
