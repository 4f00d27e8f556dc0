import type { AnyRoute } from '../../../kernel/http/page-routes.ts';
import { handoffPages } from './routes/handoff.tsx';
import { passkeyPages } from './routes/passkeys.ts';
import { profilePages } from './routes/profile.tsx';
import { providerPages } from './routes/provider.tsx';
import { securityPages } from './routes/security.tsx';
import { signInPages } from './routes/sign-in.tsx';
import { signUpPages } from './routes/sign-up.tsx';

/** Ways in and out, and what one does with one's own account. */
export const accountPages: readonly AnyRoute[] = [
  ...signInPages,
  ...signUpPages,
  ...profilePages,
  ...securityPages,
  ...passkeyPages,
  ...providerPages,
  ...handoffPages,
];
