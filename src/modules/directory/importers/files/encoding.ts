import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { UserError } from '../../../../kernel/errors.ts';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface DetectedEncoding {
  encoding: TextEncoding;
  /** Of the byte-order mark, in bytes. */
  markLength: number;
}

const PIECE = 64 * 1024;

/** What cannot be text, by its first bytes: its name and what to do. */
const binaryKinds: readonly { bytes: readonly number[]; words: string }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], words: 'ce fichier est un classeur ou une archive ZIP, pas du texte' },
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    words: 'ce fichier est un classeur d’un ancien Excel (.xls) : enregistrez-le en .xlsx ou en CSV',
  },
  { bytes: [0x1f, 0x8b], words: 'ce fichier est compressé (gzip) : décompressez-le d’abord' },
  { bytes: [0x25, 0x50, 0x44, 0x46], words: 'ce fichier est un PDF : demandez le tableau dont il vient' },
];

/** Why these first bytes of a file cannot be text, in words; null where they can. */
export function binaryRefusal(head: Uint8Array): string | null {
  return binaryKinds.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte))?.words ?? null;
}

export async function firstBytes(file: string, length: number): Promise<Uint8Array> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/**
 * How the text of a file is encoded: UTF-8, UTF-16 where a mark says so, else Windows-1252, in which any bytes are
 * text. Reads the file through once, in flat memory.
 *
 * @throws UserError where it is no text.
 */
export async function detectEncoding(file: string): Promise<DetectedEncoding> {
  const head = await firstBytes(file, 4_096);
  const refusal = binaryRefusal(head);
  if (refusal !== null) throw new UserError(refusal);
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', markLength: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', markLength: 2 };
  // A mark is a promise: a few bad bytes in such a file are an accident, not another encoding.
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', markLength: 3 };
  if (head.includes(0)) throw new UserError('ce fichier n’est pas du texte');
  return { encoding: (await isUtf8(file)) ? 'utf-8' : 'windows-1252', markLength: 0 };
}

async function isUtf8(file: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let hasAccents = false;
  try {
    for await (const piece of createReadStream(file, { highWaterMark: PIECE })) {
      const text = decoder.decode(piece as Uint8Array, { stream: true });
      hasAccents ||= /[\u0080-\uffff]/.test(text);
    }
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
  try {
    decoder.decode();
    return true;
  } catch {
    // Broken off within its last character: still what all the others are.
    return hasAccents;
  }
}

/** The text of a file, piece by piece, without its byte-order mark. Bytes that mean nothing become U+FFFD. */
export async function* readText(file: string, { encoding, markLength }: DetectedEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  for await (const piece of createReadStream(file, { highWaterMark: PIECE, start: markLength })) {
    const text = decoder.decode(piece as Uint8Array, { stream: true });
    if (text !== '') yield text;
  }
  const end = decoder.decode();
  if (end !== '') yield end;
}

/** The same in UTF-8, for readers of bytes. */
export async function* readUtf8(file: string, detected: DetectedEncoding): AsyncGenerator<Uint8Array> {
  if (detected.encoding === 'utf-8') {
    yield* createReadStream(file, { highWaterMark: PIECE, start: detected.markLength });
    return;
  }
  const encoder = new TextEncoder();
  for await (const text of readText(file, detected)) yield encoder.encode(text);
}
