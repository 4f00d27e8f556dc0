import { clampChroma, converter, formatHex, type Oklch, parse, wcagContrast } from 'culori';

/**
 * The grounds on which the accent is read, the hardest of each mode: the darkest of the day's papers, the lightest of
 * the night's. Same values as in `ui/styles/tokens.css` (a test compares them).
 */
export const accentGrounds = { light: 'oklch(0.935 0.028 82)', dark: 'oklch(0.25 0.019 60)' } as const;

/** What is written on the accent. */
export const onAccent = { light: '#fefaf1', dark: '#0c1a10' } as const;

/** WCAG AAA for text of any size, 7:1, and what the grounds lose or gain where they are rounded to 8 bits. */
const ENOUGH = 7.05;

export interface AccentStyle {
  /** For the one `<style>` of the page; holds no character that HTML would escape. */
  css: string;
  accent: { light: string; dark: string };
}

const toOklch = converter('oklch');

/** The nearest lightness, going one way, at which the colour is read on its ground and can be written on. */
function readable(colour: Oklch, mode: 'light' | 'dark'): string {
  const step = mode === 'light' ? -0.005 : 0.005;
  const bound = mode === 'light' ? 0 : 1;
  const passes = (hex: string) => wcagContrast(hex, accentGrounds[mode]) >= ENOUGH && wcagContrast(hex, onAccent[mode]) >= ENOUGH;
  for (let l = colour.l; step < 0 ? l > bound : l < bound; l += step) {
    const hex = formatHex(clampChroma({ ...colour, l }, 'oklch'));
    if (passes(hex)) return hex;
  }
  return mode === 'light' ? '#000000' : '#ffffff';
}

const memory = new Map<string, AccentStyle>();

/**
 * A territory's colour as custom properties. It is kept as it is where text stays readable (7:1 as text and under
 * text), else darkened by day and lightened by night in OKLCH, its hue unchanged.
 * Throws a RangeError when `hex` is not a CSS hex colour.
 */
export function accentStyle(hex: string): AccentStyle {
  const known = memory.get(hex);
  if (known) return known;
  const colour = /^#(?:[\da-f]{3}|[\da-f]{6})$/i.test(hex) ? toOklch(parse(hex)) : undefined;
  if (!colour) throw new RangeError(`Not a hex colour: ${hex}`);
  const accent = { light: readable(colour, 'light'), dark: readable(colour, 'dark') };
  const css =
    `:root{--accent:${accent.light};--on-accent:${onAccent.light};--band:${accent.light};--on-band:${onAccent.light}}` +
    `@media(prefers-color-scheme:dark){:root{--accent:${accent.dark};--on-accent:${onAccent.dark}}}`;
  const style = { css, accent };
  // Colours come from territories' settings: few. The bound is for a caller that would pass anything.
  if (memory.size < 1000) memory.set(hex, style);
  return style;
}

/** The same by day alone, for what is drawn outside of a page; null where none was chosen, or what was chosen is no colour. */
export function accentByDay(hex: string | null): string | null {
  try {
    return hex && accentStyle(hex).accent.light;
  } catch {
    return null;
  }
}

/** How a colour is read by day on the hardest paper, from 1 to 21; 7 is enough for any text (WCAG AAA). */
export function accentContrast(hex: string): number {
  return wcagContrast(hex, accentGrounds.light);
}
