import { UserError } from '../../../../kernel/errors.ts';

export interface TextLine {
  /** From 1. */
  line: number;
  text: string;
}

/** More characters than any line of a table has; a file without line ends would be held whole. */
const LONGEST_LINE = 1_000_000;

/**
 * The lines of a text, whatever ends them: `\n`, `\r\n` or `\r`.
 *
 * @throws UserError where a line is too long for a table's.
 */
export async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<TextLine> {
  let line = 1;
  let rest = '';
  const lineEnd = /\r\n|\n|\r/g;
  for await (const piece of text) {
    const known = rest + piece;
    let start = 0;
    lineEnd.lastIndex = 0;
    for (let match = lineEnd.exec(known); match; match = lineEnd.exec(known)) {
      // It may be half of `\r\n`.
      if (match[0] === '\r' && lineEnd.lastIndex === known.length) break;
      yield { line, text: known.slice(start, match.index) };
      line += 1;
      start = lineEnd.lastIndex;
    }
    rest = known.slice(start);
    if (rest.length > LONGEST_LINE) throw new UserError(`ce fichier n’est pas un tableau : sa ligne ${line} n’a pas de fin`);
  }
  if (rest.endsWith('\r')) yield { line, text: rest.slice(0, -1) };
  else if (rest !== '') yield { line, text: rest };
}
