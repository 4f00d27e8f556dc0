import { createReadStream } from 'node:fs';
import { Tokenizer, TokenParser, TokenType } from '@streamparser/json';
import { UserError } from '../../../kernel/errors.ts';

export interface FeatureRow {
  /** Line of the file where the feature begins, from 1. */
  line: number;
  value: unknown;
}

/**
 * Reads the features of a GeoJSON FeatureCollection one by one, in flat memory, whatever the size of the file.
 *
 * @throws UserError where the file is none, or breaks off: features before that point have been given.
 */
export async function* readFeatures(file: string): AsyncGenerator<FeatureRow> {
  const tokenizer = new Tokenizer();
  const parser = new TokenParser({ paths: ['$.features.*', '$.type'], keepStack: false });
  const ready: FeatureRow[] = [];
  let chunk: Uint8Array = new Uint8Array();
  let chunkStart = 0;
  let line = 1;
  let counted = 0;
  let depth = 0;
  let featureLine = 1;
  /** Of the last token that made sense. */
  let lastOffset = 0;
  let member: unknown;
  let hasFeatures = false;
  let rootType: unknown;

  function lineAt(offset: number): number {
    for (; counted < offset - chunkStart && counted < chunk.length; counted += 1) if (chunk[counted] === 0x0a) line += 1;
    return line;
  }

  tokenizer.onToken = (token) => {
    lastOffset = token.offset;
    const isEnd = token.token === TokenType.RIGHT_BRACE || token.token === TokenType.RIGHT_BRACKET;
    if (depth === 1 && token.token === TokenType.STRING) member = token.value;
    if (depth === 1 && token.token === TokenType.LEFT_BRACKET && member === 'features') hasFeatures = true;
    if (depth === 2 && !isEnd && token.token !== TokenType.COMMA) featureLine = lineAt(token.offset);
    if (token.token === TokenType.LEFT_BRACE || token.token === TokenType.LEFT_BRACKET) depth += 1;
    else if (isEnd) depth -= 1;
    parser.write(token);
  };
  parser.onValue = ({ value, key }) => {
    if (key === 'type') rootType = value;
    else if (hasFeatures) ready.push({ line: featureLine, value });
  };
  // Both report through these; without them they would throw away where it happened.
  const failed: { error: Error | null } = { error: null };
  tokenizer.onError = (error) => {
    failed.error ??= error;
  };
  parser.onError = (error) => {
    failed.error ??= error;
  };

  let isFirst = true;
  for await (const data of createReadStream(file, { highWaterMark: 64 * 1024 })) {
    chunk = data as Uint8Array;
    counted = 0;
    if (isFirst) {
      isFirst = false;
      // A byte-order mark is no part of JSON.
      if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) chunk = chunk.subarray(3);
    }
    tokenizer.write(chunk);
    const failedLine = lineAt(lastOffset);
    yield* ready.splice(0);
    if (failed.error) throw new UserError(`ce fichier n’est pas du JSON correct vers la ligne ${failedLine} (${failed.error.message})`);
    lineAt(chunkStart + chunk.length);
    chunkStart += chunk.length;
  }
  if (depth > 0) throw new UserError(`ce fichier s’interrompt à la ligne ${line} : il manque sa fin`);
  if (!hasFeatures) {
    if (rootType === undefined || rootType === 'FeatureCollection')
      throw new UserError('ce fichier n’est pas du GeoJSON : il n’a pas de liste « features »');
    throw new UserError(`ce fichier n’est pas une collection GeoJSON : son type est « ${String(rootType)} »`);
  }
}
