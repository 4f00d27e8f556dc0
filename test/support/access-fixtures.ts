import type { TerritoryContext } from '../../src/kernel/http/visit.ts';
import type { TestApplication } from './application.ts';
import { addTestOrganisation } from './directory.ts';

/**
 * Things that are there, for routes whose path names one: without it, « forbidden » and « not there » are the same answer, as
 * they should be, and nothing could be told from it. By route path, the values of its parameters.
 */
export interface AccessFixtures {
  /** The structure whose keepers are among the personas. */
  structureId: string;
  params: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export async function accessFixtures(app: TestApplication, territory: TerritoryContext): Promise<AccessFixtures> {
  const { id: structureId, slug } = await addTestOrganisation(app, territory, { name: 'La Structure' });
  const claimed = { slug };
  return {
    structureId,
    params: {
      '/annuaire/:slug/revendiquer': claimed,
      '/annuaire/:slug/revendiquer/code': claimed,
      '/annuaire/:slug/revendiquer/retirer': claimed,
    },
  };
}
