import type { TerritoryContext, Visit } from '../../../kernel/http/visit.ts';
import { subjectPath } from '../views/paths.ts';
import type { KeptPage, Space } from './view-models.ts';

/** A page of a structure's space: `''` its first one, `/equipe`, `/messages`… */
export function spacePath(structureId: string, page = ''): string {
  return `/mon-espace/structures/${structureId}${page}`;
}

/** Where a territory's own portal answers. In development each has its name under `localhost`. */
export function portalOrigin(visit: Visit, territory: TerritoryContext): string {
  if (territory.id === visit.territory.id) return visit.origin;
  if (territory.origin) return territory.origin;
  const url = new URL(visit.origin);
  if (url.hostname.endsWith('.localhost')) url.hostname = `${territory.slug}.localhost`;
  return url.origin;
}

/** The public page, on the portal of the structure's own territory. */
export function publicAddress(
  visit: Visit,
  { territory }: Pick<Space, 'territory'>,
  { subject, slug }: Pick<KeptPage, 'subject' | 'slug'>,
): string {
  const path = visit.href(subjectPath({ subject, slug, commune: null }));
  return territory.id === visit.territory.id ? path : `${portalOrigin(visit, territory)}${path}`;
}
