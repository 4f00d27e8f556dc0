import { eventType } from '../../../kernel/events/events.ts';

/** Somebody confirmed a letter: its recipients are written down, and wait for it. */
export const letterSent = eventType<{ territoryId: string; letterId: string }>('desk.letterSent');
