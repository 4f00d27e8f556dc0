import { z } from 'zod';
import { choices, requiredBox, requiredText } from '../../kernel/http/fields.ts';

/** Which site, and what it is told of. @param types of all events. */
export function endpointFields(types: readonly string[]) {
  return z.object({
    url: requiredText('webhooks.wrong.address', 2_000),
    events: choices(types).refine((chosen) => chosen.length > 0, { error: 'webhooks.events.required' }),
  });
}

export const removeFields = z.object({ sure: requiredBox('webhooks.remove.sure.required') });
export const nothing = z.object({});
