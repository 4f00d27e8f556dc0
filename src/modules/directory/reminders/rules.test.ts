import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { askedAgainSince, linkEnds } from './rules.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

describe('reminders', () => {
  it.each([
    ['2026-11-24', '2026-10-25'],
    ['2026-03-31', '2026-03-01'],
    ['2028-03-30', '2028-02-29'],
  ])('are thirty days apart, over changes of the clocks and months of any length: %s', (today, last) => {
    expect(askedAgainSince(day(today)).toString()).toBe(last);
  });

  it('have a link that works for a hundred and twenty days', () => {
    expect(linkEnds(day('2026-07-27')).toString()).toBe('2026-11-24');
  });
});
