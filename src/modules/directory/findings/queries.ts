import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Kernel } from '../../../kernel/module.ts';
import type { SubjectName } from '../facts.ts';
import type { DB } from '../tables.generated.ts';

/** A field of which a source says otherwise. */
export interface Conflict {
  field: string;
  source: string;
  theirs: unknown;
}

/** What sources say otherwise of subjects, field by field, by the ids of the subjects. */
export async function conflictsOf(kernel: Kernel, territoryId: string, subjectIds: readonly string[]): Promise<Map<string, Conflict[]>> {
  if (subjectIds.length === 0) return new Map();
  const rows = await kernel.database
    .kysely<DB>()
    .selectFrom('directory.conflict')
    .select(['subject_id', 'field', 'source', 'theirs'])
    .where('territory_id', '=', territoryId)
    .where('subject_id', 'in', [...subjectIds])
    .orderBy('field')
    .orderBy('source')
    .execute();
  return Map.groupBy(rows, (row) => row.subject_id);
}

export interface Aside {
  id: string;
  facts: unknown;
  importRunId: string;
}

/** A row of a source, as its item names it. */
export interface AsideRef {
  source: string;
  row: SubjectName;
  externalId: string;
}

/** Those of some rows that are still set aside, in the order of the rows; null in the place of one that is not any more. */
export async function asidesOf(kernel: Kernel, territoryId: string, refs: readonly AsideRef[]): Promise<(Aside | null)[]> {
  if (refs.length === 0) return [];
  const { rows } = await sql<Aside & { at: number }>`
    select t.at::int, a.id, a.facts, a.import_run_id as "importRunId"
    from unnest(${refs.map(({ source }) => source)}::text[], ${refs.map(({ row }) => row)}::text[],
      ${refs.map(({ externalId }) => externalId)}::text[]) with ordinality as t(source, subject, external_id, at)
    join directory.set_aside a on a.territory_id = ${territoryId} and a.source = t.source and a.subject = t.subject
      and a.external_id = t.external_id`.execute(kernel.database.kysely<DB>());
  const found = new Map(rows.map(({ at, ...aside }) => [at, aside]));
  return refs.map((_, index) => found.get(index + 1) ?? null);
}

export interface FoundConflict {
  subject: SubjectName;
  subject_id: string;
  title: string;
  source: string;
  digest: string;
}

/** Subjects of which a source says otherwise, one for each source. */
export async function findConflicts(kernel: Kernel, territoryId: string): Promise<FoundConflict[]> {
  const { rows } = await sql<FoundConflict>`
    select c.subject, c.subject_id, c.source, coalesce(o.name, p.name, s.name) as title,
      md5(string_agg(c.field || c.theirs::text, '|' order by c.field)) as digest
    from directory.conflict c
    left join directory.organisation o on c.subject = 'organisation' and o.territory_id = c.territory_id and o.id = c.subject_id
    left join directory.place p on c.subject = 'place' and p.territory_id = c.territory_id and p.id = c.subject_id
    left join directory.service s on c.subject = 'service' and s.territory_id = c.territory_id and s.id = c.subject_id
    where c.territory_id = ${territoryId}
    group by c.subject, c.subject_id, c.source, title
    having coalesce(o.name, p.name, s.name) is not null`.execute(kernel.database.kysely<DB>());
  return rows;
}

export interface FoundAside {
  row: SubjectName;
  source: string;
  external_id: string;
  reason: string;
  subject: SubjectName;
  subject_id: string;
  title: string;
}

/** Rows that look like what is here, with what they look like. */
export async function findAsides(kernel: Kernel, territoryId: string): Promise<FoundAside[]> {
  const { rows } = await sql<FoundAside>`
    select a.subject as row, a.source, a.external_id, a.reason,
      case when a.twin_service_id is not null then 'service' when a.twin_id is not null then 'place' else 'organisation' end as subject,
      coalesce(a.twin_service_id, a.twin_id, a.twin_organisation_id) as subject_id, coalesce(s.name, p.name, o.name) as title
    from directory.set_aside a
    left join directory.organisation o on o.territory_id = a.territory_id and o.id = a.twin_organisation_id
    left join directory.place p on p.territory_id = a.territory_id and p.id = a.twin_id
    left join directory.service s on s.territory_id = a.territory_id and s.id = a.twin_service_id
    where a.territory_id = ${territoryId}`.execute(kernel.database.kysely<DB>());
  return rows;
}

export interface FoundTwins {
  subject: 'organisation' | 'place';
  id: string;
  other_id: string;
  title: string;
}

/** Degrees of latitude within which two places of one name are one: about a hundred metres. */
const NEAR = 0.001;

/**
 * Pages of one name that are of one address, or a hundred metres from each other (places), or of one number, phone or
 * e-mail (structures): the older first.
 */
export async function findTwins(kernel: Kernel, territoryId: string): Promise<FoundTwins[]> {
  const { rows } = await sql<FoundTwins>`
    select 'place' as subject, a.id, b.id as other_id, a.name as title
    from directory.place a join directory.place b on b.territory_id = a.territory_id and b.name_key = a.name_key and b.id > a.id
    where a.territory_id = ${territoryId} and a.state = 'published' and b.state = 'published'
      and (a.street is not null and lower(a.street) = lower(b.street) and a.postcode is not distinct from b.postcode
        or abs(a.latitude - b.latitude) < ${NEAR} and abs(a.longitude - b.longitude) < ${NEAR * 1.4})
    union all
    select 'organisation', a.id, b.id, a.name
    from directory.organisation a join directory.organisation b on b.territory_id = a.territory_id and b.name_key = a.name_key and b.id > a.id
    where a.territory_id = ${territoryId} and a.state = 'published' and b.state = 'published'
      and (a.identifier_keys && b.identifier_keys or a.phone = b.phone or a.email = b.email)`.execute(kernel.database.kysely<DB>());
  return rows;
}

/** Short, the same for the same parts: what is raised once. */
export function onceKeyOf(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
}
