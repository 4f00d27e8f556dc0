import { Tokenizer, TokenParser, TokenType } from '@streamparser/json';
import { UserError } from '../../../../kernel/errors.ts';
import { detectEncoding, readUtf8 } from './encoding.ts';

export interface JsonRow {
  /** Line of the file where the value begins, from 1. */
  line: number;
  /** Member of the root whose array it is in; null: the root itself is the array. */
  list: string | null;
  value: unknown;
}

/** What a JSON file is made of, without what its lists hold. Whole once it is read to its end. */
export interface JsonOutline {
  root: 'array' | 'object' | 'value' | 'nothing';
  /** Members of the root, in order: text, number, truth or null as they are; anything else by what it is. */
  members: Map<string, string | number | boolean | null | { is: 'array' | 'object' }>;
  /** The lists that were asked for and found. */
  lists: Set<string | null>;
}

export interface JsonReading {
  outline: JsonOutline;
  rows: AsyncGenerator<JsonRow>;
}

/** Deeper than any format goes. What is deeper would only exhaust the stack of whoever walks it. */
const DEEPEST = 200;

/**
 * Reads the items of JSON arrays one by one, in flat memory, whatever the size of the file: of these members of the
 * root, or, for null, of the root itself. Rows before a mistake are given; then the iteration throws.
 *
 * @throws UserError from `rows`, where the file is no JSON, or breaks off.
 */
export function readJson(file: string, lists: readonly (string | null)[]): JsonReading {
  const outline: JsonOutline = { root: 'nothing', members: new Map(), lists: new Set() };
  return { outline, rows: readRows(file, lists, outline) };
}

async function* readRows(file: string, lists: readonly (string | null)[], outline: JsonOutline): AsyncGenerator<JsonRow> {
  const detected = await detectEncoding(file);
  const tokenizer = new Tokenizer();
  const wanted = new Set(lists);
  const ready: JsonRow[] = [];
  let parser: TokenParser | null = null;
  let chunk: Uint8Array = new Uint8Array();
  let chunkStart = 0;
  let line = 1;
  let counted = 0;
  let depth = 0;
  let itemLine = 1;
  /** Of the last token that made sense. */
  let lastOffset = 0;
  let member: string | null = null;
  let isMemberNamed = false;
  let list: string | null | undefined;
  // The library throws away where it happened unless it reports through these.
  const failed: { error: Error | null } = { error: null };
  const fail = (error: Error) => {
    failed.error ??= error;
  };

  function lineAt(offset: number): number {
    for (; counted < offset - chunkStart && counted < chunk.length; counted += 1) if (chunk[counted] === 0x0a) line += 1;
    return line;
  }

  function begin(token: TokenType): TokenParser {
    outline.root = token === TokenType.LEFT_BRACKET ? 'array' : token === TokenType.LEFT_BRACE ? 'object' : 'value';
    if (outline.root === 'array' && wanted.has(null)) {
      list = null;
      outline.lists.add(null);
    }
    // « $.* » of an object would build each of its members whole.
    const begun = new TokenParser({ paths: [outline.root === 'array' ? '$.*' : '$.*.*'], keepStack: false });
    begun.onValue = ({ value }) => {
      if (list !== undefined) ready.push({ line: itemLine, list, value });
    };
    begun.onError = fail;
    return begun;
  }

  tokenizer.onToken = (token) => {
    lastOffset = token.offset;
    const isStart = token.token === TokenType.LEFT_BRACE || token.token === TokenType.LEFT_BRACKET;
    const isEnd = token.token === TokenType.RIGHT_BRACE || token.token === TokenType.RIGHT_BRACKET;
    parser ??= begin(token.token);
    if (depth === 1 && outline.root === 'object') {
      if (token.token === TokenType.STRING && !isMemberNamed) member = String(token.value);
      else if (token.token === TokenType.COLON) isMemberNamed = true;
      else if (token.token === TokenType.COMMA) isMemberNamed = false;
      else if (isMemberNamed && member !== null && !isEnd) {
        const isArray = token.token === TokenType.LEFT_BRACKET;
        outline.members.set(member, isStart ? { is: isArray ? 'array' : 'object' } : (token.value as string | number | boolean | null));
        list = isArray && wanted.has(member) ? member : undefined;
        if (list !== undefined) outline.lists.add(list);
      }
    }
    const itemDepth = outline.root === 'array' ? 1 : 2;
    if (depth === itemDepth && !isEnd && token.token !== TokenType.COMMA && token.token !== TokenType.COLON)
      itemLine = lineAt(token.offset);
    if (isStart) depth += 1;
    else if (isEnd) depth -= 1;
    if (depth > DEEPEST) fail(new Error(`plus de ${DEEPEST} niveaux`));
    else parser.write(token);
  };
  tokenizer.onError = fail;

  for await (const piece of readUtf8(file, detected)) {
    chunk = piece;
    counted = 0;
    tokenizer.write(chunk);
    const failedLine = lineAt(lastOffset);
    yield* ready.splice(0);
    if (failed.error) throw new UserError(`ce fichier n’est pas du JSON correct vers la ligne ${failedLine} (${failed.error.message})`);
    lineAt(chunkStart + chunk.length);
    chunkStart += chunk.length;
  }
  if (depth > 0) throw new UserError(`ce fichier s’interrompt à la ligne ${line} : il manque sa fin`);
}
