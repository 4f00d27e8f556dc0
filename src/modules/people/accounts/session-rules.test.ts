import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { sessionEnd } from './session-rules.ts';

const at = (text: string) => Temporal.Instant.from(text);
const end = (seen: string | null, isStaff: boolean) =>
  sessionEnd({ signedInAt: at('2026-11-02T08:00:00Z'), seenAt: seen === null ? null : at(seen), isStaff }).toString();

describe('a session', () => {
  it('of a resident ends after seven days without use, and fourteen at most', () => {
    expect(end(null, false)).toBe('2026-11-09T08:00:00Z');
    expect(end('2026-11-05T10:00:00Z', false)).toBe('2026-11-12T10:00:00Z');
    expect(end('2026-11-15T10:00:00Z', false)).toBe('2026-11-16T08:00:00Z');
  });

  it('of who works here ends after an hour without use, and twelve at most', () => {
    expect(end(null, true)).toBe('2026-11-02T09:00:00Z');
    expect(end('2026-11-02T11:30:00Z', true)).toBe('2026-11-02T12:30:00Z');
    expect(end('2026-11-02T19:30:00Z', true)).toBe('2026-11-02T20:00:00Z');
  });
});
