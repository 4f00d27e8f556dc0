import type { Kernel } from '../../../kernel/module.ts';
import { accountsById } from './accounts.ts';

const ACCOUNT = /^account:([0-9a-f-]{36})$/;

/** What those are called who did something, by how history rows say them; who has no account any more is not in it. */
export async function actorNames(kernel: Kernel, actors: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const accounts = await accountsById(
    kernel,
    actors.flatMap((actor) => ACCOUNT.exec(actor ?? '')?.[1] ?? []),
  );
  return new Map([...accounts].map(([id, { name }]) => [`account:${id}`, name]));
}
