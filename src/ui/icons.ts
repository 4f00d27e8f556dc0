/** Icons of Lucide's set that the pages use: the sprite holds these and no other, so that it stays light. */
export const iconNames = [
  'accessibility',
  'archive',
  'arrow-down',
  'arrow-right',
  'arrow-up',
  'baby',
  'bell',
  'book-open',
  'briefcase',
  'building-2',
  'bus',
  'check',
  'chevron-right',
  'chevrons-up-down',
  'circle-check',
  'clock',
  'copy',
  'download',
  'eye',
  'file-text',
  'flag',
  'globe',
  'hand-helping',
  'heart-pulse',
  'history',
  'hourglass',
  'house',
  'image',
  'inbox',
  'info',
  'key-round',
  'list-checks',
  'locate-fixed',
  'log-out',
  'mail',
  'map-pin',
  'menu',
  'message-circle',
  'minus',
  'navigation',
  'pencil',
  'phone',
  'plus',
  'printer',
  'search',
  'settings',
  'share-2',
  'sliders-horizontal',
  'smartphone',
  'sprout',
  'store',
  'trash-2',
  'triangle-alert',
  'undo-2',
  'upload',
  'user-check',
  'user-plus',
  'users',
  'utensils',
  'wifi',
  'wrench',
  'x',
] as const;

export type IconName = (typeof iconNames)[number];

let sprite = '/assets/icons.svg';

/** Where the built sprite is served; set once per process, before the first page. */
export function setIconSprite(url: string): void {
  sprite = url;
}

export function iconSprite(): string {
  return sprite;
}

/**
 * The sprite's text, from the SVG source of each icon.
 * Colours and strokes are left out: the style sheet sets them once for all icons.
 *
 * ```ts
 * spriteOf((name) => readFileSync(`node_modules/lucide-static/icons/${name}.svg`, 'utf8'))
 * ```
 */
export function spriteOf(source: (name: IconName) => string): string {
  const symbols = iconNames.map((name) => {
    const svg = source(name);
    const shapes = svg
      .slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'))
      .replace(/\s+/g, ' ')
      .replace(/ ?(\/?>) ?/g, '$1')
      .trim();
    return `<symbol id="${name}" viewBox="0 0 24 24">${shapes}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`;
}
