import { DivIcon, type LatLng, type Map as LeafletMap, latLng, type Marker, marker } from 'leaflet';
import Supercluster, { type AnyProps, type ClusterFeature, type PointFeature } from 'supercluster';
import type { Spot, Words } from './content.ts';
import { element, icon } from './elements.ts';

/** Markers are 44 px wide: nearer than this, they would hide each other. */
const RADIUS = 56;
/** Two markers as near as this, of which one stands apart: the other would lie under it. */
const HIDDEN = 46;
/** Pixels of Leaflet's world at its smallest: what the radius is a part of. */
const TILE = 256;
const LARGEST_ZOOM = 19;

type Cluster = ClusterFeature<AnyProps>;
type Single = PointFeature<{ spot: number }>;

interface Drawn {
  marker: Marker;
  button: HTMLButtonElement;
  position: LatLng;
  spots(): readonly number[];
}

export interface MarkersOptions {
  spots: readonly Spot[];
  words: Words;
  sprite: string;
  /** Results that stand out: those of the page at hand. */
  focus: readonly string[];
  /** A marker is pressed that has something to tell; `opener` is what to come back to. */
  tell(spots: readonly Spot[], position: LatLng, opener: HTMLElement): void;
  /** A marker is pointed at, or no longer (nothing). */
  point(spots: readonly Spot[]): void;
}

/** The markers in sight of a map, near ones drawn together. Each is a button: the keyboard goes from one to the next. */
export class Markers {
  private readonly index = new Supercluster<{ spot: number }>({ radius: RADIUS, extent: TILE, maxZoom: LARGEST_ZOOM });
  private readonly drawn = new Map<string, Drawn>();
  private readonly apart: readonly Single[];
  /** What lies under a marker that stands apart, by its number. */
  private readonly taken = new Map<number, readonly number[]>();
  private highlighted: number | null = null;
  private readonly map: LeafletMap;
  private readonly options: MarkersOptions;

