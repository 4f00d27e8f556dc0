import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stateTable } from './states.ts';

const door = stateTable({ open: { close: 'closed' }, closed: { open: 'open', lock: 'locked' }, locked: { unlock: 'closed' } });

// Names that every object answers to are names like any other.
const name = fc.oneof(fc.stringMatching(/^[a-z]{1,6}$/), fc.constantFrom('constructor', 'toString', 'hasOwnProperty', 'valueOf'));
const table = fc
  .uniqueArray(name, { minLength: 1, maxLength: 5 })
  .chain((states) =>
    fc
      .tuple(...states.map(() => fc.dictionary(name, fc.constantFrom(...states), { maxKeys: 4, noNullPrototype: true })))
      .map((rows) => Object.fromEntries(states.map((state, index) => [state, rows[index] ?? {}]))),
  );

test('an event leads where the table says', () => {
  expect(door.next('open', 'close')).toBe('closed');
  expect(door.next('closed', 'lock')).toBe('locked');
});

test('an event that cannot happen leads nowhere', () => {
  expect(door.next('open', 'lock')).toBeNull();
  expect(door.next('locked', 'open')).toBeNull();
});

test('the states in which an event may happen are what a compare-and-set compares with', () => {
  expect(door.from('lock')).toEqual(['closed']);
  expect(door.from('open')).toEqual(['closed']);
});

describe('for every table, state and event', () => {
  test('what may happen in a state is what has that state among its origins', () => {
    fc.assert(
      fc.property(table, name, name, (transitions, state, event) => {
        const states = stateTable(transitions);
        for (const from of [...Object.keys(transitions), state]) {
          const next = states.next(from, event as never);
          expect(next !== null).toBe(states.from(event as never).includes(from));
          const declared = Object.hasOwn(transitions, from) ? transitions[from] : undefined;
          expect(next).toBe(declared && Object.hasOwn(declared, event) ? declared[event] : null);
        }
      }),
    );
  });

  test('an event leads to a state of the table', () => {
    fc.assert(
      fc.property(table, (transitions) => {
        const states = stateTable(transitions);
        const events = new Set(Object.values(transitions).flatMap((row) => Object.keys(row)));
        for (const event of events)
          for (const from of states.from(event as never)) expect(Object.keys(transitions)).toContain(states.next(from, event as never));
      }),
    );
  });
});
