import type { Visit } from '../../../../kernel/http/visit.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import { Notice } from '../../../../ui/notice.tsx';
import { promiseMessages } from '../promise-messages.ts';
import type { Answering } from '../view-models.ts';
import { answerWords } from './words.ts';

/** Why an announcement takes no answers for now. */
export function ClosedNotice({ answering, visit }: { answering: Exclude<Answering, { state: 'open' }>; visit: Visit }) {
  const t = answerWords(visit);
  return answering.state === 'full' ? (
    <Notice tone="careful" title={t('announcements.answers.full')}>
      <p>{t('announcements.answers.full.body')}</p>
    </Notice>
  ) : (
    <Notice tone="careful" title={translator(promiseMessages, visit.locale)('announcements.answers.paused')}>
      <p class="message-body">{answering.explanation}</p>
    </Notice>
  );
}
