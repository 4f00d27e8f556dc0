/**
 * Who may use a route, as data: what a matrix test can enumerate and a person can read.
 * `public`: anyone, signed in or not. `development`: anyone, but never in production.
 */
export type Access = { readonly audience: 'public' } | { readonly audience: 'development' };

export const anyone: Access = { audience: 'public' };
export const developers: Access = { audience: 'development' };
