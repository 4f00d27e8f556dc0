import { sql } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import type { PageRequest } from '../../../kernel/http/route.ts';
import type { TerritoryContext, Visit } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { territoryById } from '../../territories/index.ts';
import { type Completeness, completenessOf } from '../completeness-rules.ts';
import type { FactsOf, SubjectName } from '../facts.ts';
import { freshness } from '../freshness-rules.ts';
import { confirmedOn } from '../queries/confirmed.ts';
import { subjectNamed } from '../subjects/named.ts';
import { keptSubjects } from '../subjects/subject.ts';
import type { DB } from '../tables.generated.ts';
import type { KeptPage, OwnStructure, Space } from './view-models.ts';

export type SpaceRequest = PageRequest<Readonly<Record<string, string>>>;

/**
 * Works in the space of the structure that the path names, in a unit of the structure's own territory: it is kept once,
 * from whichever portal.
 *
 * @returns null where the viewer does not keep it, or it is gone.
 */
export async function inSpace<Result>(request: SpaceRequest, work: (space: Space) => Promise<Result>): Promise<Result | null> {
  const { kernel, visit, params } = request;
  const kept = visit.viewer?.structures.filter(({ id }) => id === params['structureId']) ?? [];
  const own = kept.find(({ role }) => role === 'owner') ?? kept[0];
  if (!own) return null;
  const territory =
    own.territoryId === visit.territory.id ? visit.territory : await territoryById(kernel.database, kernel.clock, own.territoryId);
  if (!territory) return null;
  return kernel.database.unit(
    async () => {
      const pages = await keptPages(kernel, territory, own.id);
      const [first, ...others] = pages;
      return first ? work({ territory, role: own.role, pages: [first, ...others] }) : null;
    },
    { territory: territory.id },
  );
}

interface Row {
  subject: SubjectName;
  id: string;
  slug: string;
  name: string;
  state: KeptPage['state'];
  revision: number;
  confirmed_on: Temporal.PlainDate;
}

/** The pages of a structure, its own first; none where it is not in the territory. */
export async function keptPages(kernel: Kernel, territory: TerritoryContext, organisationId: string): Promise<KeptPage[]> {
  const today = kernel.clock.now().toZonedDateTimeISO(territory.timeZone).toPlainDate();
  const { rows } = await sql<Row>`
    select * from (
      select 0 as rank, 'organisation' as subject, o.id, o.slug, o.name, o.state, o.revision, ${confirmedOn('organisation', sql`o`)} as confirmed_on
        from directory.organisation o where o.territory_id = ${territory.id} and o.id = ${organisationId}
      union all
      select 1, 'place', p.id, p.slug, p.name, p.state, p.revision, ${confirmedOn('place', sql`p`)}
        from directory.place p where p.territory_id = ${territory.id} and p.organisation_id = ${organisationId}
      union all
      select 2, 'service', s.id, s.slug, s.name, s.state, s.revision, ${confirmedOn('service', sql`s`)}
        from directory.service s where s.territory_id = ${territory.id} and s.organisation_id = ${organisationId}
    ) page order by rank, state <> 'published', name, id`.execute(kernel.database.kysely<DB>());
  if (rows[0]?.subject !== 'organisation') return [];
  return rows.map((row) => ({
    subject: row.subject,
    id: row.id,
    slug: row.slug,
    name: row.name,
    state: row.state,
    revision: row.revision,
    confirmedOn: row.confirmed_on,
    freshness: freshness(row.confirmed_on, today),
  }));
}

/** How complete pages are, by their ids, and what to add first. */
export async function completenessOfPages(
  kernel: Kernel,
  territoryId: string,
  pages: readonly Pick<KeptPage, 'subject' | 'id'>[],
): Promise<ReadonlyMap<string, Completeness>> {
  const found = new Map<string, Completeness>();
  const { rows } = await sql<{ id: string; n: number }>`
    select subject_id as id, count(*)::int as n from directory.picture
    where territory_id = ${territoryId} and subject_id = any(${pages.map(({ id }) => id)}::uuid[]) group by 1`.execute(
    kernel.database.kysely<DB>(),
  );
  const pictures = new Map(rows.map(({ id, n }) => [id, n]));
  for (const subject of ['organisation', 'place', 'service'] as const) {
    const ids = pages.filter((page) => page.subject === subject).map(({ id }) => id);
    const kept = await keptSubjects<FactsOf[SubjectName]>(kernel, territoryId, subjectNamed(subject) as never, ids);
    for (const [id, { facts }] of kept) found.set(id, completenessOf(subject, facts as never, pictures.get(id) ?? 0));
  }
  return found;
}

/** Structures that the viewer keeps, in any territory, with what waits in each. */
export async function ownStructures(kernel: Kernel, { viewer }: Visit): Promise<OwnStructure[]> {
  const found: OwnStructure[] = [];
  const territoryIds = [...new Set(viewer?.structures.map(({ territoryId }) => territoryId))];
  for (const territoryId of territoryIds) {
    const territory = await territoryById(kernel.database, kernel.clock, territoryId);
    if (!territory) continue;
    const kept = new Map<string, OwnStructure['role']>();
    for (const { territoryId: where, id, role } of viewer?.structures ?? [])
      if (where === territoryId && kept.get(id) !== 'owner') kept.set(id, role);
    const ids = [...kept.keys()];
    const { rows } = await kernel.database.unit(
      () =>
        sql<{ id: string; name: string; messages: number; claims: number }>`
          select o.id, o.name,
            (select count(*)::int from directory.conversation c where c.territory_id = o.territory_id and c.organisation_id = o.id
              and c.last_side = 'writer' and c.blocked_at is null) as messages,
            (select count(*)::int from directory.claim c where c.territory_id = o.territory_id and c.organisation_id = o.id
              and c.state = 'asked') as claims
          from directory.organisation o where o.territory_id = ${territoryId} and o.id = any(${ids}::uuid[]) order by o.name, o.id`.execute(
          kernel.database.kysely<DB>(),
        ),
      { territory: territoryId },
    );
    found.push(
      ...rows.map((row) => ({ ...row, territoryId, territoryName: territory.name, role: kept.get(row.id) ?? ('editor' as const) })),
    );
  }
  return found;
}
