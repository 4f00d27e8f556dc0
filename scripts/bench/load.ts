/** Asks one server for a few seconds, from a process of its own; prints what was seen as JSON. */
import { readFileSync } from 'node:fs';
import autocannon, { type Request } from 'autocannon';

export interface LoadOrder {
  url: string;
  connections: number;
  /** How long, or how many requests. */
  seconds?: number;
  amount?: number;
  requests: Request[];
  /** Any other answer is a failure. */
  status: number;
}

export interface LoadResult {
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  count: number;
  /** Bytes an answer, as sent. */
  bytes: number;
  failures: number;
}

const { url, connections, seconds, amount, requests, status } = JSON.parse(readFileSync(0, 'utf8')) as LoadOrder;

/** A form sent again does nothing more: each says something else, which no field reads. */
let sent = 0;
const another = (request: Request): Request => {
  sent += 1;
  return { ...request, body: `${request.body}&essai=${process.pid}-${sent}` };
};

// Each connection goes round all the cases, from a place of its own.
const forms = requests.map((request) => (request.body === undefined ? request : { ...request, setupRequest: another }));
let client = 0;
let end = 0;
const start = performance.now();
const times: number[] = [];
const run = autocannon({
  url,
  connections,
  ...(amount === undefined ? { duration: seconds ?? 1 } : { amount }),
  requests: forms,
  // Seconds: one that waits long is slow, not lost.
  timeout: 60,
  setupClient(connection) {
    // As autocannon shares an amount: where each is asked once, none is asked twice.
    const from = client * Math.floor(forms.length / connections) + Math.min(client, forms.length % connections);
    client += 1;
    connection.setRequests([...forms.slice(from), ...forms.slice(0, from)]);
  },
});
let others = 0;
run.on('response', (_client, answered, _bytes, milliseconds) => {
  times.push(milliseconds);
  end = performance.now();
  if (answered !== status) others += 1;
});
const result = await run;

times.sort((a, b) => a - b);
const percentile = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
console.log(
  JSON.stringify({
    // Its own duration is in whole seconds where an amount is asked.
    perSecond: times.length / (amount === undefined ? result.duration : (end - start) / 1_000),
    p50: percentile(0.5),
    p95: percentile(0.95),
    p99: percentile(0.99),
    count: times.length,
    bytes: result.throughput.total / times.length,
    failures: result.errors + others,
  } satisfies LoadResult),
);
