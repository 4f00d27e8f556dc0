import type { Locale } from '../i18n/locales.ts';

/** An amount in minor units (centimes), never a float. */
export interface Money {
  amount: bigint;
  /** ISO 4217: EUR, CHF. */
  currency: string;
}

/** As people of the currency's own country write it: francs read « CHF 1’234.50 » in French-speaking Switzerland too. */
function writtenIn(currency: string, locale: Locale): string {
  if (locale === 'en') return 'en-GB';
  return currency === 'CHF' ? 'de-CH' : 'fr-FR';
}

const formats = new Map<string, Intl.NumberFormat>();

function currencyFormat(currency: string, locale: Locale): Intl.NumberFormat {
  const key = `${locale}${currency}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(writtenIn(currency, locale), {
      style: 'currency',
      currency,
      trailingZeroDisplay: 'stripIfInteger',
    });
    formats.set(key, format);
  }
  return format;
}

/** « 1 234,50 € », « CHF 25 »: a whole amount is written without its zeros. */
export function formatMoney(money: Money, locale: Locale): string {
  return currencyFormat(money.currency, locale)
    .format(moneyDecimal(money) as Intl.StringNumericLiteral)
    .replaceAll("'", '’');
}

/** « 1234.50 », in units of the currency: a decimal text keeps every centime, however large the amount. */
export function moneyDecimal({ amount, currency }: Money): string {
  const digits = currencyFormat(currency, 'fr').resolvedOptions().maximumFractionDigits ?? 2;
  const sign = amount < 0n ? '-' : '';
  const magnitude = (amount < 0n ? -amount : amount).toString().padStart(digits + 1, '0');
  return digits ? `${sign}${magnitude.slice(0, -digits)}.${magnitude.slice(-digits)}` : `${sign}${magnitude}`;
}
