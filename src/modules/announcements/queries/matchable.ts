import { sql } from 'kysely';
import type { Kernel } from '../../../kernel/module.ts';
import type { DB } from '../tables.generated.ts';

/** What a published announcement is found by, as text where PostgreSQL has a type of its own: for who keeps searches. */
export interface Matchable {
  id: string;
  audience: 'own' | 'groupings';
  facets: readonly string[];
  /** A `tsvector` of the configuration `kernel.french`. */
  words: string;
  minimum_age: number | null;
  latitude: number | null;
  longitude: number | null;
  is_remote: boolean;
}

/** Those of some announcements of a territory that are published. */
export async function matchableAnnouncements(kernel: Kernel, territoryId: string, ids: readonly string[]): Promise<Matchable[]> {
  const { rows } = await sql<Matchable>`
    select id, audience, facets, search::text as words, minimum_age, latitude, longitude, is_remote
    from announcements.announcement
    where territory_id = ${territoryId} and id = any(${[...ids]}::uuid[]) and state = 'published'`.execute(kernel.database.kysely<DB>());
  return rows;
}
