import type { TerritoryContext } from '../../../../kernel/http/visit.ts';
import type { SubjectName } from '../../facts.ts';
import type { Freshness } from '../../freshness-rules.ts';
import { type ThemeCode, themes } from '../../themes.ts';

/** Which of a territory's pages are listed, and in what order. Null: whichever. */
export interface PageFilter {
  words: string;
  subject: SubjectName | null;
  theme: ThemeCode | null;
  /** Its name. */
  district: string | null;
  freshness: Freshness | null;
  /** What it scores: below fifty, below eighty, or more. */
  completeness: 'low' | 'middle' | 'high' | null;
  keeper: 'somebody' | 'nobody' | null;
  source: string | null;
  /** `draft`: somebody is writing it, or something of it. */
  state: 'published' | 'closed' | 'moved' | 'draft' | null;
  sort: 'name' | 'confirmed';
  isDescending: boolean;
}

/** Values as addresses say them. */
export const pageValues = {
  nature: { structures: 'organisation', lieux: 'place', services: 'service' },
  fraicheur: { 'a-jour': 'fresh', 'a-confirmer': 'ageing', 'a-verifier': 'stale' },
  complet: { peu: 'low', moyen: 'middle', bien: 'high' },
  tenue: { oui: 'somebody', non: 'nobody' },
  etat: { publiees: 'published', brouillons: 'draft', fermees: 'closed', demenagees: 'moved' },
} as const;

export const pagesPath = '/gestion/annuaire';

type Query = Readonly<Record<string, string | undefined>>;

function read<Values extends Readonly<Record<string, string>>>(values: Values, given: string | undefined): Values[keyof Values] | null {
  return given !== undefined && Object.hasOwn(values, given) ? (values[given] as Values[keyof Values]) : null;
}

/** What an address asks for; what it says wrongly is left out. */
export function readPageFilter(query: Query, { districts }: Pick<TerritoryContext, 'districts'>): PageFilter {
  const { q = '', tri = '', quartier, source = '' } = query;
  return {
    words: q.slice(0, 200),
    subject: read(pageValues.nature, query['nature']),
    theme: themes.find(({ slug }) => slug === query['theme'])?.code ?? null,
    district: districts.find(({ name }) => name === quartier)?.name ?? null,
    freshness: read(pageValues.fraicheur, query['fraicheur']),
    completeness: read(pageValues.complet, query['complet']),
    keeper: read(pageValues.tenue, query['tenue']),
    source: /^[\w.-]{1,100}$/.test(source) ? source : null,
    state: read(pageValues.etat, query['etat']),
    sort: tri.replace(/^-/, '') === 'confirmee' ? 'confirmed' : 'name',
    isDescending: tri.startsWith('-'),
  };
}

const narrowing = ['q', 'nature', 'theme', 'quartier', 'fraicheur', 'complet', 'tenue', 'source', 'etat'] as const;

export function isNarrowed(query: Query): boolean {
  return narrowing.some((name) => query[name]);
}

/** The address of the list, of its parameters that say something. @param file of its workbook. */
export function pagesAddress(query: Query, changes: Query = {}, file = ''): string {
  const all = { ...query, ...changes };
  const said = new URLSearchParams();
  for (const name of [...narrowing, 'tri', 'suite']) if (all[name]) said.set(name, all[name]);
  return `${pagesPath}${file}${said.size > 0 ? `?${said}` : ''}`;
}
