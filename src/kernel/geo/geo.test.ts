import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boxAround, distanceBetween, isInside, type Outline, parsePoint, representativePoint } from './geo.ts';

const geneva = { latitude: 46.2044, longitude: 6.1432 };
const annecy = { latitude: 45.8992, longitude: 6.1294 };

const point = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});
/** Where communes are: from Wallis to Swiss Alps, away from the poles and the 180th meridian. */
const inhabited = fc.record({
  latitude: fc.double({ min: -60, max: 70, noNaN: true }),
  longitude: fc.double({ min: -170, max: 170, noNaN: true }),
});

describe('distance', () => {
  test('Geneva is 34 km from Annecy', () => {
    expect(distanceBetween(geneva, annecy)).toBeGreaterThan(33_900);
    expect(distanceBetween(geneva, annecy)).toBeLessThan(34_000);
  });

  test('is the same both ways, never negative, never more than half the globe', () => {
    fc.assert(
      fc.property(point, point, (a, b) => {
        const distance = distanceBetween(a, b);
        expect(distance).toBeGreaterThanOrEqual(0);
        expect(distance).toBeLessThanOrEqual(20_016_000);
        expect(Math.abs(distanceBetween(b, a) - distance)).toBeLessThan(0.01);
        expect(distanceBetween(a, a)).toBe(0);
      }),
    );
  });

  test('is known even to the other end of the world', () => {
    fc.assert(
      fc.property(point, (a) => {
        const b = { latitude: -a.latitude, longitude: a.longitude > 0 ? a.longitude - 180 : a.longitude + 180 };
        expect(distanceBetween(a, b)).toBeGreaterThan(20_015_000);
      }),
      { numRuns: 2_000 },
    );
  });
});

test('the box around a point holds everything within the distance', () => {
  fc.assert(
    fc.property(
      inhabited,
      fc.double({ min: 1, max: 200_000, noNaN: true }),
      fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
      fc.double({ min: 0, max: 0.999_999, noNaN: true }),
      (centre, metres, bearing, share) => {
        const there = travel(centre, metres * share, bearing);
        const box = boxAround(centre, metres);
        expect(there.latitude).toBeGreaterThanOrEqual(box.south);
        expect(there.latitude).toBeLessThanOrEqual(box.north);
        expect(there.longitude).toBeGreaterThanOrEqual(box.west);
        expect(there.longitude).toBeLessThanOrEqual(box.east);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('the box is not much larger than the distance', () => {
  const box = boxAround(geneva, 10_000);
  expect(distanceBetween(geneva, { ...geneva, latitude: box.north })).toBeLessThan(10_020);
  expect(distanceBetween(geneva, { ...geneva, longitude: box.east })).toBeLessThan(10_020);
});

/** Where one arrives, walking straight on over the sphere of mean radius. */
function travel(from: { latitude: number; longitude: number }, metres: number, bearing: number) {
  const rad = Math.PI / 180;
  const [angle, latitude] = [metres / 6_371_000, from.latitude * rad];
  const sine = Math.sin(latitude) * Math.cos(angle) + Math.cos(latitude) * Math.sin(angle) * Math.cos(bearing);
  const arrival = Math.asin(sine);
  const turn = Math.atan2(Math.sin(bearing) * Math.sin(angle) * Math.cos(latitude), Math.cos(angle) - Math.sin(latitude) * sine);
  return { latitude: arrival / rad, longitude: from.longitude + turn / rad };
}

describe('a point as people give it', () => {
  test.each([
    ['46.2044,6.1432', geneva],
    [' 46.2044 , 6.1432 ', geneva],
    ['46.2044;6.1432', geneva],
    ['-13,-176.2', { latitude: -13, longitude: -176.2 }],
    ['0,0', { latitude: 0, longitude: 0 }],
  ])('%s', (text, expected) => {
    expect(parsePoint(text)).toEqual(expected);
  });

  test.each(['', 'Genève', '46.2', '91,0', '0,181', '46.2,6.1,3', '4e1,6', 'NaN,NaN', '46.,6.', '0x10,1'])('« %s » is none', (text) => {
    expect(parsePoint(text)).toBeNull();
  });

  test('whatever was typed, it is a point of the globe or none', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-\d.,; ]{1,20}$/)), (text) => {
        const found = parsePoint(text);
        if (!found) return;
        expect(Math.abs(found.latitude)).toBeLessThanOrEqual(90);
        expect(Math.abs(found.longitude)).toBeLessThanOrEqual(180);
      }),
    );
  });
});

describe('inside an outline', () => {
  const square = (west: number, south: number, size: number) => [
    [west, south],
    [west + size, south],
    [west + size, south + size],
    [west, south + size],
    [west, south],
  ];
  const ring: Outline = { type: 'Polygon', coordinates: [square(6, 46, 1), square(6.4, 46.4, 0.2)] };
  const islands: Outline = { type: 'MultiPolygon', coordinates: [[square(6, 46, 1)], [square(8, 46, 1)]] };

  test.each([
    ['in the middle of the land', ring, 46.2, 6.2, true],
    ['in the hole', ring, 46.5, 6.5, false],
    ['outside', ring, 47.5, 6.5, false],
    ['on the first island', islands, 46.5, 6.5, true],
    ['on the second island', islands, 46.5, 8.5, true],
    ['between the islands', islands, 46.5, 7.5, false],
  ])('%s', (_, outline, latitude, longitude, expected) => {
    expect(isInside(outline, { latitude, longitude })).toBe(expected);
  });
});

describe('the point that stands for a geometry', () => {
  test.each([
    ['a point', { type: 'Point', coordinates: [6, 46] }, { latitude: 46, longitude: 6 }],
    [
      'a line',
      {
        type: 'LineString',
        coordinates: [
          [6, 46],
          [7, 47],
        ],
      },
      { latitude: 46.5, longitude: 6.5 },
    ],
    [
      'a building',
      {
        type: 'Polygon',
        coordinates: [
          [
            [6, 46],
            [8, 46],
            [8, 47],
            [6, 46],
          ],
        ],
      },
      { latitude: 46.5, longitude: 7 },
    ],
    ['a collection', { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [6, 46] }] }, { latitude: 46, longitude: 6 }],
  ])('%s', (_, geometry, expected) => {
    expect(representativePoint(geometry)).toEqual(expected);
  });

  test.each([
    ['nothing', null],
    ['an empty one', { type: 'Point', coordinates: [] }],
    ['a position off the globe', { type: 'Point', coordinates: [6, 96] }],
    ['Lambert 93 metres', { type: 'Point', coordinates: [940_000, 6_530_000] }],
    ['text', { type: 'Point', coordinates: ['6', '46'] }],
    ['half a position', { type: 'Point', coordinates: [6] }],
    ['something else', { coordinates: 'nowhere' }],
  ])('%s has none', (_, geometry) => {
    expect(representativePoint(geometry)).toBeNull();
  });

  test('anything at all is read without an error', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (coordinates, geometries) => {
        const found = representativePoint({ coordinates, geometries });
        if (found) expect(Math.abs(found.latitude)).toBeLessThanOrEqual(90);
      }),
    );
  });
});
