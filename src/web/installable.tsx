import { anyone } from '../kernel/access/access.ts';
import { notFound, type PageRoute } from '../kernel/http/route.ts';
import type { Visit } from '../kernel/http/visit.ts';
import { translator } from '../kernel/i18n/messages.ts';
import { logoOf } from '../modules/territories/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { formatPhone, phoneHref } from '../ui/phone.ts';
import { drawIcon, iconDigest, iconNames } from './app-icon.ts';
import { webMessages } from './messages.ts';
import { webManifest } from './web-manifest.ts';

/** Icons drawn lately: a phone asks for each size once, and a hundred territories ask together. */
const drawn = new Map<string, Buffer>();
const MOST_DRAWN = 100;

/** What makes the portal an application of the phone: its card, its icons, and the page for when there is no network. */
export const installablePages: readonly PageRoute[] = [
  {
    path: '/manifest.webmanifest',
    access: anyone,
    handle: async ({ visit }) => ({ type: 'application/manifest+json; charset=utf-8', content: JSON.stringify(webManifest(visit)) }),
  },
  {
    path: '/icone/:name',
    access: anyone,
    async handle({ kernel, visit, params }) {
      const icon = iconNames.find(({ name }) => name === params['name']);
      if (!icon) return notFound;
      const { territory, query } = visit;
      const digest = iconDigest(territory);
      const key = `${digest}/${icon.name}`;
      let content = drawn.get(key);
      if (!content) {
        const logo = territory.logoUrl ? await logoOf(kernel.database, territory.id) : null;
        content = await drawIcon(territory, logo?.content ?? null, icon);
        if (drawn.size >= MOST_DRAWN) drawn.clear();
        drawn.set(key, content);
      }
      return { content, type: 'image/png', maxAge: query['v'] === digest ? 31_536_000 : 0 };
    },
  },
  {
    path: '/hors-connexion',
    access: anyone,
    handle: async ({ visit }) => ({
      page: { title: translator(webMessages, visit.locale)('web.offline.title'), body: <OfflineView visit={visit} />, noindex: true },
    }),
  },
];

/** Kept by the service worker for the pages that were never seen: what to do without a network, and whom to call. */
function OfflineView({ visit }: { visit: Visit }) {
  const t = translator(webMessages, visit.locale);
  const { contact, country } = visit.territory;
  return (
    <div class="wrap mishap">
      <h1>{t('web.offline.title')}</h1>
      <p class="lead">{t('web.offline.body')}</p>
      {contact?.phone && (
        <>
          <p>{t('web.offline.call', { name: contact.name })}</p>
          <p>
            <LinkButton icon="phone" href={phoneHref(contact.phone)}>
              {t('web.home.offer.call', { phone: formatPhone(contact.phone, country) })}
            </LinkButton>
          </p>
        </>
      )}
      <div class="button-row">
        <LinkButton look="secondary" href={visit.href('/annuaire')}>
          {t('web.offline.list')}
        </LinkButton>
        <LinkButton look="secondary" href={visit.href('/numeros-utiles')}>
          {t('web.offline.numbers')}
        </LinkButton>
      </div>
    </div>
  );
}
