export function first(rows: readonly string[]): string | undefined {
  return rows[0];
}
