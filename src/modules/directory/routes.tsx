import { anyone } from '../../kernel/access/access.ts';
import { notFound, type PageRoute } from '../../kernel/http/route.ts';
import { translator } from '../../kernel/i18n/messages.ts';
import { organisationJsonLd, placeJsonLd } from './json-ld.ts';
import { directoryMessages } from './messages.ts';
import { directoryList } from './queries/list.ts';
import { organisationPage, placePage } from './queries/pages.ts';
import { DirectoryListView, listTitle, OrganisationView, organisationPath, PlaceView, placePath } from './views.tsx';

const section = 'directory';

export const directoryPages: readonly PageRoute[] = [
  {
    path: '/annuaire',
    access: anyone,
    async handle({ kernel, visit }) {
      const list = await directoryList(kernel, visit);
      const t = translator(directoryMessages, visit.locale);
      // One list in search engines, not one for each question somebody asked.
      const isQuestion = list.q !== '' || list.near !== null || list.openNow || !list.isFirstPage;
      return {
        page: {
          title: listTitle(list, t),
          body: <DirectoryListView list={list} visit={visit} />,
          section,
          ...(isQuestion && { noindex: true }),
        },
      };
    },
  },
  {
    path: '/annuaire/:slug',
    access: anyone,
    async handle({ kernel, visit, params }) {
      const organisation = await organisationPage(kernel, visit, params['slug'] ?? '');
      if (!organisation) return notFound;
      return {
        page: {
          title: organisation.name,
          ...(organisation.description && { description: organisation.description }),
          body: <OrganisationView organisation={organisation} visit={visit} />,
          jsonLd: [organisationJsonLd(organisation, visit)],
          canonical: organisationPath(organisation.slug, organisation.commune),
          section,
        },
      };
    },
  },
  {
    path: '/lieux/:slug',
    access: anyone,
    async handle({ kernel, visit, params }) {
      const place = await placePage(kernel, visit, params['slug'] ?? '');
      if (!place) return notFound;
      return {
        page: {
          title: place.name,
          ...(place.description && { description: place.description }),
          body: <PlaceView place={place} visit={visit} />,
          jsonLd: [placeJsonLd(place, visit)],
          canonical: placePath(place.slug, place.commune),
          section,
        },
      };
    },
  },
];
