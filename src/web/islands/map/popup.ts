import type { Spot, Words } from './content.ts';
import { element } from './elements.ts';

/** Most names of one popup: past that, the list reads better. */
const MOST = 40;

function about({ name, path, kind, opening }: Spot): HTMLElement {
  const lines: HTMLElement[] = [element('a', 'map-popup-name', { href: path }, name)];
  if (kind) lines.push(element('p', '', {}, kind));
  // The pages' own mark of what is open, with its words.
  if (opening) lines.push(element('p', `open-badge is-${opening.state}`, {}, opening.words));
  return element('div', 'map-popup-spot', {}, ...lines);
}

/** What a marker says once it is pressed: one result, or those that are at one spot. */
export function popupContent(spots: readonly Spot[], words: Words, close: () => void): HTMLElement {
  const [only] = spots;
  const button = element('button', 'map-popup-close', { type: 'button', 'aria-label': words.close }, '×');
  button.addEventListener('click', close);
  const body =
    spots.length === 1 && only
      ? [about(only)]
      : [
          element('p', 'map-popup-title', {}, words.together.replace('{n}', String(spots.length))),
          element('ul', 'map-popup-list', {}, ...spots.slice(0, MOST).map((spot) => element('li', '', {}, about(spot)))),
        ];
  return element('div', 'map-popup', {}, ...body, button);
}
