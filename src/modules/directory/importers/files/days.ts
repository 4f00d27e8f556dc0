import { line } from './cleaning.ts';

/** The day that a cell tells, ISO: `2026-02-10T08:00:00Z`, « 10/02/2026 », « 10/02/2026 à 11:43 ». Null where it is none. */
export function readDay(value: unknown): string | null {
  const text = line(value, 60);
  if (text === null) return null;
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:$|[T ])/.exec(text);
  if (iso) return realDay(iso[1], iso[2], iso[3]);
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (compact) return realDay(compact[1], compact[2], compact[3]);
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)/.exec(text);
  return french ? realDay(french[3], french[2], french[1]) : null;
}

function realDay(year = '', month = '', day = ''): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) && Number(year) > 1800 ? text : null;
}
