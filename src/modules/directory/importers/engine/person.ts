import { createHash } from 'node:crypto';
import { fold } from '../../text.ts';

const civilities = new Set('m mr mme mlle madame monsieur mademoiselle dr docteur me maitre pr professeur'.split(' '));

/** The words of a person's name: without civilities, nor what stands in brackets or after a dash (« Jeanne Martin - Référente »). */
function nameWords(name: string): string[] {
  const bare = name.replace(/\([^)]*\)|\[[^\]]*\]/g, ' ').split(/\s[-–—/|,]\s|,/)[0] ?? '';
  return fold(bare)
    .split(' ')
    .filter((word) => word !== '' && !civilities.has(word));
}

function digest(territoryId: string, text: string): string {
  return createHash('sha256').update(`${territoryId}|${text}`).digest('base64url');
}

/**
 * Who somebody may be written as, without saying it: the whole name in any order, and each of its words with the initial
 * of another (« J. Martin »). Somebody else of that initial and name is then not named either: rather that than the reverse.
 */
export function personDigests(territoryId: string, name: string): string[] {
  const words = nameWords(name);
  if (words.length === 0) return [];
  const initials = words.flatMap((word, at) =>
    word.length < 2 ? [] : words.flatMap((other, index) => (index === at ? [] : [`${word}|${other[0]}`])),
  );
  return [[...words].sort().join(' '), ...initials].map((text) => digest(territoryId, text));
}

/** What a name, as a file writes it, is recognised by: its whole, or its initial and surname where it is so short. */
export function namedDigests(territoryId: string, name: string): string[] {
  const words = nameWords(name);
  const [whole] = personDigests(territoryId, name);
  if (whole === undefined) return [];
  const initial = words.find((word) => word.length === 1);
  const surnames = words.filter((word) => word.length > 1);
  return initial === undefined ? [whole] : [whole, ...surnames.map((word) => digest(territoryId, `${word}|${initial}`))];
}

/** The person that an e-mail address is made of: « jeanne.martin », « j.martin »; none for « accueil ». */
export function emailDigests(territoryId: string, email: string): string[] {
  const local = email.split('@', 1)[0] ?? '';
  return /[._-]/.test(local) ? namedDigests(territoryId, local.replace(/[._-]+/g, ' ')) : [];
}
