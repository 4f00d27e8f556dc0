import { type FactValues, factsOf } from './changes.ts';
import {
  changedFields,
  type FieldGroups,
  isAddressSecret,
  isSilent,
  LOCAL_SOURCE,
  ownerOf,
  type ProvenanceRecord,
  withoutConfidentialAddress,
} from './facts.ts';

/** What is kept of one of two that are the same. */
export interface Told<Facts> {
  facts: Facts;
  provenance: ProvenanceRecord;
}

/** A field that both tell, each otherwise. */
export interface PairConflict {
  field: string;
  kept: FactValues;
  merged: FactValues;
}

export type PairChoices = Readonly<Record<string, 'kept' | 'merged'>>;

export function pairConflicts<Facts extends object>(fields: FieldGroups<Facts>, kept: Facts, merged: Facts): PairConflict[] {
  return changedFields(fields, kept, merged).flatMap((field) => {
    const keys = fields[field] ?? [];
    if (isSilent(kept, keys) || isSilent(merged, keys)) return [];
    return [{ field, kept: factsOf(kept, keys), merged: factsOf(merged, keys) }];
  });
}

/**
 * The facts of two that are one: what one alone tells is taken; where they differ, what is chosen, else what is kept. A
 * position goes with its address unless it is chosen for itself. The address is confidential where either is.
 *
 * @param shared sources that told of both, by two rows: whose facts they are is settled here from now on, else each reading
 *   of the one row would undo the other.
 */
export function mergePair<Facts extends object>(
  fields: FieldGroups<Facts>,
  kept: Told<Facts>,
  merged: Told<Facts>,
  choices: PairChoices,
  shared: ReadonlySet<string>,
  date: string,
): Told<Facts> {
  const facts = { ...kept.facts };
  const provenance: Record<string, { source: string; date: string }> = {};
  const chosen = (field: string) => (Object.hasOwn(choices, field) ? choices[field] : undefined);
  for (const [field, keys] of Object.entries(fields)) {
    const choice = chosen(field) ?? (field === 'position' ? chosen('address') : undefined);
    const isMerged = isSilent(kept.facts, keys) || (choice === 'merged' && !isSilent(merged.facts, keys));
    const from = isMerged ? merged : kept;
    for (const key of keys) facts[key] = from.facts[key];
    const told = ownerOf(from.provenance, field);
    if (told) provenance[field] = shared.has(told.source) ? { source: LOCAL_SOURCE, date } : told;
  }
  const isSecret = isAddressSecret(kept.facts) || isAddressSecret(merged.facts);
  return { facts: withoutConfidentialAddress(isSecret ? { ...facts, isAddressConfidential: true } : facts), provenance };
}
