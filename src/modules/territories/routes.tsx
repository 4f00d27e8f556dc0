import type { VNode } from 'preact';
import { anyone } from '../../kernel/access/access.ts';
import { notFound, type PageRoute } from '../../kernel/http/route.ts';
import type { Visit } from '../../kernel/http/visit.ts';
import { translator } from '../../kernel/i18n/messages.ts';
import { territoriesMessages } from './messages.ts';
import { logoOf } from './queries.ts';
import { AccessibilityView, LegalNoticeView, PrivacyView } from './views.tsx';

type Title = 'territories.legal.title' | 'territories.privacy.title' | 'territories.accessibility.title';

function legalPage(path: string, title: Title, View: (props: { visit: Visit }) => VNode): PageRoute {
  return {
    path,
    access: anyone,
    handle: async ({ visit }) => ({
      page: { title: translator(territoriesMessages, visit.locale)(title), body: <View visit={visit} />, noindex: true },
    }),
  };
}

export const territoryPages: readonly PageRoute[] = [
  legalPage('/mentions-legales', 'territories.legal.title', LegalNoticeView),
  legalPage('/confidentialite', 'territories.privacy.title', PrivacyView),
  legalPage('/accessibilite', 'territories.accessibility.title', AccessibilityView),
  {
    path: '/logo',
    access: anyone,
    async handle({ kernel, visit }) {
      const logo = await logoOf(kernel.database, visit.territory.id);
      if (!logo) return notFound;
      return { content: logo.content, type: 'image/webp', maxAge: visit.query['v'] === logo.digest.slice(0, 12) ? 31_536_000 : 0 };
    },
  },
];
