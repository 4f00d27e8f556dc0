import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The Node that npm installed with the project, else this one where it is recent enough. */
export function findNode() {
  const shipped = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(shipped)) return shipped;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  // 22.18 is the first that reads TypeScript without a flag.
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  console.error(
    `Terreau a besoin de Node 22.18 ou plus récent (ici : ${process.versions.node}). Relancez « npm ci », qui l’installe avec le projet sous Linux, ou mettez Node à jour.`,
  );
  process.exit(1);
}

/**
 * Runs a script of the project on that Node, in UTC, and ends as it ends. Signals are passed on; should this process be
 * killed, the channel between the two closes, and the script stops by itself instead of holding the port.
 */
export function runProject(parameters, nodeOptions = []) {
  const [script, ...rest] = parameters;
  const child = spawn(
    findNode(),
    ['--disable-warning=ExperimentalWarning', '--enable-source-maps', ...nodeOptions, join(root, script), ...rest],
    {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      // Scripts and modules are compiled once, and kept: a later start spends half a second less on them.
      env: { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/terreau'), ...process.env, TZ: 'UTC' },
    },
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise(() => {
    child.once('error', (error) => {
      console.error(error.message);
      process.exit(1);
    });
    child.once('exit', (code, signal) => {
      process.exit(code ?? 128 + (signal ? (constants.signals[signal] ?? 0) : 0));
    });
  });
}
