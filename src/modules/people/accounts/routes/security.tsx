import { anyone, signedIn } from '../../../../kernel/access/access.ts';
import { emptyForm, type FormState, formRoute, type Mistake } from '../../../../kernel/http/form.ts';
import type { AnyRoute } from '../../../../kernel/http/page-routes.ts';
import { safePath } from '../../../../kernel/http/redirect.ts';
import { type PageReply, type PageRequest, pageRoute } from '../../../../kernel/http/route.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import type { Kernel } from '../../../../kernel/module.ts';
import { ownMessages } from '../account-messages.ts';
import { browserOf } from '../browser-rules.ts';
import { codeUri } from '../code-rules.ts';
import { hashPassword, hasPassword, provePassword, setPassword } from '../commands/account.ts';
import { backupCodes, codesOf, pendingKey, renewBackupCodes, startCodes, stopCodes, verifyCode } from '../commands/codes.ts';
import type { AuthReply } from '../commands/library.ts';
import { passkeysOf } from '../commands/passkeys.ts';
import { guessedMistake } from '../commands/passwords.ts';
import { hasProvider } from '../commands/provider.ts';
import { endOtherSessions, endSessions, noteRefusal, openSession } from '../commands/sessions.ts';
import { changePasswordFields, codeFields, passwordFields, proofFields } from '../forms.ts';
import { tellOfChange } from '../letters.ts';
import { accountLimit, codeLimit, securityLimit } from '../limits.ts';
import { BackupCodesView, KeyView } from '../views/codes.tsx';
import { ChangePasswordView, ProofView, ProveView, SecurityView } from '../views/security.tsx';
import { homeOf, ownPage, proveFirst, tooOften } from './pages.tsx';
import { viewerOf } from './profile.tsx';

type Asked = PageRequest<Readonly<Record<string, string>>>;
const SECURITY = '/mon-compte/securite';
const words = (visit: Visit) => translator(ownMessages, visit.locale);

/** What one signs in with. */
export async function security({ kernel, visit, client }: Asked): Promise<PageReply> {
  const { accountId } = viewerOf(visit);
  const { provider } = kernel.config;
  const browser = browserOf(client.headers.get('user-agent') ?? '');
  const state = {
    hasPassword: await hasPassword(kernel, accountId),
    codes: await codesOf(kernel, accountId),
    passkeys: await passkeysOf(kernel, accountId),
    provider: provider && { name: provider.name, isLinked: await hasProvider(kernel, accountId) },
    home: homeOf(kernel, visit),
    isFresh: proveFirst(visit, SECURITY) === null,
    device: browser ? words(visit)('people.sessions.browser', browser) : '',
  };
  return ownPage('security', words(visit)('people.security.title'), <SecurityView visit={visit} viewer={viewerOf(visit)} state={state} />);
}

async function prove({ kernel, visit }: Asked, form: FormState = emptyForm): Promise<PageReply> {
  const viewer = viewerOf(visit);
  const has = await hasPassword(kernel, viewer.accountId);
  return ownPage(
    'security',
    words(visit)('people.prove.title'),
    <ProveView visit={visit} form={form} email={viewer.email} hasPassword={has} />,
  );
}

async function changePassword({ kernel, visit }: Asked, form: FormState = emptyForm): Promise<PageReply> {
  const has = await hasPassword(kernel, viewerOf(visit).accountId);
  const unproved = has ? null : proveFirst(visit, `${SECURITY}/mot-de-passe`);
  if (unproved) return unproved;
  return ownPage(
    'security',
    words(visit)('people.security.password.change'),
    <ChangePasswordView visit={visit} form={form} hasPassword={has} />,
  );
}

/** The page that asks for the password before codes are started, stopped or renewed; who has none has just signed in. */
const proof =
  (kind: 'start' | 'stop' | 'renew') =>
  async ({ kernel, visit }: Asked, form: FormState = emptyForm): Promise<PageReply> => {
    const { accountId } = viewerOf(visit);
    const { isOn } = await codesOf(kernel, accountId);
    if (isOn === (kind === 'start')) return { redirect: visit.href(SECURITY) };
    const has = await hasPassword(kernel, accountId);
    const unproved = has ? null : proveFirst(visit, `${SECURITY}${paths[kind]}`);
    if (unproved) return unproved;
    return ownPage(
      'security',
      words(visit)(kind === 'renew' ? 'people.security.backup.renew' : `people.security.codes.${kind}`),
      <ProofView visit={visit} form={form} kind={kind} action={`${SECURITY}${paths[kind]}`} hasPassword={has} />,
    );
  };

