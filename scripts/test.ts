/** `npm test`: builds what the journeys run on, then every test. Arguments go to vitest: `npm test -- --project rules`. */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { ensureBuilt } from './built.ts';

const root = dirname(import.meta.dirname);
await ensureBuilt((message) => console.error(message));
const { status } = spawnSync(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
if (process.connected) process.disconnect();
