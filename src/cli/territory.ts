import { readFileSync } from 'node:fs';
import { UsageError, UserError } from '../kernel/errors.ts';
import type { TerritoryContext } from '../kernel/http/visit.ts';
import type { Kernel } from '../kernel/module.ts';
import type { Application } from '../main.ts';
import { territoryBySlug, territoryList, unknownTerritory } from '../modules/territories/index.ts';

/**
 * Runs with the territory that `--territory` names, or the only one of the installation.
 *
 * @throws UsageError where it is not said and there are several; UserError where there is none.
 */
export async function withTerritory<Result>(
  { kernel }: Pick<Application, 'kernel'>,
  slug: string | undefined,
  work: (kernel: Kernel, territory: TerritoryContext) => Promise<Result>,
): Promise<Result> {
  const named = slug ?? (await onlyTerritory(kernel));
  const territory = await territoryBySlug(kernel.database, kernel.clock, named);
  if (!territory) throw new UserError(await unknownTerritory(kernel, named));
  return work(kernel, territory);
}

async function onlyTerritory({ database, clock }: Kernel): Promise<string> {
  const slugs = (await territoryList(database, clock)).map(({ slug }) => slug).toSorted();
  const [only] = slugs;
  if (only === undefined) throw new UserError('Il n’y a encore aucun territoire : « terreau territory add » en ajoute un.');
  if (slugs.length > 1) throw new UsageError(`Il manque --territory. Ceux d’ici : ${slugs.join(', ')}.`);
  return only;
}

/** A text file that the user named. @throws UserError where it cannot be read. */
export function readTextFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(`Le fichier ${file} ne peut pas être lu (${(error as NodeJS.ErrnoException).code}).`);
  }
}
