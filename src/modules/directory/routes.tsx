import { anyone } from '../../kernel/access/access.ts';
import type { Page } from '../../kernel/html/page.ts';
import type { AnyRoute } from '../../kernel/http/page-routes.ts';
import { notFound, type PageReply, type PageRoute } from '../../kernel/http/route.ts';
import type { Visit } from '../../kernel/http/visit.ts';
import { translator } from '../../kernel/i18n/messages.ts';
import type { Kernel } from '../../kernel/module.ts';
import { claimPages } from './claims/routes.tsx';
import { organisationCard, placeCard, serviceCard } from './contact-card.ts';
import type { SubjectName } from './facts.ts';
import { countView } from './figures/commands.ts';
import { figuresPages } from './figures/routes.tsx';
import { isMachine, searchBefore } from './figures/rules.ts';
import { organisationJsonLd, placeJsonLd, serviceJsonLd } from './json-ld.ts';
import { directoryMessages } from './messages.ts';
import { pageOfFormerSlug } from './queries/former-slugs.ts';
import { directoryList } from './queries/list.ts';
import { organisationPage, placePage } from './queries/pages.ts';
import { pictureContent } from './queries/pictures.ts';
import { directoryPoints } from './queries/points.ts';
import { selectionOf } from './queries/selection.ts';
import { servicePage } from './queries/service-page.ts';
import { relayPages } from './relay/routes.tsx';
import { reminderPages } from './reminders/routes.tsx';
import type { Choice } from './selection.ts';
import { spacePages } from './space/routes.tsx';
import {
  cardPath,
  choicesOf,
  DirectoryListView,
  isQuestion,
  listTitle,
  OrganisationView,
  organisationPath,
  PlaceView,
  placePath,
  plainSummary,
  pointsContent,
  SelectionView,
  ServiceView,
  selectionPath,
  servicePath,
  subjectPath,
} from './views.tsx';

const section = 'directory';

const YEAR = 31_536_000;

function summary(description: string | null): Pick<Page, 'description'> {
  return description ? { description: plainSummary(description) } : {};
}

/** The page that had this address before leads to the one that it has now, for ever. */
async function formerPage(
  kernel: Kernel,
  visit: Visit,
  subject: SubjectName,
  slug: string | undefined,
  pathOf: (choice: Choice) => string,
): Promise<PageReply> {
  const page = await pageOfFormerSlug(kernel, visit.territory, { subject, slug: slug ?? '', commune: visit.query['commune'] ?? null });
  return page ? { redirect: visit.href(pathOf(page)), permanent: true } : notFound;
}

/** Counts that a visitor reads a page: no machine, and nobody signed in, who mostly looks after pages. */
function count(
  kernel: Kernel,
  visit: Visit,
  headers: Headers,
  subject: SubjectName,
  { territoryId, id }: { territoryId: string; id: string },
): void {
  if (visit.isHead || visit.viewer !== null || isMachine(headers.get('user-agent'))) return;
  countView(kernel, visit.territory, { subject, id, territoryId, phrase: searchBefore(headers.get('referer'), visit.origin) });
}

