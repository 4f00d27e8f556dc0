import { clavettesOrganisations } from './organisations-les-clavettes.ts';
import { montbrilletOrganisations } from './organisations-montbrillet.ts';
import { montbrilletNeighbourhoodOrganisations } from './organisations-montbrillet-neighbourhoods.ts';
import { saintOrminOrganisations } from './organisations-saint-ormin.ts';
import { vernolleOrganisations } from './organisations-vernolle.ts';
import type { SampleOrganisation } from './types.ts';

export { sampleLonePlaces } from './places.ts';

/** The fictional structures of the demonstration. Names, addresses, phones and sites belong to nobody. */
export const sampleOrganisations: readonly SampleOrganisation[] = [
  ...montbrilletOrganisations,
  ...montbrilletNeighbourhoodOrganisations,
  ...saintOrminOrganisations,
  ...clavettesOrganisations,
  ...vernolleOrganisations,
];
