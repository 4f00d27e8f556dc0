import { uuidv7 } from 'uuidv7';

/** A new identifier. UUIDv7: sortable by time of creation, so that indexes grow at one end. */
export function newId(): string {
  return uuidv7();
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isId(value: string): boolean {
  return uuid.test(value);
}

/**
 * Across territories: a reference without a foreign key, resolved through cards, tolerant of what disappeared.
 *
 * @public the first service whose rows meet across territories uses it
 */
export interface Ref {
  territoryId: string;
  id: string;
}
