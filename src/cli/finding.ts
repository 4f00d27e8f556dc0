/** `ok`: it is well. `remark`: good to know. `wrong`: it is not well. */
export type Verdict = 'ok' | 'remark' | 'wrong';

/** One line of the doctor's, which says what to do where something has to be done. */
export interface Finding {
  verdict: Verdict;
  subject: string;
  words: string;
}
