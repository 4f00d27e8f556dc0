/** Runs of the load against one server, and what is made of several of them. */
import { request } from 'node:http';
import type { Case } from './capture.ts';
import type { Group } from './cases.ts';
import type { LoadOrder, LoadResult } from './load.ts';
import { peakMemory, processorTime, resetPeak, runLoad, type Server } from './processes.ts';

export const ENCODINGS = 'gzip, deflate, br, zstd';

export interface Run extends LoadResult {
  memory: number | null;
  /** Milliseconds of processor a request, in the server's process. */
  processor: number | null;
}

export async function measure(server: Server, group: Group, order: Pick<LoadOrder, 'connections' | 'seconds' | 'amount'>): Promise<Run> {
  resetPeak(server.pid);
  const before = processorTime(server.pid);
  const result = await runLoad({
    url: server.url,
    ...order,
    requests: group.cases.map(({ number, host, path, sent, body }) => ({
      path,
      method: body === undefined ? 'GET' : 'POST',
      headers: { host, 'accept-encoding': ENCODINGS, 'x-case': String(number), ...sent },
      ...(body !== undefined && { body }),
    })),
    status: group.cases[0]?.status ?? 200,
  });
  const after = processorTime(server.pid);
  return {
    ...result,
    memory: peakMemory(server.pid),
    processor: before === null || after === null ? null : (after - before) / result.count,
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function medianOf(runs: readonly Run[], field: keyof Run): number {
  return median(runs.map((run) => run[field] ?? Number.NaN));
}

/** The same page from both, or what follows compares nothing. Words about time may differ: the portal's clock goes on. */
export async function checkSame(portal: Server, bare: Server, groups: readonly Group[]): Promise<void> {
  for (const { name, cases, undo } of groups)
    for (const one of undo ? [] : cases.filter((_, index) => index % 7 === 0)) {
      const [a, b] = await Promise.all([fetchAt(portal, one), fetchAt(bare, one)]);
      const difference = Math.abs(a.length - b.length) / a.length;
      if (difference > 0.01 || a.slice(0, 200) !== b.slice(0, 200))
        throw new Error(`${name}: ${one.host}${one.path} has ${a.length} characters from the portal, ${b.length} from the bare handler.`);
    }
}

/** `fetch` does not let the host be chosen. */
function fetchAt(server: Server, { number, host, path, sent, body, status }: Case): Promise<string> {
  return new Promise((done, fail) => {
    const method = body === undefined ? 'GET' : 'POST';
    const headers = { host, 'x-case': number, ...sent };
    const asked = request(new URL(path, server.url), { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => (response.statusCode === status ? done(text) : fail(new Error(`${host}${path}: ${response.statusCode}`))));
    });
    asked.once('error', fail).end(body);
  });
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell, index) => (index === 0 ? cell.padEnd(16) : cell.padStart(9))).join(' | ')} |`;
}

export function tableHead(): string {
  return [
    row(['', 'req/s', 'p50 ms', 'p95 ms', 'p99 ms', 'memory MB', 'CPU ms', 'KB sent']),
    row(['---', ...Array.from({ length: 7 }, () => '---:')]),
  ].join('\n');
}

export function tableRow(name: string, runs: readonly Run[]): string {
  const memory = Math.max(...runs.map((run) => run.memory ?? Number.NaN));
  return row([
    name,
    medianOf(runs, 'perSecond').toFixed(0),
    ...(['p50', 'p95', 'p99'] as const).map((field) => medianOf(runs, field).toFixed(1)),
    Number.isNaN(memory) ? '?' : memory.toFixed(0),
    medianOf(runs, 'processor').toFixed(2),
    (medianOf(runs, 'bytes') / 1024).toFixed(1),
  ]);
}
