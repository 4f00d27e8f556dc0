import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, runTool } from '../../scripts/tools.ts';

interface Report {
  summary: { unchanged: number };
  diagnostics: { category: string; severity: string; location: { path: string } }[];
}

async function lint(folder: string): Promise<{ files: number; found: string[] }> {
  const { output, remarks } = await runTool(
    'biome',
    ['ci', '--error-on-warnings', '--reporter=json', '--colors=off', '--max-diagnostics=none'],
    folder,
  );
  if (!output) throw new Error(remarks);
  const { summary, diagnostics } = JSON.parse(output) as Report;
  return { files: summary.unchanged, found: diagnostics.map(({ category, location }) => `${category} ${location.path}`) };
}

describe('the linter and the formatter', () => {
  it('find nothing in the tree, not even a warning', async () => {
    const { files, found } = await lint(root);
    expect(found).toEqual([]);
    expect(files).toBeGreaterThan(100);
  });

  it('report a careless file and an untidy one, and leave a good one alone', async () => {
    const { found } = await lint(join(import.meta.dirname, 'canaries/lint'));
    expect(found.sort()).toEqual([
      'format untidy.ts',
      'lint/style/noNonNullAssertion careless.ts',
      'lint/style/useConst careless.ts',
      'lint/suspicious/noExplicitAny careless.ts',
    ]);
  });
});