const paths = { start: '/codes', stop: '/codes/arreter', renew: '/secours' } as const;

/** Runs what needs the password, by the library that checks it. */
async function proved<Body>(
  kernel: Kernel,
  visit: Visit,
  path: string,
  run: () => Promise<AuthReply<Body>>,
): Promise<{ body: Body; cookies: string[] } | { mistakes: readonly Mistake[] } | { redirect: string }> {
  const { accountId } = viewerOf(visit);
  const often = await tooOften(kernel, accountLimit, accountId);
  if (often) return { mistakes: [often] };
  const unproved = (await hasPassword(kernel, accountId)) ? null : proveFirst(visit, path);
  if (unproved) return unproved;
  const reply = await run();
  if ('body' in reply) return reply;
  if (reply.refused === 'INVALID_PASSWORD') return { mistakes: [{ field: 'password', key: 'people.security.password.wrong' }] };
  // Done already, by this form sent twice or in another window.
  return { redirect: visit.href(SECURITY) };
}

async function key({ kernel, visit }: Asked, form: FormState = emptyForm): Promise<PageReply> {
  const { accountId, email } = viewerOf(visit);
  const secret = await pendingKey(kernel, accountId);
  if (secret === null) return { redirect: visit.href(SECURITY) };
  return ownPage(
    'security',
    words(visit)('people.security.codes.scan'),
    <KeyView visit={visit} form={form} secret={secret} uri={codeUri({ issuer: visit.territory.name, email, key: secret })} />,
  );
}

function codesPage(visit: Visit, codes: readonly string[], said: 'on' | 'renewed', cookies: readonly string[] = []): PageReply {
  const title = words(visit)('people.security.backup');
  return { ...ownPage('security', title, <BackupCodesView visit={visit} codes={codes} said={said} />), cookies };
}

