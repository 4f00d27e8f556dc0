import { eventType } from '../../kernel/events/events.ts';

/** An account has another address. Of the one before, only what it is recognised by (`addressDigest`). */
export const addressChanged = eventType<{ accountId: string; formerDigest: string }>('people.addressChanged');

/** Somebody began or ceased to keep a structure. */
export const structureRolesChanged = eventType<{ territoryId: string; structureId: string }>('people.structureRolesChanged');
