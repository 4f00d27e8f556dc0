import { z } from 'zod';
import { choice, optionalEmail, optionalText } from '../../kernel/http/fields.ts';
import { rhythms } from './rhythm-rules.ts';

export const askFields = z.object({
  email: optionalEmail(),
  rhythm: choice(rhythms),
  near: optionalText(),
  within: optionalText(3),
});

/** What is done to alerts, by who reads them. */
export const keepFields = z.object({
  alert: optionalText(36),
  event: optionalText(20),
  rhythm: optionalText(20),
  'List-Unsubscribe': optionalText(),
});
export type KeepInput = z.output<typeof keepFields>;

export const nothing = z.object({});
