import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { weekendOf } from './selection.ts';

test.each([
  ['on a Monday', '2026-11-23', ['2026-11-28', '2026-11-29']],
  ['on a Friday', '2026-11-27', ['2026-11-28', '2026-11-29']],
  ['on a Saturday', '2026-11-28', ['2026-11-28', '2026-11-29']],
  ['on a Sunday, of which only that day is left', '2026-11-29', ['2026-11-29', '2026-11-29']],
  ['in the week in which clocks go back', '2026-10-22', ['2026-10-24', '2026-10-25']],
  ['on the Sunday on which they go back', '2026-10-25', ['2026-10-25', '2026-10-25']],
  ['on the Monday after', '2026-10-26', ['2026-10-31', '2026-11-01']],
  ['on the Saturday before they go forward', '2027-03-27', ['2027-03-27', '2027-03-28']],
  ['at the end of a year', '2026-12-31', ['2027-01-02', '2027-01-03']],
])('the week-end that comes, %s', (_, today, days) => {
  const { from, until } = weekendOf(Temporal.PlainDate.from(today));
  expect([from, until].map(String)).toEqual(days);
});
