import { extname } from 'node:path';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import type { Temporal } from 'temporal-polyfill';

export interface ArchiveEntry {
  /** Path in the archive: `donnees.json`, `images/facade.webp`. */
  name: string;
  /** As pieces: a large one that is made on the way. */
  content: string | Uint8Array | AsyncIterable<string>;
}

/** What is compressed already. */
const COMPRESSED: readonly string[] = ['.webp', '.jpg', '.png', '.pdf', '.xlsx', '.zip'];

/**
 * A ZIP archive as it is made: of its entries, one at a time is in memory, or a piece of it. `buffer` of `node:stream/consumers` gives the whole.
 *
 * @param now when its files are said to be written.
 * @throws Error where a name leads out of the folder that the archive is unpacked in, or comes twice.
 */
export async function* writeArchive(
  entries: AsyncIterable<ArchiveEntry> | Iterable<ArchiveEntry>,
  now: Temporal.Instant,
): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  // Nothing here runs beside: what an entry gives is there once it is pushed.
  const zip = new Zip((error, part) => {
    if (error) throw error;
    ready.push(part);
  });
  const taken = () => ready.splice(0);
  const names = new Set<string>();
  for await (const { name, content } of entries) {
    if (/[\\\0]/.test(name) || name.split('/').some((step) => ['', '.', '..'].includes(step)))
      throw new Error(`${name}: not a path within an archive.`);
    // Some systems tell no capitals from small letters.
    const key = name.toLowerCase();
    if (names.has(key)) throw new Error(`${name}: twice in an archive.`);
    names.add(key);
    const file = COMPRESSED.includes(extname(name)) ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
    file.mtime = now.epochMilliseconds;
    zip.add(file);
    if (typeof content === 'string' || content instanceof Uint8Array) file.push(bytesOf(content), true);
    else {
      for await (const piece of content) {
        file.push(bytesOf(piece));
        yield* taken();
      }
      file.push(new Uint8Array(), true);
    }
    yield* taken();
  }
  zip.end();
  yield* taken();
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : content;
}
