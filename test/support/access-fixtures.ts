import type { TerritoryContext } from '../../src/kernel/http/visit.ts';
import { raiseItems } from '../../src/modules/moderation/index.ts';
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
  const items = await queued(app, territory, structureId);
  const item = { id: items['correction'] ?? '' };
  return {
    structureId,
    params: {
      '/annuaire/:slug/revendiquer': claimed,
      '/annuaire/:slug/revendiquer/code': claimed,
      '/annuaire/:slug/revendiquer/retirer': claimed,
      '/gestion/moderation/:id': item,
      '/gestion/moderation/:id/attribution': item,
      '/gestion/moderation/:id/corriger': item,
      '/gestion/moderation/:id/completer': { id: items['suggestion'] ?? '' },
    },
  };
}

/** An item of each kind in the queue, by its kind. */
async function queued({ kernel }: TestApplication, territory: TerritoryContext, structureId: string): Promise<Record<string, string>> {
  const about = { subject: 'organisation', id: structureId };
  const payloads = {
    suggestion: { subject: 'place', theme: 'food', values: { name: 'Un lieu' }, hours: null },
    correction: { what: 'facts', from: {}, values: { phone: '04 76 00 00 00' }, hours: null },
  };
  const items = Object.entries(payloads).map(([kind, payload]) => ({ kind, about, title: kind, payload, onceKey: kind }));
  await raiseItems(kernel, territory.id, 'system', items);
  return kernel.database.unit(
    async () => {
      const rows = await kernel.database
        .kysely<{ 'moderation.item': { territory_id: string; id: string; kind: string } }>()
        .selectFrom('moderation.item')
        .select(['id', 'kind'])
        .where('territory_id', '=', territory.id)
        .execute();
      return Object.fromEntries(rows.map(({ kind, id }) => [kind, id]));
    },
    { keeper: territory.id },
  );
}
