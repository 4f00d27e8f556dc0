import { stateTable } from '../../../kernel/states/states.ts';

/**
 * `opened`: waits for its letter to be printed. `code-sent`: waits for the code. `asked`: waits for a person, who keeps the
 * structure or moderates. The others are final.
 */
export const claimStates = stateTable({
  opened: { send: 'code-sent', grant: 'granted', refuse: 'refused', withdraw: 'withdrawn', expire: 'expired' },
  'code-sent': { send: 'code-sent', ask: 'asked', grant: 'granted', refuse: 'refused', withdraw: 'withdrawn', expire: 'expired' },
  asked: { grant: 'granted', refuse: 'refused', withdraw: 'withdrawn', expire: 'expired' },
  granted: {},
  refused: {},
  withdrawn: {},
  expired: {},
});

export type ClaimState = keyof typeof claimStates.table;
export const openClaimStates = ['opened', 'code-sent', 'asked'] as const satisfies readonly ClaimState[];
