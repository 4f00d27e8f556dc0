import type { Visit } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { KindCode } from '../kinds.ts';
import type { ThemeCode } from '../themes.ts';
import type { DirectoryPoint, DirectoryPoints } from '../view-models.ts';
import { communeOf, listRequest } from './list.ts';
import { openingState } from './opening.ts';
import { search } from './search.ts';

/** Most points of one map: some 120 KB compressed, and as many as a phone clusters in a blink. */
const MOST = 5_000;

/** Every result of a list's address, all its pages together, as a map shows them: the very search of the list. */
export async function directoryPoints(kernel: Kernel, visit: Visit): Promise<DirectoryPoints> {
  const { search: request, near } = await listRequest(kernel, visit);
  const { hits, total } = await search(kernel, { ...request, cursor: null, limit: MOST });
  const points = hits.flatMap((hit): DirectoryPoint[] =>
    hit.latitude === null || hit.longitude === null
      ? []
      : [
          {
            position: { latitude: hit.latitude, longitude: hit.longitude },
            subject: hit.subject,
            slug: hit.slug,
            name: hit.name,
            kinds: hit.kinds as KindCode[],
            themes: hit.themes as ThemeCode[],
            opening: openingState(hit, visit.territory, visit.now),
            commune: hit.home_territory_slug ?? communeOf(visit.territory, hit.territory_id),
          },
        ],
  );
  return { points, without: hits.length - points.length, looked: total > hits.length ? hits.length : null, near: near?.point ?? null };
}
