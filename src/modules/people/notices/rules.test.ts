import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it, test } from 'vitest';
import { readUnsubscribeToken, unsubscribePath } from './address.ts';
import { defaultChoice, lastDigest, letterOf, rhythms } from './rules.ts';

describe('by which letter somebody is told', () => {
  const duty = { name: 'shop.order', isDuty: true };
  const other = { name: 'shop.news', isDuty: false };
  const without = ['shop.news', 'shop.order'];

  test.each([
    ['at-once', [], 'own'],
    ['daily', [], 'digest'],
    ['never', [], 'none'],
    ['at-once', without, 'none'],
    ['daily', without, 'none'],
    ['never', without, 'none'],
  ] as const)('%s, without %j: %s', (rhythm, withoutLetter, expected) => {
    expect(letterOf(other, { rhythm, withoutLetter, withSms: [] })).toBe(expected);
  });

  it('is its own for what is a duty, whatever they chose', () => {
    for (const rhythm of rhythms) expect(letterOf(duty, { rhythm, withoutLetter: without, withSms: [] })).toBe('own');
    expect(letterOf(other, defaultChoice)).toBe('own');
  });
});

describe('the letter of the day', () => {
  const zones = ['Europe/Paris', 'Europe/Zurich', 'America/Guadeloupe', 'Indian/Reunion', 'Pacific/Noumea', 'America/Miquelon'];
  const instants = fc
    .integer({ min: Date.parse('2024-01-01T00:00:00Z'), max: Date.parse('2032-01-01T00:00:00Z') })
    .map((milliseconds) => Temporal.Instant.fromEpochMilliseconds(milliseconds));

  it('is due at seven on the clocks of the territory, also on days when they change', () => {
    const due = (now: string) => lastDigest(Temporal.Instant.from(now), 'Europe/Paris').toInstant().toString();
    // 2026: summer time from Sunday 29 March, winter time from Sunday 25 October.
    expect(due('2026-03-28T12:00:00Z')).toBe('2026-03-28T06:00:00Z');
    expect(due('2026-03-29T04:59:59Z')).toBe('2026-03-28T06:00:00Z');
    expect(due('2026-03-29T05:00:00Z')).toBe('2026-03-29T05:00:00Z');
    expect(due('2026-10-25T05:59:59Z')).toBe('2026-10-24T05:00:00Z');
    expect(due('2026-10-25T06:00:00Z')).toBe('2026-10-25T06:00:00Z');
  });

  it('is due once a day, never later than now, whatever the zone', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (now, zone) => {
        const due = lastDigest(now, zone);
        expect(due.toPlainTime().toString()).toBe('07:00:00');
        expect(Temporal.Instant.compare(due.toInstant(), now)).toBeLessThanOrEqual(0);
        const next = due.add({ days: 1 });
        expect(Temporal.Instant.compare(next.toInstant(), now)).toBe(1);
        expect(next.toPlainTime().toString()).toBe('07:00:00');
        expect(lastDigest(next.toInstant(), zone).toPlainDate().since(due.toPlainDate()).days).toBe(1);
      }),
    );
  });
});

describe('an address to unsubscribe', () => {
  const territory = '0198a000-0000-7000-8000-000000000001';
  const path = unsubscribePath('secret', territory, 'shop.news', 'account:0198a000-0000-7000-8000-000000000002');
  const token = path.slice('/desinscription/'.length);

  it('says who wants no more of what', () => {
    expect(readUnsubscribeToken(['secret'], territory, token)).toEqual({
      kind: 'shop.news',
      reader: 'account:0198a000-0000-7000-8000-000000000002',
    });
  });

  it('is ours, for this territory, and whole', () => {
    expect(readUnsubscribeToken(['other'], territory, token)).toBe(null);
    // Signed with a secret that another one has taken the place of.
    expect(readUnsubscribeToken(['other', 'secret'], territory, token)).not.toBe(null);
    expect(readUnsubscribeToken(['secret'], '0198a000-0000-7000-8000-000000000003', token)).toBe(null);
    for (const wrong of ['', token.slice(1), token.slice(0, -1), `${token}A`, token.replace('.', '..')])
      expect(readUnsubscribeToken(['secret'], territory, wrong)).toBe(null);
  });
});
