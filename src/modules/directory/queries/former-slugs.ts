import { type RawBuilder, sql } from 'kysely';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import type { Choice } from '../selection.ts';
import type { DB } from '../tables.generated.ts';
import { communeOf } from './list.ts';
import { directoryScope, pageScope } from './scope.ts';

/** Where the page is now that had this address before, on this portal; null where none had. */
export async function pageOfFormerSlug(kernel: Kernel, territory: TerritoryContext, choice: Choice): Promise<Choice | null> {
  const { subject, commune } = choice;
  const scope = pageScope(territory, commune ?? undefined);
  const ours = await formerSlug(kernel, choice, sql`f.territory_id = any(${scope}::uuid[])`, scope);
  if (ours) return { subject, slug: ours.slug, commune: communeOf(territory, ours.territory_id) };
  if (subject !== 'service' || commune === null) return null;
  // A service of elsewhere that serves this territory: it is listed here.
  const theirs = await formerSlug(
    kernel,
    choice,
    sql`(f.territory_id, f.subject_id) in (
      select l.home_territory_id, l.id from directory.listing l
      where l.territory_id = any(${directoryScope(territory)}::uuid[]) and l.subject = 'service' and l.home_territory_slug = ${commune})`,
    [],
  );
  return theirs ? { subject, slug: theirs.slug, commune } : null;
}

async function formerSlug(
  kernel: Kernel,
  { subject, slug }: Choice,
  where: RawBuilder<unknown>,
  order: readonly string[],
): Promise<{ territory_id: string; slug: string } | undefined> {
  const { rows } = await sql<{ territory_id: string; slug: string }>`
    select f.territory_id, s.slug from directory.former_slug f
    join ${sql.table(`directory.${subject}`)} s on s.territory_id = f.territory_id and s.id = f.subject_id
    where f.subject = ${subject} and f.slug = ${slug} and ${where}
    order by array_position(${order}::uuid[], f.territory_id) limit 1`.execute(kernel.database.kysely<DB>());
  return rows[0];
}
