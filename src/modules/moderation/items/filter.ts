/** What of the queue is shown. */
export interface QueueFilter {
  kind: string | null;
  state: QueueState;
  hands: 'all' | 'mine' | 'nobody';
  /** Days for which it has waited at least. */
  olderThan: number | null;
  words: string;
}

/** States as an address says them. */
const states = { attente: 'waiting', nouvelles: 'open', questions: 'in-question', decidees: 'decided' } as const;
const hands = { toutes: 'all', moi: 'mine', personne: 'nobody' } as const;
const ages = [2, 7, 30] as const;

export type QueueState = (typeof states)[keyof typeof states];
type Query = Readonly<Record<string, string | undefined>>;

export const filterValues = { states, hands, ages };

function read<Values extends Readonly<Record<string, string>>>(values: Values, given: string | undefined, or: keyof Values) {
  return values[given !== undefined && Object.hasOwn(values, given) ? given : or] as Values[keyof Values];
}

/** What an address asks for; what it says wrongly is left out. @param kinds those that there are. */
export function readFilter(query: Query, kinds: readonly string[]): QueueFilter {
  const { nature = '', age, q = '' } = query;
  return {
    kind: kinds.includes(nature) ? nature : null,
    state: read(states, query['etat'], 'attente'),
    hands: read(hands, query['mains'], 'toutes'),
    olderThan: ages.find((days) => String(days) === age) ?? null,
    words: q.slice(0, 200),
  };
}

/** The address of a list, of its parameters that say something. */
export function queuePath(query: Query, changes: Query = {}): string {
  const all = { ...query, ...changes };
  const said = new URLSearchParams();
  for (const name of ['nature', 'etat', 'mains', 'age', 'q', 'suite']) {
    const value = all[name];
    if (value) said.set(name, value);
  }
  return `/gestion/moderation${said.size > 0 ? `?${said}` : ''}`;
}
