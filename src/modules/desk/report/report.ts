import type { DirectoryFigures, FigureRow } from '../../directory/index.ts';
import type { Answers } from '../../moderation/index.ts';
import { FEWEST, type Masked, maskColumn, maskCount } from './masking-rules.ts';
import type { Quarter } from './quarters.ts';

/** What is counted of a quarter, before anything is masked: what is kept when it closes. */
export interface QuarterFigures {
  directory: DirectoryFigures;
  corrections: Answers;
}

export const columns = ['organisations', 'places', 'services', 'added', 'closed', 'confirmed', 'views', 'searches'] as const;
export type ReportColumn = (typeof columns)[number];

export interface ReportRow {
  /** Code of a theme or name of a district; null: those that have none. */
  of: string | null;
  cells: readonly Masked[];
}

/** A quarter as it may be told: the same on the page, on paper and in a workbook. */
export interface Report {
  quarter: Quarter;
  /** Its figures do not move any more. */
  isClosed: boolean;
  totals: readonly Masked[];
  themes: readonly ReportRow[];
  districts: readonly ReportRow[];
  corrections: {
    received: Masked;
    answered: Masked /** Hours within which half were answered; null: too few to tell. */;
    median: number | null;
  };
  claims: { received: Masked; granted: Masked; refused: Masked; waiting: Masked };
  unmet: { times: Masked; phrases: readonly { phrase: string; times: number }[] };
}

function countIn(row: FigureRow, column: ReportColumn): number {
  switch (column) {
    case 'organisations':
      return row.subject === 'organisation' ? row.present : 0;
    case 'places':
      return row.subject === 'place' ? row.present : 0;
    case 'services':
      return row.subject === 'service' ? row.present : 0;
    default:
      return row[column];
  }
}

/** Masks what is counted. @param themes in the order in which they are told; districts follow their names. */
export function reportOf(quarter: Quarter, isClosed: boolean, figures: QuarterFigures, themes: readonly string[]): Report {
  const { rows, claims, unmet } = figures.directory;
  const themeKeys = [...themes, null];
  const names = [...new Set(rows.flatMap(({ district }) => district ?? []))].sort((a, b) => a.localeCompare(b, 'fr'));
  const districtKeys = [...names, null];
  const sum = (some: readonly FigureRow[], column: ReportColumn) => some.reduce((all, row) => all + countIn(row, column), 0);
  const told = columns.map((column) =>
    maskColumn([
      themeKeys.map((key) =>
        sum(
          rows.filter(({ theme }) => (theme !== null && themes.includes(theme) ? theme : null) === key),
          column,
        ),
      ),
      districtKeys.map((key) =>
        sum(
          rows.filter(({ district }) => district === key),
          column,
        ),
      ),
    ]),
  );
  const rowsOf = (keys: readonly (string | null)[], way: number): ReportRow[] =>
    keys.map((of, index) => ({ of, cells: told.map(({ partitions }) => partitions[way]?.[index] ?? 0) }));
  const { total: received, partitions } = maskColumn([[claims.granted, claims.refused, claims.received - claims.granted - claims.refused]]);
  const [granted = 0, refused = 0, waiting = 0] = partitions[0] ?? [];
  return {
    quarter,
    isClosed,
    totals: told.map(({ total }) => total),
    themes: rowsOf(themeKeys, 0),
    districts: rowsOf(districtKeys, 1),
    corrections: correctionsOf(figures.corrections),
    claims: { received, granted, refused, waiting },
    unmet: { times: maskCount(unmet.times), phrases: unmet.phrases.filter(({ times }) => times >= FEWEST) },
  };
}

function correctionsOf({ received, hours }: Answers): Report['corrections'] {
  const { total, partitions } = maskColumn([[hours.length, received - hours.length]]);
  const sorted = hours.toSorted((a, b) => a - b);
  return {
    received: total,
    answered: partitions[0]?.[0] ?? 0,
    median: hours.length < FEWEST ? null : (sorted[Math.floor(hours.length / 2)] ?? null),
  };
}
