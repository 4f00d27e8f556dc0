import { sql } from 'kysely';
import type { TerritoryContext } from '../../../kernel/http/visit.ts';
import type { Kernel } from '../../../kernel/module.ts';
import { refreshListings } from '../listings.ts';
import type { DB } from '../tables.generated.ts';
import { slugify } from '../text.ts';
import { type Authorship, recordBeside } from './revision.ts';
import { dropFormerSlugs, freeSlugs, keepFormerSlug, type SlugSpace } from './slugs.ts';
import { keptSubjects, lockSubject, type Subject } from './subject.ts';

/**
 * Gives a page the address that its present name makes, on demand: the one it had leads to it for ever. One unit of work.
 *
 * @returns the slug that it has now, also where that is the one it had; null where there is no such subject.
 */
export function followName<Facts extends { name: string }>(
  kernel: Kernel,
  territory: TerritoryContext,
  subject: Subject<Facts>,
  id: string,
  by: Authorship,
): Promise<string | null> {
  return kernel.database.unit(async () => {
    const kept = await lockSubject(kernel, territory.id, subject, id);
    if (!kept) return null;
    const wish = slugify(kept.facts.name, subject.fallbackSlug);
    const detail = subject.slugDetail(kept.facts);
    // « boulangerie-2 » and « boulangerie-vernolle » are already of that name.
    const isOfName = [wish, slugify(`${wish} ${detail}`, wish)].some((stem) => stem === kept.slug || isNumbered(kept.slug, stem));
    if (isOfName) return kept.slug;
    const slug = (await freeSlugs(kernel, territory.id, subject, [{ id, wish, detail }])).get(id) ?? id;
    await dropFormerSlugs(kernel, territory.id, subject.name, [id], slug);
    await setSlug(kernel, territory.id, subject, id, slug);
    await keepFormerSlug(kernel, territory.id, subject.name, { slug: kept.slug, subjectId: id });
    await recordBeside(kernel, territory.id, {
      subject: subject.name,
      subjectId: id,
      what: 'renamed',
      by,
      changes: { slug: { from: { slug: kept.slug }, to: { slug } } },
    });
    await refreshListings(kernel, territory, { [`${subject.name}Ids`]: [id] });
    return slug;
  });
}

/**
 * Gives a subject a new address made of its name alone: what those it had said is not to be known any more, nor redirected.
 * In the current unit of work; the listings are the caller's.
 */
export async function renewSlug<Facts extends { name: string }>(
  kernel: Kernel,
  territoryId: string,
  subject: Subject<Facts>,
  id: string,
  facts: Facts,
): Promise<void> {
  await dropFormerSlugs(kernel, territoryId, subject.name, [id]);
  const wish = slugify(facts.name, subject.fallbackSlug);
  const kept = (await keptSubjects(kernel, territoryId, subject, [id])).get(id);
  if (kept && (kept.slug === wish || isNumbered(kept.slug, wish))) return;
  const slugs = await freeSlugs(kernel, territoryId, subject, [{ id, wish, detail: '' }]);
  await setSlug(kernel, territoryId, subject, id, slugs.get(id) ?? id);
}

function isNumbered(slug: string, stem: string): boolean {
  return slug.startsWith(`${stem}-`) && /^\d+$/.test(slug.slice(stem.length + 1));
}

async function setSlug(kernel: Kernel, territoryId: string, { table }: SlugSpace, id: string, slug: string): Promise<void> {
  await sql`update ${sql.table(table)} set slug = ${slug} where territory_id = ${territoryId} and id = ${id}`.execute(
    kernel.database.kysely<DB>(),
  );
}
