/** One row of a table, from a CSV file or a workbook. */
export interface TableRow {
  /** Line of the file, or row of the sheet, where it begins, from 1. */
  line: number;
  sheet: string | null;
  /** Name of the column → text; '' where the cell is empty. */
  record: Record<string, string>;
  /** It has more or fewer fields than there are columns, or a quote that nothing closes: its fields may be others’. */
  problem: 'ragged-row' | 'broken-quote' | null;
}

export interface Table {
  columns: readonly string[];
  rows(): AsyncIterable<TableRow>;
}

/** The names of the columns, trimmed; each once. A column without a name is « colonne 3 ». */
export function columnNames(header: readonly string[]): string[] {
  const names = header.map((name) => name.replace(/[\p{Cc}\ufeff\s]+/gu, ' ').trim());
  // Spreadsheets leave empty columns at the end.
  while (names.length > 1 && names.at(-1) === '') names.pop();
  const seen = new Map<string, number>();
  return names.map((name, index) => {
    const known = name || `colonne ${index + 1}`;
    const times = (seen.get(known) ?? 0) + 1;
    seen.set(known, times);
    return times === 1 ? known : `${known} (${times})`;
  });
}
