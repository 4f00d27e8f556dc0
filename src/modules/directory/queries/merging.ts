import { sql } from 'kysely';
import type { Kernel } from '../../../kernel/module.ts';
import type { SubjectName } from '../facts.ts';
import { pairConflicts } from '../merge-rules.ts';
import { circumstancesOf, refusalOf } from '../subjects/merging/refusal.ts';
import { subjectNamed } from '../subjects/named.ts';
import { keptSubjects } from '../subjects/subject.ts';
import type { DB } from '../tables.generated.ts';
import type { MergerPreview, MergerSide } from '../upkeep-models.ts';

/** What merging two pages would ask and move; null where one of them is not here. */
export function mergerPreview(
  kernel: Kernel,
  territoryId: string,
  order: { subject: SubjectName; keepId: string; mergedId: string },
): Promise<MergerPreview | null> {
  return previewNamed(kernel, territoryId, order.subject, order);
}

async function previewNamed<Name extends SubjectName>(
  kernel: Kernel,
  territoryId: string,
  name: Name,
  ids: { keepId: string; mergedId: string },
): Promise<MergerPreview | null> {
  const { keepId, mergedId } = ids;
  const subject = subjectNamed(name);
  const both = await keptSubjects(kernel, territoryId, subject, [keepId, mergedId]);
  const [kept, merged] = [both.get(keepId), both.get(mergedId)];
  if (!kept || !merged || keepId === mergedId) return null;
  const circumstances = await circumstancesOf(kernel, territoryId, name, ids);
  const { rows } = await sql<MergerSide>`
    select s.id, s.slug, s.name, s.state,
      (select count(*)::int from directory.place p where p.territory_id = s.territory_id and p.organisation_id = s.id) as places,
      (select count(*)::int from directory.service v where v.territory_id = s.territory_id and (v.organisation_id = s.id or v.place_id = s.id)) as services,
      (select count(*)::int from directory.picture i where i.territory_id = s.territory_id and i.subject_id = s.id) as pictures,
      array(select distinct r.source from directory.source_record r
        where r.territory_id = s.territory_id and r.${sql.ref(`${name}_id`)} = s.id order by r.source) as sources
    from ${sql.table(subject.table)} s where s.territory_id = ${territoryId} and s.id in (${keepId}, ${mergedId})`.execute(
    kernel.database.kysely<DB>(),
  );
  const [one, other] = [keepId, mergedId].map((id) => rows.find((row) => row.id === id));
  if (!one || !other) return null;
  return {
    kept: one,
    merged: other,
    conflicts: pairConflicts(subject.fields, kept.facts, merged.facts),
    refusal: refusalOf(name, kept.facts, merged.facts, circumstances, false),
  };
}
