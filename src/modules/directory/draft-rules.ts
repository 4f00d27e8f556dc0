import { type FactValues, factsOf, writtenFields } from './changes.ts';
import { addressFields, changedFields, type FieldGroups, isAddressSecret, withoutConfidentialAddress } from './facts.ts';

/** A field that the author of a draft and somebody else changed meanwhile, each otherwise. */
export interface DraftConflict {
  field: string;
  base: FactValues;
  mine: FactValues;
  theirs: FactValues;
}

export type DraftChoices = Readonly<Record<string, 'mine' | 'theirs'>>;

/**
 * Puts what a draft changes (`base` → `mine`) into what the subject is now (`theirs`), field by field. What one of them alone
 * changed is taken; what both did is a conflict, until it is chosen. An address that is confidential now stays so, unless the
 * draft itself is what tells it again.
 */
export function rebaseDraft<Facts extends object>(
  fields: FieldGroups<Facts>,
  { base, mine, theirs }: { base: Facts; mine: Facts; theirs: Facts },
  choices: DraftChoices = {},
): { facts: Facts; conflicts: DraftConflict[] } {
  const all = writtenFields(fields, theirs);
  const [byMe, byThem, apart] = [changedFields(all, base, mine), changedFields(all, base, theirs), changedFields(all, mine, theirs)];
  const facts = { ...theirs };
  const conflicts: DraftConflict[] = [];
  for (const field of byMe) {
    const keys = all[field] ?? [];
    const isContested = byThem.includes(field) && apart.includes(field);
    const chosen = Object.hasOwn(choices, field) ? choices[field] : undefined;
    if (isContested && chosen === undefined)
      conflicts.push({ field, base: factsOf(base, keys), mine: factsOf(mine, keys), theirs: factsOf(theirs, keys) });
    else if (!isContested || chosen === 'mine') for (const key of keys) facts[key] = mine[key];
  }
  const isSecret = isAddressSecret(facts);
  return {
    facts: withoutConfidentialAddress(facts),
    conflicts: isSecret ? conflicts.filter(({ field }) => !(field in addressFields)) : conflicts,
  };
}
