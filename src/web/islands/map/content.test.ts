import { describe, expect, it } from 'vitest';
import { firstSight, type PointsContent, spotsOf } from './content.ts';

const content: PointsContent = {
  points: [
    [46.1, 6.1, 'La Halle', '/lieux/la-halle', 1, 0, 0, 0],
    [46.2, 6.2, 'Un collectif', '/annuaire/un-collectif', 0, 1, -1, -1],
    ...Array.from({ length: 20 }, (_, index) => [47, 7 + index, `Loin ${index}`, `/lieux/loin-${index}`, 0, 0, -1, -1] as const),
  ],
  themes: [
    ['food', 'utensils'],
    ['shops', 'store'],
  ],
  kinds: ['Boulangerie'],
  openings: [['open', 'Ouvert jusqu’à 19 h']],
  near: null,
  sprite: '/assets/icons.svg',
  words: {} as PointsContent['words'],
};
const spots = spotsOf(content);

describe('the points of a map', () => {
  it('find their words again by their numbers', () => {
    expect(spots[0]).toEqual({
      latitude: 46.1,
      longitude: 6.1,
      name: 'La Halle',
      path: '/lieux/la-halle',
      theme: 'shops',
      icon: 'store',
      kind: 'Boulangerie',
      opening: { state: 'open', words: 'Ouvert jusqu’à 19 h' },
    });
    expect(spots[1]).toMatchObject({ kind: null, opening: null, theme: 'food' });
  });
});

describe('what a map opens on', () => {
  it('is every result', () => {
    expect(firstSight(spots, null, [])).toHaveLength(22);
  });

  it('is the place whose page it is', () => {
    expect(firstSight(spots, [46, 6], ['/annuaire/un-collectif'])).toEqual([[46.2, 6.2]]);
  });

  it('is the point that was asked for, with the nearest', () => {
    const sight = firstSight(spots, [46, 6], []);
    expect(sight[0]).toEqual([46, 6]);
    expect(sight).toHaveLength(11);
  });

  it('is everything where the page at hand is not on the map', () => {
    expect(firstSight(spots, null, ['/lieux/ailleurs'])).toHaveLength(22);
  });
});
