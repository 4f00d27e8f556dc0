import { describe, expect, test } from 'vitest';
import { seal, unseal } from './seal.ts';

const [now, before] = ['a secret of more than thirty-two characters', 'the one that it took the place of, as long'];

describe('what is sealed', () => {
  test('is opened with the secret that it was sealed with, also once another is in use', () => {
    const sealed = seal(before, 'webhooks', 'clé « é »');
    expect(unseal([before], 'webhooks', sealed)).toBe('clé « é »');
    expect(unseal([now, before], 'webhooks', sealed)).toBe('clé « é »');
  });

  test('says nothing without it, for another purpose, or changed by one bit', () => {
    const sealed = seal(now, 'webhooks', 'clé');
    expect(unseal([before], 'webhooks', sealed)).toBeNull();
    expect(unseal([now], 'others', sealed)).toBeNull();
    const bytes = Buffer.from(sealed, 'base64url');
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(unseal([now], 'webhooks', changed.toString('base64url'))).toBeNull();
    }
    expect(unseal([now], 'webhooks', '')).toBeNull();
  });

  test('is another text each time', () => {
    expect(seal(now, 'webhooks', 'clé')).not.toBe(seal(now, 'webhooks', 'clé'));
  });
});
