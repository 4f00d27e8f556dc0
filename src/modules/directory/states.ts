import { stateTable } from '../../kernel/states/states.ts';

/** A place or structure is shown, or known to have closed for good (its page says so, lists leave it out). */
export const subjectStates = stateTable({
  published: { close: 'closed' },
  closed: { reopen: 'published' },
});
