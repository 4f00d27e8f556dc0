/**
 * The limit to compare with: a `node:http` handler with nothing around it. It runs the statements of the real server,
 * one after another on a pool of the same size, and concatenates the page from their rows. It keeps no answer.
 */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import pg from 'pg';
import type { Case } from './capture.ts';
import { escapeHtml } from './template.ts';

const [file = '', url] = process.argv.slice(2);
const cases = new Map((JSON.parse(readFileSync(file, 'utf8')) as Case[]).map((one) => [`${one.host}${one.path}`, one] as const));
const pool = new pg.Pool({ connectionString: url, max: 10 });
pool.on('error', () => {});

// The server's own settings.
const brotliOptions = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
};

async function pageOf(one: Case): Promise<string> {
  const answers: Record<string, unknown>[][] = [];
  for (const statement of one.statements) answers.push((await pool.query(statement)).rows);
  let html = '';
  for (const part of one.template) html += typeof part === 'string' ? part : escapeHtml(String(answers[part[0]]?.[part[1]]?.[part[2]]));
  return html;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const one = cases.get(`${request.headers.host}${request.url}`);
  if (!one) {
    response.writeHead(404).end();
    return;
  }
  try {
    const html = await pageOf(one);
    const accepted = request.headers['accept-encoding'] ?? '';
    const [encoding, body] = accepted.includes('br')
      ? ['br', brotliCompressSync(html, brotliOptions)]
      : accepted.includes('gzip')
        ? ['gzip', gzipSync(html, { level: 5 })]
        : ['identity', Buffer.from(html)];
    response.writeHead(200, { ...one.headers, 'content-encoding': encoding, vary: 'accept-encoding', 'content-length': body.length });
    response.end(body);
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
}

const server = createServer((request, response) => void answer(request, response));
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as { port: number }).port}/`));
process.once('SIGTERM', () => process.exit(0));
process.once('disconnect', () => process.exit(0));
