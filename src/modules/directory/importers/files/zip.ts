import { inflateRawSync } from 'node:zlib';
import { UserError } from '../../../../kernel/errors.ts';

/** One file of a ZIP archive, as its directory tells. */
export interface ZipEntry {
  name: string;
  /** In bytes, once unpacked. */
  size: number;
  packedSize: number;
  method: number;
  /** Where its local header begins. */
  offset: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const NOT_A_ZIP = 'ce fichier n’est pas un classeur .xlsx, ou il est abîmé';

/**
 * The directory of a ZIP archive: what it would become, without unpacking anything.
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.12 and 4.3.16.
 *
 * @throws UserError where it is none, or of more than 4 GB.
 */
export function zipEntries(archive: Uint8Array): ZipEntry[] {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  let end = archive.byteLength - 22;
  // A comment of up to 64 KB may follow it.
  const first = Math.max(0, end - 65_535);
  while (end >= first && view.getUint32(end, true) !== END_OF_DIRECTORY) end -= 1;
  if (end < first) throw new UserError(NOT_A_ZIP);
  const count = view.getUint16(end + 10, true);
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > archive.byteLength || view.getUint32(at, true) !== DIRECTORY_ENTRY) throw new UserError(NOT_A_ZIP);
    const nameLength = view.getUint16(at + 28, true);
    const entry = {
      name: new TextDecoder().decode(archive.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    };
    // All ones: the true size is elsewhere, and is of more than 4 GB.
    if (entry.size === 0xffffffff || entry.offset === 0xffffffff) throw new UserError(NOT_A_ZIP);
    entries.push(entry);
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/**
 * Unpacks one file, to the size that the directory tells and no more.
 *
 * @throws UserError where it holds more, or is damaged.
 */
export function unpack(archive: Uint8Array, entry: ZipEntry): Uint8Array {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  if (entry.offset + 30 > archive.byteLength) throw new UserError(NOT_A_ZIP);
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  const packed = archive.subarray(start, start + entry.packedSize);
  if (entry.method === 0) return packed;
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) });
  } catch (error) {
    if (error instanceof RangeError || (error as NodeJS.ErrnoException).code?.startsWith('Z_')) throw new UserError(NOT_A_ZIP);
    throw error;
  }
}
