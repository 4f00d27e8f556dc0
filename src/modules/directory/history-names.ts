import type { PageRequest } from '../../kernel/http/route.ts';
import { accountsById } from '../people/index.ts';
import type { HistoryEntry } from './history-models.ts';
import { sourceOf } from './sources.ts';
import { spaceWords } from './space/views/frame.tsx';

/** What those who wrote in a history are called, by actor; left out: who is gone. */
export async function historyNames(
  { kernel, visit }: Pick<PageRequest<unknown>, 'kernel' | 'visit'>,
  entries: readonly HistoryEntry[],
): Promise<ReadonlyMap<string, string>> {
  const actors = [...new Set(entries.map(({ actor }) => actor))];
  const accounts = await accountsById(
    kernel,
    actors.flatMap((actor) => (actor.startsWith('account:') ? [actor.slice('account:'.length)] : [])),
  );
  const t = spaceWords(visit);
  return new Map(
    actors.flatMap((actor): [string, string][] => {
      if (actor === 'system') return [[actor, t('directory.space.history.software')]];
      if (actor.startsWith('source:')) return [[actor, sourceOf(actor.slice('source:'.length)).name]];
      const account = accounts.get(actor.slice('account:'.length));
      return account ? [[actor, account.name]] : [];
    }),
  );
}
