import { createHash } from 'node:crypto';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { TerritoryContext } from '../kernel/http/visit.ts';
import { Pattern } from '../ui/pattern.tsx';
import { accentOf } from './accent.ts';

/** The pictures that a phone takes: with round corners of its own shape (`any`), to be cut by it (`maskable`), Apple's. */
export const iconNames = [
  { name: '192.png', size: 192, purpose: 'any' },
  { name: '512.png', size: 512, purpose: 'any' },
  { name: 'masque.png', size: 512, purpose: 'maskable' },
  { name: '180.png', size: 180, purpose: 'apple' },
] as const;

type IconName = (typeof iconNames)[number];

/** Raised when the drawing changes. */
const DRAWING = 1;

type Drawn = Pick<TerritoryContext, 'slug' | 'accent' | 'logoUrl'>;

/** Changes with all that the icon is made of. */
export function iconDigest({ slug, accent, logoUrl }: Drawn): string {
  return createHash('sha256')
    .update(JSON.stringify([DRAWING, slug, accent, logoUrl]))
    .digest('hex')
    .slice(0, 10);
}

/** How much of the square the logo may take: what is to be cut keeps its content in the middle (80 % disc). */
const share = { any: 0.78, maskable: 0.58, apple: 0.74 } as const;
/** Corner of the `any` form. */
const corner = { any: 0.2, maskable: 0, apple: 0 } as const;

/** The territory's logo on paper, else its own pattern on its colour. */
export async function drawIcon(territory: Drawn, logo: Buffer | null, { size, purpose }: IconName): Promise<Buffer> {
  // Only here: a megabyte of native code that few requests need.
  const { default: sharp } = await import('sharp');
  const { accent, paper } = accentOf(territory);
  const radius = Math.round(size * corner[purpose]);
  const ground = `<rect width="${size}" height="${size}" rx="${radius}" fill="${logo ? paper : accent}"/>`;
  const pattern = logo ? '' : patternIn(territory.slug, size, radius, paper);
  const base = sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">${ground}${pattern}</svg>`));
  if (!logo) return base.png({ palette: true, effort: 7 }).toBuffer();
  const room = Math.round(size * share[purpose]);
  const inside = await sharp(logo).resize({ width: room, height: room, fit: 'inside' }).png().toBuffer();
  return base
    .composite([{ input: inside, gravity: 'centre' }])
    .png({ effort: 7 })
    .toBuffer();
}

/** `ochre` and `brick-fill` of the tokens, by day: a picture is the same by night. */
const colours = ['#e3a63b', '#bd5a3a'] as const;

function patternIn(slug: string, size: number, radius: number, paper: string): string {
  const inner = renderToString(h(Pattern, { seed: slug, columns: 4, rows: 4 })).replace(/^<svg[^>]*>|<\/svg>$/g, '');
  return `<style>.pattern-1{fill:${colours[0]}}.pattern-2{fill:${colours[1]}}.pattern-3{fill:#fff;fill-opacity:.28}.pattern-4{fill:${paper}}</style>
    <clipPath id="c"><rect width="${size}" height="${size}" rx="${radius}"/></clipPath>
    <g clip-path="url(#c)"><g transform="scale(${size / 40})">${inner}</g></g>`;
}
