import type { Visit } from '../../../kernel/http/visit.ts';
import type { KindCode } from '../kinds.ts';
import type { DirectoryMessageKey } from '../messages.ts';
import { directoryMessages } from '../messages.ts';
import { directoryWords, kindWords, languageWords } from '../views/words.ts';

/** « téléphone »; a field that has no word is its name. */
export function fieldLabel(field: string, visit: Visit): string {
  const key = `directory.field.${field}`;
  const label = Object.hasOwn(directoryMessages.fr, key) ? directoryWords(visit)(key as DirectoryMessageKey) : field;
  return label.charAt(0).toUpperCase() + label.slice(1);
}

/** Facts of one field, for a person to compare; null where there is nothing. */
export function factWords(field: string, value: unknown, visit: Visit): string | null {
  if (value === null || value === undefined || value === '' || value === false) return null;
  if (Array.isArray(value)) {
    if (value.length === 0) return null;
    if (field === 'languages') return languageWords(value as string[], visit.locale).join(', ');
    if (field === 'kinds') return kindWords(value as KindCode[], visit.locale).join(', ') || null;
    return value.map((one) => factWords(field, one, visit)).join(', ');
  }
  if (typeof value === 'object')
    return (
      Object.entries(value)
        .flatMap(([key, one]) => factWords(key, one, visit) ?? [])
        .join(' · ') || null
    );
  return String(value);
}
