import { eventType } from '../../kernel/events/events.ts';

/** Services that may serve other territories were written, closed or opened: at most some hundreds at once. */
export const servicesChanged = eventType<{ territoryId: string; serviceIds: readonly string[] }>('directory.servicesChanged');

/** Somebody asked to see what a file would give, or to load it. */
export const importRequested = eventType<{ territoryId: string; requestId: string }>('directory.importRequested');

/** A claim waits for nobody any more: it was answered, taken back, or is too old. */
export const claimSettled = eventType<{ territoryId: string; claimId: string }>('directory.claimSettled');

/** Two pages were one: what is known of `mergedId`, which is gone, belongs to `keptId`. `subject`: of which kind both are. */
export const subjectsMerged = eventType<{ territoryId: string; subject: string; keptId: string; mergedId: string }>(
  'directory.subjectsMerged',
);
