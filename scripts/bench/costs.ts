/** What the statements of a request cost PostgreSQL: figures that no other work on the machine changes. */
import pg from 'pg';
import type { Group } from './cases.ts';
import { median } from './runs.ts';
import { again, isBegin, isCommit } from './statements.ts';

/** Of one group of requests. */
export interface Costs {
  statements: Spread;
  /** Pages of 8 KB that executing them touches, in memory or not; planning apart. */
  buffers: Spread;
  /** Milliseconds that they take one after another, nothing else running. */
  time: Spread;
  /** Rows that all of them read of each table, those counted too that a condition drops. */
  rows: ReadonlyMap<string, number>;
}

export interface Spread {
  median: number;
  max: number;
}

interface Plan {
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: readonly Plan[];
}

interface Explained {
  Plan: Plan;
}

const EXPLAINABLE = /^\s*(?:select|with|insert|update|delete)\b/i;

/** @param writes what is asked can be done once: it is explained alone, and taken back; nothing is timed. */
export async function costsOf(
  url: string,
  { cases }: { cases: readonly Pick<Group['cases'][number], 'statements'>[] },
  { writes = false } = {},
): Promise<Costs> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const times: number[] = [];
    const buffers: number[] = [];
    const rows = new Map<string, number>();
    for (const { statements } of cases) {
      // Twice: the first time, what it reads comes into memory.
      for (const isTimed of writes ? [] : [false, true]) {
        const start = performance.now();
        for (const statement of statements) await client.query(again(statement));
        if (isTimed) times.push(performance.now() - start);
      }
      // What is written here is not kept; a transaction of the portal's is one here too, with its settings.
      await client.query('begin');
      let sum = 0;
      for (const statement of statements) {
        const { text, values } = again(statement);
        if (!EXPLAINABLE.test(text)) {
          if (isBegin(statement) || isCommit(statement)) await client.query('rollback');
          await client.query(isCommit(statement) ? 'begin' : text);
          continue;
        }
        const answer = await client.query<{ 'QUERY PLAN': Explained[] }>(
          `explain (analyze, buffers, timing off, format json) ${text}`,
          values,
        );
        const plan = answer.rows[0]?.['QUERY PLAN'][0]?.Plan;
        if (plan) addRows(plan, rows);
        sum += (plan?.['Shared Hit Blocks'] ?? Number.NaN) + (plan?.['Shared Read Blocks'] ?? Number.NaN);
      }
      await client.query('rollback');
      buffers.push(sum);
    }
    return {
      statements: spreadOf(cases.map(({ statements }) => statements.length)),
      buffers: spreadOf(buffers),
      time: spreadOf(times),
      rows,
    };
  } finally {
    await client.end();
  }
}

function addRows(plan: Plan, rows: Map<string, number>): void {
  const { 'Relation Name': table, 'Actual Rows': kept, 'Actual Loops': times, Plans: below = [] } = plan;
  const dropped = (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Index Recheck'] ?? 0);
  if (table !== undefined) rows.set(table, (rows.get(table) ?? 0) + Math.round((kept + dropped) * times));
  for (const one of below) addRows(one, rows);
}

function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), max: Math.max(...values) };
}
