import { notFound, type PageReply } from '../../kernel/http/route.ts';
import type { Visit } from '../../kernel/http/visit.ts';
import type { Kernel } from '../../kernel/module.ts';
import { framePath, itemFramePath } from './paths.ts';
import { allowedOrigins } from './queries.ts';
import { isOpen, type Shown } from './shown.ts';
import { FRAME_HEIGHT, frame } from './snippet.ts';
import { originOf, widgetWords } from './words.ts';

const WIDTH = 600;
const ITEM_HEIGHT = 240;
const HOUR = 3_600;

/** Path and query of a page of this portal, by its whole address; null: an address of elsewhere. */
function ownAddress(address: string, { territory, origin }: Visit): { prefix: string; path: string; query: URLSearchParams } | null {
  if (!URL.canParse(address)) return null;
  const { protocol, host, hostname, pathname, searchParams } = new URL(address);
  const isOwn = host === new URL(origin).host || territory.hosts.includes(hostname);
  if (!isOwn || (protocol !== 'https:' && protocol !== 'http:')) return null;
  const locale = territory.locales.find((one) => one !== 'fr' && (pathname === `/${one}` || pathname.startsWith(`/${one}/`)));
  const prefix = locale === undefined ? '' : `/${locale}`;
  return { prefix, path: pathname.slice(prefix.length), query: searchParams };
}

/** What stands for a page in another site: its title, and where there is a list or a thing to show, a frame of it. */
async function representation(
  kernel: Kernel,
  visit: Visit,
  all: readonly Shown[],
): Promise<{ title: string; framePath: string; height: number } | null> {
  const address = ownAddress(visit.query['url'] ?? '', visit);
  if (!address) return null;
  const { prefix, path, query } = address;
  for (const shown of all.filter((one) => !one.isMap && isOpen(one, visit))) {
    const { embed, name } = shown;
    const list = embed.listAt(path);
    if (list) {
      // Only what the list knows: an address may carry more, which a frame would complain of.
      const known = embed.parameters.flatMap((parameter): [string, string][] => {
        const value = query.get(parameter.name);
        return value ? [[parameter.name, value]] : [];
      });
      const asked = new URLSearchParams([...known, ...Object.entries(list)]).toString();
      const title = widgetWords(visit)('widgets.list', { label: embed.label(visit.locale), name: visit.territory.name });
      return { title, framePath: prefix + framePath(name, asked), height: FRAME_HEIGHT };
    }
    const commune = query.get('commune');
    const item = await embed.itemAt(kernel, { ...visit, query: commune === null ? {} : { commune } }, path);
    if (item) return { title: item.title, framePath: prefix + itemFramePath(item.path), height: ITEM_HEIGHT };
  }
  return null;
}

function atMost(wanted: number, given: string | undefined): number {
  return given !== undefined && /^[1-9]\d{0,4}$/.test(given) ? Math.min(wanted, Number(given)) : wanted;
}

function inXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/**
 * How another site may show a page of this portal, by its address (https://oembed.com): a frame, where some site may hold one,
 * else a link. 404 for what is not here, 501 for another format.
 */
export async function oembedReply(kernel: Kernel, visit: Visit, all: readonly Shown[]): Promise<PageReply> {
  const { format = 'json', maxwidth, maxheight } = visit.query;
  if (format !== 'json' && format !== 'xml') return { content: 'json, xml\n', type: 'text/plain; charset=utf-8', status: 501 };
  const found = await representation(kernel, visit, all);
  if (!found) return notFound;
  const { title } = found;
  const origin = originOf(visit);
  const isShown = (await allowedOrigins(kernel, visit.territory.id)).length > 0;
  const size = { width: atMost(WIDTH, maxwidth), height: atMost(found.height, maxheight) };
  const content = {
    version: '1.0',
    type: isShown ? 'rich' : 'link',
    title,
    provider_name: visit.territory.name,
    provider_url: `${origin}/`,
    cache_age: HOUR,
    ...(isShown && { ...size, html: frame({ address: origin + found.framePath, title, ...size }) }),
  };
  if (format === 'json') return { content: JSON.stringify(content), type: 'application/json; charset=utf-8' };
  const fields = Object.entries(content).map(([name, value]) => `<${name}>${inXml(String(value))}</${name}>`);
  return {
    content: `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>${fields.join('')}</oembed>\n`,
    type: 'text/xml; charset=utf-8',
  };
}
