import { z } from 'zod';
import { choice, optionalText, ticked, tickedBox } from '../../../kernel/http/fields.ts';

export const decisionFields = z.object({
  event: choice(['approve', 'refuse', 'ask']),
  message: optionalText(2_000),
  reason: optionalText(),
});

export const bulkFields = z.object({
  event: choice(['approve', 'refuse']),
  item: ticked(50),
  reason: optionalText(),
});

export const assignmentFields = z.object({
  to: optionalText(36),
  me: tickedBox,
});
