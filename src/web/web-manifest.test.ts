import { expect, it } from 'vitest';
import { shortName } from './web-manifest.ts';

it.each([
  ['Montbrillet', 'Montbrillet'],
  ['Val d’Arvenne', 'Val d’Arvenne'],
  ['Communauté de communes du Val d’Arvenne', 'Val d’Arvenne'],
  ['Communauté d’agglomération de la Rochelle', 'La Rochelle'],
  ['Ville de Genève', 'Genève'],
  ['Saint-Bartholomieu-sous-Rochefourchat', 'Saint'],
  ['Anticonstitutionnellement', 'Anticonstitution'],
])('%s is called %s under its icon', (name, short) => {
  expect(shortName(name)).toBe(short);
});
