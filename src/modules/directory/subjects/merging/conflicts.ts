import type { Kernel } from '../../../../kernel/module.ts';
import { addressFields, canonical, type FieldGroups, factsOfField, isAddressSecret } from '../../facts.ts';
import { toFactsJson } from '../../facts-json.ts';
import type { DB } from '../../tables.generated.ts';
import type { Pair } from './rows.ts';

/**
 * What sources say otherwise of either is what they say otherwise of the one that stays, where they still do; of one source and
 * field, what was said of the one that stays. In the current unit of work.
 */
export async function moveConflicts<Facts extends object>(
  kernel: Kernel,
  { territoryId, subject, keptId, mergedId }: Pair,
  fields: FieldGroups<Facts>,
  facts: Facts,
): Promise<void> {
  const db = kernel.database.kysely<DB>();
  const rows = await db
    .deleteFrom('directory.conflict')
    .where('territory_id', '=', territoryId)
    .where('subject_id', 'in', [keptId, mergedId])
    .returning(['id', 'subject_id', 'source', 'field', 'theirs', 'found_at'])
    .execute();
  const known = new Map<string, (typeof rows)[number]>();
  for (const row of rows) {
    const key = JSON.stringify([row.source, row.field]);
    if (row.subject_id === keptId || !known.has(key)) known.set(key, row);
  }
  const values = [...known.values()].flatMap(({ id, source, field, theirs, found_at }) => {
    const keys = fields[field];
    if (!keys || (field in addressFields && isAddressSecret(facts))) return [];
    const { ours } = JSON.parse(toFactsJson({ ours: factsOfField(facts, keys) })) as { ours: unknown };
    if (canonical(ours) === canonical(theirs)) return [];
    return [
      {
        territory_id: territoryId,
        id,
        subject,
        subject_id: keptId,
        source,
        field,
        ours: JSON.stringify(ours),
        theirs: JSON.stringify(theirs),
        found_at,
      },
    ];
  });
  if (values.length > 0) await db.insertInto('directory.conflict').values(values).execute();
}
