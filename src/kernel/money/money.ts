import type { Locale } from '../i18n/locales.ts';

/** An amount in minor units (centimes), never a float. */
export interface Money {
  amount: bigint;
  /** ISO 4217: EUR, CHF. */
  currency: string;
}

const formats = new Map<string, Intl.NumberFormat>();

/** « 1 234,50 € » ; « 25 CHF »: a whole amount is written without its zeros. */
export function formatMoney(money: Money, locale: Locale): string {
  const key = `${locale}${money.currency}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
      style: 'currency',
      currency: money.currency,
      trailingZeroDisplay: 'stripIfInteger',
    });
    formats.set(key, format);
  }
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  // A decimal string keeps every centime, however large the amount.
  const sign = money.amount < 0n ? '-' : '';
  const magnitude = (money.amount < 0n ? -money.amount : money.amount).toString().padStart(digits + 1, '0');
  const decimal = digits ? `${sign}${magnitude.slice(0, -digits)}.${magnitude.slice(-digits)}` : `${sign}${magnitude}`;
  return format.format(decimal as Intl.StringNumericLiteral);
}
