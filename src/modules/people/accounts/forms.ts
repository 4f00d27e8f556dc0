import { z } from 'zod';
import { requiredEmail, requiredText, secretText } from '../../../kernel/http/fields.ts';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from './limits.ts';

/** A password being chosen: long rather than complicated (NIST SP 800-63B), in any signs. */
export const newPassword = secretText('people.password.required', LONGEST_PASSWORD).refine((value) => value.length >= SHORTEST_PASSWORD, {
  error: 'people.password.too-short',
});

export const signInFields = z.object({
  email: requiredEmail(),
  password: secretText('people.password.required', LONGEST_PASSWORD),
});

export const signUpFields = z.object({
  name: requiredText('people.name.required', 100),
  email: requiredEmail(),
  password: newPassword,
});

export const tokenFields = z.object({ jeton: requiredText('people.link.incomplete', 2_000) });
