import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { staff } from '../../../kernel/access/access.ts';
import { actorOf } from '../../../kernel/access/viewer.ts';
import { choice, requiredId, requiredText } from '../../../kernel/http/fields.ts';
import { emptyForm, type FormState, formRoute } from '../../../kernel/http/form.ts';
import { listFile, listFileRoute } from '../../../kernel/http/list-file.ts';
import type { AnyRoute } from '../../../kernel/http/page-routes.ts';
import { type PageReply, type PageRequest, pageRoute } from '../../../kernel/http/route.ts';
import { recordAction } from '../../people/index.ts';
import { endTrust } from '../commands/trust.ts';
import { announcementSources, trustSource } from '../importing/commands/sources.ts';
import { csvHead, csvLines } from '../importing/csv.ts';
import { managePath, readManagedFilter, sourcesPath, trustedPath } from './paths.ts';
import { countManaged, managedAnnouncements, trustedStructures } from './queries.ts';
import { manageFileColumns, manageWords } from './views/columns.tsx';
import { ManageView } from './views/list.tsx';
import { SourcesView, sourceColumns } from './views/sources.tsx';
import { TrustedView, trustedColumns } from './views/trusted.tsx';

/** Who looks after all announcements. */
export const manageAccess = staff('administrator', 'moderator', 'agent');
/** Who decides what waits says what need not. */
const trustAccess = staff('moderator');
/** Who loads files says which are to be trusted. */
const sourcesAccess = staff('administrator');

const PAGE = 50;
/** Read at once for a file. */
const FILE_PAGE = 500;

function page(title: string, body: ComponentChildren): PageReply {
  return { page: { title, body, noindex: true, frame: 'manage', section: 'all-announcements' } };
}

type Request = PageRequest<Readonly<Record<string, string>>>;

async function sourcesPage({ kernel, visit }: Request, form: FormState = emptyForm): Promise<PageReply> {
  const sources = await announcementSources(kernel, visit.territory.id);
  return page(manageWords(visit)('announcements.sources.title'), <SourcesView visit={visit} sources={sources} form={form} />);
}

async function trustedPage({ kernel, visit }: Request): Promise<PageReply> {
  const structures = await trustedStructures(kernel, visit.territory.id);
  return page(manageWords(visit)('announcements.trusted.title'), <TrustedView visit={visit} structures={structures} />);
}

/** All announcements as agents see them, their files, and the sources that tell of some. */
export const manageRoutes: readonly AnyRoute[] = [
  pageRoute({
    path: managePath,
    access: manageAccess,
    async handle({ kernel, visit }) {
      const { territory, query, viewer } = visit;
      const filter = readManagedFilter(query);
      const cursor = query['suite'] ?? null;
      const roles = new Set<string>(viewer?.roles);
      const model = {
        ...(await managedAnnouncements(kernel, territory.id, filter, cursor, PAGE)),
        total: await countManaged(kernel, territory.id, filter),
        isFirst: cursor === null,
        sources: (await announcementSources(kernel, territory.id)).map(({ source }) => source),
        isModerator: roles.has('moderator'),
        isAdministrator: roles.has('administrator'),
      };
      return page(manageWords(visit)('announcements.manage.title'), <ManageView visit={visit} model={model} />);
    },
  }),
  pageRoute({
    path: `${managePath}.xlsx`,
    access: manageAccess,
    async handle({ kernel, visit }) {
      const { territory, query } = visit;
      return listFile(
        { kernel, visit },
        {
          file: 'annonces',
          name: manageWords(visit)('announcements.manage.title'),
          columns: manageFileColumns(visit),
          page: (cursor) => managedAnnouncements(kernel, territory.id, readManagedFilter(query), cursor, FILE_PAGE),
        },
      );
    },
  }),
  pageRoute({
    path: `${managePath}.csv`,
    access: manageAccess,
    async handle({ kernel, visit }) {
      const { territory, query } = visit;
      async function* lines() {
        yield csvHead();
        for (let cursor: string | null | undefined; cursor !== null; ) {
          const { rows, next }: Awaited<ReturnType<typeof managedAnnouncements>> = await managedAnnouncements(
            kernel,
            territory.id,
            readManagedFilter(query),
            cursor ?? null,
            FILE_PAGE,
          );
          yield csvLines(
            rows.map(({ announcement }) => announcement),
            territory.slug,
          );
          cursor = next;
        }
      }
      const today = visit.now.toZonedDateTimeISO(territory.timeZone).toPlainDate();
      return { content: lines, type: 'text/csv; charset=utf-8', download: `${territory.slug}-annonces-${today}.csv` };
    },
  }),
  pageRoute({ path: trustedPath, access: trustAccess, handle: trustedPage }),
  listFileRoute({
    path: `${trustedPath}.xlsx`,
    access: trustAccess,
    file: 'confiance',
    name: (visit) => manageWords(visit)('announcements.trusted.title'),
    columns: trustedColumns,
    rows: (kernel, visit) => trustedStructures(kernel, visit.territory.id),
  }),
  formRoute({
    path: trustedPath,
    access: trustAccess,
    fields: z.object({ structure: requiredId() }),
    again: trustedPage,
    async handle({ kernel, visit, input: { structure } }) {
      await endTrust(kernel, visit.territory.id, structure, actorOf(visit.viewer));
      return { redirect: visit.href(trustedPath) };
    },
  }),
  pageRoute({ path: sourcesPath, access: sourcesAccess, handle: (request) => sourcesPage(request) }),
  listFileRoute({
    path: `${sourcesPath}.xlsx`,
    access: sourcesAccess,
    file: 'sources',
    name: (visit) => manageWords(visit)('announcements.sources.title'),
    columns: sourceColumns,
    rows: (kernel, visit) => announcementSources(kernel, visit.territory.id),
  }),
  formRoute({
    path: sourcesPath,
    access: sourcesAccess,
    fields: z.object({ source: requiredText('announcements.sources.required', 100), trust: choice(['0', '1'], 'form.choice') }),
    again: sourcesPage,
    async handle({ kernel, visit, input: { source, trust } }) {
      const actor = actorOf(visit.viewer);
      await trustSource(kernel, visit.territory.id, { source, isTrusted: trust === '1', actor, at: visit.now });
      await recordAction(kernel, {
        territoryId: visit.territory.id,
        actor,
        what: trust === '1' ? 'source.trusted' : 'source.untrusted',
        subject: 'source',
        subjectId: visit.territory.id,
        detail: { source },
      });
      return { redirect: visit.href(sourcesPath) };
    },
  }),
];
