import { describe, expect, it } from 'vitest';
import { type ItemEvent, type ItemState, isWaiting, itemStates } from './states.ts';

const expected: Readonly<Record<ItemState, Partial<Record<ItemEvent, ItemState>>>> = {
  open: { ask: 'in-question', approve: 'approved', refuse: 'refused', withdraw: 'withdrawn', supersede: 'superseded' },
  'in-question': {
    ask: 'in-question',
    answer: 'open',
    approve: 'approved',
    refuse: 'refused',
    withdraw: 'withdrawn',
    supersede: 'superseded',
  },
  approved: {},
  refused: {},
  withdrawn: {},
  superseded: {},
};

const states = Object.keys(expected) as ItemState[];
const events: ItemEvent[] = ['ask', 'answer', 'approve', 'refuse', 'withdraw', 'supersede'];
const pairs = states.flatMap((state) => events.map((event) => [state, event] as const));

describe('an item of the queue', () => {
  it.each(pairs)('in %s, on %s', (state, event) => {
    expect(itemStates.next(state, event)).toBe(expected[state][event] ?? null);
  });

  it('waits until it is decided, and then for ever not', () => {
    for (const [state, event] of pairs) {
      const next = itemStates.next(state, event);
      if (next !== null) expect(isWaiting(state)).toBe(true);
    }
  });
});
