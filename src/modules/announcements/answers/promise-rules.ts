/** Answers that a structure must have had before its promise is shown: of fewer, one more or less changes everything. */
const LEAST_ANSWERS = 10;

/** What is counted of a structure's answers. */
export interface Responsiveness {
  answers: number;
  answered: number;
  medianHours: number | null;
}

/** How a structure usually answers: in how many days, and what share of a hundred. */
export interface PromiseOfAnswer {
  days: number;
  share: number;
}

/** What is promised of a structure; null: it has had too few answers to say, or answered none. */
export function promiseOf(counted: Responsiveness | null): PromiseOfAnswer | null {
  if (counted === null || counted.answers < LEAST_ANSWERS || counted.medianHours === null) return null;
  return { days: Math.max(1, Math.ceil(counted.medianHours / 24)), share: Math.round((counted.answered / counted.answers) * 100) };
}
