import { eventType } from '../../kernel/events/events.ts';

/** A territory has a new outline, or none any more: what lies inside has to be looked at again. */
export const outlineChanged = eventType<{ territoryId: string }>('territories.outlineChanged');
