import type { Visit } from '../../../../kernel/http/visit.ts';
import { districtSlug } from '../../facets.ts';
import { themes } from '../../themes.ts';

export const toConfirmPath = '/gestion/a-confirmer';
export const deadAddressesPath = `${toConfirmPath}/adresses`;

/** What the list of agents is narrowed by: codes of facets, empty for all. */
export interface Filter {
  theme: string;
  district: string;
}

/** As the address says it; a value that is none of ours narrows nothing. */
export function filterOf({ query, territory }: Visit): Filter {
  const [theme = '', district = ''] = [query['theme'], query['quartier']];
  return {
    theme: themes.some(({ code }) => code === theme) ? theme : '',
    district: territory.districts.some(({ name }) => districtSlug(name) === district) ? district : '',
  };
}

/** The list as it is narrowed. @param page under it: `''`, `/liste.xlsx`. */
export function listAddress({ theme, district }: Filter, page = '', more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({ ...(theme && { theme }), ...(district && { quartier: district }), ...more }).toString();
  return `${toConfirmPath}${page}${query && `?${query}`}`;
}