export const securityPages: readonly AnyRoute[] = [
  pageRoute({ path: SECURITY, access: signedIn, handle: security }),
  pageRoute({ path: '/mon-compte/confirmer', access: signedIn, handle: (request) => prove(request) }),
  formRoute({
    path: '/mon-compte/confirmer',
    access: signedIn,
    fields: passwordFields,
    limits: [securityLimit],
    isOutsideUnit: true,
    again: prove,
    async handle({ kernel, visit, client, input }) {
      const { accountId, isStrong } = viewerOf(visit);
      const often = await tooOften(kernel, accountLimit, accountId);
      if (often) return { mistakes: [often] };
      if ((await provePassword(kernel, { accountId }, input.password)) === null) {
        noteRefusal(kernel, 'confirmation', accountId);
        return { mistakes: [{ field: 'password', key: 'people.security.password.wrong' }] };
      }
      const { cookies } = await openSession(kernel, visit, client, { accountId, way: 'confirmation', hasSecondFactor: isStrong });
      return { redirect: safePath(visit.query['vers'], visit.href(SECURITY)), cookies };
    },
  }),
  pageRoute({ path: `${SECURITY}/mot-de-passe`, access: signedIn, handle: (request) => changePassword(request) }),
  formRoute({
    path: `${SECURITY}/mot-de-passe`,
    access: signedIn,
    fields: changePasswordFields,
    limits: [securityLimit],
    again: changePassword,
    async handle({ kernel, visit, client, input }) {
      const viewer = viewerOf(visit);
      const { accountId, isStrong } = viewer;
      const often = await tooOften(kernel, accountLimit, accountId);
      if (often) return { mistakes: [often] };
      if (await hasPassword(kernel, accountId)) {
        if ((await provePassword(kernel, { accountId }, input.old ?? '')) === null)
          return { mistakes: [{ field: 'old', key: 'people.security.password.wrong' }] };
      } else {
        const unproved = proveFirst(visit, `${SECURITY}/mot-de-passe`);
        if (unproved) return unproved;
      }
      const guessed = await guessedMistake(visit, input.password, [viewer.name, viewer.email]);
      if (guessed) return { mistakes: [guessed] };
      await setPassword(kernel, accountId, await hashPassword(kernel, input.password));
      await endSessions(kernel, accountId);
      await tellOfChange(kernel, visit, 'password', viewer);
      const { cookies } = await openSession(kernel, visit, client, { accountId, way: 'confirmation', hasSecondFactor: isStrong });
      return { redirect: visit.href(`${SECURITY}?dit=password`), cookies };
    },
  }),
  pageRoute({ path: `${SECURITY}/codes`, access: signedIn, handle: (request) => proof('start')(request) }),
  formRoute({
    path: `${SECURITY}/codes`,
    access: signedIn,
    fields: proofFields,
    limits: [securityLimit],
    isOutsideUnit: true,
    again: proof('start'),
    async handle({ kernel, visit, client, input }) {
      const result = await proved(kernel, visit, `${SECURITY}/codes`, () => startCodes(kernel, visit, client, input.password));
      return 'body' in result ? { redirect: visit.href(`${SECURITY}/codes/verifier`), cookies: result.cookies } : result;
    },
  }),
  pageRoute({ path: `${SECURITY}/codes/verifier`, access: signedIn, handle: (request) => key(request) }),
  formRoute({
    path: `${SECURITY}/codes/verifier`,
    access: signedIn,
    fields: codeFields,
    limits: [securityLimit],
    isOutsideUnit: true,
    again: key,
    async handle({ kernel, visit, client, input }) {
      const viewer = viewerOf(visit);
      const { accountId } = viewer;
      if ((await pendingKey(kernel, accountId)) === null) return { redirect: visit.href(SECURITY) };
      const often = await tooOften(kernel, codeLimit, accountId);
      if (often) return { mistakes: [often] };
      const reply = await verifyCode(kernel, visit, client, accountId, input.code);
      if ('refused' in reply) return { mistakes: [{ field: 'code', key: 'people.code.wrong' }] };
      await kernel.database.unit(async () => {
        // Opened without a code, they would do without one until their end.
        await endOtherSessions(kernel, visit, accountId, reply.cookies);
        await tellOfChange(kernel, visit, 'codes-on', viewer);
      });
      return codesPage(visit, await backupCodes(kernel, accountId), 'on', reply.cookies);
    },
  }),
  pageRoute({ path: `${SECURITY}/codes/arreter`, access: signedIn, handle: (request) => proof('stop')(request) }),
  formRoute({
    path: `${SECURITY}/codes/arreter`,
    access: signedIn,
    fields: proofFields,
    limits: [securityLimit],
    isOutsideUnit: true,
    again: proof('stop'),
    async handle({ kernel, visit, client, input }) {
      const result = await proved(kernel, visit, `${SECURITY}/codes/arreter`, () => stopCodes(kernel, visit, client, input.password));
      if (!('body' in result)) return result;
      const viewer = viewerOf(visit);
      await kernel.database.unit(async () => {
        await endOtherSessions(kernel, visit, viewer.accountId, result.cookies);
        await tellOfChange(kernel, visit, 'codes-off', viewer);
      });
      return { redirect: visit.href(`${SECURITY}?dit=codes-off`), cookies: result.cookies };
    },
  }),
  pageRoute({ path: `${SECURITY}/secours`, access: signedIn, handle: (request) => proof('renew')(request) }),
  formRoute({
    path: `${SECURITY}/secours`,
    access: signedIn,
    fields: proofFields,
    limits: [securityLimit],
    isOutsideUnit: true,
    again: proof('renew'),
    async handle({ kernel, visit, client, input }) {
      const result = await proved(kernel, visit, `${SECURITY}/secours`, () => renewBackupCodes(kernel, visit, client, input.password));
      return 'body' in result ? codesPage(visit, result.body.backupCodes, 'renewed') : result;
    },
  }),
  // Where a keeper of passkeys takes its user (W3C, « A Well-Known URL for Relying Party Passkey Endpoints »).
  pageRoute({
    path: '/.well-known/passkey-endpoints',
    access: anyone,
    async handle({ kernel, visit }) {
      const address = `${homeOf(kernel, visit) ?? visit.origin}${SECURITY}`;
      return { content: JSON.stringify({ enroll: address, manage: address }), type: 'application/json' };
    },
  }),
  // Where a keeper of passwords takes its user (W3C, « A Well-Known URL for Changing Passwords »).
  pageRoute({
    path: '/.well-known/change-password',
    access: signedIn,
    handle: async ({ visit }) => ({ redirect: visit.href(`${SECURITY}/mot-de-passe`) }),
  }),
];
