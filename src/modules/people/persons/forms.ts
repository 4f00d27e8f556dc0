import parsePhone from 'libphonenumber-js/min';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { purposes } from '../../../kernel/access/viewer.ts';
import { choice, optionalEmail, optionalText, requiredText, tickedBox } from '../../../kernel/http/fields.ts';
import type { Mistake } from '../../../kernel/http/form.ts';
import { locales } from '../../../kernel/i18n/locales.ts';
import type { PersonFacts } from './commands.ts';
import { isDrawing, MOST_DRAWN } from './drawing-rules.ts';
import { channels, needsGuardian } from './rules.ts';

const part = optionalText(4);

export const personFields = z.object({
  givenName: requiredText('people.person.given.required', 100),
  familyName: requiredText('people.person.family.required', 100),
  'birthDate.day': part,
  'birthDate.month': part,
  'birthDate.year': part,
  phone: optionalText(40),
  email: optionalEmail(),
  street: optionalText(),
  postcode: optionalText(10),
  locality: optionalText(100),
  locale: choice(locales),
  channel: choice(channels),
  guardianName: optionalText(200),
  guardianPhone: optionalText(40),
  teamId: optionalText(36),
  isOther: tickedBox,
});

type PersonInput = z.output<typeof personFields>;

/** A telephone number in E.164; null where there is none; undefined where it cannot be one. */
function readPhone(text: string | null, country: 'FR' | 'CH'): string | null | undefined {
  if (text === null) return null;
  const number = parsePhone(text, country);
  return number?.isPossible() ? number.number : undefined;
}

/** A date of birth in three numbers; null where nothing was written; undefined where it cannot be one. */
function readBirthDate(input: PersonInput, today: Temporal.PlainDate): Temporal.PlainDate | null | undefined {
  const [day, month, year] = [input['birthDate.day'], input['birthDate.month'], input['birthDate.year']];
  if (day === null && month === null && year === null) return null;
  if (![day, month, year].every((one) => one !== null && /^\d+$/.test(one))) return undefined;
  try {
    const date = Temporal.PlainDate.from({ day: Number(day), month: Number(month), year: Number(year) }, { overflow: 'reject' });
    return Temporal.PlainDate.compare(date, today) <= 0 && date.year > 1900 ? date : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What a form says of a person, or what is to be corrected in it. */
export function readPersonInput(
  input: PersonInput,
  country: 'FR' | 'CH',
  today: Temporal.PlainDate,
): { facts: PersonFacts } | { mistakes: Mistake[] } {
  const birthDate = readBirthDate(input, today);
  const phone = readPhone(input.phone, country);
  const guardianPhone = readPhone(input.guardianPhone, country);
  const mistakes: Mistake[] = [
    ...(birthDate === undefined ? [{ field: 'birthDate', key: 'people.person.birth.wrong' }] : []),
    ...(phone === undefined ? [{ field: 'phone', key: 'people.person.phone.wrong' }] : []),
    ...(guardianPhone === undefined ? [{ field: 'guardianPhone', key: 'people.person.phone.wrong' }] : []),
    ...(needsGuardian(birthDate ?? null, today, country) && input.guardianName === null
      ? [{ field: 'guardianName', key: 'people.person.guardian.required.fr' }]
      : []),
  ];
  const reach = { desk: 'there', phone, text: phone, letter: input.street, email: input.email } as const;
  if (mistakes.length === 0 && reach[input.channel] === null) mistakes.push({ field: 'channel', key: 'people.person.channel.missing' });
  if (mistakes.length > 0 || birthDate === undefined || phone === undefined || guardianPhone === undefined) return { mistakes };
  const { givenName, familyName, email, street, postcode, locality, locale, channel, guardianName } = input;
  return {
    facts: { givenName, familyName, birthDate, phone, email, street, postcode, locality, locale, channel, guardianName, guardianPhone },
  };
}

/** A day, as the browser's calendar sends it. */
const day = z
  .string()
  .optional()
  .transform((text, context) => {
    try {
      return Temporal.PlainDate.from(text ?? '');
    } catch {
      context.addIssue({ code: 'custom', message: 'people.mandate.date.wrong' });
      return z.NEVER;
    }
  });

export const mandateFields = z.object({
  purpose: choice(purposes),
  words: optionalText(500),
  structure: optionalText(),
  startsOn: day,
  endsOn: day,
  guardianName: optionalText(200),
  isOldEnough: tickedBox,
});

export const signatureFields = z.object({
  how: choice(['paper', 'screen']),
  words: requiredText('people.mandate.sign.words.required', 200),
  drawing: optionalText(MOST_DRAWN),
  accepted: tickedBox,
});

/** What is to be corrected in a signature: on screen, it is drawn, or given by ticking a box. */
export function signatureMistake({ how, drawing, accepted }: z.output<typeof signatureFields>): Mistake | null {
  if (how === 'paper') return null;
  if (drawing !== null && !isDrawing(drawing)) return { field: 'accepted', key: 'people.mandate.sign.drawing.short' };
  return accepted || drawing !== null ? null : { field: 'accepted', key: 'people.mandate.sign.accepted.required' };
}

export const takeoverFields = z.object({
  code: requiredText('people.takeover.code.required', 40),
  familyName: requiredText('people.person.family.required', 100),
});
