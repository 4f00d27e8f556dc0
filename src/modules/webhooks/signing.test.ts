import { describe, expect, it } from 'vitest';
import { newSecret, signatureHeaders } from './signing.ts';

describe('a signature', () => {
  // Worked out apart: printf 'msg_1.1674087231.{"a":1}' | openssl dgst -sha256 -hmac 'terreau-terreau-terreau-' -binary | base64
  const secret = `whsec_${Buffer.from('terreau-terreau-terreau-').toString('base64')}`;
  const signed = { messageId: '1', timestamp: 1_674_087_231, body: '{"a":1}' };

  it('is that of Standard Webhooks, one for each secret', () => {
    const headers = signatureHeaders([secret, newSecret()], signed);
    const [first, second, ...others] = headers['webhook-signature']?.split(' ') ?? [];
    expect([headers['webhook-id'], headers['webhook-timestamp'], first]).toEqual([
      'msg_1',
      '1674087231',
      'v1,jlF3R0BXd5jAkiGEX/R42T41No0ODkbI/5mbNzrcO7s=',
    ]);
    expect(second).toMatch(/^v1,[A-Za-z0-9+/]{43}=$/);
    expect(second).not.toBe(first);
    expect(others).toEqual([]);
  });

  it('has a secret of 32 bytes, another one each time', () => {
    expect(newSecret()).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(newSecret()).not.toBe(newSecret());
  });
});
