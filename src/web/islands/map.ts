// The map's bundle: Leaflet draws, supercluster gathers. Loaded by `directory-map.ts` when a map is opened.
import { control, DivIcon, geoJSON, type Map as LeafletMap, latLngBounds, map, marker, popup, tileLayer } from 'leaflet';
import { firstSight, type Ground, type PointsContent, spotsOf } from './map/content.ts';
import { element } from './map/elements.ts';
import { Markers } from './map/markers.ts';
import { popupContent } from './map/popup.ts';
import { Results } from './map/results.ts';

/** Written in by the build. */
declare const MAP_STYLE: string;

const LARGEST_ZOOM = 19;
/** Height of the tools and of the room around them: no marker or popup hides behind. */
const UNDER_TOOLS = 76;

export interface OpenedMap {
  /** How many results are on the map, in words; empty where it shows the page's own. */
  status: string;
  /** Draws: once the frame has its size. */
  show(): void;
  close(): void;
}

/** Reads what a `<directory-map>` shows and puts its frame in place. @throws where something does not come. */
export async function openMap(host: HTMLElement): Promise<OpenedMap> {
  const { points = '', ground = '', focus = '' } = host.dataset;
  const [content, below] = await Promise.all([read<PointsContent>(points), read<Ground>(ground), loadStyle()]);
  const { words } = content;
  const focused = focus.split(' ').filter(Boolean);
  const end = element('span', 'map-end', { id: 'apres-la-carte', tabindex: '-1' });
  const skip = element('a', 'map-skip', { href: '#apres-la-carte' }, words.skip);
  const canvas = element('div', 'map-canvas', {
    role: 'group',
    'aria-label': `${focused.length > 0 ? words.around : words.label}. ${words.keys}`,
  });
  const frame = element('div', 'map-frame', {}, canvas);
  if (below.tiles) frame.append(attribution(below.tiles.attribution));
  host.append(skip, frame, end);
  let opened: { remove(): void } | null = null;
  return {
    // On the page of a place, the others are what is around it: no count of results.
    status: focused.length > 0 ? '' : words.status,
    show: () => {
      opened = draw(canvas, frame, content, below, focused);
    },
    close: () => {
      opened?.remove();
      for (const part of [skip, frame, end]) part.remove();
    },
  };
}

