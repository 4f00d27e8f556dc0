import { describe, expect, it } from 'vitest';
import { browserOf } from './browser-rules.ts';
import { base32, codeUri, inFours } from './code-rules.ts';

describe('a browser', () => {
  it('is called by its name and its system', () => {
    const words = (userAgent: string) => Object.values(browserOf(userAgent) ?? {}).join(' ');
    expect(words('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe('Firefox Linux');
    expect(words('Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36')).toBe(
      'Chrome Android',
    );
    expect(words('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1')).toBe(
      'Safari iOS',
    );
    expect(words('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0')).toBe('Edge Windows');
    expect(browserOf('curl/8.0')).toBeNull();
  });
});

describe('the key of a code application', () => {
  it('is written as RFC 4648 has it', () => {
    const words = ['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) => base32(Buffer.from(text)));
    expect(words).toEqual(['', 'MY', 'MZXQ', 'MZXW6', 'MZXW6YQ', 'MZXW6YTB', 'MZXW6YTBOI']);
  });

  it('goes with whose it is, whatever signs their portal’s name has', () => {
    expect(codeUri({ issuer: 'Saint-Élan : l’été', email: 'a+b@exemple.fr', key: 'MZXW6' })).toBe(
      'otpauth://totp/Saint-%C3%89lan%20%3A%20l%E2%80%99%C3%A9t%C3%A9:a%2Bb%40exemple.fr?secret=MZXW6&issuer=Saint-%C3%89lan%20%3A%20l%E2%80%99%C3%A9t%C3%A9',
    );
    expect(inFours('MZXW6YTBOI')).toBe('MZXW 6YTB OI');
  });
});
