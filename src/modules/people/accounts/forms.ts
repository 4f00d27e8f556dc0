import { z } from 'zod';
import { requiredEmail, requiredText, secretText } from '../../../kernel/http/fields.ts';
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
export const resetFields = z.object({ jeton: token, password: newPassword });
/** As an application shows it, in two groups, or a backup code. */
export const codeFields = z.object({ code: requiredText('people.code.required', 30).transform((code) => code.replace(/\s/g, '')) });
