import type { Visit } from '../kernel/http/visit.ts';
import type { Kernel, Module } from '../kernel/module.ts';

/** Most that one file may hold (sitemaps.org protocol). */
const LIMIT = 50_000;

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The pages of the portal's own territory, for search engines. */
export async function sitemap(kernel: Kernel, visit: Visit, catalogue: readonly Module[]): Promise<string> {
  const urls = [`<url><loc>${escapeXml(visit.origin)}/</loc></url>`];
  for (const module of catalogue) {
    if (module.isService && !visit.territory.services.includes(module.name)) continue;
    for await (const { path, modified } of module.contributes?.sitemap?.(kernel, visit.territory) ?? []) {
      if (urls.length === LIMIT) break;
      urls.push(`<url><loc>${escapeXml(`${visit.origin}${path}`)}</loc>${modified ? `<lastmod>${modified}</lastmod>` : ''}</url>`);
    }
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('\n')}\n</urlset>\n`;
}
