import { z } from 'zod';
import { ProblemError } from './problem.ts';

/** The paging parameters of every list of the API. */
export const pageQuery = {
  cursor: z.string().max(2_000).optional().describe('`next_cursor` of the page before.'),
  limit: z.coerce
    .number('Expected a number from 1 to 100.')
    .pipe(z.int('Expected a whole number.').min(1, 'At least 1.').max(100, 'At most 100.'))
    .default(20)
    .describe('How many items at most: 20 unless told, at most 100.'),
};

/** An opaque place in a list: the sort key of the last item seen, so that pages stay right while rows come and go. */
export function encodeCursor(key: object): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** @throws ProblemError 400 where it is not one of ours. */
export function decodeCursor<Key extends z.ZodType>(cursor: string, schema: Key): z.output<Key> {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new ProblemError({
      status: 400,
      title: 'Bad parameter',
      errors: [{ parameter: 'cursor', detail: 'This is no cursor of this list.' }],
    });
  }
}
