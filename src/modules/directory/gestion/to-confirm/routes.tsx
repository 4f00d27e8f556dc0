import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { staff } from '../../../../kernel/access/access.ts';
import { actorOf } from '../../../../kernel/access/viewer.ts';
import { formRoute } from '../../../../kernel/http/form.ts';
import { listFile, listFileRoute } from '../../../../kernel/http/list-file.ts';
import type { AnyRoute } from '../../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, type PageRequest, pageRoute } from '../../../../kernel/http/route.ts';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { confirmHolder } from '../../reminders/commands.ts';
import { holderById } from '../../reminders/queries/holders.ts';
import { deadAddressesPath, filterOf, listAddress, toConfirmPath } from './filter.ts';
import { callList } from './queries/call-list.ts';
import { deadAddressesIn } from './queries/dead-addresses.ts';
import { CallListView } from './views/call-list.tsx';
import { DeadAddressesView, deadAddressColumns } from './views/dead-addresses.tsx';
import { callFileColumns } from './views/file-columns.ts';
import { toConfirmWords } from './words.ts';

type Request = PageRequest<Readonly<Record<string, string>>>;

export const toConfirmAccess = staff('administrator', 'moderator', 'agent');

function reply(visit: Visit, body: ComponentChildren): PageReply {
  return { page: { title: toConfirmWords(visit)('directory.call.title'), body, noindex: true, frame: 'manage', section: 'to-confirm' } };
}

async function listPage({ kernel, visit }: Request): Promise<PageReply> {
  const list = await callList(kernel, visit.territory, filterOf(visit), visit.query['suite'] ?? null);
  return reply(visit, <CallListView list={list} isNoted={visit.query['fait'] === '1'} visit={visit} />);
}

export const toConfirmPages: readonly AnyRoute[] = [
  pageRoute({ path: toConfirmPath, access: toConfirmAccess, handle: listPage }),
  formRoute({
    path: toConfirmPath,
    access: toConfirmAccess,
    fields: z.object({ holder: z.uuid() }),
    again: listPage,
    async handle({ kernel, visit, input }) {
      const { territory } = visit;
      const today = visit.now.toZonedDateTimeISO(territory.timeZone).toPlainDate();
      const holder = await holderById(kernel, territory, input.holder, today);
      if (!holder) return notFound;
      await confirmHolder(kernel, territory, holder, {
        actor: actorOf(visit.viewer),
        reason: toConfirmWords(visit)('directory.call.reason'),
      });
      return { redirect: visit.href(listAddress(filterOf(visit), '', { fait: '1' })) };
    },
  }),
  pageRoute({
    path: `${toConfirmPath}.xlsx`,
    access: toConfirmAccess,
    handle: async ({ kernel, visit }) =>
      listFile(
        { kernel, visit },
        {
          file: 'a-confirmer',
          name: toConfirmWords(visit)('directory.call.title'),
          columns: callFileColumns(visit),
          page: (cursor) => callList(kernel, visit.territory, filterOf(visit), cursor),
        },
      ),
  }),
  pageRoute({
    path: deadAddressesPath,
    access: toConfirmAccess,
    handle: async ({ kernel, visit }) =>
      reply(visit, <DeadAddressesView addresses={await deadAddressesIn(kernel, visit.territory.id)} visit={visit} />),
  }),
  listFileRoute({
    path: `${deadAddressesPath}.xlsx`,
    access: toConfirmAccess,
    file: 'adresses',
    name: (visit) => toConfirmWords(visit)('directory.call.tab.dead'),
    columns: deadAddressColumns,
    rows: (kernel, visit) => deadAddressesIn(kernel, visit.territory.id),
  }),
];
