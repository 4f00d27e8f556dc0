import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { Kernel, Task } from '../../../kernel/module.ts';
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
  return [
    { count: drafts, label: t('announcements.own.drafts', { n: drafts }), path: '/mon-espace/annonces' },
    { count: ends, label: t('announcements.own.ending', { n: ends }), path: '/mon-espace/annonces', isUrgent: true },
  ];
}
