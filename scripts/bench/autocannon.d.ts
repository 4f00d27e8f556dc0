/** What the benchmark uses of autocannon, which ships no types. */
declare module 'autocannon' {
  export interface Request {
    path: string;
    method: 'GET' | 'POST';
    body?: string;
    /** Called before each sending. */
    setupRequest?: (request: Request) => Request;
    headers: Record<string, string>;
  }
  interface Client {
    setRequests(requests: readonly Request[]): void;
  }
  interface Result {
    /** Seconds. */
    duration: number;
    errors: number;
    throughput: { total: number };
  }
  interface Instance extends PromiseLike<Result> {
    on(event: 'response', listener: (client: Client, status: number, bytes: number, milliseconds: number) => void): void;
  }
  export default function autocannon(options: {
    url: string;
    connections: number;
    duration?: number;
    amount?: number;
    timeout: number;
    requests: readonly Request[];
    setupClient(client: Client): void;
  }): Instance;
}
