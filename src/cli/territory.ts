import { readFileSync } from 'node:fs';
import { UsageError, UserError } from '../kernel/errors.ts';
import type { TerritoryContext } from '../kernel/http/visit.ts';
import type { Kernel } from '../kernel/module.ts';
import type { Application } from '../main.ts';
import { territoryBySlug, unknownTerritory } from '../modules/territories/index.ts';

/** Runs with the territory that `--territory` names. @throws UsageError where it is not said, UserError where there is none. */
export async function withTerritory<Result>(
  { kernel }: Application,
  slug: string | undefined,
  work: (kernel: Kernel, territory: TerritoryContext) => Promise<Result>,
): Promise<Result> {
  if (!slug) throw new UsageError('Il manque --territory.');
  const territory = await territoryBySlug(kernel.database, kernel.clock, slug);
  if (!territory) throw new UserError(await unknownTerritory(kernel, slug));
  return work(kernel, territory);
}

/** A text file that the user named. @throws UserError where it cannot be read. */
export function readTextFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(`Le fichier ${file} ne peut pas être lu (${(error as NodeJS.ErrnoException).code}).`);
  }
}
