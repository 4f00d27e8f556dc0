import { earlier } from '../../../kernel/earlier.ts';
import { settingsOf } from '../../../kernel/http/page-routes.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { Holder } from '../../../kernel/privacy/rows.ts';
import { allTerritories, groupingsOf } from '../../territories/index.ts';
import { demonstrationAccountsAndTeams } from '../accounts/demonstration.ts';
import { delegate, joinTeam } from '../staff/commands.ts';
import { demonstrationEliminations, demonstrationOldActions } from './archives.ts';
import { demonstrationPersons } from './persons.ts';
import { demonstrationVisit } from './visit.ts';

/** The communes that let their grouping's staff act; the others did not. */
const AGREED = ['montbrillet', 'les-clavettes'];

/**
 * The people of the demonstration: trial accounts, teams, whom these know, and what was done by them.
 *
 * @param holders whose old rows wait for the archivist.
 */
export async function demonstrationPeople(kernel: Kernel, holders: readonly Holder[]): Promise<void> {
  await demonstrationOldActions(kernel);
  await demonstrationAccountsAndTeams(earlier(kernel, 24 * 400));
  await demonstrationEliminations(kernel, holders);
  await demonstrationPersons(kernel);
  for (const territory of await allTerritories(kernel.database, kernel.clock)) {
    if (!AGREED.includes(territory.slug)) continue;
    const then = earlier(kernel, 24 * 60);
    const visit = await demonstrationVisit(kernel, territory, 'administrator');
    const moderator = await demonstrationVisit(kernel, territory, 'moderator');
    const [grouping] = await groupingsOf(kernel.database, kernel.clock, territory.id);
    await kernel.database.unit(async () => {
      const actor = `account:${visit.viewer?.accountId}`;
      if (grouping) await delegate(then, territory.id, grouping.id, true, actor);
      const agent = await demonstrationVisit(kernel, territory, 'agent');
      const economy = agent.viewer?.teams.find(({ name }) => name === 'Économie et emploi');
      // Those who are in it are told.
      if (economy) await joinTeam(earlier(kernel, 24 * 3), visit, { teamId: economy.id, accountId: moderator.viewer?.accountId ?? '' });
    }, settingsOf(visit));
  }
}
