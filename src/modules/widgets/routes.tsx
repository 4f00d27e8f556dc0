import { renderToString } from 'preact-render-to-string';
import { z } from 'zod';
import { anyone, staff } from '../../kernel/access/access.ts';
import { actorOf } from '../../kernel/access/viewer.ts';
import { requiredText } from '../../kernel/http/fields.ts';
import { emptyForm, type FormState, formRoute } from '../../kernel/http/form.ts';
import { listFileRoute } from '../../kernel/http/list-file.ts';
import type { AnyRoute } from '../../kernel/http/page-routes.ts';
import { notFound, type PageReply, type PageRequest, pageRoute } from '../../kernel/http/route.ts';
import type { Visit } from '../../kernel/http/visit.ts';
import { isId } from '../../kernel/ids.ts';
import type { Kernel, Module } from '../../kernel/module.ts';
import { recordAction } from '../people/index.ts';
import { allowSite, removeSite } from './commands.ts';
import { oembedReply } from './oembed.ts';
import { fragmentPath, framePath, sitesPath, writePath } from './paths.ts';
import { allowedOrigins, allowedSites } from './queries.ts';
import { MOST_SITES, siteOrigin } from './rules.ts';
import { embedded, isOpen, labelOf, readAsked, type Shown, shownBy } from './shown.ts';
import type { Embedded } from './view-models.ts';
import { EmbedView } from './views/embed.tsx';
import { SitesView, siteColumns } from './views/sites.tsx';
import { NothingView, WriteView } from './views/write.tsx';
import { widgetWords } from './words.ts';

type Asked = PageRequest<Readonly<Record<string, string>>>;

export const sitesAccess = staff('administrator');

/** Seconds that a visitor's browser keeps what the script fetched. */
const KEPT = 60;

async function inFrame(kernel: Kernel, visit: Visit, title: string, shown: Embedded): Promise<PageReply> {
  const embeddedIn = await allowedOrigins(kernel, visit.territory.id);
  return { page: { title, body: <EmbedView embedded={shown} visit={visit} />, noindex: true, embeddedIn } };
}

/** A list in a frame, and what the script puts in a page. */
function listRoutes(shown: Shown): AnyRoute[] {
  return [
    pageRoute({
      path: framePath(shown.name),
      access: anyone,
      async handle({ kernel, visit }) {
        if (!isOpen(shown, visit)) return notFound;
        return inFrame(kernel, visit, labelOf(shown, visit), await embedded(kernel, visit, shown));
      },
    }),
    pageRoute({
      path: fragmentPath(shown.name),
      access: anyone,
      async handle({ kernel, visit }) {
        if (!isOpen(shown, visit)) return notFound;
        return {
          content: renderToString(<EmbedView embedded={await embedded(kernel, visit, shown)} visit={visit} />),
          type: 'text/html; charset=utf-8',
          maxAge: KEPT,
          readableFrom: await allowedOrigins(kernel, visit.territory.id),
        };
      },
    }),
  ];
}

/** A thing alone in a frame, by the path of its page. */
async function itemPage({ kernel, visit }: Asked, all: readonly Shown[]): Promise<PageReply> {
  const [path = '', query] = (visit.query['chemin'] ?? '').split('?', 2);
  const asked = { ...visit, query: Object.fromEntries(new URLSearchParams(query)) };
  for (const shown of all.filter((one) => !one.isMap && isOpen(one, visit))) {
    const item = await shown.embed.itemAt(kernel, asked, path);
    if (!item) continue;
    const list = await shown.embed.list(kernel, { ...visit, query: {} }, { most: 1, isMap: false });
    const label = shown.embed.label(visit.locale);
    return inFrame(kernel, visit, item.title, { label, items: [item], drawing: null, path: list.path, mistakes: [] });
  }
  return notFound;
}

