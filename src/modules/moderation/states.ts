import { stateTable } from '../../kernel/states/states.ts';

/** An item waits for a decision, or for an answer of its sender; then it is decided, taken back, or no longer stands. */
export const itemStates = stateTable({
  open: { ask: 'in-question', approve: 'approved', refuse: 'refused', withdraw: 'withdrawn', supersede: 'superseded' },
  'in-question': {
    answer: 'open',
    ask: 'in-question',
    approve: 'approved',
    refuse: 'refused',
    withdraw: 'withdrawn',
    supersede: 'superseded',
  },
  approved: {},
  refused: {},
  withdrawn: {},
  superseded: {},
});

export type ItemState = keyof typeof itemStates.table;
export type ItemEvent = 'ask' | 'answer' | 'approve' | 'refuse' | 'withdraw' | 'supersede';

export function isWaiting(state: ItemState): boolean {
  return state === 'open' || state === 'in-question';
}
