import { createRequire } from 'node:module';
import { cantonOf, schoolZoneOf } from './rules.ts';

/** What a territory's official code tells by itself. */
export interface ReferenceFacts {
  name: string | null;
  postcodes: string[];
  population: number | null;
  department: string | null;
  canton: string | null;
  /** SIREN and name of the intercommunality that a French commune belongs to. */
  grouping: { code: string; name: string } | null;
  /** INSEE codes of a French grouping's communes. */
  members: string[];
  schoolZone: string | null;
  holidayRegion: string | null;
}

interface Commune {
  code: string;
  nom: string;
  type: string;
  departement?: string;
  region?: string;
  codesPostaux?: string[];
  population?: number;
}
interface Grouping {
  code: string;
  nom: string;
  populationMunicipale: number;
  membres: { code: string }[];
}
interface Region {
  code: string;
  nom: string;
}

const require = createRequire(import.meta.url);

/** Read when asked for: 13 MB that only the command line needs, the départements (10 KB) apart. */
function list<Row>(name: 'communes' | 'epci' | 'regions' | 'departements'): Row[] {
  return require(`@etalab/decoupage-administratif/data/${name}.json`) as Row[];
}

const nothing: ReferenceFacts = {
  name: null,
  postcodes: [],
  population: null,
  department: null,
  canton: null,
  grouping: null,
  members: [],
  schoolZone: null,
  holidayRegion: null,
};

/** Where the law gives holidays to a part of a region: Moselle, Bas-Rhin and Haut-Rhin (Code du travail, L3134-13). */
const ALSACE_MOSELLE: ReadonlySet<string> = new Set(['57', '67', '68']);

function holidayRegionOf({ departement, region }: Commune): string | null {
  if (departement && ALSACE_MOSELLE.has(departement)) return 'Alsace-Moselle';
  return list<Region>('regions').find(({ code }) => code === region)?.nom ?? null;
}

/**
 * Facts of a code, from `@etalab/decoupage-administratif` (INSEE, La Poste) in France and from the OFS numbering in
 * Switzerland. Null where the lists do not know it.
 */
export function lookUpCode(country: 'FR' | 'CH', kind: 'commune' | 'grouping', code: string): ReferenceFacts | null {
  if (country === 'CH') {
    const canton = kind === 'commune' ? cantonOf(code) : null;
    return canton ? { ...nothing, canton } : null;
  }
  if (kind === 'grouping') {
    const grouping = list<Grouping>('epci').find((row) => row.code === code);
    if (!grouping) return null;
    const members = grouping.membres.map((member) => member.code);
    const first = members[0] ? lookUpCode('FR', 'commune', members[0]) : null;
    return {
      ...nothing,
      name: grouping.nom,
      population: grouping.populationMunicipale,
      members,
      department: first?.department ?? null,
      schoolZone: first?.schoolZone ?? null,
      holidayRegion: first?.holidayRegion ?? null,
    };
  }
  const commune = list<Commune>('communes').find((row) => row.code === code && row.type === 'commune-actuelle');
  if (!commune) return null;
  const grouping = list<Grouping>('epci').find((row) => row.membres.some((member) => member.code === code));
  return {
    ...nothing,
    name: commune.nom,
    postcodes: commune.codesPostaux ?? [],
    population: commune.population ?? null,
    department: commune.departement ?? null,
    grouping: grouping ? { code: grouping.code, name: grouping.nom } : null,
    schoolZone: commune.departement ? schoolZoneOf(commune.departement) : null,
    holidayRegion: holidayRegionOf(commune),
  };
}

/** Name of a French département by its code (« 74 »); null where there is none. */
export function departmentName(code: string): string | null {
  return list<{ code: string; nom: string }>('departements').find((row) => row.code === code)?.nom ?? null;
}
