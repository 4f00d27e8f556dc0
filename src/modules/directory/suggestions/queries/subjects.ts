import { sql } from 'kysely';
import type { Kernel } from '../../../../kernel/module.ts';
import type { SubjectName } from '../../facts.ts';
import { subjectNamed } from '../../subjects/named.ts';
import { type Kept, keptSubjects } from '../../subjects/subject.ts';
import type { DB } from '../../tables.generated.ts';
import { fold } from '../../text.ts';
import type { AnyFacts } from '../plain-fields.ts';

export interface AboutSubject {
  subject: SubjectName;
  kept: Kept<AnyFacts>;
  /** The structure that it is of, whose keepers may change it at once. */
  organisationId: string | null;
}

/** What a page is about, by its slug in its own territory. */
export async function subjectBySlug(kernel: Kernel, territoryId: string, subject: SubjectName, slug: string): Promise<AboutSubject | null> {
  const { rows } = await sql<{ id: string; organisation_id: string | null }>`
    select id, ${subject === 'organisation' ? sql`id` : sql`organisation_id`} as organisation_id
    from ${sql.table(subjectNamed(subject).table)} where territory_id = ${territoryId} and slug = ${slug}`.execute(
    kernel.database.kysely<DB>(),
  );
  const [row] = rows;
  const kept = row && (await subjectsById(kernel, territoryId, subject, [row.id])).get(row.id);
  return row && kept ? { subject, kept, organisationId: row.organisation_id } : null;
}

export async function subjectsById(
  kernel: Kernel,
  territoryId: string,
  subject: SubjectName,
  ids: readonly string[],
): Promise<Map<string, Kept<AnyFacts>>> {
  return keptSubjects<AnyFacts>(kernel, territoryId, subjectNamed(subject) as never, ids);
}

export interface SimilarSubject {
  subject: 'organisation' | 'place';
  id: string;
  slug: string;
  name: string;
  detail: string | null;
}

/** How alike two names must be: « Le Perchoir » and « Café le Perchoir » are. */
const ALIKE = 0.45;

/** What is here already and may be what somebody tells of: of nearly the same name, or of the same phone, e-mail or website. */
export async function similarSubjects(
  kernel: Kernel,
  territoryId: string,
  told: { name: string; phone: string | null; email: string | null; website: string | null },
  besides: string | null = null,
): Promise<SimilarSubject[]> {
  const name = fold(told.name);
  const site = told.website?.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '') ?? null;
  const { rows } = await sql<SimilarSubject>`
    select subject, id, slug, name, detail from (
      select 'place' as subject, id, slug, name, coalesce(street || ', ', '') || coalesce(locality, '') as detail, name_key, phone, email, website
      from directory.place where territory_id = ${territoryId} and state <> 'closed'
      union all
      select 'organisation', id, slug, name, null, name_key, phone, email, website
      from directory.organisation o where territory_id = ${territoryId} and state <> 'closed'
        and not exists (select from directory.place p where p.territory_id = o.territory_id and p.organisation_id = o.id and p.name_key = o.name_key)
    ) as known
    where (similarity(name_key, ${name}) > ${ALIKE} or phone = ${told.phone} or email = ${told.email}
        or regexp_replace(website, '^https?://(www\\.)?|/$', '', 'gi') = ${site})
      and id is distinct from ${besides}::uuid
    order by similarity(name_key, ${name}) desc, name limit 5`.execute(kernel.database.kysely<DB>());
  return rows;
}

/** The page that somebody names: by its address, pasted whole, or by its exact name. */
export async function subjectNamedBy(kernel: Kernel, territoryId: string, subject: SubjectName, words: string): Promise<string | null> {
  const slug = /\/(?:lieux|annuaire|services)\/([a-z0-9-]+)/.exec(words)?.[1] ?? null;
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(subjectNamed(subject).table)}
    where territory_id = ${territoryId} and ${slug === null ? sql`name_key = ${fold(words)}` : sql`slug = ${slug}`} limit 2`.execute(
    kernel.database.kysely<DB>(),
  );
  return rows.length === 1 ? (rows[0]?.id ?? null) : null;
}
