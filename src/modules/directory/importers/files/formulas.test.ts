import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeFormula, withoutFormulaEscape } from './formulas.ts';

describe('a cell that a spreadsheet would take for a formula', () => {
  it.each(['=1+1', '+33 6 12 34 56 78', '-3 ans', '@accueil', "'=1", "''-x", '＝A1', '\tx'])(
    '%j is text once written, and itself once read',
    (text) => {
      expect(escapeFormula(text)).toBe(`'${text}`);
      expect(withoutFormulaEscape(escapeFormula(text))).toBe(text);
    },
  );
  it.each(['-1,55', '-1.55', '+3', 'L’Atelier', "'hui", '', "d'abord"])('%j stays as it is', (text) => {
    expect(escapeFormula(text)).toBe(text);
    expect(withoutFormulaEscape(text)).toBe(text);
  });
  it('is read back whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."'=+-@\t１ 1,ax") }), (text) => withoutFormulaEscape(escapeFormula(text)) === text),
    );
  });
  it('never begins as a formula does', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(..."'=+-@\tax") }), (text) => !/^[=+\-@\t]/.test(escapeFormula(text))));
  });
});
