import { wcagContrast } from 'culori';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accentGrounds, accentStyle } from '../kernel/html/accent.ts';
import { readTokens } from './read-tokens.testing.ts';

const value = (css: string, property: string) =>
  [...css.matchAll(new RegExp(`${property}:(#[0-9a-f]{6})`, 'g'))].map((match) => match[1] ?? '');

describe('a territory’s colour', () => {
  it('stays as chosen where it can be read', () => {
    expect(accentStyle('#0b3d2e').accent.light).toBe('#0b3d2e');
  });

  it('is darkened by day and lightened by night where it cannot', () => {
    const { light, dark } = accentStyle('#ff7a00').accent;
    expect(light).not.toBe('#ff7a00');
    expect(dark).not.toBe(light);
  });

  it('is read at 7:1, as text and under text, whatever the colour', () => {
    const tokens = readTokens();
    const grounds = ['paper', 'surface', 'sunken'];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (number) => {
        const { css, accent } = accentStyle(`#${number.toString(16).padStart(6, '0')}`);
        const [onLight = '', onDark = ''] = value(css, '--on-accent');
        for (const mode of ['light', 'dark'] as const) {
          for (const ground of grounds) expect(wcagContrast(accent[mode], tokens[mode].get(ground) ?? '')).toBeGreaterThanOrEqual(7);
          expect(wcagContrast(accent[mode], mode === 'light' ? onLight : onDark)).toBeGreaterThanOrEqual(7);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is measured against the grounds of the style sheet', () => {
    const tokens = readTokens();
    expect(accentGrounds.light).toBe(tokens.light.get('sunken'));
    expect(accentGrounds.dark).toBe(tokens.dark.get('surface'));
  });

  it('holds nothing that HTML would escape, so that the hash of the style sheet holds', () => {
    expect(accentStyle('#c0ffee').css).not.toMatch(/[<>&"']/);
  });

  it('refuses what is not a colour', () => {
    expect(() => accentStyle('red;}body{display:none')).toThrow(RangeError);
  });
});
