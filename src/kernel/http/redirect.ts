/**
 * Where a form leads that was told so in its address (`?vers=`): a path of this portal and nothing else, or the home page.
 * Browsers take `//host`, `/\host` and tabs for another site.
 */
export function safePath(path: string | undefined, otherwise = '/'): string {
  if (!path?.startsWith('/') || path.length > 2_000) return otherwise;
  const base = 'http://portal.invalid';
  if (!URL.canParse(path, base)) return otherwise;
  const url = new URL(path, base);
  if (url.origin !== base || url.pathname.startsWith('//')) return otherwise;
  return `${url.pathname}${url.search}`;
}
