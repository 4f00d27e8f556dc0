import { timingSafeEqual } from 'node:crypto';

/**
 * Whether a signature is one of ours: by the secret in use, or by one that it has taken the place of and that still holds.
 * What differs is not told by the time it takes.
 *
 * @param sign makes the signature that a secret would have given.
 */
export function isSigned(secrets: readonly string[], given: string, sign: (secret: string) => string): boolean {
  const theirs = Buffer.from(given);
  return secrets.some((secret) => {
    const ours = Buffer.from(sign(secret));
    return ours.length === theirs.length && timingSafeEqual(ours, theirs);
  });
}
