import { z } from 'zod';
import { choice, optionalEmail, requiredEmail, requiredId, requiredText, secretText } from '../../../kernel/http/fields.ts';
import { locales } from '../../../kernel/i18n/locales.ts';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from './limits.ts';

const password = secretText('people.password.required', LONGEST_PASSWORD);
const name = requiredText('people.name.required', 100);
const token = requiredText('people.link.incomplete', 200);

/** A password being chosen: long rather than complicated (NIST SP 800-63B), in any signs. */
const newPassword = password.refine((value) => value.length >= SHORTEST_PASSWORD, { error: 'people.password.too-short' });

export const addressFields = z.object({ email: requiredEmail() });
export const signInFields = z.object({ email: requiredEmail(), password });
export const confirmFields = z.object({ jeton: token, name, password: newPassword });
export const tokenFields = z.object({ jeton: token });
/** The address is asked in another browser than the one that asked for the link. */
export const enterFields = z.object({ jeton: token, email: optionalEmail() });
export const resetFields = z.object({ jeton: token, password: newPassword });
/** As an application shows it, in two groups, or a backup code. */
export const codeFields = z.object({ code: requiredText('people.code.required', 30).transform((code) => code.replace(/\s/g, '')) });

export const profileFields = z.object({ name, locale: choice(locales) });
export const passwordFields = z.object({ password });
/** The old one is left out by who has none yet. */
export const changePasswordFields = z.object({ old: z.string().max(LONGEST_PASSWORD).optional(), password: newPassword });
/** Left out by who has none. */
export const proofFields = z.object({ password: z.string().max(LONGEST_PASSWORD).optional() });
/** What somebody calls a passkey of theirs. */
export const passkeyNameFields = z.object({ passkey: requiredId(), name: requiredText('people.passkey.name.required', 60) });
export const passkeyFields = z.object({ passkey: requiredId() });
/** One session, or all others. */
export const sessionFields = z.object({ session: z.union([z.literal('others'), requiredId()]) });
