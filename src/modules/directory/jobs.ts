import { type EventHandler, onEvent } from '../../kernel/events/events.ts';
import type { ScheduledJob } from '../../kernel/jobs/queue.ts';
import { importersOf, type Kernel, type Module } from '../../kernel/module.ts';
import { moveItems } from '../moderation/index.ts';
import { structureRolesChanged } from '../people/index.ts';
import { allTerritories, outlineChanged } from '../territories/index.ts';
import { askModerators, expireClaims, followKeepers, leaveQueue } from './claims/jobs.ts';
import { claimSettled, importRequested, servicesChanged, subjectsMerged } from './events.ts';
import { forgetViews } from './figures/commands.ts';
import { raiseFindings } from './findings/jobs.ts';
import { OTHER_PAGE } from './findings/payloads.ts';
import { refreshSources } from './importers/sources.ts';
import { readUpload } from './importers/uploads/reading.ts';
import { forgetImports } from './importers/uploads/retention.ts';
import { extendHours } from './listing-hours.ts';
import { summariseListings } from './listing-summary.ts';
import { vocabularyDigest } from './listing-words.ts';
import { refreshAllListings } from './listings.ts';
import { forgetUnmetSearches } from './queries/unmet-searches.ts';
import { sendReminders } from './reminders/jobs.ts';
import { recheckOutline } from './subjects/place.ts';
import { shareAllServices, shareServices } from './subjects/sharing.ts';
import type { DB } from './tables.generated.ts';

export const directoryHandlers = (modules: readonly Module[]): readonly EventHandler<Kernel>[] => [
  onEvent<Kernel, { territoryId: string }>(outlineChanged, 'recheck-outline', (kernel, { territoryId }) =>
    recheckOutline(kernel, territoryId),
  ),
  onEvent<Kernel, { territoryId: string; serviceIds: readonly string[] }>(
    servicesChanged,
    'share-services',
    (kernel, { territoryId, serviceIds }) => shareServices(kernel, territoryId, serviceIds),
  ),
  onEvent<Kernel, { territoryId: string; requestId: string }>(
    importRequested,
    'read-upload',
    (kernel, request, signal) => readUpload(kernel, importersOf(modules), request, signal),
    { isLong: true },
  ),
  onEvent<Kernel, { territoryId: string; claimId: string }>(claimSettled, 'leave-queue', (kernel, { territoryId, claimId }) =>
    leaveQueue(kernel, territoryId, claimId),
  ),
  onEvent<Kernel, { territoryId: string; structureId: string }>(
    structureRolesChanged,
    'follow-keepers',
    async (kernel, { territoryId, structureId }) => {
      await followKeepers(kernel, territoryId, structureId);
      await askModerators(kernel, territoryId, structureId);
    },
  ),
  // Apart from the merger: it holds both pages, for which somebody who decides on such an item may wait with the item locked.
  onEvent<Kernel, { territoryId: string; subject: string; keptId: string; mergedId: string }>(
    subjectsMerged,
    'move-items',
    (kernel, { territoryId, subject, keptId, mergedId }) =>
      moveItems(kernel, territoryId, { subject, from: mergedId, to: keptId, pairedBy: OTHER_PAGE }),
  ),
];

export const directorySchedule = (modules: readonly Module[]): readonly ScheduledJob<Kernel>[] => [
  {
    // A page shows the week ahead, and « open now » needs today: hours are unrolled before they run out.
    name: 'extend-hours',
    cron: '10 1 * * *',
    atStart: true,
    async run(kernel) {
      for (const territory of await allTerritories(kernel.database, kernel.clock)) await extendHours(kernel, territory);
    },
  },
  {
    // Lists that nothing narrows are counted from the summary; until it is made again, from the listings.
    name: 'summarise-listings',
    cron: '* * * * *',
    atStart: true,
    async run(kernel) {
      await summariseListings(
        kernel,
        (await allTerritories(kernel.database, kernel.clock)).map(({ id }) => id),
      );
    },
  },
  {
    name: 'share-all-services',
    cron: '50 2 * * *',
    atStart: true,
    run: shareAllServices,
  },
  {
    name: 'refresh-sources',
    cron: '30 2 * * *',
    isLong: true,
    run: (kernel, signal) => refreshSources(kernel, importersOf(modules), signal),
  },
  {
    name: 'forget-imports',
    cron: '5 2 * * *',
    run: forgetImports,
  },
  {
    // After sources were read again: what they say otherwise, and pages that may be one, are for somebody to decide.
    name: 'raise-findings',
    cron: '40 3 * * *',
    async run(kernel) {
      for (const { id } of await allTerritories(kernel.database, kernel.clock)) await raiseFindings(kernel, id);
    },
  },
  {
    name: 'forget-unmet-searches',
    cron: '20 2 * * *',
    async run(kernel) {
      for (const territory of await allTerritories(kernel.database, kernel.clock)) await forgetUnmetSearches(kernel, territory);
    },
  },
  {
    name: 'forget-views',
    cron: '35 2 * * *',
    async run(kernel) {
      for (const territory of await allTerritories(kernel.database, kernel.clock)) await forgetViews(kernel, territory);
    },
  },
  {
    name: 'expire-claims',
    cron: '15 2 * * *',
    async run(kernel) {
      for (const territory of await allTerritories(kernel.database, kernel.clock)) await expireClaims(kernel, territory);
    },
  },
  {
    // Once all night jobs have said what sources confirmed; in the morning where it is now, so that whoever reads can call back.
    name: 'send-reminders',
    cron: '45 6 * * *',
    async run(kernel) {
      for (const territory of await allTerritories(kernel.database, kernel.clock)) await sendReminders(kernel, territory);
    },
  },
  {
    // A new version may name kinds and themes with other words: listings are rewritten with them.
    name: 'refresh-vocabulary',
    cron: '40 1 * * *',
    atStart: true,
    run: refreshVocabulary,
  },
];

/** Rewrites the listings where they were written with another wording of kinds and themes. Idempotent. */
async function refreshVocabulary(kernel: Kernel): Promise<void> {
  const db = kernel.database.kysely<DB>();
  const digest = vocabularyDigest();
  const written = await db.selectFrom('directory.vocabulary').select('digest').executeTakeFirst();
  if (written?.digest === digest) return;
  if (written) for (const territory of await allTerritories(kernel.database, kernel.clock)) await refreshAllListings(kernel, territory);
  await db
    .insertInto('directory.vocabulary')
    .values({ id: 1, digest })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ digest }))
    .execute();
}
