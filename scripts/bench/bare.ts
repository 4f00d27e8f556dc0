/**
 * The limit to compare with: a `node:http` handler with nothing around it. It runs the statements of the real server,
 * one after another on a pool of the same size, those of a transaction on one connection, and concatenates the page from
 * their rows. A password that is sent is compared with the hash that a row holds, by the library of the real server. It
 * keeps no answer.
 */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { verifyPassword } from 'better-auth/crypto';
import pg from 'pg';
import type { Case } from './capture.ts';
import { again, isBegin, isCommit } from './statements.ts';
import { escapeHtml } from './template.ts';

const [file = '', url] = process.argv.slice(2);
const cases = new Map((JSON.parse(readFileSync(file, 'utf8')) as Case[]).map((one) => [String(one.number), one] as const));
const pool = new pg.Pool({ connectionString: url, max: 10 });
pool.on('error', () => {});

// The server's own settings.
const brotliOptions = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
};

async function pageOf(one: Case, password: string | null): Promise<string> {
  const answers: Record<string, unknown>[][] = [];
  let client: pg.PoolClient | null = null;
  try {
    for (const statement of one.statements) {
      if (isBegin(statement)) client = await pool.connect();
      const { rows = [] } = await (client ?? pool).query(again(statement));
      answers.push(rows);
      if (isCommit(statement)) {
        client?.release();
        client = null;
      }
      const hash = password === null ? undefined : rows[0]?.password;
      if (password !== null && hash !== undefined && !(await verifyPassword({ hash, password }))) throw new Error('Not the password.');
    }
  } finally {
    client?.release(true);
  }
  let html = '';
  for (const part of one.template) html += typeof part === 'string' ? part : escapeHtml(String(answers[part[0]]?.[part[1]]?.[part[2]]));
  return html;
}

async function passwordIn(request: IncomingMessage): Promise<string | null> {
  if (request.method !== 'POST') return null;
  let body = '';
  for await (const piece of request) body += piece;
  return new URLSearchParams(body).get('password');
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const one = cases.get(String(request.headers['x-case']));
  if (!one) {
    response.writeHead(404).end();
    return;
  }
  try {
    const html = await pageOf(one, await passwordIn(request));
    const accepted = request.headers['accept-encoding'] ?? '';
    const [encoding, body] = accepted.includes('br')
      ? ['br', brotliCompressSync(html, brotliOptions)]
      : accepted.includes('gzip')
        ? ['gzip', gzipSync(html, { level: 5 })]
        : ['identity', Buffer.from(html)];
    response.writeHead(one.status, {
      ...one.headers,
      'content-encoding': encoding,
      vary: 'accept-encoding',
      'content-length': body.length,
    });
    response.end(body);
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
}

const server = createServer((request, response) => void answer(request, response));
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as { port: number }).port}/`));
process.once('SIGTERM', () => process.exit(0));
process.once('disconnect', () => process.exit(0));
