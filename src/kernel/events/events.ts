import type { JobQueue } from '../jobs/queue.ts';

/** Carries ids only: the handler re-reads, since things may have changed by then. */
export type EventPayload = Readonly<Record<string, string | readonly string[]>>;

/** Something that happened, named in the past tense: `territories.outlineChanged`. */
export interface EventType<Payload extends EventPayload> {
  readonly name: string;
  /** Only for the type: what the event carries. */
  readonly payload?: Payload;
}

export function eventType<Payload extends EventPayload>(name: string): EventType<Payload> {
  return { name };
}

/** What a module does when another one says that something happened. Must be idempotent: it may run twice. */
export interface EventHandler<Context, Payload extends EventPayload = EventPayload> {
  event: EventType<Payload>;
  /** Unique within its module: `<module>.<name>` is the queue. */
  name: string;
  /** May take minutes or hours: it has the time, and is told to stop by the signal. */
  isLong?: true;
  /** Depends on somebody else's server: many at once, and where one fails, it is tried again for two days. */
  isPatient?: true;
  /** @param signal aborted when the server stops, or another one has taken the job: a long job then throws, and is run again. */
  handle(context: Context, payload: Payload, signal: AbortSignal): Promise<void>;
}

/** Ties the payload's type to the event's. */
export function onEvent<Context, Payload extends EventPayload>(
  event: EventType<Payload>,
  name: string,
  handle: (context: Context, payload: Payload, signal: AbortSignal) => Promise<void>,
  options: Pick<EventHandler<Context>, 'isLong' | 'isPatient'> = {},
): EventHandler<Context> {
  return { ...options, event, name, handle: handle as EventHandler<Context>['handle'] };
}

export interface EventBus {
  /** Says that it happened: written in the current unit of work, delivered once it is committed, never if it is not. */
  emit<Payload extends EventPayload>(event: EventType<Payload>, payload: Payload): Promise<void>;
}

/** @param queuesByEvent for each event, the queues of its handlers. */
export function eventBus(queue: JobQueue, queuesByEvent: ReadonlyMap<string, readonly string[]>, inUnit: () => boolean): EventBus {
  return {
    async emit(event, payload) {
      if (!inUnit()) throw new Error(`${event.name}: an event belongs to the unit of work that made it happen.`);
      for (const name of queuesByEvent.get(event.name) ?? []) await queue.send(name, payload);
    },
  };
}
