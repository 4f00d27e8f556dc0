import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  ageOn,
  CODE_LENGTH,
  CODE_LETTERS,
  isInForce,
  type MandateState,
  mandateMistake,
  mandateStates,
  needsGuardian,
  noticeWay,
  printCode,
  readCode,
} from './rules.ts';

const date = Temporal.PlainDate.from;
const days = fc.integer({ min: 0, max: 60_000 }).map((n) => date('1930-01-01').add({ days: n }));

describe('age', () => {
  it('is counted in whole years, on the day', () => {
    expect(ageOn(date('2011-11-24'), date('2026-11-23'))).toBe(14);
    expect(ageOn(date('2011-11-24'), date('2026-11-24'))).toBe(15);
    expect(ageOn(date('2012-02-29'), date('2027-02-28'))).toBe(14);
    expect(ageOn(date('2012-02-29'), date('2027-03-01'))).toBe(15);
    expect(ageOn(date('2012-02-29'), date('2028-02-29'))).toBe(16);
  });

  it('never falls as days go by, and grows by one a year', () => {
    fc.assert(
      fc.property(days, days, (birth, day) => {
        expect(ageOn(birth, day.add({ days: 1 }))).toBeGreaterThanOrEqual(ageOn(birth, day));
        expect(ageOn(birth, date({ year: birth.year + 20, month: 12, day: 31 }))).toBe(20);
      }),
    );
  });
});

describe('a parent signs too', () => {
  it('under fifteen in France, where the birth date is known', () => {
    expect(needsGuardian(date('2011-11-25'), date('2026-11-24'), 'FR')).toBe(true);
    expect(needsGuardian(date('2011-11-24'), date('2026-11-24'), 'FR')).toBe(false);
    expect(needsGuardian(null, date('2026-11-24'), 'FR')).toBe(false);
  });

  it('never by age in Switzerland', () => {
    expect(needsGuardian(date('2020-01-01'), date('2026-11-24'), 'CH')).toBe(false);
  });
});

describe('a mandate', () => {
  const states = Object.keys(mandateStates.table) as MandateState[];
  const expected: Record<string, Record<string, string | null>> = {
    prepared: { sign: 'active', cancel: 'cancelled', revoke: null },
    active: { sign: null, cancel: null, revoke: 'revoked' },
    revoked: { sign: null, cancel: null, revoke: null },
    cancelled: { sign: null, cancel: null, revoke: null },
  };

  it.each(states.flatMap((state) => (['sign', 'cancel', 'revoke'] as const).map((event) => [state, event] as const)))(
    'that is %s, on %s, goes where it should',
    (state, event) => {
      expect(mandateStates.next(state, event)).toBe(expected[state]?.[event]);
    },
  );

  it('is in force once signed, from its first day to its last', () => {
    const mandate = { state: 'active' as const, startsOn: date('2026-11-01'), endsOn: date('2026-11-30') };
    expect(isInForce(mandate, date('2026-10-31'))).toBe(false);
    expect(isInForce(mandate, date('2026-11-01'))).toBe(true);
    expect(isInForce(mandate, date('2026-11-30'))).toBe(true);
    expect(isInForce(mandate, date('2026-12-01'))).toBe(false);
    for (const state of states.filter((one) => one !== 'active')) expect(isInForce({ ...mandate, state }, date('2026-11-15'))).toBe(false);
  });

  it('lasts a year at most', () => {
    const startsOn = date('2026-11-24');
    expect(mandateMistake({ startsOn, endsOn: date('2026-11-23') })).toBe('people.mandate.ends.before');
    expect(mandateMistake({ startsOn, endsOn: startsOn })).toBeNull();
    expect(mandateMistake({ startsOn, endsOn: date('2027-11-24') })).toBeNull();
    expect(mandateMistake({ startsOn, endsOn: date('2027-11-25') })).toBe('people.mandate.ends.late');
  });
});

describe('a person without an account', () => {
  const [email, mobile] = ['fatou@essai.example', '+33612345678'];

  it('is told as they prefer, by the other message where that one cannot be', () => {
    expect(noticeWay('email', { email, mobile })).toBe('email');
    expect(noticeWay('text', { email, mobile })).toBe('text');
    expect(noticeWay('email', { email: null, mobile })).toBe('text');
    expect(noticeWay('text', { email, mobile: null })).toBe('email');
    for (const channel of ['email', 'text'] as const) expect(noticeWay(channel, { email: null, mobile: null })).toBe('hand');
  });

  it('hears it from their team where they prefer no message', () => {
    for (const channel of ['desk', 'phone', 'letter'] as const) expect(noticeWay(channel, { email, mobile })).toBe('hand');
  });
});

describe('a code on paper', () => {
  it('is read however it is typed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...CODE_LETTERS), { minLength: CODE_LENGTH, maxLength: CODE_LENGTH }), (letters) => {
        const code = letters.join('');
        expect(readCode(printCode(code))).toBe(code);
        expect(readCode(` ${code.toLowerCase().slice(0, 3)} ${code.slice(3)} `)).toBe(code);
      }),
    );
    expect(new Set(CODE_LETTERS).size).toBe(CODE_LETTERS.length);
  });
});
