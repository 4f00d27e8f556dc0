import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TerritoryContext } from '../../src/kernel/http/visit.ts';
import type { ExportResult } from '../../src/kernel/module.ts';
import { exporters } from '../../src/modules/directory/exporters/index.ts';
import { organisationFields, placeFields, provenanceOf, serviceFields } from '../../src/modules/directory/facts.ts';
import { importers } from '../../src/modules/directory/importers/index.ts';
import { addOrganisation } from '../../src/modules/directory/subjects/organisation.ts';
import { addPlace } from '../../src/modules/directory/subjects/place.ts';
import { addService } from '../../src/modules/directory/subjects/service.ts';
import type { TestApplication } from './application.ts';
import type { ArbitraryStructure } from './arbitrary-directory.ts';
import { type Imported, runImporter } from './importing.ts';

const DAY = '2026-10-05';

/** Puts structures into a territory, as its agents would have typed them. */
export function addStructures(
  { kernel }: TestApplication,
  territory: TerritoryContext,
  structures: readonly ArbitraryStructure[],
): Promise<void> {
  return kernel.database.unit(async () => {
    for (const { organisation, places, services } of structures) {
      const { id } = await addOrganisation(kernel, territory, organisation, provenanceOf(organisationFields, organisation, 'test', DAY));
      const placeIds: string[] = [];
      for (const place of places)
        placeIds.push((await addPlace(kernel, territory, id, place, provenanceOf(placeFields, place, 'test', DAY))).id);
      for (const { facts, at } of services) {
        const owner = { organisationId: id, placeId: placeIds[at] ?? null };
        await addService(kernel, territory, owner, facts, provenanceOf(serviceFields, facts, 'test', DAY));
      }
    }
  });
}

export interface Exported extends ExportResult {
  bytes: Buffer;
  text: string;
}

export async function exported(
  { kernel }: TestApplication,
  territory: TerritoryContext,
  format: string,
  rows: string | null = null,
): Promise<Exported> {
  const exporter = exporters.find((known) => known.format === format);
  if (!exporter) throw new Error(`No such format: ${format}.`);
  const parts: Buffer[] = [];
  const result = await exporter.run(kernel, {
    territory,
    rows,
    write: async (part) => {
      parts.push(Buffer.from(part));
    },
  });
  const bytes = Buffer.concat(parts);
  return { ...result, bytes, text: bytes.toString() };
}

/** Reads files back, whatever they are called. */
export async function imported(
  app: TestApplication,
  territory: TerritoryContext,
  format: string,
  contents: readonly (string | Uint8Array)[],
): Promise<Imported> {
  const files = contents.map(() => join(tmpdir(), `terreau-export-${randomBytes(6).toString('hex')}`));
  for (const [index, file] of files.entries()) await writeFile(file, contents[index] ?? '');
  const importer = importers.find((known) => known.format === format);
  if (!importer) throw new Error(`No such format: ${format}.`);
  return runImporter(app, importer, territory, files);
}
