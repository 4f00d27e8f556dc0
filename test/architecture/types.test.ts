import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkTypes, type TypeReport } from '../../scripts/check-types.ts';
import { root } from '../../scripts/tools.ts';

const canary = (name: string) => checkTypes(join(import.meta.dirname, `canaries/${name}/tsconfig.json`));

describe('the tree, tests and scripts included,', () => {
  let report: TypeReport;
  beforeAll(() => {
    report = checkTypes(join(root, 'tsconfig.json'));
  }, 180_000);

  it('compiles', () => {
    expect(report.mistakes).toEqual([]);
    expect(report.files).toBeGreaterThan(150);
  });

  it('waits for every promise', () => {
    expect(report.promises).toEqual([]);
  });
});

describe('the compiler refuses', () => {
  it('a value of the wrong type, an index taken for granted, a message missing in English', () => {
    const { mistakes } = canary('types');
    expect(mistakes.map((mistake) => mistake.replace(/:\d+ (TS\d+) .*/, ' $1'))).toEqual([
      'missing-message.ts TS2741',
      'unchecked-index.ts TS2322',
      'wrong-type.ts TS2322',
    ]);
    expect(mistakes[0]).toContain('"shop.empty"');
  });
});

describe('a promise that nobody waits for', () => {
  it('is reported in each of its forms, ours and the libraries’', () => {
    const { promises, mistakes } = canary('promises');
    expect(mistakes).toEqual([]);
    // Those of kept.ts are waited for, given away on purpose, or no promise.
    expect(promises.map((promise) => promise.replace(/:\d+/, ''))).toEqual([
      'lost.ts save()',
      'lost.ts shop.open()',
      "lost.ts readFile('price')",
      "lost.ts client.query('delete from shop.price')",
      "lost.ts database.deleteFrom('shop.price').execute()",
      'lost.ts sql`delete from shop.price`.execute(database)',
      'lost.ts kernel.database.unit(async () => {})',
      'lost.ts save().then(() => {})',
      'lost.ts Promise.all([save()])',
      'lost.ts save()',
      'lost.ts save()',
      'lost.ts shop.open()',
      'lost.ts ids.map(() => save())',
      'lost.ts (async () => {…',
      'lost.ts async () => save()',
    ]);
  });
});
