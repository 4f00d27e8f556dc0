import { describe, expect, it } from 'vitest';
import { type AnswerEvent, type AnswerState, answerStates, openStates } from './states.ts';

const expected: Readonly<Record<AnswerState, Partial<Record<AnswerEvent, AnswerState>>>> = {
  new: { open: 'seen', discuss: 'in-discussion', accept: 'accepted', refuse: 'refused', withdraw: 'withdrawn', expire: 'expired' },
  seen: { discuss: 'in-discussion', accept: 'accepted', refuse: 'refused', withdraw: 'withdrawn', expire: 'expired' },
  'in-discussion': { accept: 'accepted', refuse: 'refused', withdraw: 'withdrawn', expire: 'expired' },
  accepted: { cancel: 'in-discussion', withdraw: 'withdrawn' },
  refused: { discuss: 'in-discussion' },
  withdrawn: {},
  expired: { discuss: 'in-discussion' },
};

const states = Object.keys(expected) as AnswerState[];
const events: AnswerEvent[] = ['open', 'discuss', 'accept', 'refuse', 'cancel', 'withdraw', 'expire'];

describe('an answer', () => {
  it.each(states.flatMap((state) => events.map((event) => [state, event] as const)))('%s, on %s', (state, event) => {
    expect(answerStates.next(state, event)).toBe(expected[state][event] ?? null);
  });

  it('waits for a decision until somebody decides', () => {
    expect(openStates).toEqual(['new', 'seen', 'in-discussion']);
  });
});
