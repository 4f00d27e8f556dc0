// Which pages are kept for when there is no network: decisions only, the service worker does the rest.

/** What a page is, for who opens the portal without a network: `entry` is where the home screen's icon leads. */
export type KeptPage = 'entry' | 'list' | 'page' | null;

/** What the page at a path is; null: not kept. The language's prefix plays no part. */
export function keptPage(pathname: string): KeptPage {
  const path = withoutLanguage(pathname);
  if (path === '/') return 'entry';
  if (path === '/annuaire') return 'list';
  // Who made a selection was told that nothing keeps it.
  if (path === '/annuaire/selection') return null;
  // A name with a dot is a file: points of a map, a calendar, a card.
  return /^\/(annuaire|lieux|services)\/[^/.]+$/.test(path) || path === '/numeros-utiles' ? 'page' : null;
}

/** Whether an address tells where somebody stood, or what they chose for their sheet: that stays on no shared computer. */
export function tellsOfVisitor(query: URLSearchParams): boolean {
  return Boolean(query.get('point')) || query.has('choix') || /^[-+\d.,;\s]*\d[-+\d.,;\s]*$/.test(query.get('pres') ?? '');
}

/** `/en`, `/fr/…`: two letters, as the server takes them off. */
function withoutLanguage(pathname: string): string {
  const path = pathname.replace(/^\/[a-z]{2}(?=\/|$)/, '');
  return path === '' ? '/' : path.length > 1 ? path.replace(/\/$/, '') : path;
}

/** The prefix of a path's language, empty in French: `/en/annuaire` → `/en`. */
export function languagePrefix(pathname: string): string {
  return /^\/(?!fr)[a-z]{2}(?=\/|$)/.exec(pathname)?.[0] ?? '';
}

/** A file of a former build, by the name it has in this one: a page kept from before an update shows with today's style. */
export function sameAsset(pathname: string, assets: readonly string[]): string | null {
  const nameOf = (path: string) => path.replace(/-[0-9a-f]{10}(?=\.\w+$)/, '');
  return assets.find((asset) => nameOf(asset) === nameOf(pathname)) ?? null;
}

/** Whether an answer may be kept: a whole page of ours, that nobody said not to store. */
export function mayBeKept(answer: {
  status: number;
  redirected: boolean;
  type: string;
  contentType: string;
  cacheControl: string;
}): boolean {
  return (
    answer.status === 200 &&
    !answer.redirected &&
    answer.type === 'basic' &&
    answer.contentType.startsWith('text/html') &&
    !/no-store|private/.test(answer.cacheControl)
  );
}

/** The page, saying since when it is kept: the pages' script puts that in words. */
export function withSeen(html: string, seen: string): string {
  return html.replace(/<html(?= |>)/, `<html data-seen="${seen.replace(/[^\w:.+-]/g, '')}"`);
}

/** « 22 novembre à 14 h 05 », « 22 November at 14:05 », in the visitor's own time. */
export function momentWords(moment: Date, locale: string): string {
  const day = moment.toLocaleDateString(locale === 'fr' ? 'fr-FR' : 'en-GB', { day: 'numeric', month: 'long' }).replace(' ', '\u00a0');
  const [hours, minutes] = [moment.getHours(), String(moment.getMinutes()).padStart(2, '0')];
  if (locale !== 'fr') return `${day} at ${String(hours).padStart(2, '0')}:${minutes}`;
  return `${day.replace(/^1\b/, '1er')} à ${hours}\u00a0h\u00a0${minutes}`;
}
