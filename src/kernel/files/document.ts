import { createHash } from 'node:crypto';
import { type FileRefusal, LARGEST_FILE } from './refusal.ts';
import { fileKind } from './signature.ts';

export interface PdfDocument {
  content: Buffer;
  mediaType: 'application/pdf';
  /** SHA-256 of the content, in hexadecimal. */
  digest: string;
}

/** Where the last part of a PDF begins, and nothing behind it: an archive has its directory at the end of the file. */
const TRAILER = /startxref\s+(\d+)\s+%%EOF[\s\0]*$/;
/** In bytes from the end: what a reader looks at first. */
const END = 1_024;

/**
 * Reads a document that somebody sends: PDF alone, whole from its first byte to its last (ISO 32000-2, 7.5). It is kept as
 * it is, and may hold scripts and links: it is given back as a download only, never shown within a page.
 *
 * @public the first service that takes documents calls it
 */
export function readDocument(file: Buffer): { document: PdfDocument } | { refusal: FileRefusal } {
  if (file.length > LARGEST_FILE) return { refusal: 'too-heavy' };
  if (fileKind(file) !== 'pdf' || !/^%PDF-[12]\.\d[\r\n]/.test(file.toString('latin1', 0, 10))) return { refusal: 'not-a-document' };
  const [, start] = TRAILER.exec(file.toString('latin1', Math.max(0, file.length - END))) ?? [];
  if (start === undefined || Number(start) >= file.length) return { refusal: 'damaged' };
  return { document: { content: file, mediaType: 'application/pdf', digest: createHash('sha256').update(file).digest('hex') } };
}
