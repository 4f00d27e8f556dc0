import { z } from 'zod';

/** A source says otherwise than what is kept: which facts is read again when it is looked at. */
export const conflictPayload = z.object({ source: z.string() });

/** A row of a source that looks like what is here. */
export const asidePayload = z.object({
  source: z.string(),
  externalId: z.string(),
  row: z.enum(['organisation', 'place', 'service']),
  reason: z.string(),
});

/** Two pages that may be one: the item is about the first. */
export const duplicatePayload = z.object({ otherId: z.string() });
/** Where it has the second. */
export const OTHER_PAGE = 'otherId' satisfies keyof z.infer<typeof duplicatePayload>;
