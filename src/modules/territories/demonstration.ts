import type { Kernel } from '../../kernel/module.ts';
import { addTerritory, setTerritory } from './commands.ts';
import { sampleTerritories } from './samples.ts';

/** The fictional territories of the demonstration; its grouping answers at unknown host names. */
export async function demonstrationTerritories(kernel: Kernel): Promise<void> {
  const inOrder = [...sampleTerritories].sort((a, b) => Number(b.kind === 'grouping') - Number(a.kind === 'grouping'));
  for (const sample of inOrder) {
    const { slug, name, country, kind, code } = sample;
    await addTerritory(kernel, { slug, name, country, kind, code, ...(sample.grouping !== undefined && { grouping: sample.grouping }) });
    const [longitude, latitude] = sample.position;
    await setTerritory(kernel, slug, {
      accent: sample.accent,
      homeMessage: sample.homeMessage,
      contact: sample.contact,
      postcodes: sample.postcodes,
      population: sample.population,
      centre: { latitude, longitude },
      districts: sample.districts.map(({ name: district, position }) => ({
        name: district,
        longitude: position[0],
        latitude: position[1],
      })),
      legal: { publisher: sample.name },
      services: ['directory', 'announcements', 'useful-numbers'],
      ...(sample.canton !== undefined && { canton: sample.canton }),
      isDefault: kind === 'grouping',
      ...(country === 'FR' && { holidayRegion: 'Auvergne-Rhône-Alpes' }),
      ...(sample.outline && { outline: sample.outline }),
    });
  }
}