function draw(
  canvas: HTMLElement,
  frame: HTMLElement,
  content: PointsContent,
  ground: Ground,
  focus: readonly string[],
): { remove(): void } {
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const { words } = content;
  const drawn = map(canvas, {
    zoomControl: false,
    attributionControl: false,
    maxZoom: LARGEST_ZOOM,
    zoomAnimation: !isStill,
    fadeAnimation: !isStill,
    markerZoomAnimation: !isStill,
    inertia: !isStill,
    // The wheel goes on scrolling the page until the map is used.
    scrollWheelZoom: false,
  });
  drawn.on('focus click', () => drawn.scrollWheelZoom.enable());
  drawn.on('blur mouseout', () => drawn.scrollWheelZoom.disable());
  drawGround(drawn, ground);
  const spots = spotsOf(content);
  const sight = firstSight(spots, content.near, focus);
  const outline = ground.outlines.length > 0 ? geoJSON(ground.outlines as never).getBounds() : null;
  const whole = sight.length > 0 ? latLngBounds(sight) : outline;
  const look = () => {
    // Without tiles a street corner is a blank: the outline and the names have to be in sight.
    const maxZoom = ground.tiles ? 16 : 14;
    if (whole) drawn.fitBounds(whole, { paddingTopLeft: [36, UNDER_TOOLS], paddingBottomRight: [36, 36], maxZoom, animate: false });
    else drawn.setView(ground.centre ? [ground.centre[0], ground.centre[1]] : [46.5, 4], ground.centre ? 13 : 6);
  };
  look();
  if (content.near && focus.length === 0) {
    const [latitude, longitude] = content.near;
    const icon = new DivIcon({ className: 'map-near', iconSize: [24, 24] });
    marker([latitude, longitude], { icon, interactive: false, keyboard: false }).addTo(drawn);
  }
  frame.append(tools(drawn, words, look));
  control.scale({ imperial: false }).addTo(drawn);

  let opener: HTMLElement | null = null;
  const bubble = popup({
    className: 'map-bubble',
    closeButton: false,
    maxWidth: Math.min(280, canvas.clientWidth - 40),
    minWidth: 180,
    offset: [0, -12],
    autoPanPaddingTopLeft: [16, UNDER_TOOLS],
    autoPanPaddingBottomRight: [16, 16],
  });
  const leave = () => {
    drawn.closePopup(bubble);
    opener?.focus({ preventScroll: true });
  };
  const results = new Results((path) => markers.highlight(path));
  const markers = new Markers(drawn, {
    spots,
    words,
    sprite: content.sprite,
    focus,
    tell(told, position, from) {
      opener = from;
      const [only] = told;
      if (told.length === 1 && only) results.reveal(only.path, frame);
      bubble
        .setLatLng(position)
        .setContent(popupContent(told, words, leave))
        .openOn(drawn);
      bubble.getElement()?.querySelector('a')?.focus({ preventScroll: true });
    },
    point: (pointed) => results.highlight(pointed.map(({ path }) => path)),
  });
  frame.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape' && bubble.isOpen()) leave();
  });
  // The frame grows and shrinks with the window, and when the page is turned.
  const watch = new ResizeObserver(() => drawn.invalidateSize({ animate: false }));
  watch.observe(canvas);
  return {
    remove() {
      watch.disconnect();
      results.leave();
      drawn.remove();
    },
  };
}

function drawGround(drawn: LeafletMap, { outlines, names, tiles }: Ground): void {
  if (tiles) tileLayer(tiles.url, { maxZoom: LARGEST_ZOOM }).addTo(drawn);
  const className = tiles ? 'map-outline' : 'map-outline map-land';
  geoJSON(outlines as never, { interactive: false, style: { className } }).addTo(drawn);
  // Tiles have their own names; without them, these are what one finds one's way by.
  if (tiles) return;
  for (const [latitude, longitude, name] of names) {
    const icon = new DivIcon({ className: 'map-name', html: element('span', '', { 'aria-hidden': 'true' }, name), iconSize: [0, 0] });
    marker([latitude, longitude], { icon, interactive: false, keyboard: false, zIndexOffset: -1_000 }).addTo(drawn);
  }
}

function tools(drawn: LeafletMap, words: PointsContent['words'], look: () => void): HTMLElement {
  const tool = (label: string, sign: string, act: () => void, name = 'map-tool') => {
    const button = element('button', name, { type: 'button', ...(sign === label ? {} : { 'aria-label': label, title: label }) }, sign);
    button.addEventListener('click', act);
    return button;
  };
  return element(
    'div',
    'map-tools',
    {},
    tool(words.zoomIn, '+', () => drawn.zoomIn()),
    tool(words.zoomOut, '−', () => drawn.zoomOut()),
    tool(words.whole, words.whole, look, 'map-tool map-tool-wide'),
  );
}

function attribution({ text, href }: { text: string; href: string | null }): HTMLElement {
  return element('p', 'map-attribution', {}, href ? element('a', '', { href }, text) : text);
}

async function read<Content>(path: string): Promise<Content> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
  return (await response.json()) as Content;
}

let style: Promise<void> | null = null;

/** Leaflet's sheet and ours: without them the map would be a heap of pieces. */
function loadStyle(): Promise<void> {
  style ??= new Promise((resolve, reject) => {
    const link = element('link', '', { rel: 'stylesheet', href: MAP_STYLE });
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => {
      link.remove();
      style = null;
      reject(new Error('The style of the map did not come.'));
    });
    document.head.append(link);
  });
  return style;
}
