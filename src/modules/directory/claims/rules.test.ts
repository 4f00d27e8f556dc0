import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CODE_LENGTH, codeFrom, isAtDomain, ownDomains, readCode, spellCode } from './rules.ts';
import { claimStates } from './states.ts';

describe('the domains of a structure', () => {
  it.each([
    ['its website', { websites: ['https://www.lavoir.example/contact'], emails: [] }, ['lavoir.example']],
    ['a website without a scheme', { websites: ['lavoir.example'], emails: [] }, ['lavoir.example']],
    ['its public address', { websites: [], emails: ['bonjour@lavoir.example'] }, ['lavoir.example']],
    ['both, once', { websites: ['https://lavoir.example'], emails: ['a@LAVOIR.example'] }, ['lavoir.example']],
    [
      'a mailbox that anybody may have',
      { websites: [], emails: ['lavoir@gmail.com', 'lavoir@orange.fr', 'lavoir@ik.me', 'lavoir@caramail.fr'] },
      [],
    ],
    ['a page that anybody may have', { websites: ['https://facebook.com/lavoir', 'https://lavoir.wixsite.com/site'], emails: [] }, []],
    ['a number of a machine', { websites: ['http://192.0.2.1/'], emails: [] }, []],
    ['what is no address', { websites: ['à venir'], emails: ['lavoir'] }, []],
  ])('%s', (_, published, domains) => {
    expect(ownDomains(published)).toEqual(domains);
  });

  it('take no mailbox of another one', () => {
    expect(isAtDomain('contact@lavoir.example', ['lavoir.example'])).toBe(true);
    expect(isAtDomain('contact@faux-lavoir.example', ['lavoir.example'])).toBe(false);
    expect(isAtDomain('contact@lavoir.example.net', ['lavoir.example'])).toBe(false);
    expect(isAtDomain('contact', ['lavoir.example'])).toBe(false);
  });
});

describe('a code', () => {
  it('is read as it was printed, however it is copied', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: CODE_LENGTH, maxLength: CODE_LENGTH }), (bytes) => {
        const code = codeFrom(bytes);
        expect(code).toHaveLength(CODE_LENGTH);
        expect(readCode(spellCode(code))).toBe(code);
        expect(readCode(` ${spellCode(code).toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')} `)).toBe(code);
      }),
    );
  });
});

describe('a claim', () => {
  it('that is over stays so', () => {
    for (const state of ['granted', 'refused', 'withdrawn', 'expired'] as const)
      for (const event of ['send', 'ask', 'grant', 'refuse', 'withdraw', 'expire'] as const)
        expect(claimStates.next(state, event), `${state} ${event}`).toBeNull();
  });
  it('can be granted, refused and withdrawn as long as it waits', () => {
    for (const event of ['grant', 'refuse', 'withdraw', 'expire'] as const)
      expect(claimStates.from(event)).toEqual(['opened', 'code-sent', 'asked']);
  });
});
