import type { Kernel } from '../../kernel/module.ts';
import { territoryBySlug } from '../territories/index.ts';
import { allowSite } from './commands.ts';

/** The invented site of the demonstration's town hall. */
export async function demonstrationSite(kernel: Kernel): Promise<void> {
  const territory = await territoryBySlug(kernel.database, kernel.clock, 'montbrillet');
  if (!territory) throw new Error('The demonstration has no Montbrillet.');
  await allowSite(kernel, territory.id, 'https://www.montbrillet.example', kernel.clock.now());
}
