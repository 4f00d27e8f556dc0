import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { catalogue } from '../catalogue.ts';
import { UsageError, UserError } from '../kernel/errors.ts';
import { territoryBySlug, unknownTerritory } from '../modules/territories/index.ts';
import { type Command, exitCodes, parseOptions, print, progress, withApplication } from './command.ts';

const exporters = catalogue.flatMap((module) => module.contributes?.exporters ?? []);

const STDOUT = '-';

export const exportCommand: Command = {
  name: 'export',
  summary: 'écrit les données publiques d’un territoire dans un fichier',
  help: `Emploi : terreau export FORMAT --territory S --out FICHIER [--rows LIGNES]

Écrit ce que montre le portail : rien de fermé, aucune adresse confidentielle, aucune personne qui n’a pas accepté d’être
nommée. Dit ce que le format ne peut pas porter. La dernière ligne écrite est un bilan en JSON.

Formats :
${exporters.map(({ format, summary }) => `  ${format.padEnd(20)} ${summary}`).join('\n')}

  --territory S   identifiant du territoire
  --out FICHIER   le fichier à écrire, remplacé d’un coup à la fin ; - pour la sortie standard (le bilan va alors avec le reste)
  --rows LIGNES   format csv : structures (par défaut), lieux ou services

Code de sortie : 0 fait, 1 échec, 2 mauvais emploi.`,
  async run(argv) {
    const { values, positionals } = parseOptions(
      argv,
      { territory: { type: 'string' }, out: { type: 'string' }, rows: { type: 'string' } },
      0,
      1,
    );
    const [format] = positionals;
    const known = `Formats : ${exporters.map((candidate) => candidate.format).join(', ')}.`;
    if (format === undefined) throw new UsageError(`Il manque le format. ${known}`);
    const exporter = exporters.find((candidate) => candidate.format === format);
    if (!exporter) throw new UsageError(`Format inconnu : « ${format} ». ${known}`);
    const { territory: slug, out: path, rows } = values;
    if (!slug) throw new UsageError('Il manque --territory.');
    if (!path) throw new UsageError('Il manque --out : le fichier à écrire, ou - pour la sortie standard.');
    if (rows !== undefined && !exporter.rows?.includes(rows)) {
      throw new UsageError(
        exporter.rows ? `--rows doit valoir ${exporter.rows.join(', ')}.` : `Le format ${format} contient tout : --rows n’y a pas de sens.`,
      );
    }
    return withApplication(async ({ kernel }) => {
      const territory = await territoryBySlug(kernel.database, kernel.clock, slug);
      if (!territory) throw new UserError(await unknownTerritory(kernel, slug));
      const out = path === STDOUT ? standardOutput() : await openFile(path);
      try {
        const { counts, left } = await exporter.run(kernel, { territory, rows: rows ?? null, write: out.write });
        await out.keep();
        for (const [name, count] of Object.entries(counts)) progress(`${name} : ${count}`);
        for (const [words, count] of Object.entries(left)) progress(`laissé de côté par ce format, ${words} : ${count}`);
        (path === STDOUT ? progress : print)(JSON.stringify({ ...counts, left }));
        return exitCodes.done;
      } catch (error) {
        await out.drop();
        throw error;
      }
    });
  },
};

interface Output {
  write(part: string | Uint8Array): Promise<void>;
  /** Everything is written. */
  keep(): Promise<void>;
  drop(): Promise<void>;
}

async function push(stream: Writable, part: string | Uint8Array): Promise<void> {
  if (!stream.write(part)) await once(stream, 'drain');
}

function standardOutput(): Output {
  // Whoever reads may leave before the end: `| head`.
  process.stdout.on('error', () => {});
  return {
    async write(part) {
      const failure = (error: unknown) => new UserError(`La sortie s’est fermée avant la fin (${(error as NodeJS.ErrnoException).code}).`);
      if (process.stdout.errored) throw failure(process.stdout.errored);
      await push(process.stdout, part).catch((error: unknown) => {
        throw failure(error);
      });
    },
    keep: async () => {},
    drop: async () => {},
  };
}

/** Written beside, then renamed: whoever reads the file finds the one before or this one, whole. */
async function openFile(path: string): Promise<Output> {
  const failure = (error: unknown) =>
    new UserError(`Le fichier ${path} ne peut pas être écrit (${(error as NodeJS.ErrnoException).code}).`);
  const target = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw failure(error);
  });
  if (target?.isDirectory()) throw failure(Object.assign(new Error(), { code: 'EISDIR' }));
  // A pipe or a device cannot be replaced, nor need it be.
  const isReplaced = target === null || target.isFile();
  const written = isReplaced ? join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}`) : path;
  const stream = createWriteStream(written);
  try {
    await once(stream, 'open');
  } catch (error) {
    throw failure(error);
  }
  // Where the disk fills up, what waits for it is told; what does not learns it at the next part, or at the end.
  stream.on('error', () => {});
  return {
    async write(part) {
      if (stream.errored) throw failure(stream.errored);
      await push(stream, part).catch((error: unknown) => {
        throw failure(error);
      });
    },
    async keep() {
      try {
        stream.end();
        await finished(stream);
        if (isReplaced) await rename(written, path);
      } catch (error) {
        throw failure(error);
      }
    },
    async drop() {
      stream.destroy();
      if (isReplaced) await rm(written, { force: true });
    },
  };
}
