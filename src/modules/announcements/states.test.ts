import { describe, expect, it } from 'vitest';
import { type AnnouncementEvent, type AnnouncementState, announcementStates } from './states.ts';

const expected: Readonly<Record<AnnouncementState, Partial<Record<AnnouncementEvent, AnnouncementState>>>> = {
  draft: { submit: 'submitted', schedule: 'scheduled', publish: 'published', withdraw: 'withdrawn' },
  submitted: { schedule: 'scheduled', publish: 'published', refuse: 'refused', withdraw: 'withdrawn' },
  refused: { submit: 'submitted', schedule: 'scheduled', publish: 'published' },
  scheduled: {
    submit: 'submitted',
    schedule: 'scheduled',
    publish: 'published',
    refuse: 'refused',
    expire: 'expired',
    withdraw: 'withdrawn',
  },
  published: { fill: 'filled', expire: 'expired', refuse: 'refused', withdraw: 'withdrawn' },
  filled: { submit: 'submitted', schedule: 'scheduled', publish: 'published', refuse: 'refused' },
  expired: { submit: 'submitted', schedule: 'scheduled', publish: 'published', refuse: 'refused', withdraw: 'withdrawn' },
  withdrawn: { submit: 'submitted', schedule: 'scheduled', publish: 'published', refuse: 'refused' },
};

const states = Object.keys(expected) as AnnouncementState[];
const events: AnnouncementEvent[] = ['submit', 'schedule', 'publish', 'refuse', 'fill', 'expire', 'withdraw'];

describe('an announcement', () => {
  it.each(states.flatMap((state) => events.map((event) => [state, event] as const)))('%s, on %s', (state, event) => {
    expect(announcementStates.next(state, event)).toBe(expected[state][event] ?? null);
  });
});
