/** RFC 9457 problem details. `type` is omitted: the status says it, and `errors` says which parameter. */
export interface Problem {
  status: number;
  title: string;
  detail?: string;
  errors?: readonly { parameter: string; detail: string }[];
}

export const problemType = 'application/problem+json; charset=utf-8';

/** Thrown by an API route for a request that it cannot answer. */
export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }
}
