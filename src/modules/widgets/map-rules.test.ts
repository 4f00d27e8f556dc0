import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawMap } from './map-rules.ts';

const square = {
  coordinates: [
    [
      [
        [6, 45],
        [6.1, 45],
        [6.1, 45.1],
        [6, 45.1],
        [6, 45],
      ],
    ],
  ],
};
const at = (name: string, latitude: number, longitude: number) => ({ name, position: { latitude, longitude } });

describe('a plan', () => {
  it('numbers the items in order, and puts those that lie together one after the other', () => {
    const items = [at('nord', 45.09, 6.05), at('sud', 45.01, 6.05), at('nord aussi', 45.0901, 6.0501), at('est', 45.05, 6.09)];
    const { drawing, items: ordered } = drawMap([square], items);
    expect(ordered.map(({ name }) => name)).toEqual(['nord', 'nord aussi', 'sud', 'est']);
    expect(drawing.markers.map(({ from, to }) => [from, to])).toEqual([
      [1, 2],
      [3, 3],
      [4, 4],
    ]);
    const [north, south, east] = drawing.markers;
    expect(north?.y).toBeLessThan(south?.y ?? 0);
    expect(east?.x).toBeGreaterThan(south?.x ?? 0);
    expect(drawing.outlines[0]).toMatch(/^M[\d. L]+z$/);
  });

  it('leaves out what lies elsewhere or nowhere', () => {
    const { drawing, items } = drawMap([square], [at('ailleurs', 48.85, 2.35), { name: 'nulle part', position: null }]);
    expect([items, drawing.markers]).toEqual([[], []]);
  });

  it('is drawn around its items where there is no outline, be it a single one', () => {
    const { drawing, items } = drawMap([], [at('seul', 45.05, 6.05)]);
    expect(items).toHaveLength(1);
    expect(drawing.markers).toEqual([{ x: 180, y: drawing.height / 2, from: 1, to: 1 }]);
  });

  it('keeps each item within it once, whatever they are', () => {
    const position = fc.record({
      latitude: fc.double({ min: 45, max: 45.1, noNaN: true }),
      longitude: fc.double({ min: 6, max: 6.1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(position, { maxLength: 30 }), fc.boolean(), (positions, hasOutline) => {
        const given = positions.map((one, id) => ({ id, position: one }));
        const { drawing, items } = drawMap(hasOutline ? [square] : [], given);
        expect(items.map(({ id }) => id).sort((a, b) => a - b)).toEqual(given.map(({ id }) => id));
        let last = 0;
        for (const { from, to, x, y } of drawing.markers) {
          expect([from, to >= from, x >= 0 && x <= drawing.width, y >= 0 && y <= drawing.height]).toEqual([last + 1, true, true, true]);
          last = to;
        }
        expect(last).toBe(items.length);
      }),
    );
  });
});
