import type { ComponentChildren } from 'preact';
import { anyone } from '../../kernel/access/access.ts';
import { rounded, simplify } from '../../kernel/geo/simplify.ts';
import { tilesOf } from '../../kernel/geo/tiles.ts';
import { notFound, type PageRoute } from '../../kernel/http/route.ts';
import type { Visit } from '../../kernel/http/visit.ts';
import { translator } from '../../kernel/i18n/messages.ts';
import type { Module } from '../../kernel/module.ts';
import { heldKinds } from '../../kernel/privacy/held-kinds.ts';
import { territoriesMessages } from './messages.ts';
import { logoOf, outlinesOf } from './queries.ts';
import { AccessibilityView, LegalNoticeView, PrivacyView } from './views.tsx';

type Title = 'territories.legal.title' | 'territories.privacy.title' | 'territories.accessibility.title';

function legalPage(path: string, title: Title, body: (visit: Visit) => ComponentChildren): PageRoute {
  return {
    path,
    access: anyone,
    handle: async ({ visit }) => ({
      page: { title: translator(territoriesMessages, visit.locale)(title), body: body(visit), noindex: true },
    }),
  };
}

/** The pages of a territory; what is held about people is told by each module. */
export const territoryPages = (modules: readonly Module[]): readonly PageRoute[] => [
  legalPage('/mentions-legales', 'territories.legal.title', (visit) => <LegalNoticeView visit={visit} />),
  legalPage('/confidentialite', 'territories.privacy.title', (visit) => (
    <PrivacyView visit={visit} held={heldKinds(modules, visit.locale)} />
  )),
  legalPage('/accessibilite', 'territories.accessibility.title', (visit) => <AccessibilityView visit={visit} />),
  {
    // What a map draws under its points: the outlines, names to find one's way by, and tiles where there are some.
    path: '/fond-de-carte.json',
    access: anyone,
    async handle({ kernel, visit }) {
      const { id, members, districts, centre } = visit.territory;
      const outlines = await outlinesOf(kernel.database, [id, ...members.map((member) => member.id)]);
      // One kind of names at a time: of a grouping its communes, of a commune its districts.
      const names = members.length > 0 ? members.flatMap(({ name, centre: at }) => (at ? [{ name, ...at }] : [])) : districts;
      return {
        type: 'application/json; charset=utf-8',
        maxAge: 3_600,
        content: JSON.stringify({
          outlines: outlines.map(simplify),
          names: names.map((named) => [...rounded(named), named.name]),
          centre: centre && rounded(centre),
          tiles: tilesOf(kernel.config),
        }),
      };
    },
  },
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
