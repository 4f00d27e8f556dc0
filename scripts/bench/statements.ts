import { newId } from '../../src/kernel/ids.ts';

/** As the driver was given it. */
export interface Statement {
  text: string;
  values: unknown[];
  name?: string;
  /** Which of its values have to be others each time: a session that is opened has an id and a token of its own. */
  unique?: number[];
}

/** The statement as it is run once more. */
export function again({ unique = [], ...statement }: Statement): Statement {
  if (unique.length === 0) return statement;
  return { ...statement, values: statement.values.map((value, index) => (unique.includes(index) ? newId() : value)) };
}

/** Opens a transaction, with the settings that row-level security reads. */
export function isBegin({ text }: Statement): boolean {
  return /^begin\b/.test(text);
}

export function isCommit({ text }: Statement): boolean {
  return text === 'commit';
}