async function writePage({ kernel, visit }: Asked, all: readonly Shown[], name: string | null): Promise<PageReply> {
  const offered = all.filter((one) => isOpen(one, visit));
  const shown = offered.find((one) => name === null || one.name === name);
  if (!shown && name !== null) return notFound;
  const title = widgetWords(visit)('widgets.write.title');
  if (!shown) return { page: { title, body: <NothingView visit={visit} />, noindex: true } };
  const preview = await embedded(kernel, visit, shown);
  const { query, most } = readAsked(shown, visit);
  const wish = { shown, query, most, path: preview.path };
  const sites = await allowedOrigins(kernel, visit.territory.id);
  const body = <WriteView wish={wish} embedded={preview} offered={offered} sites={sites} visit={visit} />;
  return { page: { title, body, canonical: writePath, dense: true } };
}

async function sitesPage({ kernel, visit }: Asked, form: FormState = emptyForm): Promise<PageReply> {
  const sites = await allowedSites(kernel, visit.territory.id);
  const title = widgetWords(visit)('widgets.sites.title');
  return { page: { title, body: <SitesView sites={sites} form={form} visit={visit} />, noindex: true, frame: 'manage', section: 'sites' } };
}

const sitesRoutes: readonly AnyRoute[] = [
  pageRoute({ path: sitesPath, access: sitesAccess, handle: (request) => sitesPage(request) }),
  listFileRoute({
    path: `${sitesPath}.xlsx`,
    access: sitesAccess,
    file: 'sites',
    name: (visit) => widgetWords(visit)('widgets.sites.title'),
    columns: siteColumns,
    rows: (kernel, visit) => allowedSites(kernel, visit.territory.id),
  }),
  formRoute({
    path: sitesPath,
    access: sitesAccess,
    fields: z.object({ address: requiredText('widgets.sites.address.required', 300) }),
    again: sitesPage,
    async handle({ kernel, visit, input }) {
      const territoryId = visit.territory.id;
      const origin = siteOrigin(input.address);
      if (origin === null) return { mistakes: [{ field: 'address', key: 'widgets.sites.address.wrong' }] };
      const sites = await allowedSites(kernel, territoryId);
      if (sites.length >= MOST_SITES) return { mistakes: [{ field: '', key: 'widgets.sites.full', values: { most: MOST_SITES } }] };
      const id = await allowSite(kernel, territoryId, origin, visit.now);
      if (id === null) return { mistakes: [{ field: 'address', key: 'widgets.sites.address.twice' }] };
      await recordAction(kernel, { territoryId, actor: actorOf(visit.viewer), what: 'site.allowed', detail: { site: origin } });
      return { redirect: visit.href(`${sitesPath}?ajoute=${id}`) };
    },
  }),
  formRoute({
    path: `${sitesPath}/:siteId/retrait`,
    access: sitesAccess,
    fields: z.object({}),
    again: sitesPage,
    async handle({ kernel, visit, params }) {
      const territoryId = visit.territory.id;
      const id = params['siteId'] ?? '';
      const origin = isId(id) ? await removeSite(kernel, territoryId, id) : null;
      if (origin !== null)
        await recordAction(kernel, { territoryId, actor: actorOf(visit.viewer), what: 'site.removed', detail: { site: origin } });
      return { redirect: visit.href(sitesPath) };
    },
  }),
];

/** What other sites show of all modules' lists, how they ask for it, and who may. */
export function widgetPages(modules: readonly Module[]): readonly AnyRoute[] {
  const all = shownBy(modules);
  return [
    ...all.flatMap(listRoutes),
    pageRoute({ path: '/cadre/page', access: anyone, handle: (request) => itemPage(request, all) }),
    pageRoute({ path: '/oembed', access: anyone, handle: ({ kernel, visit }) => oembedReply(kernel, visit, all) }),
    pageRoute({ path: writePath, access: anyone, handle: (request) => writePage(request, all, null) }),
    ...all.map(({ name }) =>
      pageRoute({ path: `${writePath}/${name}`, access: anyone, handle: (request) => writePage(request, all, name) }),
    ),
    ...sitesRoutes,
  ];
}
