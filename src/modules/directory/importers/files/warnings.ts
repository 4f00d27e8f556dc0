/** What a person should look at in a row that was read all the same. */
export type RowWarning =
  | 'swapped-coordinates'
  | 'invalid-position'
  | 'not-a-point'
  | 'unusable-email'
  | 'unusable-website'
  | 'unusable-link'
  | 'unusable-phone'
  | 'unusable-date'
  | 'unusable-value'
  | 'too-many-values'
  | 'unreadable-hours'
  | 'invalid-identifier'
  | 'no-kind'
  | 'ragged-row'
  | 'broken-quote'
  /** A value that the vocabulary of a field does not have. */
  | `unknown-value:${string}`;

/** Notes a warning of the row that is being read. */
export type Warn = (warning: RowWarning) => void;

/** The warnings of one row, each once, in order. */
export function newWarnings(): { warn: Warn; list: RowWarning[] } {
  const list: RowWarning[] = [];
  return {
    warn: (warning) => {
      if (!list.includes(warning)) list.push(warning);
    },
    list,
  };
}
