import type { ImportCounts, ImportOutcome, ImportReportRow } from '../../../../kernel/module.ts';
import type { CodeCount, ReportLine, ReportSummary } from '../../gestion/imports/models.ts';

/** Lines of one outcome that are kept, and shown, together. */
export const PAGE = 100;

export interface ReportPage {
  outcome: ImportOutcome;
  /** Among those of the outcome, from 0. */
  rank: number;
  lines: readonly ReportLine[];
}

const FIRST_LINES = 20;

/** Gathers what becomes of the lines, in flat memory: counts, first lines, and full pages until they are taken. */
export class Report {
  readonly counts: ImportCounts = {
    read: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    duplicates: 0,
    rejected: 0,
    missing: 0,
    conflicts: 0,
    contacts: 0,
  };
  private readonly reasons = new Map<string, CodeCount & { outcome: ImportOutcome }>();
  private readonly warnings = new Map<string, CodeCount>();
  private readonly first: Partial<Record<ImportOutcome, ReportLine[]>> = {};
  private readonly open = new Map<ImportOutcome, { rank: number; lines: ReportLine[] }>();
  private full: ReportPage[] = [];

  add({ file: _file, outcome, ...line }: ImportReportRow): void {
    if (outcome !== 'missing') this.counts.read += 1;
    this.counts[outcome === 'duplicate' ? 'duplicates' : outcome] += 1;
    if (line.reason !== null) count(this.reasons, `${outcome}/${line.reason}`, { outcome, code: line.reason, count: 0 });
    for (const code of line.warnings) {
      count(this.warnings, code, { code, count: 0 });
      if (code.startsWith('conflict:')) this.counts.conflicts += 1;
      if (code === 'named-contact') this.counts.contacts += 1;
    }
    const first = this.first[outcome] ?? [];
    if (first.length < FIRST_LINES) first.push(line);
    this.first[outcome] = first;
    const page = this.open.get(outcome) ?? { rank: 0, lines: [] };
    page.lines.push(line);
    this.open.set(outcome, page);
    if (page.lines.length < PAGE) return;
    this.full.push({ outcome, ...page });
    this.open.set(outcome, { rank: page.rank + 1, lines: [] });
  }

  /** The pages that are full, each once. */
  takeFull(): ReportPage[] {
    const pages = this.full;
    this.full = [];
    return pages;
  }

  /** What is left at the end. */
  takeRest(): ReportPage[] {
    const pages = [...this.open].map(([outcome, page]) => ({ outcome, ...page })).filter(({ lines }) => lines.length > 0);
    this.open.clear();
    return [...this.takeFull(), ...pages];
  }

  summary(): ReportSummary {
    const sorted = <Item extends CodeCount>(map: ReadonlyMap<string, Item>) =>
      [...map.values()].sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
    return { reasons: sorted(this.reasons), warnings: sorted(this.warnings), first: this.first };
  }
}

function count<Item extends CodeCount>(map: Map<string, Item>, key: string, zero: Item): void {
  const item = map.get(key) ?? zero;
  item.count += 1;
  map.set(key, item);
}
