/** Asks the application, in this process, and notes the statements that each answer took: text, values and rows. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import type { Statement } from './statements.ts';
import { type Part, templateOf } from './template.ts';

/** What is asked. */
export interface Asked {
  host: string;
  path: string;
  /** Beside the host: a session's cookie, what a form is sent with. */
  sent?: Record<string, string>;
  /** Of a form, which is posted. */
  body?: string;
}

export interface Case extends Asked {
  /** Which one it is: the load says it to the bare handler, by the header `x-case`. */
  number: number;
  status: number;
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
      // Several statements in one, as a transaction begins with its settings, have no rows.
      recorded.rows = result.rows ?? [];
      return result;
    });
  } as typeof pg.Client.prototype.query;
}

/** The statements that a piece of work takes, in their order. */
export async function recorded(work: () => Promise<unknown>): Promise<Statement[]> {
  const recording: Recorded[] = [];
  await recordings.run(recording, work);
  return recording.map(({ statement }) => statement);
}

/** Those that the bare handler's own HTTP sets, or that depend on the encoding. */
const ownHeaders = ['content-length', 'date', 'connection', 'keep-alive', 'content-encoding', 'transfer-encoding', 'vary'];

let captured = 0;

/** @param status the one that it has to be answered with. */
export async function capture(server: FastifyInstance, asked: Asked, status = 200): Promise<Case> {
  const { host, path, sent, body } = asked;
  const recording: Recorded[] = [];
  const response = await recordings.run(
    recording,
    async () =>
      await server.inject({
        url: path,
        headers: { host, ...sent },
        ...(body !== undefined && { method: 'POST', payload: body }),
      }),
  );
  if (recording.length === 0) throw new Error(`${host}${path} was answered without a statement: nothing was recorded.`);
  if (response.statusCode !== status) throw new Error(`${host}${path} answers ${response.statusCode}: ${response.body.slice(0, 200)}`);
  const headers = Object.fromEntries(
    Object.entries(response.headers).flatMap(([name, value]) => (ownHeaders.includes(name) ? [] : [[name, String(value)]])),
  );
  const statements = recording.map(withUnique);
  const template = templateOf(
    response.body,
    recording.map(({ rows }) => rows),
  );
  const shown = new Set(template.flatMap((part) => (typeof part === 'string' ? [] : [`${part[0]}/${part[1]}`])));
  const rows = recording.reduce((sum, { rows }) => sum + rows.filter((row) => typeof row['name'] === 'string').length, 0);
  // The list reads one row more than it shows, to know whether there is a next page. Who is signed in is read and not named, and a
  // page of a structure's space reads all of its pages to know whether it is one.
  const least = sent?.['cookie'] === undefined ? rows - 1 : 1;
  if (status === 200 && shown.size < least)
    throw new Error(`${host}${path} shows ${shown.size} of the ${rows} rows that it read: the template misses some.`);
  captured += 1;
  return { ...asked, number: captured, status, statements, headers, template, size: Buffer.byteLength(response.body) };
}

/** What opens a session gives back the row: the values that no other one may have are known by it. */
function withUnique({ statement, rows: [row] }: Recorded): Statement {
  if (typeof row?.['token'] !== 'string' || !/^insert\b/.test(statement.text)) return statement;
  return {
    ...statement,
    unique: statement.values.flatMap((value, index) => (value === row['id'] || value === row['token'] ? [index] : [])),
  };
}
