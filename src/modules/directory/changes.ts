import { addressFields, changedFields, type FieldGroups, isAddressSecret, withoutConfidentialAddress } from './facts.ts';

/** Whether an address is secret is told of no source, and yet changes hands: in histories and drafts it is a field. */
export const CONFIDENTIAL_FIELD = 'confidentialAddress';

/** Facts of one field, by their names. */
export type FactValues = Readonly<Record<string, unknown>>;

/** What a write changed: for each field, its facts before and after. */
export type FieldChanges = Readonly<Record<string, { from: FactValues; to: FactValues }>>;

/** The fields of a subject as histories and drafts know them. */
export function writtenFields<Facts extends object>(fields: FieldGroups<Facts>, facts: Facts): FieldGroups<Facts> {
  return 'isAddressConfidential' in facts ? { ...fields, [CONFIDENTIAL_FIELD]: ['isAddressConfidential' as keyof Facts] } : fields;
}

export function factsOf<Facts extends object>(facts: Facts, keys: readonly (keyof Facts)[]): FactValues {
  return Object.fromEntries(keys.map((key) => [key, facts[key]]));
}

/** What differs, field by field. Where the address is confidential, before or after, nothing is told of it. */
export function changesBetween<Facts extends object>(fields: FieldGroups<Facts>, before: Facts, after: Facts): FieldChanges {
  const all = writtenFields(fields, after);
  const isSecret = isAddressSecret(before) || isAddressSecret(after);
  return Object.fromEntries(
    changedFields(all, before, after)
      .filter((field) => !(isSecret && field in addressFields))
      .map((field) => [field, { from: factsOf(before, all[field] ?? []), to: factsOf(after, all[field] ?? []) }]),
  );
}

/**
 * Facts as they were before these changes, the latest first. Once an address was or became confidential meanwhile, it
 * stays as it is now: no former one comes back.
 */
export function beforeChanges<Facts extends object>(fields: FieldGroups<Facts>, facts: Facts, changes: readonly FieldChanges[]): Facts {
  const secrecy = changes.filter((change) => CONFIDENTIAL_FIELD in change);
  const former: Record<string, unknown> = { ...(facts as Record<string, unknown>) };
  for (const change of changes)
    for (const [field, { from }] of Object.entries(change)) {
      if (!Object.hasOwn(fields, field) || (field in addressFields && secrecy.length > 0)) continue;
      for (const key of fields[field] ?? []) former[key as string] = from[key as string];
    }
  const wasSecret = secrecy.at(-1)?.[CONFIDENTIAL_FIELD]?.from['isAddressConfidential'] === true;
  return withoutConfidentialAddress((wasSecret ? { ...former, isAddressConfidential: true } : former) as Facts);
}
