/** Asks the application, in this process, and notes the statements that each answer took: text, values and rows. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { type Part, templateOf } from './template.ts';

/** As the driver was given it. */
export interface Statement {
  text: string;
  values: unknown[];
  name?: string;
}

export interface Case {
  host: string;
  path: string;
  statements: Statement[];
  headers: Record<string, string>;
  template: Part[];
  /** Of the page, in bytes. */
  size: number;
}

interface Recorded {
  statement: Statement;
  rows: Record<string, unknown>[];
}

const recordings = new AsyncLocalStorage<Recorded[]>();

let isRecording = false;

/** From here on, what a request asks of the driver is noted beside it. */
export function recordStatements(): void {
  if (isRecording) return;
  isRecording = true;
  const query = pg.Client.prototype.query as (...given: unknown[]) => unknown;
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    const answer = query.apply(this, given);
    const recording = recordings.getStore();
    if (!recording || !(answer instanceof Promise)) return answer;
    const [first, values] = given as [string | Statement, unknown[] | undefined];
    const statement =
      typeof first === 'string' ? { text: first, values: values ?? [] } : { ...first, values: first.values ?? values ?? [] };
    const recorded: Recorded = {
      statement: { text: statement.text, values: statement.values, ...(statement.name && { name: statement.name }) },
      rows: [],
    };
    recording.push(recorded);
    return answer.then((result: pg.QueryResult) => {
      recorded.rows = result.rows;
      return result;
    });
  } as typeof pg.Client.prototype.query;
}

/** Those that the bare handler's own HTTP sets, or that depend on the encoding. */
const ownHeaders = ['content-length', 'date', 'connection', 'keep-alive', 'content-encoding', 'transfer-encoding', 'vary'];

export async function capture(server: FastifyInstance, host: string, path: string): Promise<Case> {
  const recording: Recorded[] = [];
  const response = await recordings.run(recording, async () => await server.inject({ url: path, headers: { host } }));
  if (recording.length === 0) throw new Error(`${host}${path} was answered without a statement: nothing was recorded.`);
  if (response.statusCode !== 200) throw new Error(`${host}${path} answers ${response.statusCode}: ${response.body.slice(0, 200)}`);
  const headers = Object.fromEntries(
    Object.entries(response.headers).flatMap(([name, value]) => (ownHeaders.includes(name) ? [] : [[name, String(value)]])),
  );
  const statements = recording.map(({ statement }) => statement);
  const template = templateOf(
    response.body,
    recording.map(({ rows }) => rows),
  );
  const shown = new Set(template.flatMap((part) => (typeof part === 'string' ? [] : [`${part[0]}/${part[1]}`])));
  const rows = recording.reduce((sum, { rows }) => sum + rows.filter((row) => typeof row['name'] === 'string').length, 0);
  // The list reads one row more than it shows, to know whether there is a next page.
  if (shown.size < rows - 1)
    throw new Error(`${host}${path} shows ${shown.size} of the ${rows} rows that it read: the template misses some.`);
  return { host, path, statements, headers, template, size: Buffer.byteLength(response.body) };
}
