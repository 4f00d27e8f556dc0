import { z } from 'zod';
import { choice, optionalEmail, optionalText, requiredText, ticked } from '../../../kernel/http/fields.ts';
import type { Mistake } from '../../../kernel/http/form.ts';
import type { ThrottleRule } from '../../../kernel/throttle/throttle.ts';
import { type Refusal, refusals } from './rules.ts';
import { decisions } from './states.ts';

/** In bytes, of the file of an answer. */
export const LARGEST_DOCUMENT = 5_000_000;

export const answerFields = z.object({
  name: requiredText('announcements.answers.name.required', 100),
  email: optionalEmail(),
  phone: optionalText(40),
  body: requiredText('announcements.answers.body.required', 5_000),
});
export const messageFields = z.object({ body: requiredText('announcements.answers.body.required', 5_000) });
export const decisionFields = z.object({ event: choice(decisions), refusal: optionalText(20), words: optionalText(1_000) });
export const othersFields = z.object({ other: ticked() });

/** Answers of one address or account. */
export const answerLimit: ThrottleRule = { name: 'announcements.answer', limit: 20, seconds: 3_600 };
export const messageLimit: ThrottleRule = { name: 'announcements.answer-message', limit: 30, seconds: 3_600 };
/** Answers to one announcement: more are a machine's. */
export const announcementLimit: ThrottleRule = { name: 'announcements.answers-received', limit: 200, seconds: 86_400 };
/**
 * First letters and SMS to one mailbox or telephone, whatever was answered with it: who types it may not be who has it, and
 * whom it is not may be written to that often in a day and no more.
 */
export const recipientLimit: ThrottleRule = { name: 'announcements.answer-recipient', limit: 5, seconds: 86_400 };
/** SMS that anybody can make the installation send: at some five cents each, fifteen euros in a day at most. */
export const visitorSmsLimit: ThrottleRule = { name: 'announcements.answer-sms', limit: 300, seconds: 86_400 };

/** Why an answer is refused, as its form says it; null where it is not refused. */
export function readRefusal({
  event,
  refusal,
  words,
}: z.output<typeof decisionFields>): { refusal: Refusal | null } | { mistakes: Mistake[] } {
  if (event !== 'refuse') return { refusal: null };
  const found = refusals.find((one) => one === refusal);
  if (!found) return { mistakes: [{ field: 'refusal', key: 'announcements.answers.refusal.required' }] };
  return found === 'other' && words === null
    ? { mistakes: [{ field: 'words', key: 'announcements.answers.refusal.words.required' }] }
    : { refusal: found };
}
