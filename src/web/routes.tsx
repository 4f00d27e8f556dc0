import { anyone, developers } from '../kernel/access/access.ts';
import type { PageRoute } from '../kernel/http/route.ts';
import { translator } from '../kernel/i18n/messages.ts';
import type { Module } from '../kernel/module.ts';
import { announcementsHome } from '../modules/announcements/index.ts';
import { type DirectoryHome, directoryHome } from '../modules/directory/index.ts';
import { apiPage } from './api-route.tsx';
import { framePages } from './frame-pages.tsx';
import { HomeView } from './home.tsx';
import { installablePages } from './installable.tsx';
import { webMessages } from './messages.ts';
import { sitemap } from './sitemap.ts';
import { StyleguideView } from './styleguide.tsx';

/** What a portal shows whose territory has not opened its directory. */
const nothing: DirectoryHome = { themeCounts: {}, total: 0, openNowTotal: 0, openNow: [], examples: [] };

/** The pages of the shell itself. */
export function shellPages(catalogue: readonly Module[]): readonly PageRoute[] {
  return [
    ...framePages(catalogue),
    {
      path: '/',
      access: anyone,
      async handle({ kernel, visit }) {
        const { services } = visit.territory;
        const home = services.includes('directory') ? await directoryHome(kernel, visit) : nothing;
        const announcements = services.includes('announcements') ? await announcementsHome(kernel, visit) : null;
        return {
          page: {
            title: translator(webMessages, visit.locale)('web.home'),
            body: <HomeView home={home} announcements={announcements} visit={visit} />,
            canonical: '/',
            section: 'home',
          },
        };
      },
    },
    ...installablePages,
    apiPage(catalogue),
    {
      path: '/_composants',
      access: developers,
      handle: async ({ visit }) => ({ page: { title: 'Composants', body: <StyleguideView visit={visit} />, noindex: true, dense: true } }),
    },
    {
      path: '/robots.txt',
      access: anyone,
      handle: async ({ visit }) => ({
        type: 'text/plain; charset=utf-8',
        content: `User-agent: *\nAllow: /\nSitemap: ${visit.origin}/sitemap.xml\n`,
      }),
    },
    {
      path: '/sitemap.xml',
      access: anyone,
      handle: async ({ kernel, visit }) => ({ type: 'application/xml; charset=utf-8', content: await sitemap(kernel, visit, catalogue) }),
    },
  ];
}
