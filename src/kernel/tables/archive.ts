import { strToU8, zip } from 'fflate';

export interface ArchiveEntry {
  /** Of the file in the archive: letters, digits and signs of slugs, with its extension. */
  name: string;
  content: string | Uint8Array;
}

/** A ZIP archive of some files, made off the event loop. */
export function writeArchive(entries: readonly ArchiveEntry[]): Promise<Buffer> {
  const files = Object.fromEntries(entries.map(({ name, content }) => [name, typeof content === 'string' ? strToU8(content) : content]));
  return new Promise((resolve, reject) => {
    zip(files, { level: 6 }, (error, data) => (error ? reject(error) : resolve(Buffer.from(data))));
  });
}
