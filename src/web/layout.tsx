import { createHash } from 'node:crypto';
import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { mandateMessages } from '../kernel/access/mandate-messages.ts';
import type { Purpose } from '../kernel/access/viewer.ts';
import type { AccentStyle } from '../kernel/html/accent.ts';
import type { Page } from '../kernel/html/page.ts';
import { API_PAGE } from '../kernel/http/openapi.ts';
import { SIGN_IN } from '../kernel/http/page-routes.ts';
import { SUBMISSION_FIELD } from '../kernel/http/submission.ts';
import type { Visit } from '../kernel/http/visit.ts';
import type { Locale } from '../kernel/i18n/locales.ts';
import { type Messages, type Translate, translator } from '../kernel/i18n/messages.ts';
import { conformity } from '../modules/territories/index.ts';
import { Button } from '../ui/button.tsx';
import { Hidden } from '../ui/hidden.tsx';
import { Icon } from '../ui/icon.tsx';
import { setIconSprite } from '../ui/icons.ts';
import { Monogram } from '../ui/pattern.tsx';
import { formatPhone, phoneHref } from '../ui/phone.ts';
import { Space } from '../ui/side-nav.tsx';
import { accentStyleOf, paper } from './accent.ts';
import { iconDigest } from './app-icon.ts';
import { webMessages } from './messages.ts';

/** What the build made, and what the modules put in the menu: words and addresses in the visit's language. */
export interface Assets {
  css: string;
  iconSprite: string;
  script: string | null;
  /** Styles and elements of lists to work with, histories and figures. */
  denseCss: string;
  denseScript: string;
  /** The one style sheet of what other sites show in a frame. */
  embedCss: string;
  navigation: MenuEntry[];
  /** Entries of the page's frame that are for this viewer. */
  menu: MenuEntry[];
}

interface MenuEntry {
  href: string;
  label: string;
  section: string;
}

export interface RenderedDocument {
  html: string;
  /** For `style-src` of the content security policy: `'sha256-…'` without its quotes; null where there is no `<style>`. */
  styleHash: string | null;
}

type WebTranslate = typeof webMessages extends Messages<infer Key> ? Translate<Key> : never;

/** A page in its shell: the territory's name and colour first, Terreau last. */
export function renderDocument(page: Page, visit: Visit, assets: Assets): RenderedDocument {
  setIconSprite(assets.iconSprite);
  const accent = accentStyleOf(visit.territory);
  const html = renderToString(
    page.embeddedIn ? (
      <html lang={visit.locale}>
        <EmbeddedHead page={page} visit={visit} assets={assets} accent={accent} />
        <body>
          <main>
            <h1 class="visually-hidden">{page.title}</h1>
            {page.body}
          </main>
        </body>
      </html>
    ) : (
      <html lang={visit.locale}>
        <Head page={page} visit={visit} assets={assets} accent={accent} />
        <body>
          <Shell page={page} visit={visit} assets={assets} />
        </body>
      </html>
    ),
  );
  return { html: `<!doctype html>${html}`, styleHash: accent ? styleHash(accent.css) : null };
}

