import { readFile, stat } from 'node:fs/promises';
import { UserError } from '../../../kernel/errors.ts';
import type { KindCode } from '../kinds.ts';
import { fold } from '../text.ts';
import type { ThemeCode } from '../themes.ts';
import { line } from './files/cleaning.ts';
import { kindOfWords } from './files/kind-words.ts';

/** The options of a GoGoCarto map: id → name. */
export type Taxonomy = ReadonlyMap<string, string>;

const LARGEST = 20e6;

/**
 * Reads the categories of a GoGoCarto map, whole: they are a few hundred.
 *
 * @throws UserError where the file is none.
 */
export async function readTaxonomy(file: string): Promise<Taxonomy> {
  if ((await stat(file)).size > LARGEST) throw new UserError('ce fichier est trop gros pour une liste de catégories');
  const options = new Map<string, string>();
  try {
    walk(JSON.parse((await readFile(file, 'utf8')).replace(/^\ufeff/, '')), options, 0);
  } catch (error) {
    if (error instanceof SyntaxError) throw new UserError('ce fichier n’est pas du JSON correct');
    throw error;
  }
  return options;
}

/** Categories hold options, which hold categories: in one object, or in a list of them. */
function walk(value: unknown, options: Map<string, string>, depth: number): void {
  if (depth > 50 || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) walk(item, options, depth + 1);
    return;
  }
  const { id, name, options: held, subcategories } = value as { id?: unknown; name?: unknown; options?: unknown; subcategories?: unknown };
  const known = line(name, 200);
  // A category has options of its own, and is not one.
  if ((typeof id === 'number' || typeof id === 'string') && known !== null && held === undefined) options.set(String(id), known);
  walk(held, options, depth + 1);
  walk(subcategories, options, depth + 1);
}

/** The main options of « Près de chez nous », and what other maps call the same. */
const themesByWords: ReadonlyMap<string, ThemeCode> = new Map<string, ThemeCode>([
  ['agriculture alimentation', 'food'],
  ['alimentation', 'food'],
  ['habitat', 'housing'],
  ['logement', 'housing'],
  ['education formation', 'learning'],
  ['education', 'learning'],
  ['formation', 'learning'],
  ['mobilite', 'mobility'],
  ['mobilites', 'mobility'],
  ['transport', 'mobility'],
  ['sortie culture', 'leisure'],
  ['culture', 'leisure'],
  ['loisirs', 'leisure'],
  ['voyages', 'leisure'],
  ['mode beaute', 'shops'],
  ['commerces', 'shops'],
  ['economie finance', 'money-paperwork'],
  ['sante', 'health'],
  ['emploi', 'work'],
  ['numerique', 'internet'],
  ['reparation', 'repair-reuse'],
  ['reemploi', 'repair-reuse'],
  ['economie sociale et solidaire', 'social-enterprise'],
]);

/** What two options are together: a vehicle, and what is done with it. */
const pairs: readonly (readonly [vehicle: string, service: string, kind: KindCode])[] = [
  ['velo', 'atelier reparation', 'bike-workshop'],
  ['velo', 'vente boutique', 'bike-shop'],
  ['velo', 'location', 'bike-hire'],
  ['auto', 'atelier reparation', 'garage'],
  ['auto', 'vente boutique', 'car-dealer'],
  ['auto', 'location', 'car-hire'],
  ['moto', 'atelier reparation', 'garage'],
];

/** What the names of an element's options say of it. */
export function readOptions(names: readonly string[]): { kinds: KindCode[]; themes: ThemeCode[] } {
  const folded = new Set(names.map(fold));
  const kinds = new Set<KindCode>();
  for (const [vehicle, service, kind] of pairs) if (folded.has(vehicle) && folded.has(service)) kinds.add(kind);
  for (const name of names) {
    const kind = kindOfWords(name);
    if (kind) kinds.add(kind);
  }
  const themes = new Set([...folded].flatMap((name) => themesByWords.get(name) ?? []));
  return { kinds: [...kinds], themes: [...themes] };
}
