import { earlier } from '../../../kernel/earlier.ts';
import { settingsOf } from '../../../kernel/http/page-routes.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { Holder } from '../../../kernel/privacy/rows.ts';
import { allTerritories } from '../../territories/index.ts';
import { recordAction } from '../commands/actions.ts';
import { retainTerritory } from '../jobs.ts';
import { decideElimination, eliminate } from '../retention/commands.ts';
import { eliminationsOf } from '../retention/queries.ts';
import { demonstrationVisit } from './visit.ts';

const DAY = 24;
const YEAR = 365 * DAY;

/** What communes did some years ago, and has served its time. Before all that is newer: journals go by the order of writing. */
export async function demonstrationOldActions(kernel: Kernel): Promise<void> {
  for (const { id: territoryId, kind } of await allTerritories(kernel.database, kernel.clock))
    if (kind === 'commune')
      for (let days = 361; days > 20; days -= days > 320 ? 1 : 300 / 61)
        await recordAction(earlier(kernel, 3 * YEAR + days * DAY), {
          territoryId,
          actor: 'system',
          what: 'item.superseded',
          subject: 'item',
        });
}

/** Two lists of it: one that the archivist let go, one that waits for the visa. */
export async function demonstrationEliminations(kernel: Kernel, holders: readonly Holder[]): Promise<void> {
  for (const territory of await allTerritories(kernel.database, kernel.clock)) {
    if (territory.kind !== 'commune') continue;
    const then = earlier(kernel, 250 * DAY);
    await retainTerritory(then, holders, territory.id);
    const visit = await demonstrationVisit(kernel, territory, 'archivist');
    await kernel.database.unit(async () => {
      for (const { id } of await eliminationsOf(kernel, territory.id))
        await decideElimination(then, territory.id, id, { isApproved: true, reason: null }, `account:${visit.viewer?.accountId}`);
    }, settingsOf(visit));
    await eliminate(kernel, holders, territory.id);
    await retainTerritory(earlier(kernel, DAY), holders, territory.id);
  }
}
