/**
 * A spreadsheet takes a cell that begins with one of these for a formula, and may run it: an apostrophe before it makes
 * it text (OWASP, CSV injection). One more where there is one already, so that reading takes off what writing put.
 */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;

/** A figure is no formula, and stays one to count with. */
const FIGURE = /^[+-]?\d+(?:[.,]\d+)?$/;

export function escapeFormula(text: string): string {
  return FORMULA.test(text) && !FIGURE.test(text) ? `'${text}` : text;
}

export function withoutFormulaEscape(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
}
