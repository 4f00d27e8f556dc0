import { type EventHandler, onEvent } from '../../kernel/events/events.ts';
import type { TerritoryContext } from '../../kernel/http/visit.ts';
import type { ScheduledJob } from '../../kernel/jobs/queue.ts';
import type { Kernel } from '../../kernel/module.ts';
import { announcementPublished } from '../announcements/index.ts';
import { accountsById, addressChanged } from '../people/index.ts';
import { allTerritories } from '../territories/index.ts';
import { moveAlerts } from './commands/keeping.ts';
import { noteNews } from './commands/noting.ts';
import { askAgain, tellNews } from './commands/telling.ts';

async function eachPortal(kernel: Kernel, work: (kernel: Kernel, territory: TerritoryContext) => Promise<void>): Promise<void> {
  for (const territory of await allTerritories(kernel.database, kernel.clock))
    if (territory.services.includes('announcements')) await work(kernel, territory);
}

export const alertSchedule: readonly ScheduledJob<Kernel>[] = [
  {
    // « At once » is within five minutes, so that ten that are published together are one letter; it is seven somewhere every hour.
    name: 'tell-news',
    cron: '*/5 * * * *',
    atStart: true,
    run: (kernel) => eachPortal(kernel, tellNews),
  },
  { name: 'ask-again', cron: '40 8 * * *', run: (kernel) => eachPortal(kernel, askAgain) },
];

export const alertHandlers: readonly EventHandler<Kernel>[] = [
  onEvent<Kernel, { territoryId: string; announcementId: string }>(
    announcementPublished,
    'note-news',
    (kernel, { territoryId, announcementId }) => noteNews(kernel, territoryId, [announcementId]),
    // Many at once, as an import publishes them.
    { isPatient: true },
  ),
  onEvent<Kernel, { accountId: string; formerDigest: string }>(addressChanged, 'move', async (kernel, { accountId, formerDigest }) => {
    const email = (await accountsById(kernel, [accountId])).get(accountId)?.email;
    if (email !== undefined) await eachPortal(kernel, (_, territory) => moveAlerts(kernel, territory, { formerDigest, email }));
  }),
];
