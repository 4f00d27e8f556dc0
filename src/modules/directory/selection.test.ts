import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Choice, choicesText, MOST_CHOICES, readChoices } from './selection.ts';

test('an address holds what was chosen, in words that a resident reads', () => {
  const choices: Choice[] = [
    { subject: 'service', slug: 'aide-aux-papiers', commune: null },
    { subject: 'place', slug: 'la-halle', commune: 'vernolle' },
    { subject: 'organisation', slug: 'le-lavoir', commune: null },
  ];
  expect(choicesText(choices)).toBe('services/aide-aux-papiers,lieux/la-halle@vernolle,structures/le-lavoir');
  expect(readChoices(choicesText(choices))).toEqual(choices);
});

test('each is kept once, and what is no page is left out', () => {
  expect(readChoices('lieux/a,lieux/a,lieux/a@b,,lieux/,x/a,lieux/A,lieux/a/b,../lieux/a,lieux/a@')).toEqual([
    { subject: 'place', slug: 'a', commune: null },
    { subject: 'place', slug: 'a', commune: 'b' },
  ]);
  expect(readChoices(undefined)).toEqual([]);
});

test('whatever the address holds, a sheet stays a sheet, and reads itself', () => {
  const part = fc.oneof(
    fc.string(),
    fc.integer({ min: 0, max: 99 }).map((number) => `services/s${number}`),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
      const choices = readChoices(parts.join(','));
      expect(choices.length).toBeLessThanOrEqual(MOST_CHOICES);
      expect(readChoices(choicesText(choices))).toEqual(choices);
    }),
  );
});
