/** Where facts come from: how each source wants to be named. */
const sources = new Map<string, { name: string; url: string | null; licence: string | null }>(
  Object.entries({
    openstreetmap: { name: '© OpenStreetMap contributors', url: 'https://www.openstreetmap.org/copyright', licence: 'ODbL' },
    demonstration: { name: 'Démonstration de Terreau', url: null, licence: null },
  }),
);

export function sourceOf(code: string): { code: string; name: string; url: string | null; licence: string | null } {
  return { code, ...(sources.get(code) ?? { name: code, url: null, licence: null }) };
}
