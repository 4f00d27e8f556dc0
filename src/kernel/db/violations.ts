/** Whether a statement, or the unit that it was in, failed since such a row is there already (PostgreSQL, `unique_violation`). */
export function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}
