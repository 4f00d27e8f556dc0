import { type EventHandler, onEvent } from '../../kernel/events/events.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import { formatDateAlone } from '../../kernel/i18n/format.ts';
import { translator } from '../../kernel/i18n/messages.ts';
import type { ScheduledJob } from '../../kernel/jobs/queue.ts';
import type { Kernel } from '../../kernel/module.ts';
import { subjectsMerged } from '../directory/index.ts';
import { portalOf, tell } from '../people/index.ts';
import { allTerritories } from '../territories/index.ts';
import { followAnswers } from './answers/jobs.ts';
import { readersOf } from './answers/letters.ts';
import { changeState, publishAnnouncement, todayIn } from './commands/life.ts';
import { moveAnnouncements } from './commands/trust.ts';
import { keepMessages } from './keep-messages.ts';
import { prolongedUntil, REMINDER_DAYS } from './lifetime-rules.ts';
import type { Announcement } from './models.ts';
import { ending } from './notice-kinds.ts';
import { ownPath } from './paths.ts';
import { dueAnnouncements, noteReminded } from './queries/due.ts';
import { renewalPath } from './renewal/token.ts';

const system = { actor: 'system', onBehalfOf: null };

/** Publishes what waited for its day, ends what is over, and tells those whose announcement ends soon: of one territory. */
export async function followAnnouncements(kernel: Kernel, territory: TerritoryContext): Promise<void> {
  const today = todayIn(kernel, territory);
  for (const announcement of await dueAnnouncements(kernel, territory.id, 'expired', today))
    await kernel.database.unit(() => changeState(kernel, territory, announcement, 'expire', system));
  for (const announcement of await dueAnnouncements(kernel, territory.id, 'scheduled', today))
    await kernel.database.unit(async () => {
      const publication = await publishAnnouncement(kernel, territory, announcement, system);
      // It waited for a day that came too late, while nothing ran.
      if ('problem' in publication && publication.problem === 'over') await changeState(kernel, territory, announcement, 'expire', system);
    });
  for (const announcement of await dueAnnouncements(kernel, territory.id, 'ending', today.add({ days: REMINDER_DAYS })))
    await kernel.database.unit(() => remind(kernel, territory, announcement));
}

/** Once for each end: of two servers, one tells. */
async function remind(kernel: Kernel, territory: TerritoryContext, announcement: Announcement): Promise<void> {
  const { id, title, expiresOn } = announcement;
  if (expiresOn === null || !(await noteReminded(kernel, territory.id, id, expiresOn))) return;
  const path = ownPath(id);
  const isFixed = prolongedUntil(announcement, todayIn(kernel, territory)) === null;
  const telling = {
    kind: ending,
    words: { key: 'announcements.letter.ending.subject', values: { title, date: formatDateAlone(expiresOn, 'fr') } },
    messages: keepMessages,
  };
  for (const { to, name } of await readersOf(kernel, territory.id, announcement)) {
    // The mailbox of a structure that nobody keeps asked for nothing: a source, or the staff, announced it.
    if ('email' in to) continue;
    const accountId = 'accountId' in to ? to.accountId : null;
    await tell(kernel, portalOf(kernel.config, territory), {
      ...telling,
      to,
      key: `announcements.ending:${id}:${expiresOn}:${name}`,
      path: accountId === null ? null : path,
      letter({ locale, href }) {
        const t = translator(keepMessages, locale);
        const date = formatDateAlone(expiresOn, locale);
        // Who has no account has the town hall prolong it.
        if (accountId === null) return { paragraphs: [t('announcements.letter.ending.body.person', { date })] };
        return {
          paragraphs: [t(isFixed ? 'announcements.letter.ending.body.fixed' : 'announcements.letter.ending.body', { date })],
          action: isFixed
            ? { label: t('announcements.renewal.own'), url: href(path) }
            : {
                label: t('announcements.letter.ending.action'),
                url: href(renewalPath(kernel.config.secret, territory.id, { id, accountId, expiresOn })),
              },
        };
      },
    });
  }
}

export const announcementSchedule: readonly ScheduledJob<Kernel>[] = [
  {
    // Each territory's midnight is another one: a day begins within the hour.
    name: 'follow',
    cron: '4 * * * *',
    atStart: true,
    async run(kernel) {
      for (const territory of await allTerritories(kernel.database, kernel.clock)) {
        await followAnnouncements(kernel, territory);
        await followAnswers(kernel, territory);
      }
    },
  },
];

export const announcementHandlers: readonly EventHandler<Kernel>[] = [
  onEvent<Kernel, { territoryId: string; subject: string; keptId: string; mergedId: string }>(
    subjectsMerged,
    'follow-mergers',
    async (kernel, { territoryId, subject, keptId, mergedId }) => {
      if (subject === 'organisation') await moveAnnouncements(kernel, territoryId, mergedId, keptId);
    },
  ),
];
