import { z } from 'zod';
import { type PlainField, plainFields } from './plain-fields.ts';

const values = z.partialRecord(z.enum(plainFields as readonly [PlainField, ...PlainField[]]), z.string().nullable());

/** What the queue keeps of what is sent: read again as it was written. */
export const suggestionPayload = z.object({
  subject: z.enum(['place', 'organisation']),
  theme: z.string(),
  values,
  /** Opening hours, in the sender's words. */
  hours: z.string().nullable(),
});
export type SuggestionPayload = z.output<typeof suggestionPayload>;

export const correctionPayload = z.object({
  what: z.enum(['facts', 'closed', 'moved']),
  /** What is wrong, with what it said then and what it should say. */
  from: values,
  values,
  hours: z.string().nullable(),
});
export type CorrectionPayload = z.output<typeof correctionPayload>;

export const reportReasons = ['hurtful', 'personal', 'misleading', 'other'] as const;

export const reportPayload = z.object({ why: z.enum(reportReasons) });
export type ReportPayload = z.output<typeof reportPayload>;
