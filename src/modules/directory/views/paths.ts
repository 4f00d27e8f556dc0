import type { Point, Visit } from '../../../kernel/http/visit.ts';
import { type Filters, facetNames } from '../facets.ts';
import type { SubjectName } from '../facts.ts';
import { facetParameters, parameterValue } from '../filter-parameters.ts';
import { givenPoint } from '../near.ts';
import { type Choice, choicesText, readChoices } from '../selection.ts';
import type { DirectoryList } from '../view-models.ts';

/** The list's choices, as its address holds them. */
export interface ListQuery {
  q?: string;
  filters?: Filters;
  /** « Près de »: words, or `lat,lng`. */
  near?: string;
  /** The point that these words stand for, where they could not be looked up. */
  point?: Point | null;
  openNow?: boolean;
  /** `2026-11-25T14:00` on the territory's clock. */
  openAt?: string | null;
  cursor?: string | null;
  /** « Ma sélection »: what was chosen so far goes along, since nothing else remembers it. */
  choices?: readonly Choice[];
}

/** Of the form of the list, to which the boxes of its results belong. */
export const LIST_FORM = 'recherche';

export const CHOICE_PARAMETER = 'choix';

export function listPath({ q, filters = {}, near, point, openNow, openAt, cursor, choices = [] }: ListQuery): string {
  const query = new URLSearchParams();
  if (q) query.set('q', q);
  for (const name of facetNames) if (filters[name] !== undefined) query.set(facetParameters[name], parameterValue(name, filters[name]));
  if (near) query.set('pres', near);
  if (near && point) query.set('point', givenPoint(point, near));
  if (openNow) query.set('ouvert', '1');
  if (openAt) query.set('le', openAt);
  if (cursor) query.set('suite', cursor);
  if (choices.length > 0) query.set(CHOICE_PARAMETER, choicesText(choices));
  return withQuery('/annuaire', query);
}

/** These signs may stay as they are in a query: `pres=46.2,6.1` is an address that one can read. */
function withQuery(path: string, query: URLSearchParams): string {
  const text = query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/').replaceAll('%40', '@');
  return text ? `${path}?${text}` : path;
}

export function listQuery(list: DirectoryList, visit: Visit): ListQuery {
  const { q, filters, near, openNow, openAt } = list;
  return {
    q,
    filters,
    near: near?.typed ?? '',
    openNow,
    openAt,
    choices: choicesOf(visit),
    ...(near?.isGiven && { point: near.point }),
  };
}

/** What the visitor has chosen so far. */
export function choicesOf(visit: Visit): Choice[] {
  return readChoices(visit.query[CHOICE_PARAMETER]);
}

const searchParameters = ['q', ...Object.values(facetParameters), 'pres', 'point', 'ouvert', 'le', 'suite'];

/** What was looked for before the choice, word for word: to go on with it. */
function searchOf(visit: Visit): URLSearchParams {
  return new URLSearchParams(searchParameters.flatMap((name) => (visit.query[name] ? [[name, visit.query[name]]] : [])));
}

/** The sheet of what was chosen: for its visitor, with the search to go back to; `shared`: for others, without it. */
export function selectionPath(choices: readonly Choice[], search: Visit | 'shared'): string {
  const query = search === 'shared' ? new URLSearchParams() : searchOf(search);
  if (choices.length > 0) query.set(CHOICE_PARAMETER, choicesText(choices));
  return withQuery('/annuaire/selection', query);
}

/** Back to the search from which the choice was made, which goes along. */
export function searchPath(choices: readonly Choice[], visit: Visit): string {
  const query = searchOf(visit);
  if (choices.length > 0) query.set(CHOICE_PARAMETER, choicesText(choices));
  return withQuery('/annuaire', query);
}

/** `commune`: slug of the territory it belongs to, where that is not the portal's own. */
export function placePath(slug: string, commune: string | null = null): string {
  return commune === null ? `/lieux/${slug}` : `/lieux/${slug}?commune=${commune}`;
}

export function organisationPath(slug: string, commune: string | null = null): string {
  return commune === null ? `/annuaire/${slug}` : `/annuaire/${slug}?commune=${commune}`;
}

export function servicePath(slug: string, commune: string | null = null): string {
  return commune === null ? `/services/${slug}` : `/services/${slug}?commune=${commune}`;
}

/** The page of a result. */
export function subjectPath({ subject, slug, commune }: { subject: SubjectName; slug: string; commune: string | null }): string {
  return { place: placePath, organisation: organisationPath, service: servicePath }[subject](slug, commune);
}

/** The page of a result, to which what was chosen so far goes along. */
export function pageOfChoice(choice: Choice, choices: readonly Choice[]): string {
  const path = subjectPath(choice);
  if (choices.length === 0) return path;
  const [folder = path, text = ''] = path.split('?', 2);
  const query = new URLSearchParams(text);
  query.set(CHOICE_PARAMETER, choicesText(choices));
  return withQuery(folder, query);
}

/** Its card for a telephone's address book. */
export function cardPath(choice: Choice): string {
  return subjectPath(choice).replace(/(?=\?|$)/, '.vcf');
}

/** The page's whole address, as it is printed and copied. */
export function absolute(visit: Visit, path: string): string {
  return `${visit.territory.origin ?? visit.origin}${visit.href(path)}`;
}

/** Where a picture is served: another one has another digest, so that this address never changes content. */
export function picturePath({ id, digest }: { id: string; digest: string }): string {
  return `/images/${id}?v=${digest.slice(0, 12)}`;
}
