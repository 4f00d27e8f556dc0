import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { Kernel, Task } from '../../../kernel/module.ts';
import { answerMessages } from '../answers/messages.ts';
import { receivedPath } from '../answers/paths.ts';
import { waitingAnswers } from '../answers/queries/answers.ts';
import { keepMessages } from '../keep-messages.ts';
import { REMINDER_DAYS } from '../lifetime-rules.ts';
import { ownAnnouncements } from './announcements.ts';

/** What waits for the viewer among what they publish. */
export async function ownTasks(kernel: Kernel, visit: Visit): Promise<Task[]> {
  if (!visit.territory.services.includes('announcements')) return [];
  const t = translator(keepMessages, visit.locale);
  const soon = visit.now.toZonedDateTimeISO(visit.territory.timeZone).toPlainDate().add({ days: REMINDER_DAYS }).toString();
  const own = await ownAnnouncements(kernel, visit);
  const drafts = own.filter(({ state }) => state === 'draft').length;
  const ends = own.filter(({ state, expiresOn }) => state === 'published' && expiresOn !== null && expiresOn.toString() <= soon).length;
  const waiting = await waitingAnswers(
    kernel,
    visit.territory.id,
    own.map(({ id }) => id),
  );
  const answers = [...waiting.values()].reduce((sum, n) => sum + n, 0);
  const [only] = waiting.keys();
  return [
    {
      count: answers,
      label: translator(answerMessages, visit.locale)('announcements.answers.received.waiting', { n: answers }),
      path: waiting.size === 1 && only !== undefined ? receivedPath(only) : '/mon-espace/annonces',
    },
    { count: drafts, label: t('announcements.own.drafts', { n: drafts }), path: '/mon-espace/annonces' },
    { count: ends, label: t('announcements.own.ending', { n: ends }), path: '/mon-espace/annonces', isUrgent: true },
  ];
}
