import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { fateOf, isHopeless, readAddress, TRIAL } from './rules.ts';

const at = (text: string) => Temporal.Instant.from(text);
const createdAt = at('2026-11-24T09:30:00Z');

describe('an attempt', () => {
  const fate = (status: number | null, now: string, type = 'announcement.published') => fateOf({ status, type, createdAt, now: at(now) });

  it('with any success is the last; with anything else it is followed by others for two days', () => {
    for (const status of [200, 201, 204, 299]) expect(fate(status, '2026-11-24T09:31:00Z')).toBe('delivered');
    for (const status of [null, 301, 400, 401, 404, 429, 500, 503]) {
      expect(fate(status, '2026-11-26T09:29:59Z'), String(status)).toBe('again');
      expect(fate(status, '2026-11-26T09:30:00Z'), String(status)).toBe('failed');
    }
  });

  it('that is answered by « 410 Gone », or of a trial, is the last', () => {
    expect(fate(410, '2026-11-24T09:31:00Z')).toBe('failed');
    expect(fate(500, '2026-11-24T09:31:00Z', TRIAL)).toBe('failed');
    expect(fate(200, '2026-11-24T09:31:00Z', TRIAL)).toBe('delivered');
  });

  it('of a site that has not answered for five days is hopeless', () => {
    expect(isHopeless(createdAt, at('2026-11-29T09:29:59Z'))).toBe(false);
    expect(isHopeless(createdAt, at('2026-11-29T09:30:00Z'))).toBe(true);
  });
});

describe('an address', () => {
  const read = (text: string) => {
    const found = readAddress(text, ['intranet.example', '10.0.0.7']);
    return 'mistake' in found ? found.mistake : `${found.url.href} ${found.isOwn}`;
  };

  it('is of the public web in https, or of the operator’s own network', () => {
    expect(read('https://site.example/hook#part')).toBe('https://site.example/hook false');
    expect(read('http://intranet.example/hook')).toBe('http://intranet.example/hook true');
    expect(read('http://10.0.0.7:8080/')).toBe('http://10.0.0.7:8080/ true');
    expect(read('http://site.example/')).toBe('https');
    expect(read('https://a:b@site.example/')).toBe('credentials');
    for (const text of ['', 'site.example', 'ftp://site.example/', 'https://']) expect(read(text)).toBe('address');
    for (const host of ['10.0.0.8', '127.0.0.1', '169.254.169.254', '[::1]', '[fd00::1]', '[::ffff:10.0.0.8]', '0x7f000001', '2130706433'])
      expect(read(`https://${host}/`), host).toBe('private');
  });
});
