import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { operators } from '../../../kernel/access/access.ts';
import { actorOf } from '../../../kernel/access/viewer.ts';
import { requiredBox, requiredEmail } from '../../../kernel/http/fields.ts';
import { emptyForm, type FormState, formRoute } from '../../../kernel/http/form.ts';
import { listFile, listFileRoute } from '../../../kernel/http/list-file.ts';
import type { AnyRoute } from '../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, type PageRequest, pageRoute } from '../../../kernel/http/route.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { outboxMessage, outboxPage, sendAgain } from '../../../kernel/mail/outbox.ts';
import { accountOf } from '../accounts/commands/account.ts';
import { resetSecondFactor } from '../accounts/commands/recovery.ts';
import { proveFirst } from '../accounts/routes/pages.tsx';
import { operationMessages } from './messages.ts';
import { operatorsOf } from './queries.ts';
import { OperatorsView, OutboxMessageView, OutboxView, operatorColumns, outboxColumns } from './views.tsx';

const ACCOUNTS = '/exploitation/comptes';

const recoveryFields = z.object({ email: requiredEmail(), checked: requiredBox('people.recovery.checked.required') });

type Asked = PageRequest<Readonly<Record<string, string>>>;

function page(section: 'outbox' | 'operators', title: string, body: ComponentChildren): PageReply {
  return { page: { title, body, noindex: true, frame: 'manage', section } };
}

async function message({ kernel, visit, params }: Asked): Promise<PageReply> {
  const found = await outboxMessage(kernel, params['id'] ?? '');
  if (!found) return notFound;
  const title = translator(operationMessages, visit.locale)('people.outbox.message');
  return page('outbox', title, <OutboxMessageView visit={visit} message={found} />);
}

async function accounts({ kernel, visit }: Asked, form: FormState = emptyForm): Promise<PageReply> {
  const title = translator(operationMessages, visit.locale)('people.operators.title');
  return page('operators', title, <OperatorsView visit={visit} form={form} operators={await operatorsOf(kernel)} />);
}

/** For who runs the installation: its mail, which holds the links that let people in, and who they are. */
export const operationPages: readonly AnyRoute[] = [
  pageRoute({
    path: '/exploitation',
    access: operators,
    async handle({ kernel, visit }) {
      const { items, nextCursor } = await outboxPage(kernel, visit.query['apres'] ?? null);
      const title = translator(operationMessages, visit.locale)('people.outbox.title');
      return page('outbox', title, <OutboxView visit={visit} items={items} next={nextCursor} />);
    },
  }),
  pageRoute({
    path: '/exploitation.xlsx',
    access: operators,
    async handle({ kernel, visit }) {
      return listFile(
        { kernel, visit },
        {
          file: 'messages',
          name: translator(operationMessages, visit.locale)('people.outbox.title'),
          columns: outboxColumns(visit),
          async page(cursor) {
            const { items, nextCursor } = await outboxPage(kernel, cursor);
            return { rows: items, next: nextCursor };
          },
        },
      );
    },
  }),
  pageRoute({ path: '/exploitation/messages/:id', access: operators, handle: message }),
  // As the recipient's program shows it, without any right here: the server sends it under a sandbox.
  pageRoute({
    path: '/exploitation/messages/:id/page',
    access: operators,
    async handle({ kernel, params }) {
      const found = await outboxMessage(kernel, params['id'] ?? '');
      return found?.html == null ? notFound : { content: found.html, type: 'text/html; charset=utf-8' };
    },
  }),
  formRoute({
    path: '/exploitation/messages/:id/renvoyer',
    access: operators,
    fields: z.object({}),
    again: message,
    async handle({ kernel, visit, params }) {
      const id = params['id'] ?? '';
      await sendAgain(kernel, id);
      return { redirect: visit.href(`/exploitation/messages/${id}`) };
    },
  }),
  pageRoute({ path: ACCOUNTS, access: operators, handle: (request) => accounts(request) }),
  formRoute({
    path: `${ACCOUNTS}/secours`,
    access: operators,
    fields: recoveryFields,
    limits: [{ name: 'people.recovery', limit: 10, seconds: 3_600 }],
    again: accounts,
    async handle({ kernel, visit, input: { email } }) {
      const unproved = proveFirst(visit, ACCOUNTS);
      if (unproved) return unproved;
      const account = await accountOf(kernel, email);
      if (!account || account.id === visit.viewer?.accountId)
        return { mistakes: [{ field: 'email', key: 'people.recovery.email.unknown' }] };
      const isDone = await resetSecondFactor(kernel, visit, account.id, actorOf(visit.viewer));
      return isDone
        ? { redirect: visit.href(`${ACCOUNTS}?dit=reset`) }
        : { mistakes: [{ field: 'email', key: 'people.recovery.email.none' }] };
    },
  }),
  listFileRoute({
    path: '/exploitation/comptes.xlsx',
    access: operators,
    file: 'exploitation',
    name: (visit) => translator(operationMessages, visit.locale)('people.operators.title'),
    columns: operatorColumns,
    rows: operatorsOf,
  }),
];
