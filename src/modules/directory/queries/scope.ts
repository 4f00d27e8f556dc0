import { scopeOf, type TerritoryContext } from '../../../kernel/http/visit.ts';

/** The territories whose directory a portal shows: its own first, then its members' in the order of their names. */
export function directoryScope(territory: TerritoryContext): string[] {
  return scopeOf(territory, 'directory');
}

/** Where a page is looked for: in the commune that its address names (`?commune=`), else in all of the scope. */
export function pageScope(territory: TerritoryContext, commune: string | undefined): string[] {
  const scope = directoryScope(territory);
  if (commune === undefined) return scope;
  const named = [territory, ...territory.members].filter(({ slug }) => slug === commune).map(({ id }) => id);
  return scope.filter((id) => named.includes(id));
}
