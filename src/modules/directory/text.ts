/** Without accents, capitals or signs: « L’Épicerie du Lavoir » → « l epicerie du lavoir ». What names are compared and sorted by. */
export function fold(text: string): string {
  return text
    .replace(/œ/gi, 'oe')
    .replace(/æ/gi, 'ae')
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** An address for a page: « L’Épicerie du Lavoir » → `l-epicerie-du-lavoir`; what has no Latin letter becomes `fallback`. */
export function slugify(text: string, fallback: string): string {
  const slug = fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '');
  return slug || fallback;
}
