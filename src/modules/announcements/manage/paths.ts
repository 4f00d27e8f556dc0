import { kinds } from '../kinds/index.ts';
import { type AnnouncementState, announcementStates } from '../states.ts';

export const managePath = '/gestion/toutes-les-annonces';
export const sourcesPath = `${managePath}/sources`;
export const trustedPath = `${managePath}/structures`;

/** Which of a territory's announcements are listed. Null: whichever. */
export interface ManagedFilter {
  words: string;
  /** Code of a kind. */
  kind: string | null;
  state: AnnouncementState | null;
  source: string | null;
}

type Query = Readonly<Record<string, string | undefined>>;

export const states = Object.keys(announcementStates.table) as AnnouncementState[];

/** What an address asks for; what it says wrongly is left out. */
export function readManagedFilter({ q = '', quoi, etat, source = '' }: Query): ManagedFilter {
  return {
    words: q.replace(/\p{Cc}/gu, ' ').slice(0, 200),
    kind: kinds.find(({ slug }) => slug === quoi)?.code ?? null,
    state: states.find((state) => state === etat) ?? null,
    source: source === '' ? null : source.replace(/\p{Cc}/gu, '').slice(0, 200),
  };
}

const narrowing = ['q', 'quoi', 'etat', 'source'] as const;

export function isNarrowed(query: Query): boolean {
  return narrowing.some((name) => query[name]);
}

/** The address of the list, of its parameters that say something. @param file of its workbook or table. */
export function manageAddress(query: Query, changes: Query = {}, file = ''): string {
  const all = { ...query, ...changes };
  const said = new URLSearchParams();
  for (const name of [...narrowing, 'suite']) if (all[name]) said.set(name, all[name]);
  return `${managePath}${file}${said.size > 0 ? `?${said}` : ''}`;
}