/** A page that belongs to no territory: the list of those that there are. */
export function renderBareDocument(
  page: { title: string; locale: Locale; body: ComponentChildren },
  assets: Pick<Assets, 'css' | 'iconSprite'>,
): string {
  setIconSprite(assets.iconSprite);
  const html = renderToString(
    <html lang={page.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{page.title}</title>
        <meta name="robots" content="noindex" />
        <link rel="stylesheet" href={assets.css} />
        <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml" />
      </head>
      <body>
        <main id="contenu">{page.body}</main>
      </body>
    </html>,
  );
  return `<!doctype html>${html}`;
}

const hashes = new Map<string, string>();

function styleHash(css: string): string {
  let known = hashes.get(css);
  if (!known) {
    known = `sha256-${createHash('sha256').update(css).digest('base64')}`;
    hashes.set(css, known);
  }
  return known;
}

/** Where the same page is in another language. */
function localePath(locale: Locale, path: string): string {
  if (locale === 'fr') return path;
  return path === '/' ? `/${locale}` : `/${locale}${path}`;
}

/** A `<` would end the script early, or open another. */
function inScript(object: object): string {
  return JSON.stringify(object).replaceAll('<', '\\u003c');
}

interface HeadProps {
  page: Page;
  visit: Visit;
  assets: Assets;
  accent: AccentStyle | null;
}

/** Of a page in another site's frame: no script, nothing for search engines, and links that lead out of the frame. */
function EmbeddedHead({ page, visit, assets, accent }: HeadProps) {
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width,initial-scale=1" />
      <title>{`${page.title} · ${visit.territory.name}`}</title>
      <meta name="robots" content="noindex" />
      <base target="_top" />
      <link rel="stylesheet" href={assets.embedCss} />
      {accent && <style>{accent.css}</style>}
    </head>
  );
}

/** Where other sites ask how to show this page, in both formats of https://oembed.com. */
function Discovery({ page, visit, url }: { page: Page; visit: Visit; url: string }) {
  const query = new URLSearchParams(Object.entries(visit.query).flatMap(([key, value]) => (value ? [[key, value]] : []))).toString();
  const shown = `${url}${query && !url.includes('?') ? `?${query}` : ''}`;
  return (
    <>
      {(['json', 'xml'] as const).map((format) => (
        <link
          key={format}
          rel="alternate"
          type={format === 'json' ? 'application/json+oembed' : 'text/xml+oembed'}
          href={`/oembed?${new URLSearchParams({ url: shown, format })}`}
          title={page.title}
        />
      ))}
    </>
  );
}

function Head({ page, visit, assets, accent }: HeadProps) {
  const { territory, locale } = visit;
  const t = translator(webMessages, locale);
  const origin = territory.origin ?? visit.origin;
  const path = page.canonical ?? visit.path;
  const canonical = origin + localePath(locale, path);
  const title = visit.path === '/' && page.title === territory.name ? page.title : `${page.title} · ${territory.name}`;
  const isDense = page.dense || page.frame;
  const description = page.description ?? t('web.description', { name: territory.name });
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width,initial-scale=1" />
      <title>{title}</title>
      <meta name="description" content={description} />
      {page.noindex ? <meta name="robots" content="noindex" /> : <link rel="canonical" href={canonical} />}
      {!page.noindex &&
        territory.locales.length > 1 &&
        territory.locales.map((other) => <link key={other} rel="alternate" hreflang={other} href={origin + localePath(other, path)} />)}
      {page.isEmbeddable && <Discovery page={page} visit={visit} url={canonical} />}
      <link rel="preload" href="/assets/fonts/atkinson-latin.woff2" as="font" type="font/woff2" crossorigin="anonymous" />
      <link rel="stylesheet" href={assets.css} />
      {isDense && <link rel="stylesheet" href={assets.denseCss} />}
      {accent && <style>{accent.css}</style>}
      {assets.script && <script type="module" src={assets.script} />}
      {isDense && <script type="module" src={assets.denseScript} />}
      <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml" />
      <link rel="apple-touch-icon" href={`/icone/180.png?v=${iconDigest(territory)}`} />
      <link rel="manifest" href={visit.href('/manifest.webmanifest')} />
      <meta name="theme-color" content={paper.light} media="(prefers-color-scheme:light)" />
      <meta name="theme-color" content={paper.dark} media="(prefers-color-scheme:dark)" />
      <meta property="og:type" content="website" />
      <meta property="og:title" content={page.title} />
      <meta property="og:description" content={description} />
      <meta property="og:url" content={canonical} />
      <meta property="og:site_name" content={territory.name} />
      <meta property="og:locale" content={locale === 'fr' ? `fr_${territory.country}` : 'en_GB'} />
      {page.jsonLd?.map((object, index) => (
        <script key={index} type="application/ld+json" dangerouslySetInnerHTML={{ __html: inScript(object) }} />
      ))}
    </head>
  );
}

