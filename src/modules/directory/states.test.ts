import { describe, expect, it } from 'vitest';
import { serviceStates, subjectStates } from './states.ts';

describe('a place or a structure', () => {
  it.each([
    ['published', 'close', 'closed'],
    ['published', 'reopen', null],
    ['closed', 'close', null],
    ['closed', 'reopen', 'published'],
    ['published', 'move', 'moved'],
    ['closed', 'move', null],
    ['moved', 'move', null],
    ['moved', 'close', 'closed'],
    ['moved', 'reopen', 'published'],
  ] as const)('that is %s becomes, by « %s », %s', (from, event, to) => {
    expect(subjectStates.next(from, event)).toBe(to);
    // What a compare-and-set compares with says the same.
    expect(subjectStates.from(event).includes(from)).toBe(to !== null);
  });

  it('knows no other state and no other event than those tried above', () => {
    expect(Object.keys(subjectStates.table).sort()).toEqual(['closed', 'moved', 'published']);
    expect(new Set(Object.values(subjectStates.table).flatMap((events) => Object.keys(events)))).toEqual(
      new Set(['close', 'reopen', 'move']),
    );
  });

  it('knows only the states that the database accepts', async () => {
    const { readFile } = await import('node:fs/promises');
    const migration = await readFile(new URL('./migrations/0002-complete-directory.sql', import.meta.url), 'utf8');
    const accepted = [...migration.matchAll(/state in \(([^)]*)\)/g)].map(([, list = '']) => list.replace(/[' ]/g, '').split(',').sort());
    expect(accepted).toEqual([
      ['closed', 'moved', 'published'],
      ['closed', 'moved', 'published'],
      ['closed', 'published'],
    ]);
  });
});

describe('a service', () => {
  it.each([
    ['published', 'close', 'closed'],
    ['published', 'reopen', null],
    ['closed', 'close', null],
    ['closed', 'reopen', 'published'],
  ] as const)('that is %s becomes, by « %s », %s', (from, event, to) => {
    expect(serviceStates.next(from, event)).toBe(to);
  });
});
