import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';

export const root = dirname(import.meta.dirname);

export interface ToolRun {
  passed: boolean;
  /** What the tool said, for programs. */
  output: string;
  /** What it said about itself and its mishaps. */
  remarks: string;
}

/** Runs a tool that npm installed with the project, on this Node, in a folder. */
export function runTool(name: 'biome' | 'depcruise' | 'knip', parameters: readonly string[], folder = root): Promise<ToolRun> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      [join(root, 'node_modules/.bin', name), ...parameters],
      { cwd: folder, maxBuffer: 64 * 1024 * 1024, env: { ...process.env, NO_COLOR: '1' } },
      (error, output, remarks) => done({ passed: !error, output, remarks }),
    );
  });
}
