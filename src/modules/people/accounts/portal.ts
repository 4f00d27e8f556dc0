import { AsyncLocalStorage } from 'node:async_hooks';
import type { Visit } from '../../../kernel/http/visit.ts';

/** The portal on which the library is called: it calls back for letters, which are of a territory and in a language. */
const portals = new AsyncLocalStorage<Visit>();

/** Runs a call of the library on behalf of a visit. */
export function onPortal<Result>(visit: Visit, call: () => Promise<Result>): Promise<Result> {
  return portals.run(visit, call);
}

/** @throws where the library was called outside of `onPortal`. */
export function currentPortal(): Visit {
  const visit = portals.getStore();
  if (!visit) throw new Error('A letter about an account belongs to a visit: call the library within onPortal.');
  return visit;
}
