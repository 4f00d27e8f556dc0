import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, runTool } from '../../scripts/tools.ts';

type Kind = 'files' | 'dependencies' | 'devDependencies' | 'exports' | 'types' | 'unlisted' | 'unresolved' | 'binaries' | 'duplicates';

interface Report {
  issues: ({ file: string } & Partial<Record<Kind, { name: string }[]>>)[];
}

/** « kind file name », for each thing that nothing uses. */
async function unused(folder: string): Promise<string[]> {
  const { output, remarks } = await runTool('knip', ['--config', join(root, 'knip.config.ts'), '--reporter', 'json'], folder);
  if (!output) throw new Error(remarks);
  const { issues } = JSON.parse(output) as Report;
  return issues.flatMap(({ file, ...kinds }) =>
    Object.entries(kinds).flatMap(([kind, found]) => (Array.isArray(found) ? found.map(({ name }) => `${kind} ${file} ${name}`) : [])),
  );
}

describe('what nothing uses', () => {
  it('is not in the tree: no file, export or dependency', async () => {
    expect(await unused(root)).toEqual([]);
  });

  it('is reported where there is some', async () => {
    expect((await unused(join(import.meta.dirname, 'canaries/unused'))).sort()).toEqual([
      'dependencies package.json pg',
      'exports src/kept.ts forgotten',
      'files src/orphan.ts src/orphan.ts',
      'types src/kept.ts Forgotten',
    ]);
  });
});
