import type { LookupAddress } from 'node:dns';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { OutgoingOptions, Resolve } from '../../src/kernel/http/outgoing.ts';
import type { OutgoingError } from '../../src/kernel/http/outgoing-error.ts';

export const options: OutgoingOptions = { timeoutMs: 5_000, maxBytes: 100_000, accept: 'application/json' };
/** As an operator allows who chose the address. */
export const chosen: OutgoingOptions = { ...options, allowPrivate: true };

/** Serves on the loopback until the test ends. @returns its origin. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An origin on the loopback at which nobody listens any more. */
export async function gone(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

/** A directory of names in which each is at these addresses. */
export function namesAt(...addresses: readonly string[]): Resolve {
  return (_hostname, _options, callback) =>
    callback(
      null,
      addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
}

/** @returns what it fails with. @throws when it does not. */
export function fault(work: Promise<unknown>): Promise<OutgoingError> {
  return work.then(
    () => {
      throw new Error('It should have failed.');
    },
    (error: OutgoingError) => error,
  );
}
