import { line } from './cleaning.ts';

/** A code that a spreadsheet took for a quantity: `14000.0`, `14000,00` and `14 000` are `14000`. */
export function withoutFraction(value: unknown): string | null {
  const text = line(value, 200);
  return text === null ? null : text.replace(/^(\d[\d\s]*)[.,]0+$/, '$1').replace(/^[\d\s]+$/, (digits) => digits.replace(/\s/g, ''));
}

/** A postcode. In France its first zero, lost by spreadsheets, is put back: `1000.0` is `01000`. */
export function postcode(value: unknown, country: 'FR' | 'CH'): string | null {
  const text = withoutFraction(value)?.replace(/^(?:FR|F|CH)\s?-\s?(?=\d)/i, '');
  if (!text) return null;
  return country === 'FR' && /^\d{4}$/.test(text) ? `0${text}` : text.slice(0, 20);
}

/** The INSEE code or OFS number of a commune; null where it is none. */
export function communeCode(value: unknown, country: 'FR' | 'CH'): string | null {
  const text = withoutFraction(value)?.toUpperCase();
  if (!text) return null;
  if (country === 'CH') return /^\d{1,4}$/.test(text) ? String(Number(text)) : null;
  const code = /^\d{4}$/.test(text) ? `0${text}` : text;
  return /^(?:\d{5}|2[AB]\d{3})$/.test(code) ? code : null;
}

/** A number, with a decimal point or comma. */
export function decimal(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  const text = line(value, 50)?.replace(/\s/g, '').replace(',', '.');
  return text && /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d{1,2})?$/i.test(text) ? Number(text) : null;
}