  constructor(map: LeafletMap, options: MarkersOptions) {
    this.map = map;
    this.options = options;
    // What the page is about is never drawn together with what is around it.
    const features = options.spots.map(
      ({ latitude, longitude }, spot): Single => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [longitude, latitude] },
        properties: { spot },
      }),
    );
    const isFocus = ({ properties: { spot } }: Single) => options.focus.includes(options.spots[spot]?.path ?? '');
    this.apart = features.filter(isFocus);
    this.index.load(features.filter((feature) => !isFocus(feature)));
    map.on('moveend', () => this.draw());
    this.draw();
  }

  /** Makes the marker of a result stand out, or the one that it is drawn together with; null: none. */
  highlight(path: string | null): void {
    const spot = path === null ? -1 : this.options.spots.findIndex((one) => one.path === path);
    this.highlighted = spot === -1 ? null : spot;
    this.mark();
  }

  private draw(): void {
    const bounds = this.map.getBounds();
    const box: [number, number, number, number] = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    const apart = this.apart.filter(({ geometry: { coordinates } }) => bounds.contains([coordinates[1] ?? 0, coordinates[0] ?? 0]));
    const features = [...this.takeIn(apart, this.index.getClusters(box, Math.round(this.map.getZoom()))), ...apart].sort(
      // From north to south, as one reads: the order of the keyboard.
      (a, b) => (b.geometry.coordinates[1] ?? 0) - (a.geometry.coordinates[1] ?? 0),
    );
    const focused = [...this.drawn.values()].find(({ button }) => button === document.activeElement);
    const wanted = new Map(features.map((feature) => [keyOf(feature), feature]));
    for (const [key, { marker: gone }] of this.drawn) {
      if (wanted.has(key)) continue;
      gone.remove();
      this.drawn.delete(key);
    }
    for (const [key, feature] of wanted) if (!this.drawn.has(key)) this.drawn.set(key, this.add(feature));
    this.mark();
    // A cluster that came apart takes the focus away with it: it goes to the nearest of what came out.
    if (focused && !focused.button.isConnected) this.nearest(focused.position)?.button.focus({ preventScroll: true });
  }

  /** What would lie under a marker that stands apart is told with it; gives the others. */
  private takeIn(apart: readonly Single[], features: readonly (Cluster | Single)[]): (Cluster | Single)[] {
    this.taken.clear();
    const at = ({ geometry: { coordinates } }: Cluster | Single) =>
      this.map.latLngToContainerPoint([coordinates[1] ?? 0, coordinates[0] ?? 0]);
    return features.filter((feature) => {
      const over = apart.find((one) => at(one).distanceTo(at(feature)) < HIDDEN);
      if (!over) return true;
      const { spot } = over.properties;
      this.taken.set(spot, [...(this.taken.get(spot) ?? []), ...this.spotsOf(feature)]);
      return false;
    });
  }

  private spotsOf(feature: Cluster | Single): readonly number[] {
    if (!isCluster(feature)) return [feature.properties.spot];
    return this.index.getLeaves(feature.properties.cluster_id, Infinity).map(({ properties }) => (properties as { spot: number }).spot);
  }

  private told(numbers: readonly number[]): Spot[] {
    return numbers.flatMap((number) => this.options.spots[number] ?? []);
  }

  private nearest(position: LatLng): Drawn | undefined {
    return [...this.drawn.values()].sort((a, b) => a.position.distanceTo(position) - b.position.distanceTo(position))[0];
  }

  private add(feature: Cluster | Single): Drawn {
    const [longitude = 0, latitude = 0] = feature.geometry.coordinates;
    const position = latLng(latitude, longitude);
    const button = isCluster(feature) ? this.clusterButton(feature, position) : this.spotButton(feature.properties.spot, position);
    const own = this.spotsOf(feature);
    const spots = () => (isCluster(feature) ? own : [...own, ...(this.taken.get(feature.properties.spot) ?? [])]);
    const { point } = this.options;
    for (const type of ['focus', 'pointerenter']) button.addEventListener(type, () => point(this.told(spots())));
    for (const type of ['blur', 'pointerleave']) button.addEventListener(type, () => point([]));
    // Seen by the map as a press beside the popup, it would close what it has just opened.
    button.addEventListener('click', (event) => event.stopPropagation());
    // Leaflet's own marker would be a `div` that plays the button; this one holds a real one.
    const drawn = marker(position, {
      icon: new DivIcon({ className: 'map-marker', html: button, iconSize: [44, 44] }),
      keyboard: false,
      bubblingMouseEvents: false,
    }).addTo(this.map);
    return { marker: drawn, button, position, spots };
  }

  private clusterButton(feature: Cluster, position: LatLng): HTMLButtonElement {
    const { words } = this.options;
    const { cluster_id: id, point_count: count } = feature.properties;
    const size = count < 10 ? 'small' : count < 100 ? 'medium' : 'large';
    const label = words.cluster.replace('{n}', String(count));
    const button = element('button', `map-cluster map-cluster-${size}`, { type: 'button', 'aria-label': label }, String(count));
    button.addEventListener('click', () => {
      const zoom = this.index.getClusterExpansionZoom(id);
      if (zoom <= LARGEST_ZOOM && this.map.getZoom() < LARGEST_ZOOM) return void this.map.setView(position, zoom);
      // At one address: no zoom tells them apart.
      this.options.tell(this.told(this.spotsOf(feature)), position, button);
    });
    return button;
  }

  private spotButton(number: number, position: LatLng): HTMLButtonElement {
    const { spots, sprite, focus, tell } = this.options;
    const spot = spots[number];
    if (!spot) throw new Error(`The map has no point ${number}.`);
    const button = element(
      'button',
      `map-spot theme-${spot.theme}${focus.includes(spot.path) ? ' is-focus' : ''}`,
      { type: 'button', 'aria-label': spot.name, title: spot.name },
      element('span', 'leaf leaf-strong', {}, icon(sprite, spot.icon)),
    );
    button.addEventListener('click', () => tell([spot, ...this.told(this.taken.get(number) ?? [])], position, button));
    return button;
  }

  private mark(): void {
    for (const { marker: drawn, button, spots } of this.drawn.values()) {
      const isHighlighted = this.highlighted !== null && spots().includes(this.highlighted);
      button.classList.toggle('is-highlighted', isHighlighted);
      drawn.setZIndexOffset(isHighlighted || button.classList.contains('is-focus') ? 1_000 : 0);
    }
  }
}

function isCluster(feature: Cluster | Single): feature is Cluster {
  return 'cluster' in feature.properties;
}

/** Numbers of clusters hold their zoom, so that one key is one marker. */
function keyOf(feature: Cluster | Single): string {
  return isCluster(feature) ? `c${feature.properties.cluster_id}` : `s${feature.properties.spot}`;
}
