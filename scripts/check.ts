/** `npm run check`: what reads the code without running it, one line each; ends with 1 where something is wrong. */
import { join } from 'node:path';
import { checkTypes } from './check-types.ts';
import { root, runTool } from './tools.ts';

let isWrong = false;

function say(gate: string, mistakes: readonly string[]): void {
  if (mistakes.length > 0) isWrong = true;
  console.log(`${mistakes.length > 0 ? '✗' : '✓'} ${gate}`);
  for (const mistake of mistakes) console.log(mistake.replace(/^/gm, '  '));
}

async function tool(gate: string, ...[name, parameters]: Parameters<typeof runTool>): Promise<void> {
  const { passed, output, remarks } = await runTool(name, parameters);
  say(gate, passed ? [] : [`${output}${remarks}`.trim()]);
}

const { files, mistakes, promises } = checkTypes(join(root, 'tsconfig.json'));
say(`types (${files} files)`, mistakes);
say('promises', promises);
await tool('style', 'biome', ['ci', '--error-on-warnings', '--colors=off']);
await tool('layers', 'depcruise', ['--config', '.dependency-cruiser.mjs', 'src', 'scripts', 'test']);
await tool('unused code', 'knip', []);

process.exitCode = isWrong ? 1 : 0;
if (process.connected) process.disconnect();
