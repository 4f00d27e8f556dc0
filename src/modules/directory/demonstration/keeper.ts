import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { demonstrationAccount, grantRole } from '../../people/index.ts';
import { findStructure } from '../queries/find-structure.ts';

/** Whose structure the demonstration's owner keeps. */
const KEPT = 'l-epicerie-du-lavoir';

/** Gives a structure of the demonstration to its owner, in the current unit of work. */
export async function demonstrationKeeper(kernel: Kernel, territory: TerritoryContext): Promise<void> {
  const structure = await findStructure(kernel, territory.id, KEPT);
  if (!structure) throw new Error(`The demonstration has no structure ${KEPT}.`);
  const accountId = await demonstrationAccount(kernel, 'owner');
  await grantRole(kernel, { territoryId: territory.id, accountId, role: 'owner', structureId: structure.id }, 'system');
}
