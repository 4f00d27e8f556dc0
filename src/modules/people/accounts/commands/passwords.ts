import type { Mistake } from '../../../../kernel/http/form.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { folded, isCommon, isOfContext } from '../password-rules.ts';

/** Whether a word is listed, and how many are. */
type CommonPasswords = ((word: string) => boolean) & { readonly size: number };

let loaded: Promise<CommonPasswords> | undefined;

/**
 * Passwords found in leaks, and French words and names (zxcvbn-ts), as `folded` gives them. Loaded with the first password that
 * somebody chooses: 11 MB of heap, 33 MB resident and 0.7 s when measured, which a process where nobody chooses any never takes.
 */
export function loadCommonPasswords(): Promise<CommonPasswords> {
  loaded ??= (async () => {
    const [leaked, french] = await Promise.all([import('@zxcvbn-ts/language-common'), import('@zxcvbn-ts/language-fr')]);
    const lists = [leaked.dictionary['passwords-common'], ...Object.values(french.dictionary)];
    const words = new Set(lists.flatMap((list) => list.map((word) => folded(String(word)))));
    return Object.assign((word: string) => words.has(word), { size: words.size });
  })();
  return loaded;
}

/** What is said of a password that is easy to guess; null where it is not. @param owner name and address of whose it will be. */
export async function guessedMistake({ territory }: Visit, password: string, owner: readonly string[]): Promise<Mistake | null> {
  if (isOfContext(password, ['Terreau', territory.name, ...owner])) return { field: 'password', key: 'people.password.context' };
  if (isCommon(password, await loadCommonPasswords())) return { field: 'password', key: 'people.password.common' };
  return null;
}
