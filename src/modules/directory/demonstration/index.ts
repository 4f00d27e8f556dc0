import { careOrganisations } from './organisations-care.ts';
import { enterpriseOrganisations } from './organisations-enterprises.ts';
import { everydayOrganisations } from './organisations-everyday.ts';
import { clavettesOrganisations } from './organisations-les-clavettes.ts';
import { montbrilletOrganisations } from './organisations-montbrillet.ts';
import { montbrilletNeighbourhoodOrganisations } from './organisations-montbrillet-neighbourhoods.ts';
import { montbrilletProjectOrganisations } from './organisations-montbrillet-projects.ts';
import { rightsOrganisations } from './organisations-rights.ts';
import { saintOrminOrganisations } from './organisations-saint-ormin.ts';
import { vernolleOrganisations } from './organisations-vernolle.ts';
import { vernolleServiceOrganisations } from './organisations-vernolle-services.ts';
import { workOrganisations } from './organisations-work.ts';
import type { SampleOrganisation } from './types.ts';

export { sampleLonePlaces } from './places.ts';

/** The fictional structures of the demonstration. Names, addresses, phones and sites belong to nobody. */
export const sampleOrganisations: readonly SampleOrganisation[] = [
  ...montbrilletOrganisations,
  ...montbrilletProjectOrganisations,
  ...montbrilletNeighbourhoodOrganisations,
  ...saintOrminOrganisations,
  ...clavettesOrganisations,
  ...vernolleOrganisations,
  ...workOrganisations,
  ...rightsOrganisations,
  ...everydayOrganisations,
  ...careOrganisations,
  ...enterpriseOrganisations,
  ...vernolleServiceOrganisations,
];