const publicPages: readonly PageRoute[] = [
  {
    path: '/annuaire',
    access: anyone,
    async handle({ kernel, visit }) {
      const list = await directoryList(kernel, visit);
      return {
        page: {
          title: listTitle(list, translator(directoryMessages, visit.locale)),
          body: <DirectoryListView list={list} visit={visit} />,
          section,
          isEmbeddable: true,
          // One list in search engines, not one for each question somebody asked.
          ...((isQuestion(list) || choicesOf(visit).length > 0) && { noindex: true }),
        },
      };
    },
  },
  {
    path: '/annuaire/selection',
    access: anyone,
    async handle({ kernel, visit }) {
      // The list's form sends all its fields: what one keeps or prints is the choice, in an address that one can read.
      const choices = choicesOf(visit);
      const clean = selectionPath(choices, visit);
      const isClean = Object.values(visit.query).every((value) => value !== '');
      if (!isClean) return { redirect: visit.href(clean) };
      const selection = await selectionOf(kernel, visit, choices);
      if (selection.lost > 0) {
        const found = await Promise.all(
          choices.map(async (choice) =>
            selection.items.some((item) => item.choice === choice)
              ? choice
              : ((await pageOfFormerSlug(kernel, visit.territory, choice)) ?? choice),
          ),
        );
        const now = selectionPath(found, visit);
        if (now !== clean) return { redirect: visit.href(now) };
      }
      return {
        page: {
          title: translator(directoryMessages, visit.locale)('directory.selection.title'),
          body: <SelectionView selection={selection} visit={visit} />,
          section,
          canonical: '/annuaire/selection',
          noindex: true,
        },
      };
    },
  },
  {
    // No slug holds a dot, so no structure hides behind it.
    path: '/annuaire/points.json',
    access: anyone,
    handle: async ({ kernel, visit }) => ({
      type: 'application/json; charset=utf-8',
      content: JSON.stringify(pointsContent(await directoryPoints(kernel, visit), visit)),
    }),
  },
  {
    path: '/annuaire/:slug',
    access: anyone,
    async handle({ kernel, visit, params, client }) {
      const organisation = await organisationPage(kernel, visit, params['slug'] ?? '');
      if (!organisation) return formerPage(kernel, visit, 'organisation', params['slug'], subjectPath);
      count(kernel, visit, client.headers, 'organisation', organisation);
      return {
        page: {
          title: organisation.name,
          ...summary(organisation.description),
          body: <OrganisationView organisation={organisation} visit={visit} />,
          jsonLd: [organisationJsonLd(organisation, visit)],
          canonical: organisationPath(organisation.slug, organisation.commune),
          section,
          isEmbeddable: true,
        },
      };
    },
  },
  {
    path: '/annuaire/:slug.vcf',
    access: anyone,
    async handle({ kernel, visit, params }) {
      const organisation = await organisationPage(kernel, visit, params['slug'] ?? '');
      return organisation ? organisationCard(organisation, visit) : formerPage(kernel, visit, 'organisation', params['slug'], cardPath);
    },
  },
  {
    path: '/lieux/:slug',
    access: anyone,
    async handle({ kernel, visit, params, client }) {
      const place = await placePage(kernel, visit, params['slug'] ?? '');
      if (!place) return formerPage(kernel, visit, 'place', params['slug'], subjectPath);
      count(kernel, visit, client.headers, 'place', place);
      return {
        page: {
          title: place.name,
          ...summary(place.description),
          body: <PlaceView place={place} visit={visit} />,
          jsonLd: [placeJsonLd(place, visit)],
          canonical: placePath(place.slug, place.commune),
          section,
          isEmbeddable: true,
        },
      };
    },
  },
  {
    path: '/lieux/:slug.vcf',
    access: anyone,
    async handle({ kernel, visit, params }) {
      const place = await placePage(kernel, visit, params['slug'] ?? '');
      return place ? placeCard(place, visit) : formerPage(kernel, visit, 'place', params['slug'], cardPath);
    },
  },
  {
    path: '/services/:slug',
    access: anyone,
    async handle({ kernel, visit, params, client }) {
      const service = await servicePage(kernel, visit, params['slug'] ?? '');
      if (!service) return formerPage(kernel, visit, 'service', params['slug'], subjectPath);
      count(kernel, visit, client.headers, 'service', service);
      return {
        page: {
          title: service.name,
          ...summary(service.description),
          body: <ServiceView service={service} visit={visit} />,
          jsonLd: [serviceJsonLd(service, visit)],
          canonical: servicePath(service.slug, service.commune),
          section,
          isEmbeddable: true,
        },
      };
    },
  },
  {
    path: '/services/:slug.vcf',
    access: anyone,
    async handle({ kernel, visit, params }) {
      const service = await servicePage(kernel, visit, params['slug'] ?? '');
      return service ? serviceCard(service, visit) : formerPage(kernel, visit, 'service', params['slug'], cardPath);
    },
  },
  {
    path: '/images/:id',
    access: anyone,
    async handle({ kernel, visit, params }) {
      const picture = await pictureContent(kernel, visit, params['id'] ?? '');
      if (!picture) return notFound;
      const isVersioned = visit.query['v'] !== undefined && picture.digest.startsWith(visit.query['v']) && visit.query['v'].length >= 12;
      return { content: picture.content, type: 'image/webp', ...(isVersioned && { maxAge: YEAR }) };
    },
  },
];

/** All pages of the directory: those that anybody reads, and those of who keeps a structure. */
export const directoryPages: readonly AnyRoute[] = [
  ...publicPages,
  ...claimPages,
  ...spacePages,
  ...relayPages,
  ...figuresPages,
  ...reminderPages,
];
