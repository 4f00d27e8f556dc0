const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Base32 (RFC 4648), without padding, as code applications take a key. */
export function base32(bytes: Uint8Array): string {
  let text = '';
  let value = 0;
  let bits = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(value >> bits) & 31];
    }
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? text + ALPHABET[(value << (5 - bits)) & 31] : text;
}

/** What a code application reads: whose codes, of which portal, from which key (« Key URI Format »). */
export function codeUri({ issuer, email, key }: { issuer: string; email: string; key: string }): string {
  const query = new URLSearchParams({ secret: key, issuer });
  return `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(email)}?${query.toString().replaceAll('+', '%20')}`;
}

/** In fours, for who copies it. */
export function inFours(key: string): string {
  return key.replace(/(.{4})(?=.)/g, '$1 ');
}
