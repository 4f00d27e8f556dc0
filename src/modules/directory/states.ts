import { stateTable } from '../../kernel/states/states.ts';

/** A place or structure is shown, known to have closed for good, or to be elsewhere now (its page says so, lists leave it out). */
export const subjectStates = stateTable({
  published: { close: 'closed', move: 'moved' },
  closed: { reopen: 'published' },
  moved: { reopen: 'published', close: 'closed' },
});

export const serviceStates = stateTable({
  published: { close: 'closed' },
  closed: { reopen: 'published' },
});
