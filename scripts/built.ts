/**
 * Has `dist/` built when a source has changed since. As a script: `npm run build`. What builds is loaded only then: a start whose
 * sources are as they were needs none of it.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = dirname(import.meta.dirname);

/** Changes with the name, size or date of any source. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const visit = (path: string) => {
    const stat = statSync(path);
    if (stat.isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name));
    else hash.update(`${path.slice(root.length)} ${stat.size} ${stat.mtimeMs}\n`);
  };
  for (const name of ['src', 'scripts/build.ts', 'package.json', 'package-lock.json']) visit(join(root, name));
  return hash.digest('hex');
}

export async function ensureBuilt(progress: (message: string) => void): Promise<void> {
  const stamp = join(root, 'dist/stamp');
  const print = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === print) return;
  progress('Construction de Terreau…');
  const { build } = await import('./build.ts');
  await build(print);
}

if (import.meta.main) await ensureBuilt((message) => console.error(message));
