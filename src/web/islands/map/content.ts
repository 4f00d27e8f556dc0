/** A result as `pointsContent` of the directory writes it: short, since there may be thousands. */
type Row = readonly [
  latitude: number,
  longitude: number,
  name: string,
  path: string,
  theme: number,
  subject: number,
  kind: number,
  opening: number,
];

export interface Words {
  status: string;
  label: string;
  around: string;
  keys: string;
  zoomIn: string;
  zoomOut: string;
  whole: string;
  cluster: string;
  together: string;
  close: string;
  skip: string;
}

/** `/annuaire/points.json` */
export interface PointsContent {
  points: readonly Row[];
  themes: readonly (readonly [code: string, icon: string])[];
  kinds: readonly string[];
  openings: readonly (readonly [state: string, words: string])[];
  near: readonly [latitude: number, longitude: number] | null;
  /** Address of the icons. */
  sprite: string;
  words: Words;
}

/** `/fond-de-carte.json` */
export interface Ground {
  outlines: readonly { type: 'MultiPolygon'; coordinates: number[][][][] }[];
  names: readonly (readonly [latitude: number, longitude: number, name: string])[];
  centre: readonly [latitude: number, longitude: number] | null;
  tiles: { url: string; attribution: { text: string; href: string | null } } | null;
}

/** A result of the search, where it is. */
export interface Spot {
  latitude: number;
  longitude: number;
  name: string;
  path: string;
  theme: string;
  icon: string;
  kind: string | null;
  opening: { state: string; words: string } | null;
}

export function spotsOf({ points, themes, kinds, openings }: PointsContent): Spot[] {
  return points.map(([latitude, longitude, name, path, theme, , kind, opening]) => {
    const [code = '', icon = 'map-pin'] = themes[theme] ?? [];
    const [state, words] = openings[opening] ?? [];
    return {
      latitude,
      longitude,
      name,
      path,
      theme: code,
      icon,
      kind: kinds[kind] ?? null,
      opening: state && words ? { state, words } : null,
    };
  });
}

/**
 * What a map opens on: the results of the page at hand; around a point, the ten nearest (the list comes in that order);
 * else all of them.
 */
export function firstSight(spots: readonly Spot[], near: PointsContent['near'], focus: readonly string[]): [number, number][] {
  const position = ({ latitude, longitude }: Spot): [number, number] => [latitude, longitude];
  const focused = spots.filter(({ path }) => focus.includes(path));
  if (focused.length > 0) return focused.map(position);
  return near ? [[near[0], near[1]], ...spots.slice(0, 10).map(position)] : spots.map(position);
}
