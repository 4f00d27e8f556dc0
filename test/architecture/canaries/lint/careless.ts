export function first(rows: any[]): string {
  return rows[0]!.name;
}

export async function readAll(ids: string[]): Promise<void> {
  let unchanged = 1;
  console.log(ids, unchanged);
}
