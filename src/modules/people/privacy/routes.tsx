import { buffer } from 'node:stream/consumers';
import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { anyone, signedIn } from '../../../kernel/access/access.ts';
import type { Viewer } from '../../../kernel/access/viewer.ts';
import { writeArchive } from '../../../kernel/files/archive.ts';
import { requiredBox, secretText } from '../../../kernel/http/fields.ts';
import { emptyForm, type FormState, formRoute, type Mistake } from '../../../kernel/http/form.ts';
import type { AnyRoute } from '../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, type PageRequest, pageRoute } from '../../../kernel/http/route.ts';
import type { Visit } from '../../../kernel/http/visit.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import type { Module } from '../../../kernel/module.ts';
import { exportRows } from '../../../kernel/privacy/rows.ts';
import { provePassword } from '../accounts/commands/account.ts';
import { signOut } from '../accounts/commands/sessions.ts';
import { LONGEST_PASSWORD } from '../accounts/limits.ts';
import { archiveJson, archivePage } from './archive.tsx';
import { eraseViewer } from './commands.ts';
import { privacyMessages } from './messages.ts';
import { subjectOf } from './queries.ts';
import { ErasedView, MyDataView } from './views.tsx';

type Asked = PageRequest<Readonly<Record<string, string>>>;
type Title = 'people.privacy.title' | 'people.privacy.done.title';

const password = secretText('people.password.required', LONGEST_PASSWORD);
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

/** Reasons for which something stays after an erasure, as modules declare them, in words. */
function staying(modules: readonly Module[], visit: Visit): string[] {
  return modules.flatMap(({ messages, personalData = [] }) => {
    const keys = personalData.flatMap(({ tables }) =>
      Object.values(tables).flatMap(({ erasure }) => (typeof erasure === 'object' && 'keep' in erasure ? [erasure.keep] : [])),
    );
    return messages ? [...new Set(keys)].map((key) => translator(messages, visit.locale)(key)) : [];
  });
}

/** A session left open on a shared screen is not enough for what is dangerous. */
async function isThemselves({ kernel }: Asked, viewer: Viewer, secret: string): Promise<Mistake | null> {
  const tried = await kernel.throttle.take({ name: 'people.privacy-account', limit: 8, seconds: 900 }, viewer.accountId);
  if (!tried.allowed) return { field: '', key: 'form.too-often', values: { minutes: Math.ceil(tried.retryAfter / 60) } };
  const proved = await provePassword(kernel, { accountId: viewer.accountId }, secret);
  return proved !== null ? null : { field: 'password', key: 'people.privacy.wrong' };
}

/** What one may do with one's own data. @param modules which hold them. */
export function privacyPages(modules: readonly Module[]): readonly AnyRoute[] {
  const mine =
    (concerns: 'receive' | 'erase') =>
    async ({ visit }: Asked, form: FormState = emptyForm) =>
      page(visit, 'people.privacy.title', <MyDataView visit={visit} form={form} concerns={concerns} staying={staying(modules, visit)} />);
  return [
    pageRoute({ path: '/mon-compte/donnees', access: signedIn, handle: (request) => mine('receive')(request) }),
    formRoute({
      path: '/mon-compte/donnees',
      access: signedIn,
      fields: z.object({ password }),
      limits,
      isOutsideUnit: true,
      again: mine('receive'),
      async handle(request) {
        const { kernel, visit, input } = request;
        if (!visit.viewer) return notFound;
        const mistake = await isThemselves(request, visit.viewer, input.password);
        if (mistake) return { mistakes: [mistake] };
        const { viewer } = visit;
        const rows = await exportRows(kernel.database, modules, await subjectOf(kernel, viewer));
        const model = { name: viewer.name, rows, modules };
        const files = [
          { name: 'index.html', content: archivePage(model, visit) },
          { name: 'donnees.json', content: archiveJson(model) },
        ];
        const content = await buffer(writeArchive(files, visit.now));
        return { content, type: 'application/zip', download: 'mes-donnees.zip' };
      },
    }),
    formRoute({
      path: '/mon-compte/donnees/effacement',
      access: signedIn,
      fields: z.object({ password, sure: requiredBox('people.privacy.erase.sure.required') }),
      limits,
      isOutsideUnit: true,
      again: mine('erase'),
      async handle(request) {
        const { kernel, visit, input, client } = request;
        if (!visit.viewer) return notFound;
        const mistake = await isThemselves(request, visit.viewer, input.password);
        if (mistake) return { mistakes: [mistake] };
        const { viewer } = visit;
        // The cookie goes first: its session is about to be gone.
        const cookies = await signOut(kernel, visit, client);
        await kernel.database.unit(() => eraseViewer(kernel, visit, viewer, modules));
        return { redirect: visit.href('/donnees-effacees'), cookies };
      },
    }),
    pageRoute({
      path: '/donnees-effacees',
      access: anyone,
      handle: async ({ visit }) => page(visit, 'people.privacy.done.title', <ErasedView visit={visit} staying={staying(modules, visit)} />),
    }),
  ];
}
