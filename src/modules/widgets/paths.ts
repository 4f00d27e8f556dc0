export const sitesPath = '/gestion/sites';
/** Where the code for another site's page is written. */
export const writePath = '/integrer';

/** A list, or its map, in a frame. */
export function framePath(name: string, query = ''): string {
  return `/cadre/${name}${query && `?${query}`}`;
}

/** What the script puts in another site's page: the same, without a page around. */
export function fragmentPath(name: string): string {
  return `/cadre/${name}.html`;
}

/** A thing alone in a frame, by the path of its page. */
export function itemFramePath(path: string): string {
  return `/cadre/page?${new URLSearchParams({ chemin: path })}`;
}
