import { z } from 'zod';
import { optionalEmail, optionalText, requiredText } from '../../../kernel/http/fields.ts';
import type { ThrottleRule } from '../../../kernel/throttle/throttle.ts';

export const writeFields = z.object({
  name: requiredText('directory.relay.name.required', 100),
  email: optionalEmail(),
  phone: optionalText(40),
  body: requiredText('directory.relay.body.required', 5_000),
});
export const replyFields = z.object({ body: requiredText('directory.relay.body.required', 5_000) });
export const abuseFields = z.object({ note: requiredText('directory.relay.abuse.required', 2_000) });

/** Conversations that one address or account begins. */
export const writeLimit: ThrottleRule = { name: 'directory.relay-write', limit: 8, seconds: 3_600 };
export const replyLimit: ThrottleRule = { name: 'directory.relay-reply', limit: 30, seconds: 3_600 };
/** Messages that one structure receives from people who write for the first time: more are a machine's. */
export const structureLimit: ThrottleRule = { name: 'directory.relay-structure', limit: 60, seconds: 86_400 };
