import type { Shell } from '../kernel/http/server.ts';
import { translator } from '../kernel/i18n/messages.ts';
import type { Module } from '../kernel/module.ts';
import { TerritoriesView, territoriesMessages } from '../modules/territories/index.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import type { BuiltAssets } from './assets.ts';
import { errorPage, mishapOf } from './error-page.tsx';
import { renderBareDocument, renderDocument } from './layout.tsx';
import { webMessages } from './messages.ts';

/** How pages, errors and the choice of a territory become documents. */
export function webShell(catalogue: readonly Module[], assets: BuiltAssets): Shell {
  const page: Shell['page'] = (content, visit) =>
    renderDocument(content, visit, {
      ...assets,
      navigation: catalogue
        .filter((module) => !module.isService || visit.territory.services.includes(module.name))
        .flatMap((module) => module.contributes?.navigation ?? [])
        .map((entry) => ({ href: visit.href(entry.path), label: entry.label(visit.locale), section: entry.section })),
    });
  return {
    page,
    error(status, visit) {
      if (visit) return page(errorPage(status, visit), visit);
      // Not even the territory is known: the page speaks French and promises nothing.
      const t = translator(webMessages, 'fr');
      const title = t(`web.error.${mishapOf(status)}`);
      const body = (
        <div class="wrap">
          <h1>{title}</h1>
          <EmptyState title={t('web.error.code', { code: status })}>
            <p>{t(`web.error.${mishapOf(status)}.body`)}</p>
          </EmptyState>
        </div>
      );
      return { html: renderBareDocument({ title, locale: 'fr', body }, assets), styleHash: null };
    },
    territories(list) {
      const title = translator(territoriesMessages, 'fr')('territories.list.title');
      return {
        html: renderBareDocument({ title, locale: 'fr', body: <TerritoriesView territories={list} locale="fr" /> }, assets),
        styleHash: null,
      };
    },
  };
}
