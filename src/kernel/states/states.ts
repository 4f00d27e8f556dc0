/** For each state, the events that may happen in it and the state that each leads to. */
export type TransitionTable<State extends string, Event extends string> = Readonly<Record<State, Readonly<Partial<Record<Event, State>>>>>;

export interface StateTable<State extends string, Event extends string> {
  readonly table: TransitionTable<State, Event>;
  /** The state that an event leads to; null where it cannot happen. */
  next(from: State, event: Event): State | null;
  /** The states in which an event may happen: what a compare-and-set compares with. */
  from(event: Event): readonly State[];
}

type EventsOf<Table> = { [State in keyof Table]: keyof Table[State] }[keyof Table] & string;

/**
 * Declares the states of a thing and what leads from one to another, as data that tests go through pair by pair.
 *
 * ```ts
 * const door = stateTable({ open: { close: 'closed' }, closed: { open: 'open' } });
 * door.next('open', 'close'); // 'closed'
 * door.next('open', 'open'); // null
 * ```
 */
export function stateTable<const Table extends Readonly<Record<string, Readonly<Record<string, keyof Table & string>>>>>(
  table: Table,
): StateTable<keyof Table & string, Extract<EventsOf<{ [S in keyof Table]: Table[S] }>, string>> & { readonly table: Table } {
  type State = keyof Table & string;
  // Own names only: an event or a state that came from outside may be called « constructor ».
  const targetOf = (state: State, event: string): State | undefined => {
    const targets = Object.hasOwn(table, state) ? (table[state] as Readonly<Record<string, State>>) : {};
    return Object.hasOwn(targets, event) ? targets[event] : undefined;
  };
  return {
    table: table as never,
    next: (from, event) => targetOf(from, event as string) ?? null,
    from: (event) => (Object.keys(table) as State[]).filter((state) => targetOf(state, event as string) !== undefined),
  };
}
