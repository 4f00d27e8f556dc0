import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { outdatedRowTypes } from '../../scripts/generate-types.ts';
import { root } from '../../scripts/tools.ts';
import { cloneDatabase } from '../support/application.ts';

describe('the row types of the tables', () => {
  let url: string;
  beforeAll(async () => {
    url = (await cloneDatabase()).ownerUrl;
  });

  it('are those that the migrations make', async () => {
    expect(await outdatedRowTypes(url)).toEqual([]);
  });

  it('are reported where a column was forgotten, or the file', async () => {
    const committed = (module: string) => {
      if (module === 'territories') return null;
      const text = readFileSync(join(root, `src/modules/${module}/tables.generated.ts`), 'utf8');
      return module === 'directory' ? text.replace(/^ {2}opening_hours: .*\n/m, '') : text;
    };
    expect((await outdatedRowTypes(url, committed)).sort()).toEqual(['directory', 'territories']);
  });
});
