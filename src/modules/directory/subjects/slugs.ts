import { sql } from 'kysely';
import { newId } from '../../../kernel/ids.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { SubjectName } from '../facts.ts';
import type { DB } from '../tables.generated.ts';
import { slugify } from '../text.ts';

/** What slugs are unique among: one kind of subject, in a territory. */
export interface SlugSpace {
  name: SubjectName;
  table: 'directory.organisation' | 'directory.place' | 'directory.service';
}

/** For each wish, a slug that nothing has, nor had: itself, with the locality or street, then with a number. What a subject had itself it may have again. */
export async function freeSlugs(
  kernel: Kernel,
  territoryId: string,
  { name, table }: SlugSpace,
  wishes: readonly { id: string; wish: string; detail: string }[],
): Promise<Map<string, string>> {
  const db = kernel.database.kysely<DB>();
  // Two writers at once would find the same slug free: one waits for the other, within the territory.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${table}/${territoryId}`}, 0))`.execute(db);
  const stems = [...new Set(wishes.flatMap(({ wish, detail }) => [wish, ...(detail ? [slugify(`${wish} ${detail}`, wish)] : [])]))];
  // In the order of bytes, « -: » comes right after « -9 »: the range holds the stem and what is numbered after it.
  const { rows } = await sql<{ slug: string; owner: string }>`
    select t.slug, t.owner from unnest(${stems}::text[]) as stem
    cross join lateral (
      select slug, id as owner from ${sql.table(table)} where territory_id = ${territoryId} and slug >= stem and slug < stem || '-:'
      union all
      select slug, subject_id from directory.former_slug
        where territory_id = ${territoryId} and subject = ${name} and slug >= stem and slug < stem || '-:' offset 0
    ) t`.execute(db);
  const owners = new Map(rows.map((row) => [row.slug, row.owner]));
  const next = new Map<string, number>();
  const slugs = new Map<string, string>();
  for (const { id, wish, detail } of wishes) {
    const isFree = (slug: string) => (owners.get(slug) ?? id) === id;
    const candidates = [wish, ...(detail ? [slugify(`${wish} ${detail}`, wish)] : [])];
    let slug = candidates.find(isFree);
    const stem = candidates.at(-1) ?? wish;
    for (let number = next.get(stem) ?? 2; slug === undefined; number += 1) {
      if (!isFree(`${stem}-${number}`)) continue;
      slug = `${stem}-${number}`;
      next.set(stem, number + 1);
    }
    owners.set(slug, id);
    slugs.set(id, slug);
  }
  return slugs;
}

/** From now on this slug leads to that subject, for ever. It must be nobody's: the caller took it from its page, under the lock of `freeSlugs`. */
export async function keepFormerSlug(
  kernel: Kernel,
  territoryId: string,
  subject: SubjectName,
  former: { slug: string; subjectId: string },
): Promise<void> {
  await kernel.database
    .kysely<DB>()
    .insertInto('directory.former_slug')
    .values({ territory_id: territoryId, id: newId(), subject, subject_id: former.subjectId, slug: former.slug, until: kernel.clock.now() })
    .execute();
}

/** Of these subjects, no former slug leads anywhere any more; of `slug` alone where that is given. */
export async function dropFormerSlugs(
  kernel: Kernel,
  territoryId: string,
  subject: SubjectName,
  subjectIds: readonly string[],
  slug?: string,
): Promise<void> {
  let query = kernel.database
    .kysely<DB>()
    .deleteFrom('directory.former_slug')
    .where('territory_id', '=', territoryId)
    .where('subject', '=', subject)
    .where('subject_id', 'in', [...subjectIds]);
  if (slug !== undefined) query = query.where('slug', '=', slug);
  await query.execute();
}
