import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInside } from './geo.ts';
import { simplify } from './simplify.ts';

/** A circle of so many positions, closed. */
function circle(count: number, radius = 0.1, [x, y]: readonly [number, number] = [6, 46]): number[][] {
  const ring = Array.from({ length: count }, (_, index) => {
    const angle = (2 * Math.PI * index) / count;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
  return [...ring, ring[0] ?? []];
}

describe('a simplified outline', () => {
  it('is much lighter, and closed as before', () => {
    const [[ring = []] = []] = simplify({ type: 'Polygon', coordinates: [circle(20_000)] }).coordinates;
    expect(ring.length).toBeGreaterThan(20);
    expect(ring.length).toBeLessThan(200);
    expect(ring[0]).toEqual(ring.at(-1));
  });

  it('keeps its islands, but for those that no screen would show', () => {
    const outline = {
      type: 'MultiPolygon' as const,
      coordinates: [[circle(500)], [circle(50, 0.02, [6.3, 46])], [circle(50, 0.000_01, [6.2, 46])]],
    };
    expect(simplify(outline).coordinates).toHaveLength(2);
  });

  it('keeps what is well inside in, what is well outside out', () => {
    const outline = { type: 'Polygon' as const, coordinates: [circle(5_000), circle(800, 0.03)] };
    const drawn = simplify(outline);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.14, noNaN: true }), fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }), (from, angle) => {
        // Too near of a line to tell.
        fc.pre([0.03, 0.1].every((radius) => Math.abs(from - radius) > 0.000_2));
        const point = { longitude: 6 + from * Math.cos(angle), latitude: 46 + from * Math.sin(angle) };
        expect(isInside(drawn, point)).toBe(isInside(outline, point));
      }),
    );
  });

  it('leaves a triangle alone', () => {
    const triangle = [
      [6, 46],
      [6.1, 46],
      [6, 46.1],
      [6, 46],
    ];
    expect(simplify({ type: 'Polygon', coordinates: [triangle] }).coordinates).toEqual([[triangle]]);
  });
});
