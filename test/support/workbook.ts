import readXlsxFile from 'read-excel-file/universal';
import { WORKBOOK_TYPE } from '../../src/kernel/tables/workbook.ts';
import type { TestApplication } from './application.ts';
import type { Somebody } from './people.ts';

/** The sheet of a list's file, as a reader that is not ours sees it: its headings, then its rows. */
export async function readList(
  app: TestApplication,
  browser: Pick<Somebody, 'cookie'>,
  territory: { slug: string },
  path: string,
): Promise<unknown[][]> {
  const headers = { host: `${territory.slug}.localhost`, cookie: browser.cookie() };
  const reply = await app.server.inject({ method: 'GET', url: path, headers });
  if (reply.statusCode !== 200 || reply.headers['content-type'] !== WORKBOOK_TYPE) throw new Error(`${path}: ${reply.statusCode}.`);
  const bytes = reply.rawPayload;
  const [sheet] = await readXlsxFile(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer, {
    trim: false,
  });
  return sheet?.data ?? [];
}
