/** What lies under a map's points, where the operator has chosen some (`TILES_URL`). */
export interface Tiles {
  /** With `{z}`, `{x}` and `{y}`, perhaps `{s}`. */
  url: string;
  attribution: { text: string; href: string | null };
}

/** Those whose licence asks to be named, by the host that serves them. */
const makers: readonly { host: RegExp; text: string; href: string }[] = [
  { host: /(^|\.)geopf\.fr$/, text: '© IGN, Géoplateforme', href: 'https://geoservices.ign.fr' },
  { host: /(^|\.)geo\.admin\.ch$/, text: '© swisstopo', href: 'https://www.swisstopo.admin.ch' },
  { host: /(^|\.)openstreetmap\.fr$/, text: '© OpenStreetMap, tuiles OSM France', href: 'https://www.openstreetmap.org/copyright' },
  { host: /(^|\.)openstreetmap\.org$/, text: '© OpenStreetMap', href: 'https://www.openstreetmap.org/copyright' },
];

function hostOf(url: string): string {
  return /^https?:\/\/([^/?#]+)/i.exec(url)?.[1]?.toLowerCase() ?? '';
}

/** The tiles of a configuration, and whom the map has to name for them. */
export function tilesOf({ tilesUrl, tilesAttribution }: { tilesUrl: string | null; tilesAttribution: string | null }): Tiles | null {
  if (!tilesUrl) return null;
  const host = hostOf(tilesUrl);
  const maker = makers.find((known) => known.host.test(host.replace(/:\d+$/, '')));
  return {
    url: tilesUrl,
    attribution: tilesAttribution
      ? { text: tilesAttribution, href: maker?.href ?? null }
      : { text: maker?.text ?? host, href: maker?.href ?? null },
  };
}

/** Where pictures may come from besides ourselves, for `img-src` of the content security policy; null without tiles. */
export function tilesSource(tilesUrl: string | null): string | null {
  if (!tilesUrl) return null;
  const [scheme = 'https:'] = tilesUrl.split('//', 1);
  // `{s}` stands for one of several hosts: `a.tile.example`, `b.tile.example`.
  return `${scheme}//${hostOf(tilesUrl).replaceAll('{s}', '*')}`;
}
