/** Shapes of a tile of ten units, as paths from its top left corner: cut paper, in the manner of a linocut. */
const shapes: readonly ((x: number, y: number) => string)[] = [
  (x, y) => `M${x} ${y}a10 10 0 0 1 10 10a10 10 0 0 1-10-10z`,
  (x, y) => `M${x + 10} ${y}a10 10 0 0 1-10 10a10 10 0 0 1 10-10z`,
  (x, y) => `M${x} ${y}h10a10 10 0 0 1-10 10z`,
  (x, y) => `M${x + 10} ${y + 10}h-10a10 10 0 0 1 10-10z`,
  (x, y) => `M${x} ${y + 10}a5 5 0 0 1 10 0z`,
  (x, y) => `M${x + 1} ${y + 5}a4 4 0 0 1 8 0a4 4 0 0 1-8 0z`,
  (x, y) => `M${x + 1} ${y + 10}v-6l4-3.5l4 3.5v6h-3v-3h-2v3z`,
  (x, y) => `M${x + 4.5} ${y + 10}v-4q-4 0-4-5q4.500 0 4.500 4q0-5 4.500-5q0 6-4 6v4z`,
];

/** FNV-1a: the same name always grows the same garden. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}

const gardens = new Map<string, readonly string[]>();

/** One path per colour: fewer bytes than one per tile. */
function garden(seed: string, columns: number, rows: number): readonly string[] {
  const key = `${seed}/${columns}/${rows}`;
  const known = gardens.get(key);
  if (known) return known;
  const colours = ['', '', '', ''];
  let state = hash(seed) || 1;
  let left = -1;
  const above: number[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      // xorshift32
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      const draw = state >>> 0;
      let colour = draw % colours.length;
      // Two neighbours of one colour would melt into one shape.
      while (colour === left || colour === above[column]) colour = (colour + 1) % colours.length;
      const shape = shapes[(draw >>> 4) % shapes.length];
      if (shape) colours[colour] += shape(column * 10, row * 10);
      left = colour;
      above[column] = colour;
    }
  }
  gardens.set(key, colours);
  return colours;
}

/** A territory's own pattern, where it has given no picture: leaves, suns and houses, drawn from its name. */
export function Pattern({ seed, columns = 8, rows = 5 }: { seed: string; columns?: number; rows?: number }) {
  return (
    <svg class="pattern" viewBox={`0 0 ${columns * 10} ${rows * 10}`} preserveAspectRatio="xMidYMin slice" aria-hidden="true">
      {garden(seed, columns, rows).map((path, index) => (
        <path key={path} class={`pattern-${index + 1}`} d={path} />
      ))}
    </svg>
  );
}

/** Stands for a logo: the territory's initial in a leaf. */
export function Monogram({ name }: { name: string }) {
  // « Le Val », « La Roche »: the article is not the name.
  const word =
    name.replace(/^(?:les?|la|l[’']|communauté de communes|communauté d’agglomération)[\s’']*(?:d[ue]s?|de la|d[’'])?\s*/i, '') || name;
  return (
    <span class="monogram" aria-hidden="true">
      {(word[0] ?? '').toUpperCase()}
    </span>
  );
}
