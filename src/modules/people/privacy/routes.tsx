import { buffer } from 'node:stream/consumers';
import type { ComponentChildren } from 'preact';
import { anyone, signedIn } from '../../../kernel/access/access.ts';
import type { Viewer } from '../../../kernel/access/viewer.ts';
import { writeArchive } from '../../../kernel/files/archive.ts';
import { requiredBox } from '../../../kernel/http/fields.ts';
import { emptyForm, type FormState, formRoute, type Mistake } from '../../../kernel/http/form.ts';
import type { AnyRoute } from '../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, type PageRequest, pageRoute } from '../../../kernel/http/route.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { Module } from '../../../kernel/module.ts';
import { exportRows } from '../../../kernel/privacy/rows.ts';
import { hasPassword, provePassword } from '../accounts/commands/account.ts';
import { signOut } from '../accounts/commands/sessions.ts';
import { proofFields } from '../accounts/forms.ts';
import { proveFirst } from '../accounts/routes/pages.tsx';
import { archiveEntries } from './archive.tsx';
import { eraseViewer } from './commands.ts';
import { privacyMessages } from './messages.ts';
import { subjectOf } from './queries.ts';
import { staying } from './staying.ts';
import { ErasedView, MyDataView } from './views.tsx';

type Asked = PageRequest<Readonly<Record<string, string>>>;
type Title = 'people.privacy.title' | 'people.privacy.done.title';

const PATH = '/mon-compte/donnees';
const limits = [{ name: 'people.privacy', limit: 10, seconds: 3_600 }];

function page(visit: Visit, title: Title, body: ComponentChildren): PageReply {
  return {
    page: {
      title: translator(privacyMessages, visit.locale)(title),
      body,
      noindex: true,
      ...(visit.viewer && { frame: 'space', section: 'data' }),
    },
  };
}

/**
 * A session left open on a shared screen is not enough for what is dangerous: the password is asked, or a fresh sign-in of who has
 * none. Null: it is themselves.
 */
async function notThemselves(
  { kernel, visit }: Asked,
  viewer: Viewer,
  secret: string,
): Promise<{ mistakes: readonly Mistake[] } | { redirect: string } | null> {
  if (!(await hasPassword(kernel, viewer.accountId))) return proveFirst(visit, PATH);
  const tried = await kernel.throttle.take({ name: 'people.privacy-account', limit: 8, seconds: 900 }, viewer.accountId);
  if (!tried.allowed) return { mistakes: [{ field: '', key: 'form.too-often', values: { minutes: Math.ceil(tried.retryAfter / 60) } }] };
  const proved = await provePassword(kernel, { accountId: viewer.accountId }, secret);
  return proved !== null ? null : { mistakes: [{ field: 'password', key: 'people.privacy.wrong' }] };
}

/** What one may do with one's own data. @param modules which hold them. */
export function privacyPages(modules: readonly Module[]): readonly AnyRoute[] {
  const mine =
    (concerns: 'receive' | 'erase') =>
    async ({ kernel, visit }: Asked, form: FormState = emptyForm) => {
      const has = visit.viewer !== null && (await hasPassword(kernel, visit.viewer.accountId));
      const proof = has ? 'password' : proveFirst(visit, PATH) === null ? 'fresh' : 'missing';
      const view = <MyDataView visit={visit} form={form} concerns={concerns} proof={proof} staying={staying(modules, visit)} />;
      return page(visit, 'people.privacy.title', view);
    };
  return [
    pageRoute({ path: PATH, access: signedIn, handle: (request) => mine('receive')(request) }),
    formRoute({
      path: PATH,
      access: signedIn,
      fields: proofFields,
      limits,
      isOutsideUnit: true,
      again: mine('receive'),
      async handle(request) {
        const { kernel, visit, input } = request;
        if (!visit.viewer) return notFound;
        const refused = await notThemselves(request, visit.viewer, input.password ?? '');
        if (refused) return refused;
        const { viewer } = visit;
        const subject = await subjectOf(kernel, viewer);
        // Letters are the kernel's, which is no module. Their links are keys: their texts are for the mailbox alone.
        const rows = await exportRows(kernel.database, modules, subject);
        const own = new Set([`account:${viewer.accountId}`, ...subject.persons.map(({ id }) => `person:${id}`)]);
        const model = { name: viewer.name, own, rows, modules };
        const content = await buffer(writeArchive(archiveEntries(model, visit), visit.now));
        return { content, type: 'application/zip', download: 'mes-donnees.zip' };
      },
    }),
    formRoute({
      path: `${PATH}/effacement`,
      access: signedIn,
      fields: proofFields.extend({ sure: requiredBox('people.privacy.erase.sure.required') }),
      limits,
      isOutsideUnit: true,
      again: mine('erase'),
      async handle(request) {
        const { kernel, visit, input, client } = request;
        if (!visit.viewer) return notFound;
        const refused = await notThemselves(request, visit.viewer, input.password ?? '');
        if (refused) return refused;
        const { viewer } = visit;
        const kept = await kernel.database.unit(() => eraseViewer(kernel, visit, viewer, modules));
        if (kept === null) return { mistakes: [{ field: '', key: 'people.privacy.erase.last' }] };
        return { redirect: visit.href('/donnees-effacees'), cookies: await signOut(kernel, visit, client), clearsCache: true };
      },
    }),
    pageRoute({
      path: '/donnees-effacees',
      access: anyone,
      handle: async ({ visit }) => page(visit, 'people.privacy.done.title', <ErasedView visit={visit} staying={staying(modules, visit)} />),
    }),
  ];
}
