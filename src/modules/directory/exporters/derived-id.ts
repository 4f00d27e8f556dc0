import { createHash } from 'node:crypto';

/**
 * The id of something that has none of its own, from that of what it belongs to and its place in it: the same from one
 * export to the next. UUIDv5 (RFC 9562, 5.5), whose namespace may be any UUID.
 */
export function derivedId(of: string, name: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(of.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
    .subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
