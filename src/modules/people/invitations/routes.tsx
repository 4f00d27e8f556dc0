import { z } from 'zod';
import { anyone } from '../../../kernel/access/access.ts';
import { secretText } from '../../../kernel/http/fields.ts';
import { emptyForm, type FormState, formRoute } from '../../../kernel/http/form.ts';
import type { AnyRoute } from '../../../kernel/http/page-routes.ts';
import { type PageReply, type PageRequest, pageRoute } from '../../../kernel/http/route.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { accountOf, addAccount, hashPassword } from '../accounts/commands/account.ts';
import { guessedMistake } from '../accounts/commands/passwords.ts';
import { openSession } from '../accounts/commands/sessions.ts';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD, signInLimit } from '../accounts/limits.ts';
import { acceptInvitation, openInvitation } from './commands.ts';
import { invitationMessages } from './messages.ts';
import { InvitationOverView, InvitationView } from './views.tsx';

type Asked = PageRequest<Readonly<Record<string, string>>>;

async function invitation({ kernel, visit, params }: Asked, form: FormState = emptyForm): Promise<PageReply> {
  const code = params['code'] ?? '';
  const t = translator(invitationMessages, visit.locale);
  const found = await openInvitation(kernel, visit.territory.id, code);
  if (!found)
    return { page: { title: t('people.invitation.over'), body: <InvitationOverView visit={visit} />, noindex: true }, status: 404 };
  const isKnown = (await accountOf(kernel, found.email)) !== null;
  return {
    page: {
      title: t('people.invitation.title'),
      body: <InvitationView visit={visit} form={form} invitation={{ code, email: found.email, role: found.role, isKnown }} />,
      noindex: true,
    },
  };
}

export const invitationPages: readonly AnyRoute[] = [
  pageRoute({ path: '/invitation/:code', access: anyone, handle: (request) => invitation(request) }),
  formRoute({
    path: '/invitation/:code',
    access: anyone,
    // Left out by who is signed in already.
    fields: z.object({
      name: z.string().trim().max(100).optional(),
      password: secretText('people.password.required', LONGEST_PASSWORD).optional(),
    }),
    limits: [signInLimit],
    isOutsideUnit: true,
    again: invitation,
    async handle({ kernel, visit, params, client, input }) {
      const code = params['code'] ?? '';
      const territoryId = visit.territory.id;
      const found = await openInvitation(kernel, territoryId, code);
      if (!found) return { redirect: visit.href(visit.path) };
      if (visit.viewer) {
        const { accountId, email } = visit.viewer;
        // For another address: the page says so.
        if (email !== found.email) return { redirect: visit.href(visit.path) };
        await kernel.database.unit(() => acceptInvitation(kernel, territoryId, code, accountId));
        return { redirect: visit.href(afterwards(found.role)) };
      }
      const { name = '', password = '' } = input;
      const mistakes = [
        ...(name === '' ? [{ field: 'name', key: 'people.name.required' }] : []),
        ...(password.length < SHORTEST_PASSWORD ? [{ field: 'password', key: 'people.password.too-short' }] : []),
      ];
      if (mistakes.length > 0) return { mistakes };
      const guessed = await guessedMistake(visit, password, [name, found.email]);
      if (guessed) return { mistakes: [guessed] };
      const passwordHash = await hashPassword(kernel, password);
      const added = await kernel.database.unit(async () => {
        const accountId = await addAccount(kernel, { email: found.email, name, passwordHash, locale: visit.locale });
        return accountId !== null && (await acceptInvitation(kernel, territoryId, code, accountId)) !== null ? accountId : null;
      });
      // Taken up meanwhile, or the address has an account: the page says which.
      if (added === null) return { redirect: visit.href(visit.path) };
      const { cookies } = await openSession(kernel, visit, client, { accountId: added, way: 'invitation' });
      return { redirect: visit.href(afterwards(found.role)), cookies };
    },
  }),
];

/** Where the new role works. */
function afterwards(role: string): string {
  return role === 'owner' || role === 'editor' ? '/mon-espace' : role === 'operator' ? '/exploitation' : '/gestion';
}
