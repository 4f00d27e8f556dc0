import { z } from 'zod';
import { choice, optionalEmail, optionalText, requiredText } from '../../../kernel/http/fields.ts';
import { themes } from '../themes.ts';
import { reportReasons } from './payloads.ts';
import { websiteOf } from './plain-fields.ts';

const website = optionalText(500)
  .refine((text) => text === null || websiteOf(text) !== null, { error: 'directory.suggest.website.wrong' })
  .transform((text) => (text === null ? null : websiteOf(text)));

/** Facts as a resident writes them. */
const said = {
  description: optionalText(5_000),
  street: optionalText(),
  postcode: optionalText(12),
  locality: optionalText(100),
  phone: optionalText(40),
  email: optionalEmail(),
  website,
  hours: optionalText(500),
};

/** Who sends: nothing is asked of who does not want to say. */
const sender = {
  note: optionalText(2_000),
  sender_name: optionalText(),
  sender_email: optionalEmail(),
};

/** `envoi` goes along to the page where it is read again: it stays the same form. */
export const proposalFields = z.object({
  subject: choice(['place', 'organisation'], 'directory.suggest.subject.required'),
  name: requiredText('directory.suggest.name.required'),
  theme: choice(
    themes.map(({ code }) => code),
    'directory.suggest.theme.required',
  ),
  ...said,
  ...sender,
  envoi: optionalText(),
});
export type Proposal = z.output<typeof proposalFields>;

export const correctionFields = z.object({
  what: choice(['facts', 'closed', 'moved', 'duplicate'], 'directory.correct.what.required'),
  twin: optionalText(500),
  name: optionalText(),
  ...said,
  feeDetails: optionalText(1_000),
  accessConditions: optionalText(2_000),
  ...sender,
});
export type Correction = z.output<typeof correctionFields>;

export const reportFields = z.object({
  why: choice(reportReasons, 'directory.report.why.required'),
  note: requiredText('directory.report.note.required', 2_000),
  sender_name: optionalText(),
  sender_email: optionalEmail(),
});

/** What a moderator approves with changes. */
export const reviewFields = z.object({
  name: requiredText('directory.suggest.name.required'),
  ...said,
  openingHours: optionalText(1_000),
  feeDetails: optionalText(1_000),
  accessConditions: optionalText(2_000),
  kind: optionalText(60),
});
export type Review = z.output<typeof reviewFields>;