function Shell({ page, visit, assets }: { page: Page; visit: Visit; assets: Assets }) {
  const t = translator(webMessages, visit.locale);
  return (
    <>
      <a class="skip" href="#contenu">
        {t('web.skip')}
      </a>
      <Header page={page} visit={visit} assets={assets} t={t} />
      {visit.viewer?.actingFor && <Acting {...visit.viewer.actingFor} visit={visit} t={t} />}
      <main id="contenu" tabIndex={-1}>
        {page.frame ? <Framed page={page} visit={visit} menu={assets.menu} t={t} /> : page.body}
      </main>
      <Footer visit={visit} t={t} />
    </>
  );
}

function isList({ path }: Visit): boolean {
  return path === '/annuaire';
}

function Header({ page, visit, assets, t }: { page: Page; visit: Visit; assets: Assets; t: WebTranslate }) {
  const { territory } = visit;
  const isHome = visit.path === '/';
  return (
    <header class="site-header">
      {/* Filled in and shown by the pages' script where the service worker kept this page. */}
      <p
        class="offline-notice"
        hidden
        data-words={t(isList(visit) ? 'web.offline.seen.list' : 'web.offline.seen.page', { moment: '{moment}' })}
      />
      <div class="wrap">
        <a class="brand" href={visit.href('/')} aria-current={isHome ? 'page' : undefined}>
          {territory.logoUrl ? <img src={territory.logoUrl} alt="" /> : <Monogram name={territory.name} />}
          <span>
            {territory.name}
            <span class="visually-hidden">, {t('web.home')}</span>
          </span>
        </a>
        {assets.navigation.length > 0 && (
          <nav class="site-nav" aria-label={t('web.navigation')}>
            <ul>
              {assets.navigation.map(({ href, label, section }) => (
                <li key={href}>
                  <a href={href} aria-current={currentOf(section, href, page, visit)}>
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <Languages visit={visit} t={t} />
        <AccountLinks page={page} visit={visit} t={t} />
      </div>
    </header>
  );
}

/** Whether an entry of a menu is this page, or what it is under. */
function currentOf(section: string, href: string, page: Page, visit: Visit): 'page' | 'true' | undefined {
  if (section !== page.section) return undefined;
  return visit.href(visit.path) === href ? 'page' : 'true';
}

/** A page beside its own menu. */
function Framed({ page, visit, menu, t }: { page: Page; visit: Visit; menu: readonly MenuEntry[]; t: WebTranslate }) {
  return (
    <Space
      nav={{
        label: t(page.frame === 'manage' ? 'web.manage' : 'web.frame.space'),
        sections: [{ entries: menu.map(({ href, label, section }) => ({ href, label, current: currentOf(section, href, page, visit) })) }],
      }}
    >
      {page.body}
    </Space>
  );
}

/** Says on every page for whom one acts, and how to stop: what is done meanwhile is done in that person's name. */
function Acting({ name, purpose, visit, t }: { name: string; purpose: Purpose; visit: Visit; t: WebTranslate }) {
  const mandate = translator(mandateMessages, visit.locale)(`mandate.purpose.${purpose}`);
  return (
    <aside class="acting" aria-label={t('web.acting.label')}>
      <div class="wrap">
        <p>
          <Icon name="hand-helping" />
          {t('web.acting', { name, purpose: mandate })}
        </p>
        <form method="post" action={visit.href('/gestion/agir/fin')}>
          <Hidden name={SUBMISSION_FIELD} value={visit.newSubmission()} />
          <Button look="secondary">{t('web.acting.stop')}</Button>
        </form>
      </div>
    </aside>
  );
}

/** The way in, or to what is one's own. */
function AccountLinks({ page, visit, t }: { page: Page; visit: Visit; t: WebTranslate }) {
  const { viewer } = visit;
  return (
    <nav class="account-nav" aria-label={t('web.account.navigation')}>
      <ul>
        {viewer && (viewer.roles.length > 0 || viewer.isOperator) && (
          <li>
            <a
              href={visit.href(viewer.roles.length > 0 ? '/gestion' : '/exploitation')}
              aria-current={page.frame === 'manage' ? 'true' : undefined}
            >
              <Icon name="list-checks" />
              {t('web.manage')}
            </a>
          </li>
        )}
        <li>
          {viewer ? (
            <a href={visit.href('/mon-espace')} aria-current={page.frame === 'space' ? 'true' : undefined}>
              <Icon name="users" />
              {t('web.account')}
            </a>
          ) : (
            <a href={visit.href(SIGN_IN)} rel="nofollow" aria-current={page.section === 'account' ? 'true' : undefined}>
              <Icon name="users" />
              {t('web.sign-in')}
            </a>
          )}
        </li>
      </ul>
    </nav>
  );
}

function Languages({ visit, t }: { visit: Visit; t: WebTranslate }) {
  const others = visit.territory.locales.filter((locale) => locale !== visit.locale);
  if (!others.length) return null;
  const query = new URLSearchParams(Object.entries(visit.query).flatMap(([key, value]) => (value ? [[key, value]] : []))).toString();
  return (
    <nav class="languages" aria-label={t('web.languages')}>
      <ul>
        {others.map((locale) => (
          <li key={locale}>
            <a href={`${localePath(locale, visit.path)}${query ? `?${query}` : ''}`} lang={locale} hreflang={locale}>
              <Icon name="globe" />
              {t(`web.language.${locale}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Footer({ visit, t }: { visit: Visit; t: WebTranslate }) {
  const { territory } = visit;
  const { contact } = territory;
  const town = contact && [contact.postcode, contact.locality].filter(Boolean).join(' ');
  return (
    <footer>
      <svg class="horizon" viewBox="0 0 1200 56" preserveAspectRatio="none" aria-hidden="true">
        <path class="horizon-far" d="M0 30C200 4 330 2 520 18s380 26 680-10v48H0z" />
        <path class="horizon-mid" d="M0 34c260-16 420 8 640 6s360-30 560-18v34H0z" />
        <path class="horizon-near" d="M0 44c180-14 360 8 600 2s420-22 600-8v18H0z" />
      </svg>
      <div class="site-footer">
        <div class="wrap">
          <div class="footer-columns">
            <section aria-labelledby="footer-contact">
              <h2 id="footer-contact">{t('web.footer.contact')}</h2>
              {contact ? (
                <address>
                  <strong>{contact.name}</strong>
                  {contact.street && <div>{contact.street}</div>}
                  {town && <div>{town}</div>}
                  {contact.phone && (
                    <div>
                      <a href={phoneHref(contact.phone)}>{formatPhone(contact.phone, territory.country)}</a>
                    </div>
                  )}
                  {contact.email && (
                    <div>
                      <a href={`mailto:${contact.email}`}>{contact.email}</a>
                    </div>
                  )}
                </address>
              ) : (
                <p>{t('web.footer.no-contact')}</p>
              )}
            </section>
            <nav aria-labelledby="footer-portal">
              <h2 id="footer-portal">{t('web.footer.portal')}</h2>
              <ul>
                <li>
                  <a href={visit.href('/mentions-legales')}>{t('web.footer.legal')}</a>
                </li>
                <li>
                  <a href={visit.href('/confidentialite')}>{t('web.footer.privacy')}</a>
                </li>
                <li>
                  <a href={visit.href('/accessibilite')}>{t(`web.footer.accessibility.${conformity(territory.audit)}`)}</a>
                </li>
                <li>
                  <a href={visit.href(API_PAGE)}>{t('web.footer.open-data')}</a>
                </li>
                <li>
                  <a href={visit.href('/integrer')}>{t('web.footer.embed')}</a>
                </li>
              </ul>
            </nav>
          </div>
          <p class="powered">{t('web.footer.powered')}</p>
        </div>
      </div>
    </footer>
  );
}
