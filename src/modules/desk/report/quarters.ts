import { Temporal } from 'temporal-polyfill';

/** Three months, from January, April, July or October. */
export interface Quarter {
  year: number;
  /** From 1 to 4. */
  number: number;
  from: Temporal.PlainDate;
  /** The day after its last one. */
  to: Temporal.PlainDate;
}

function quarter(year: number, number: number): Quarter {
  const from = new Temporal.PlainDate(year, number * 3 - 2, 1);
  return { year, number, from, to: from.add({ months: 3 }) };
}

export function quarterOf(day: Temporal.PlainDate): Quarter {
  return quarter(day.year, Math.ceil(day.month / 3));
}

export function quarterBefore({ from }: Quarter): Quarter {
  return quarterOf(from.subtract({ days: 1 }));
}

/** As addresses and files name it: « 2026-3 ». */
export function quarterKey({ year, number }: Quarter): string {
  return `${year}-${number}`;
}
