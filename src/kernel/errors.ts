/**
 * A mistake that a person can understand and mend: its message is shown as it stands, without a stack.
 * Anything else that is thrown is a fault of ours.
 */
export class UserError extends Error {
  override name = 'UserError';
}

/** Like `UserError`, for a mistake in how a command was called: the command line answers 2. */
export class UsageError extends UserError {
  override name = 'UsageError';
}

/** More is asked for than is good for all: answered with 503, and when to come back. */
export class Overloaded extends Error {
  override name = 'Overloaded';
  readonly statusCode = 503;
  /** Seconds. */
  readonly retryAfter: number;

  constructor(retryAfter = 10) {
    super('overloaded');
    this.retryAfter = retryAfter;
  }
}
