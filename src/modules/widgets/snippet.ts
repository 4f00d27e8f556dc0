import type { Visit } from '../../kernel/http/visit.ts';
import { framePath } from './paths.ts';
import { labelOf, NUMBER, type Shown, usualNumber } from './shown.ts';
import { originOf, widgetWords } from './words.ts';

function inAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** What is to be shown, as somebody chose it. */
export interface Wish {
  shown: Shown;
  query: Readonly<Record<string, string | undefined>>;
  most: number;
  /** The list on the portal, without the language. */
  path: string;
}

function parametersOf({ shown, query, most }: Wish): [string, string][] {
  const chosen = Object.entries(query).flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : []));
  return most === usualNumber(shown) ? chosen : [...chosen, [NUMBER, String(most)]];
}

function titleOf({ shown }: Wish, visit: Visit): string {
  return widgetWords(visit)('widgets.list', { label: labelOf(shown, visit), name: visit.territory.name });
}

/** Room for some of the list; what is longer is scrolled to, since a frame without a script cannot tell how high it is. */
export const FRAME_HEIGHT = 640;

/** HTML for a page that allows the portal's script; the link stays where it does not run. */
export function scriptSnippet(wish: Wish, visit: Visit): string {
  const tag = `terreau-${wish.shown.name}`;
  const language = visit.locale === 'fr' ? '' : ` lang="${visit.locale}"`;
  const attributes = parametersOf(wish).map(([name, value]) => ` ${name}="${inAttribute(value)}"`);
  const origin = originOf(visit);
  return [
    `<script src="${origin}/widgets/terreau.js" defer></script>`,
    `<${tag}${language}${attributes.join('')}>`,
    `  <a href="${inAttribute(origin + visit.href(wish.path))}">${inAttribute(titleOf(wish, visit))}</a>`,
    `</${tag}>`,
  ].join('\n');
}

/** HTML for a page that allows no script. */
export function frameSnippet(wish: Wish, visit: Visit): string {
  const address = `${originOf(visit)}${visit.href(framePath(wish.shown.name, new URLSearchParams(parametersOf(wish)).toString()))}`;
  return frame({ address, title: titleOf(wish, visit), width: '100%', height: FRAME_HEIGHT });
}

export function frame({
  address,
  title,
  width,
  height,
}: {
  address: string;
  title: string;
  width: number | '100%';
  height: number;
}): string {
  return `<iframe src="${inAttribute(address)}" title="${inAttribute(title)}" width="${width}" height="${height}" frameborder="0" loading="lazy"></iframe>`;
}
