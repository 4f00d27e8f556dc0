import { Temporal } from 'temporal-polyfill';

/** A day as browsers and addresses write it (« 2026-11-24 »); null where it is none. */
export function isoDate(text: string): Temporal.PlainDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
