import type { StructureRole, TerritoryRole, Viewer } from './viewer.ts';

/**
 * Who may use a route, as data: what a matrix test can enumerate and a person can read.
 *
 * - `public`: anyone, signed in or not. `development`: anyone, but never in production.
 * - `signed-in`: whoever has an account.
 * - `staff`: who holds one of these roles in the territory that is visited.
 * - `structure`: who keeps the structure that the path names by `:structureId`, at least in this role.
 * - `operator`: who runs the installation.
 */
export type Access =
  | { readonly audience: 'public' }
  | { readonly audience: 'development' }
  | { readonly audience: 'signed-in' }
  | { readonly audience: 'staff'; readonly roles: readonly TerritoryRole[] }
  | { readonly audience: 'structure'; readonly role: StructureRole }
  | { readonly audience: 'operator' };

export const anyone: Access = { audience: 'public' };
export const developers: Access = { audience: 'development' };
export const signedIn: Access = { audience: 'signed-in' };
export const operators: Access = { audience: 'operator' };

/** Who holds one of these roles in the territory. */
export function staff(...roles: readonly TerritoryRole[]): Access {
  return { audience: 'staff', roles };
}

/** Whoever keeps the structure of the path: editors and owners, or owners alone. */
export function structure(role: StructureRole): Access {
  return { audience: 'structure', role };
}

/** Whether the route is open to those who are not signed in. */
export function isPublic(access: Access): boolean {
  return access.audience === 'public' || access.audience === 'development';
}

/** The one decision of the guard. @param params those of the path. */
export function isAllowed(
  access: Access,
  viewer: Viewer | null,
  params: Readonly<Record<string, string>>,
  { production }: { production: boolean },
): boolean {
  switch (access.audience) {
    case 'public':
      return true;
    case 'development':
      return !production;
    case 'signed-in':
      return viewer !== null;
    case 'staff':
      return viewer?.roles.some((role) => access.roles.includes(role)) ?? false;
    case 'structure':
      return (
        viewer?.structures.some(({ id, role }) => id === params['structureId'] && (role === 'owner' || access.role === 'editor')) ?? false
      );
    case 'operator':
      return viewer?.isOperator ?? false;
  }
}
