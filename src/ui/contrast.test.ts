import { clampChroma, displayable, formatHex, parse, wcagContrast } from 'culori';
import { describe, expect, it } from 'vitest';
import { readTokens } from './read-tokens.testing.ts';

const tokens = readTokens();
const modes = ['light', 'dark'] as const;

const text: readonly [string, string][] = [
  ...['paper', 'surface', 'sunken', 'leaf-tint', 'ochre-tint', 'brick-tint', 'sky-tint'].flatMap((ground): [string, string][] => [
    ['ink', ground],
    ['ink-soft', ground],
  ]),
  ...['paper', 'surface', 'sunken'].flatMap((ground): [string, string][] => [
    ['accent', ground],
    ['leaf', ground],
    ['brick', ground],
    ['ochre-ink', ground],
  ]),
  ['on-accent', 'accent'],
  ['on-band', 'band'],
  ['on-soil', 'soil'],
  ['on-soil', 'soil-deep'],
  ['leaf', 'leaf-tint'],
  ['brick', 'brick-tint'],
  ['ochre-ink', 'ochre-tint'],
  ['sky', 'sky-tint'],
  ['on-accent', 'brick'],
  ['paper', 'ink'],
];
const controls: readonly [string, string][] = [
  ['control', 'paper'],
  ['control', 'surface'],
  ['control', 'sunken'],
];

describe.each(modes)('colours, %s', (mode) => {
  const colour = (name: string) => {
    const value = tokens[mode].get(name);
    if (!value) throw new Error(`No token --${name}`);
    return value;
  };

  it.each(text)('--%s reads on --%s (7:1)', (ink, ground) => {
    expect(wcagContrast(colour(ink), colour(ground))).toBeGreaterThanOrEqual(7);
  });

  it.each(controls)('--%s shows on --%s (4.5:1)', (line, ground) => {
    expect(wcagContrast(colour(line), colour(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it('every token can be displayed in sRGB, so that browsers do not each adapt it their way', () => {
    const out = [...tokens[mode]].filter(([, value]) => /^oklch\([\d. ]+\)$/.test(value) && !displayable(parse(value) ?? value));
    expect(out).toEqual([]);
  });

  it('a theme’s icon shows on its filled leaf, whatever the hue', () => {
    const [l, c] = [Number(colour('fill-l')), Number(colour('fill-c'))];
    for (let h = 0; h < 360; h += 5) {
      const fill = formatHex(clampChroma({ mode: 'oklch', l, c, h }, 'oklch'));
      expect(wcagContrast(colour('on-fill'), fill), `${h}°`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('words read on any theme’s tint, and a theme’s tone on its tint and on paper, whatever the hue', () => {
    const [tintL, tintC, toneL, toneC] = ['tint-l', 'tint-c', 'tone-l', 'tone-c'].map((name) => Number(colour(name)));
    for (let hue = 0; hue < 360; hue += 5) {
      const hex = (l = 0, c = 0) => formatHex(clampChroma({ mode: 'oklch', l, c, h: hue }, 'oklch'));
      const tint = hex(tintL, tintC);
      const tone = hex(toneL, toneC);
      for (const ink of ['ink', 'ink-soft']) expect(wcagContrast(colour(ink), tint), `${ink}, ${hue}°`).toBeGreaterThanOrEqual(7);
      for (const ground of [tint, colour('paper'), colour('surface'), colour('sunken')])
        expect(wcagContrast(tone, ground), `tone, ${hue}°`).toBeGreaterThanOrEqual(7);
    }
  });
});
