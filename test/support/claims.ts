import type { TerritoryContext } from '../../src/kernel/http/visit.ts';
import { freshTerritory, type TestApplication } from './application.ts';
import { addTestOrganisation, addTestPlaces } from './directory.ts';

let number = 0;

/** A structure with a website of its own, a place and an address, which nobody keeps. `path`: where it is claimed. */
export async function claimable(app: TestApplication): Promise<{ territory: TerritoryContext; id: string; path: string; mailbox: string }> {
  number += 1;
  const domain = `lavoir-${number}.example`;
  const territory = await freshTerritory(app.kernel);
  const { id, slug } = await addTestOrganisation(app, territory, { name: 'L’Épicerie du Lavoir', website: `https://www.${domain}/` });
  await addTestPlaces(app, territory, { name: 'La boutique', organisationId: id, street: '2 rue du Lavoir', postcode: '38000' });
  return { territory, id, path: `/annuaire/${slug}/revendiquer`, mailbox: `contact@${domain}` };
}
