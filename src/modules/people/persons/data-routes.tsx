import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { writeArchive } from '../../../kernel/files/archive.ts';
import { requiredBox } from '../../../kernel/http/fields.ts';
import { emptyForm, type FormState, formRoute } from '../../../kernel/http/form.ts';
import type { AnyRoute } from '../../../kernel/http/page-routes.ts';
import { notFound, type PageReply, pageRoute } from '../../../kernel/http/route.ts';
import type { Module } from '../../../kernel/module.ts';
import { exportRows } from '../../../kernel/privacy/rows.ts';
import { archiveEntries } from '../privacy/archive.tsx';
import { erasePerson } from '../privacy/commands.ts';
import { personSubject } from '../privacy/queries.ts';
import { staying } from '../privacy/staying.ts';
import { type Asked, agents, asked, page, personPath } from './pages.ts';
import type { Person } from './view-models.ts';
import { PersonDataView } from './views/data.tsx';
import { nameOf } from './views/words.ts';

/** Who has an account does it alone: nobody else may. */
async function askedWithoutAccount(request: Asked): Promise<Person | null> {
  const found = await asked(request);
  return found && found.person.accountId === null ? found.person : null;
}

/** The rights of a person who has no account over what is kept about them, used by their agents (GDPR, art. 15 and 17). */
export function personDataPages(modules: readonly Module[]): readonly AnyRoute[] {
  const dataPage = async (request: Asked, form: FormState = emptyForm): Promise<PageReply> => {
    const { visit } = request;
    const person = await askedWithoutAccount(request);
    if (!person) return notFound;
    return page(visit, 'people.data.title', <PersonDataView visit={visit} form={form} person={person} staying={staying(modules, visit)} />);
  };
  return [
    pageRoute({ path: '/gestion/personnes/:personId/donnees', access: agents, handle: (request) => dataPage(request) }),
    pageRoute({
      path: '/gestion/personnes/:personId/donnees.zip',
      access: agents,
      async handle(request) {
        const { kernel, visit } = request;
        const person = await askedWithoutAccount(request);
        if (!person) return notFound;
        const rows = await exportRows(kernel.database, modules, await personSubject(kernel, visit, person.id));
        const model = { name: nameOf(person), own: new Set([`person:${person.id}`]), rows, modules };
        // They read it, not the agent.
        const files = archiveEntries(model, { ...visit, locale: person.locale });
        return { content: await buffer(writeArchive(files, visit.now)), type: 'application/zip', download: 'donnees.zip' };
      },
    }),
    formRoute({
      path: '/gestion/personnes/:personId/effacement',
      access: agents,
      fields: z.object({ sure: requiredBox('people.data.erase.sure.required') }),
      again: dataPage,
      async handle(request) {
        const { kernel, visit } = request;
        const person = await askedWithoutAccount(request);
        if (!person) return { redirect: visit.href(personPath(request.params['personId'] ?? '')) };
        await erasePerson(kernel, visit, person.id, modules);
        return { redirect: visit.href('/gestion/personnes?efface=1') };
      },
    }),
  ];
}
