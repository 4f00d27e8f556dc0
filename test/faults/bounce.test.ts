import { once } from 'node:events';
import { createReadStream, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bounceOf } from '../support/bounces.ts';
import { environment, launch, root, temporaryFolder, terreau } from './terreau.ts';

/** `terreau bounce`, with a message on its standard input as a mail server gives it. */
async function bounce(message: string, variables: Readonly<Record<string, string>>) {
  const file = join(temporaryFolder('message'), 'message');
  writeFileSync(file, message);
  const stream = createReadStream(file);
  await once(stream, 'open');
  try {
    return await launch('node', [join(root, 'bin/terreau.mjs'), 'bounce'], {
      cwd: tmpdir(),
      env: environment(variables),
      stdio: [stream, 'pipe', 'pipe'],
    }).ended;
  } finally {
    stream.destroy();
  }
}

test('a mail server can hand any message to « bounce »: 0, and nothing happens where it is nothing of ours', async () => {
  const DATA_DIR = temporaryFolder();
  const unrelated = [bounceOf({ id: '01930000-0000-7000-8000-000000000000', to: 'nom@exemple.fr' }), 'Subject: Bonjour\n\nMerci !', ''];
  for (const message of [...unrelated, `Subject: Long\n\n${'x'.repeat(5_000_000)}`]) {
    const { code, stderr } = await bounce(message, { DATA_DIR });
    expect([code, stderr]).toEqual([0, expect.stringContaining('Rien à noter.')]);
  }
  const { code, stderr } = await terreau(['bounce', '--revive', 'nom@exemple.fr'], { DATA_DIR });
  expect([code, stderr]).toEqual([0, expect.stringContaining('n’était pas arrêtée')]);
});

test('while the database does not answer, the mail server is asked to come back: 75', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  const { code, stderr } = await bounce('', { DATA_DIR: temporaryFolder(), DATABASE_URL: `postgres://a:b@127.0.0.1:${port}/terreau` });
  expect(code).toBe(75);
  expect(stderr).toContain('ECONNREFUSED');
  expect(stderr).not.toMatch(/\n\s+at /);
});
