/** Rows of data·inclusion, and what became of them. */
import { mkdtempSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TerritoryContext } from '../../src/kernel/http/visit.ts';
import { dataInclusionImporter } from '../../src/modules/directory/importers/data-inclusion.ts';
import type { TestApplication } from './application.ts';
import { type Imported, runImporter } from './importing.ts';

/** Loads files of the format. */
export function importFiles(
  app: TestApplication,
  territory: TerritoryContext,
  files: readonly string[],
  said: { dryRun?: boolean; isWithin?: boolean } = {},
): Promise<Imported> {
  return runImporter(app, dataInclusionImporter, territory, files, said);
}

/** Files that a test writes, in a folder of its own. */
export function scratchFiles() {
  const folder = mkdtempSync(join(tmpdir(), 'terreau-data-inclusion-'));
  let number = 0;
  return {
    async fileOf(content: unknown, extension = 'json'): Promise<string> {
      number += 1;
      const file = join(folder, `${number}.${extension}`);
      await writeFile(file, typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content, null, 1));
      return file;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

export const structure = (id: string, said: Record<string, unknown> = {}) => ({
  source: 'dora',
  id: `dora--${id}`,
  nom: `Structure ${id}`,
  date_maj: '2026-10-01',
  adresse: `${id.length} rue Haute`,
  code_postal: '74800',
  commune: 'Valombre',
  code_insee: '74300',
  latitude: 46.2,
  longitude: 6.1 + id.charCodeAt(0) / 1000,
  ...said,
});
export const service = (id: string, of: string, said: Record<string, unknown> = {}) => ({
  source: 'dora',
  structure_id: `dora--${of}`,
  id: `dora--s-${id}`,
  nom: `Service ${id}`,
  description: `Ce que le service ${id} fait pour vous.`,
  date_maj: '2026-10-01',
  ...said,
});

export const outcomes = ({ rows }: Imported) => rows.map(({ outcome, reason }) => (reason === null ? outcome : `${outcome} ${reason}`));
