import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { locales } from '../i18n/locales.ts';
import { formatMoney } from './money.ts';

/** Spaces as French and Swiss typography sets them, made plain to compare. */
function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}

test.each([
  [0n, 'EUR', '0 €'],
  [1n, 'EUR', '0,01 €'],
  [123_450n, 'EUR', '1 234,50 €'],
  [2_500n, 'CHF', 'CHF 25'],
  [2_505n, 'CHF', 'CHF 25.05'],
  [123_450n, 'CHF', 'CHF 1’234.50'],
  [-990n, 'EUR', '-9,90 €'],
  [-5n, 'EUR', '-0,05 €'],
  [1_500n, 'XPF', '1 500 FCFP'],
])('%d minor units of %s are « %s »', (amount, currency, expected) => {
  expect(plain(formatMoney({ amount, currency }, 'fr'))).toBe(expected);
});

test('English writes the sign before', () => {
  expect(formatMoney({ amount: 123_450n, currency: 'EUR' }, 'en')).toBe('€1,234.50');
});

test('no amount breaks over two lines', () => {
  expect(formatMoney({ amount: 123_450n, currency: 'EUR' }, 'fr')).not.toContain(' ');
});

describe('whatever the amount', () => {
  const digitsOf = { EUR: 2, CHF: 2, XPF: 0, TND: 3 } as const;
  const money = fc.record({
    // Past 2^53, where a float would lose centimes.
    amount: fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
    currency: fc.constantFrom(...(Object.keys(digitsOf) as (keyof typeof digitsOf)[])),
  });

  test('no centime is lost between the amount and what is read', () => {
    fc.assert(
      fc.property(money, fc.constantFrom(...locales), ({ amount, currency }, locale) => {
        expect(
          readBack(formatMoney({ amount, currency }, locale), digitsOf[currency], locale === 'fr' && currency !== 'CHF' ? ',' : '.'),
        ).toBe(amount);
      }),
    );
  });

  test('two amounts never look the same', () => {
    fc.assert(
      fc.property(money, fc.bigInt({ min: 1n, max: 1_000n }), ({ amount, currency }, more) => {
        expect(formatMoney({ amount, currency }, 'fr')).not.toBe(formatMoney({ amount: amount + more, currency }, 'fr'));
      }),
    );
  });

  /** As a person reads it: the sign, the digits, and where the decimal mark stands. */
  function readBack(text: string, digits: number, mark: ',' | '.'): bigint {
    const [whole = '', decimals = ''] = text.replace(mark === ',' ? /[^\d,]/g : /[^\d.]/g, '').split(mark);
    const magnitude = BigInt(whole) * 10n ** BigInt(digits) + BigInt(decimals.padEnd(digits, '0') || '0');
    return /[-−]/.test(text) ? -magnitude : magnitude;
  }
});
