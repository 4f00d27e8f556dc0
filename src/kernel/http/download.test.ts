import { fastify } from 'fastify';
import { afterEach, expect, test, vi } from 'vitest';
import type { Exporter, ExportOptions } from '../module.ts';
import { sendExport } from './download.ts';
import type { TerritoryContext } from './visit.ts';

const servers: { close(): Promise<unknown> }[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

const PART = 'x'.repeat(65_536);

/** A server with one export; resolves with its address. */
async function serve(run: (write: ExportOptions['write']) => Promise<void>, slug = 'ici'): Promise<string> {
  const exporter: Exporter = {
    ...{ format: 'parts', summary: '', mediaType: 'text/plain; charset=utf-8', extension: 'txt' },
    async run(_kernel, { write }) {
      await run(write);
      return { counts: {}, left: {} };
    },
  };
  const server = fastify();
  servers.push(server);
  server.get('/', (_request, reply) =>
    sendExport(reply, exporter, { kernel: {} as never, territory: { slug } as TerritoryContext, rows: null, isHead: false }),
  );
  return server.listen({ host: '127.0.0.1', port: 0 });
}

test('a file is made no faster than it is taken, and no further once its reader has left', async () => {
  let parts = 0;
  const ended = vi.fn();
  const address = await serve(async (write) => {
    try {
      for (;;) {
        await write(PART);
        parts += 1;
      }
    } catch (error) {
      ended(String(error));
      throw error;
    }
  });
  const abort = new AbortController();
  const reply = await fetch(address, { signal: abort.signal });
  await reply.body?.getReader().read();
  // Until the buffers on the way are full, and nothing moves any more.
  let before = -1;
  const isStill = () => {
    const held = before;
    before = parts;
    return held === parts;
  };
  await vi.waitFor(() => expect(isStill()).toBe(true), { interval: 200, timeout: 10_000 });
  expect(parts).toBeLessThan(1_000);
  expect(ended).not.toHaveBeenCalled();
  abort.abort();
  await vi.waitFor(() => expect(ended).toHaveBeenCalledTimes(1));
});

test('what breaks midway breaks the transfer off: half a file does not pass for a whole one', async () => {
  const address = await serve(async (write) => {
    for (let part = 0; part < 20; part += 1) await write(PART);
    throw new Error('The store went away.');
  });
  const reply = await fetch(address);
  expect(reply.status).toBe(200);
  await expect(reply.text()).rejects.toThrow();
});

test('what fails before its first part is answered as a failure', async () => {
  const address = await serve(async () => {
    throw new Error('The store is away.');
  });
  expect((await fetch(address)).status).toBe(500);
});

test('a whole file arrives whole, an empty one too', async () => {
  const address = await serve(async (write) => {
    for (let part = 0; part < 20; part += 1) await write(PART);
  });
  expect((await (await fetch(address)).text()).length).toBe(20 * PART.length);
  const empty = await serve(async () => {});
  expect(await (await fetch(empty)).text()).toBe('');
});

test('the name of a file is told as the standard has it, and brings no header of its own', async () => {
  const address = await serve(async () => {}, 'été "\r\nSet-Cookie: a=b');
  const { headers } = await fetch(address);
  expect(headers.get('set-cookie')).toBe(null);
  expect(headers.get('content-disposition')).toContain("filename*=UTF-8''%C3%A9t%C3%A9%20%22%0D%0ASet-Cookie%3A%20a%3Db-parts.txt");
});
