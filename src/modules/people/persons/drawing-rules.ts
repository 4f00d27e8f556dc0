/** Strokes of a drawn signature in a box of 600 by 240, as the `d` of an SVG path: « M10 120L14 118L… ». */
const STROKES = /^(?:M\d{1,3} \d{1,3}(?:L\d{1,3} \d{1,3})+)+$/;

/** Some two thousand points: a long signature has a few hundred. */
export const MOST_DRAWN = 20_000;

/** Points fewer than these are a touch by mistake, not a signature. */
const FEWEST_POINTS = 6;

/** Whether what a browser sent as a drawing is one: strokes and nothing else, so that it can be shown as it is. */
export function isDrawing(text: string): boolean {
  return text.length <= MOST_DRAWN && STROKES.test(text) && text.split(/[ML]/).length > FEWEST_POINTS;
}
