import { z } from 'zod';
import { anyone } from '../../kernel/access/access.ts';
import { decodeCursor, encodeCursor, pageQuery } from '../../kernel/http/cursor.ts';
import { apiRoute } from '../../kernel/http/route.ts';
import { territoryList } from './queries.ts';

const territory = z.object({
  slug: z.string(),
  name: z.string(),
  country: z.enum(['FR', 'CH']),
  kind: z.enum(['commune', 'grouping']),
  code: z.string().describe('INSEE (commune) or SIREN (grouping) number in France, OFS number in Switzerland.'),
  population: z.int().nullable(),
  hosts: z.array(z.string()),
  groupings: z.array(z.string()).describe('Slugs of the groupings that it belongs to today.'),
});

export const territoriesApi = [
  apiRoute({
    path: '/territories',
    summary: 'The territories of this installation, groupings first.',
    access: anyone,
    withoutTerritory: true,
    query: z.object(pageQuery),
    response: z.object({ items: z.array(territory), next_cursor: z.string().nullable() }),
    async handle({ kernel, query }) {
      // An installation holds at most some thousands of them, and the list is small: cut in memory.
      const all = await territoryList(kernel.database, kernel.clock);
      const after = query.cursor === undefined ? null : decodeCursor(query.cursor, z.object({ after: z.string() })).after;
      const start = after === null ? 0 : all.findIndex((row) => row.slug === after) + 1;
      const rows = all.slice(start, start + query.limit);
      const last = rows.at(-1);
      return {
        items: rows.map(({ id: _, isDefault: __, ...row }) => row),
        next_cursor: last && start + query.limit < all.length ? encodeCursor({ after: last.slug }) : null,
      };
    },
  }),
];
