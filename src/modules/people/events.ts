import { eventType } from '../../kernel/events/events.ts';

/** Somebody began or ceased to keep a structure. */
export const structureRolesChanged = eventType<{ territoryId: string; structureId: string }>('people.structureRolesChanged');
