/** What a file is by its first bytes; its name and the type that a browser declares may say anything. */
export type FileKind = 'jpeg' | 'png' | 'gif' | 'webp' | 'avif' | 'heic' | 'svg' | 'pdf';

/** Brands of ISO base media files (ISO/IEC 23008-12): pictures of iPhones, and what holds either kind of them. */
const HEIC_BRANDS: readonly string[] = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];

/** Null: none of those that are known here. */
export function fileKind(bytes: Buffer): FileKind | null {
  const text = (start: number, end: number) => bytes.toString('latin1', start, end);
  if (text(0, 3) === '\xff\xd8\xff') return 'jpeg';
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (text(0, 6) === 'GIF87a' || text(0, 6) === 'GIF89a') return 'gif';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp';
  if (text(0, 5) === '%PDF-') return 'pdf';
  if (text(4, 8) === 'ftyp') {
    // Four letters each, the four bytes of a version after the first.
    const brands: readonly string[] = text(8, Math.min(bytes.readUInt32BE(0), 100)).match(/.{4}/gs) ?? [];
    if (brands.includes('avif') || brands.includes('avis')) return 'avif';
    return brands.some((brand) => HEIC_BRANDS.includes(brand)) ? 'heic' : null;
  }
  const head = bytes.toString('utf8', 0, 4_096);
  return /^\ufeff?\s*<(?:\?xml|!--|!DOCTYPE svg|svg)/.test(head) && head.includes('<svg') ? 'svg' : null;
}
