import { stateTable } from '../../../kernel/states/states.ts';

/**
 * An answer is `new` until who publishes opens it. They discuss, accept or refuse it, and may come back on that; who answers
 * takes it back at any moment. `expired`: nobody decided long after the announcement was over.
 */
export const answerStates = stateTable({
  new: { open: 'seen', discuss: 'in-discussion', accept: 'accepted', refuse: 'refused', withdraw: 'withdrawn', expire: 'expired' },
  seen: { discuss: 'in-discussion', accept: 'accepted', refuse: 'refused', withdraw: 'withdrawn', expire: 'expired' },
  'in-discussion': { accept: 'accepted', refuse: 'refused', withdraw: 'withdrawn', expire: 'expired' },
  accepted: { cancel: 'in-discussion', withdraw: 'withdrawn' },
  refused: { discuss: 'in-discussion' },
  withdrawn: {},
  expired: { discuss: 'in-discussion' },
});

export type AnswerState = keyof typeof answerStates.table;
export type AnswerEvent = 'open' | 'discuss' | 'accept' | 'refuse' | 'cancel' | 'withdraw' | 'expire';

/** What who publishes decides. */
export const decisions = ['discuss', 'accept', 'refuse', 'cancel'] as const satisfies readonly AnswerEvent[];
export type Decision = (typeof decisions)[number];

/** In these it waits for a decision. */
export const openStates: readonly AnswerState[] = answerStates.from('expire');
