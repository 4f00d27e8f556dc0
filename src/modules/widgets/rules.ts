/** Most sites of one territory: all of them are in a header of each frame. */
export const MOST_SITES = 50;

/**
 * The origin that somebody means by the address of a site: « www.mairie.example/accueil » → `https://www.mairie.example`; null
 * where it is none. Written without `http://`, it is taken for a secure one.
 */
export function siteOrigin(address: string): string | null {
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`;
  if (!URL.canParse(url)) return null;
  const { protocol, hostname, origin, username, password } = new URL(url);
  const isSite = (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
  // A name with a point, or this machine's own, for who tries it there.
  const isNamed =
    /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/.test(hostname) || hostname === 'localhost';
  return isSite && isNamed ? origin : null;
}
