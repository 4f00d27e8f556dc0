import type { Shell } from '../kernel/http/shell.ts';
import { translator } from '../kernel/i18n/messages.ts';
import type { Module, NavigationEntry } from '../kernel/module.ts';
import { TerritoriesView, territoriesMessages } from '../modules/territories/index.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import type { BuiltAssets } from './assets.ts';
import { errorPage, mishapOf } from './error-page.tsx';
import { menuOf, openModules } from './frames.ts';
import { renderBareDocument, renderDocument } from './layout.tsx';
import { webMessages } from './messages.ts';
import { SignInAgainView } from './sign-in-again.tsx';

/** How pages, errors and the choice of a territory become documents. */
export function webShell(catalogue: readonly Module[], assets: BuiltAssets): Shell {
  const page: Shell['page'] = (content, visit) => {
    const entry = ({ path, label, section }: NavigationEntry) => ({ href: visit.href(path), label: label(visit.locale), section });
    return renderDocument(content, visit, {
      ...assets,
      navigation: openModules(catalogue, visit)
        .flatMap((module) => module.contributes?.navigation ?? [])
        .map(entry),
      menu: content.frame ? menuOf(catalogue, visit, content.frame).map(entry) : [],
    });
  };
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
    signInAgain: (visit, form) =>
      page(
        {
          title: translator(webMessages, visit.locale)('web.sign-in-again'),
          body: <SignInAgainView visit={visit} form={form} />,
          noindex: true,
        },
        visit,
      ),
    territories(list) {
      const title = translator(territoriesMessages, 'fr')('territories.list.title');
      return {
        html: renderBareDocument({ title, locale: 'fr', body: <TerritoriesView territories={list} locale="fr" /> }, assets),
        styleHash: null,
      };
    },
  };
}
