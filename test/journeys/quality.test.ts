/** What every page owes its readers: legible by all, light, quiet, whole. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingBrowser, openBrowser } from '../support/browser.ts';
import { type Portal, startPortal } from '../support/portal.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** HTML, styles, scripts and drawings of a first visit, compressed, headers included; fonts and photographs apart. */
const MAXIMUM_WEIGHT = 30_000;

const place = '/lieux/la-deuxieme-vie-magasin';
const organisation = '/annuaire/ressourcerie-la-deuxieme-vie';
const service = 'atelier-cv-en-une-matinee';
const chosen = `services/${service},lieux/la-deuxieme-vie-magasin,structures/ressourcerie-la-deuxieme-vie`;
const longName = '/lieux/association-pour-l-accueil-l-accompagnement-et-l-acces-au-logement-des-familles';

interface Checked {
  title: string;
  /** `choice` has no territory of its own: its portal asks which one. */
  slug: string;
  path: string;
  status?: number;
}

const pages: readonly Checked[] = [
  { title: 'home', slug: 'montbrillet', path: '/' },
  { title: 'home of a grouping', slug: 'val-d-arvenne', path: '/' },
  { title: 'home in English', slug: 'vernolle', path: '/en' },
  { title: 'home before the first import', slug: 'vide', path: '/' },
  { title: 'list', slug: 'val-d-arvenne', path: '/annuaire' },
  { title: 'empty list', slug: 'vide', path: '/annuaire' },
  { title: 'filtered list', slug: 'montbrillet', path: '/annuaire?q=atelier&theme=reparer-reemployer&pres=Les+Tanneries' },
  { title: 'list near an unknown place', slug: 'montbrillet', path: '/en/annuaire?pres=rue+Perdue' },
  { title: 'list where nothing is found', slug: 'montbrillet', path: '/annuaire?q=licorne&theme=manger&ouvert=1' },
  { title: 'list of an approximate spelling', slug: 'montbrillet', path: '/annuaire?q=boulengerie' },
  { title: 'list of services', slug: 'montbrillet', path: '/annuaire?quoi=services&public=jeunes&tarif=gratuit&acces=1' },
  { title: 'list open at a time to come', slug: 'vernolle', path: '/en/annuaire?le=2026-11-25T10:00' },
  { title: 'list with a choice', slug: 'montbrillet', path: `/annuaire?choix=services/${service},lieux/nulle-part` },
  { title: 'selection', slug: 'montbrillet', path: `/annuaire/selection?choix=${chosen}` },
  { title: 'selection in English', slug: 'montbrillet', path: `/en/annuaire/selection?choix=${chosen},lieux/nulle-part` },
  { title: 'empty selection', slug: 'montbrillet', path: '/annuaire/selection' },
  { title: 'service', slug: 'montbrillet', path: `/services/${service}` },
  { title: 'service in English', slug: 'montbrillet', path: `/en/services/${service}` },
  { title: 'service at a confidential address', slug: 'montbrillet', path: '/services/mise-a-l-abri' },
  { title: 'place at a confidential address', slug: 'montbrillet', path: '/lieux/le-seuil-maison-d-accueil' },
  { title: 'place that has moved', slug: 'montbrillet', path: '/lieux/epicerie-bio-du-moulin-ancien-magasin' },
  { title: 'organisation', slug: 'montbrillet', path: organisation },
  { title: 'place', slug: 'montbrillet', path: place },
  { title: 'place of which little is known', slug: 'presque-vide', path: '/lieux/nu' },
  { title: 'place with unbreakable words', slug: 'presque-vide', path: '/lieux/' + 'a'.repeat(80) },
  { title: 'place closed for good', slug: 'montbrillet', path: '/lieux/la-boite-a-coudre' },
  { title: 'place with a very long name', slug: 'montbrillet', path: longName },
  { title: 'legal notice', slug: 'montbrillet', path: '/mentions-legales' },
  { title: 'personal data', slug: 'vernolle', path: '/confidentialite' },
  { title: 'accessibility statement', slug: 'montbrillet', path: '/accessibilite' },
  { title: 'useful numbers in France', slug: 'montbrillet', path: '/numeros-utiles' },
  { title: 'useful numbers in Switzerland', slug: 'vernolle', path: '/en/numeros-utiles' },
  { title: 'open data', slug: 'montbrillet', path: '/api' },
  { title: 'open data in English', slug: 'vernolle', path: '/en/api' },
  { title: 'page that does not exist', slug: 'montbrillet', path: '/nulle-part', status: 404 },
  { title: 'page for when there is no network', slug: 'vernolle', path: '/en/hors-connexion' },
  { title: 'choice of a territory', slug: 'choice', path: '/' },
  { title: 'components', slug: 'montbrillet', path: '/_composants' },
];

const poorPlaces = {
  type: 'FeatureCollection',
  features: [
    { name: 'Nu', shop: 'bicycle' },
    {
      name: 'A'.repeat(120),
      shop: 'greengrocer',
      opening_hours: 'quand il fait beau',
      website: `https://www.${'tres-long'.repeat(6)}.example.org/${'page'.repeat(12)}`,
      email: `${'personne'.repeat(6)}@${'tres-long'.repeat(6)}.example.org`,
      'addr:street': 'Rue-qui-n-en-finit-pas-'.repeat(4),
    },
  ].map((properties, index) => ({
    type: 'Feature',
    id: `n90000001${index}`,
    geometry: { type: 'Point', coordinates: [6.28 + index / 1000, 46.2] },
    properties,
  })),
};

describe.skipIf(missingBrowser !== null)('every page', () => {
  let demonstration: Portal;
  let bare: Portal;
  let browser: Browser;

  beforeAll(async () => {
    [demonstration, bare] = await Promise.all([startPortal(), startPortal({ withoutDemonstration: true })]);
    const folder = mkdtempSync(join(tmpdir(), 'terreau-poor-'));
    try {
      for (const [slug, name, code] of [
        ['vide', 'Vide', '00901'],
        ['presque-vide', 'Saint-Bartholomieu-sous-Rochefourchat-et-Villeneuve-les-Deux-Ponts', '00902'],
      ] as const) {
        const added = await bare.terreau(
          ...['territory', 'add', '--slug', slug, '--name', name, '--country', 'FR', '--kind', 'commune', '--code', code],
        );
        expect(added.code, added.stderr).toBe(0);
      }
      const file = join(folder, 'poor.geojson');
      writeFileSync(file, JSON.stringify(poorPlaces));
      const imported = await bare.terreau('import', 'geojson', file, '--territory', 'presque-vide');
      expect(imported.code, imported.stderr).toBe(0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([demonstration?.stop(), bare?.stop()]);
  });

  function address({ slug, path }: Pick<Checked, 'slug' | 'path'>): string {
    return (['vide', 'presque-vide', 'choice'].includes(slug) ? bare : demonstration).url(slug, path);
  }

  /** A visitor who comes for the first time. What the page asks for, and complains of, is written down. */
  async function visit<Result>(
    { width = 1280, status = 200 }: { width?: number; status?: number },
    journey: (page: Page, seen: { requests: string[]; complaints: string[] }) => Promise<Result>,
  ): Promise<Result> {
    const context = await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: 'reduce' });
    context.setDefaultTimeout(20_000);
    try {
      const page = await context.newPage();
      const seen = { requests: [] as string[], complaints: [] as string[] };
      page.on('request', (request) => seen.requests.push(request.url()));
      page.on('response', (response) => {
        if (response.status() >= 400 && !(response.request().isNavigationRequest() && response.status() === status))
          seen.complaints.push(`${response.status()} ${response.url()}`);
      });
      page.on('requestfailed', (request) => seen.complaints.push(`failed ${request.url()}`));
      page.on('pageerror', (error) => seen.complaints.push(error.message));
      page.on('console', (message) => {
        // Chromium says again in its console that the page itself is a 404.
        const isItself = status >= 400 && message.location().url === page.url();
        if (['error', 'warning'].includes(message.type()) && !isItself) seen.complaints.push(message.text());
      });
      const result = await journey(page, seen);
      return result;
    } finally {
      await context.close();
    }
  }

  /** What axe-core finds wrong, good practices and the size of targets included. */
  async function barriers(page: Page): Promise<string[]> {
    await page.waitForLoadState();
    if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
    const { violations } = await page.evaluate(() =>
      (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({
        resultTypes: ['violations'],
        rules: { 'target-size': { enabled: true } },
      }),
    );
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`);
  }

  /** How far the content passes the window's right edge, and what does. */
  function overflow(page: Page): Promise<string[]> {
    return page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      if (scrollWidth <= clientWidth) return [];
      return [...document.querySelectorAll('body *')]
        .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
        .slice(0, 5)
        .map((element) => `${element.tagName}.${element.getAttribute('class')} ${element.getBoundingClientRect().right}`);
    });
  }

  describe.each(pages)('$title', (checked) => {
    const status = checked.status ?? 200;

    it.each([320, 1280])('can be read by all at %i px, by day and by night', async (width) => {
      await visit({ width, status }, async (page) => {
        await page.goto(address(checked));
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
        });
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          expect(await barriers(page), colorScheme).toEqual([]);
        }
      });
    });

    it('never scrolls sideways, on a narrow screen nor in large type', async () => {
      await visit({ width: 320, status }, async (page) => {
        await page.goto(address(checked));
        expect(await overflow(page)).toEqual([]);
        for (const width of [640, 1280]) {
          await page.setViewportSize({ width, height: 800 });
          // 112.5 % is the pages' own size: this is twice as much.
          await page.evaluate(() => document.documentElement.style.setProperty('font-size', '225%'));
          expect(await overflow(page), `${width} px at 200 %`).toEqual([]);
        }
      });
    });

    it('asks nothing of others, keeps nothing, complains of nothing, says its language and its title', async () => {
      await visit({ status }, async (page, seen) => {
        const response = await page.goto(address(checked), { waitUntil: 'load' });
        expect(response?.status()).toBe(status);
        expect(seen.complaints).toEqual([]);
        const { host } = new URL(page.url());
        expect(seen.requests.filter((url) => !url.startsWith('data:') && new URL(url).host !== host)).toEqual([]);
        expect(await page.context().cookies()).toEqual([]);
        expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
        expect(await page.locator('html').getAttribute('lang')).toBe(checked.path.startsWith('/en') ? 'en' : 'fr');
        expect(await page.locator('h1').count()).toBe(1);
        expect(await page.title()).not.toBe('');
        // Of each icon, the drawing is in the sprite; each picture has loaded.
        const missing = await page.evaluate(async () => {
          const uses = [...document.querySelectorAll('use')].map((use) => new URL(use.getAttribute('href') ?? '', location.href));
          const [sprite] = uses;
          const drawings = sprite
            ? new DOMParser().parseFromString(await (await fetch(sprite)).text(), 'image/svg+xml')
            : document.implementation.createDocument(null, 'svg');
          // A picture that comes when one scrolls to it owes the page's « load » nothing: it is asked for here.
          for (const image of document.images) image.loading = 'eager';
          await Promise.allSettled([...document.images].map((image) => image.decode()));
          const images = [...document.images].filter((image) => image.naturalWidth === 0).map((image) => image.src);
          return [...images, ...uses.filter((use) => !drawings.getElementById(use.hash.slice(1))).map(String)];
        });
        expect(missing).toEqual([]);
      });
    });
  });

  it('is there beyond the twentieth result: the second page of a list too', async () => {
    await visit({ width: 320 }, async (page, seen) => {
      await page.goto(address({ slug: 'val-d-arvenne', path: '/annuaire' }));
      const first = await page.locator('.results h3').allTextContents();
      await page.locator('.pagination button[name=suite]').click();
      await page.waitForURL(/suite=/);
      const second = await page.locator('.results h3').allTextContents();
      expect(second).toHaveLength(20);
      expect(second.filter((name) => first.includes(name))).toEqual([]);
      expect(await overflow(page)).toEqual([]);
      expect(await barriers(page)).toEqual([]);
      expect(seen.complaints).toEqual([]);
    });
  });

  it.each([
    { title: 'home', slug: 'val-d-arvenne', path: '/' },
    { title: 'list', slug: 'val-d-arvenne', path: '/annuaire' },
    { title: 'list of services', slug: 'montbrillet', path: '/annuaire?quoi=services' },
    { title: 'place', slug: 'montbrillet', path: place },
    { title: 'service', slug: 'montbrillet', path: `/services/${service}` },
    { title: 'selection', slug: 'montbrillet', path: `/annuaire/selection?choix=${chosen}` },
    { title: 'open data', slug: 'montbrillet', path: '/api' },
  ])('$title weighs little on a first visit', async (checked) => {
    await visit({}, async (page) => {
      const session = await page.context().newCDPSession(page);
      await session.send('Network.enable');
      const responses = new Map<string, { url: string; type: string; mimeType: string }>();
      const weights = new Map<string, number>();
      session.on('Network.responseReceived', ({ requestId, type, response: { url, mimeType } }) =>
        responses.set(requestId, { url, type, mimeType }),
      );
      session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => weights.set(requestId, encodedDataLength));
      await page.goto(address(checked), { waitUntil: 'networkidle' });
      const counted = [...responses].filter(
        ([, { type, mimeType }]) => mimeType === 'image/svg+xml' || !['Font', 'Image', 'Media'].includes(type),
      );
      const lines = counted.map(([id, { url }]) => `${weights.get(id)} ${new URL(url).pathname}`);
      const total = counted.reduce((sum, [id]) => sum + (weights.get(id) ?? 0), 0);
      // The page, its style, its script and its icons at least: else nothing was measured.
      expect(counted.length, lines.join('\n')).toBeGreaterThanOrEqual(4);
      expect(total, lines.join('\n')).toBeLessThanOrEqual(MAXIMUM_WEIGHT);
      console.info(`${checked.title}: ${total} bytes (${lines.join(', ')})`);
    });
  });

  it.each([
    { title: 'home', slug: 'val-d-arvenne', path: '/' },
    { title: 'list', slug: 'val-d-arvenne', path: '/annuaire' },
    { title: 'place', slug: 'montbrillet', path: place },
    { title: 'organisation', slug: 'montbrillet', path: organisation },
  ])('every link of the $title leads somewhere', async (checked) => {
    await visit({}, async (page) => {
      await page.goto(address(checked));
      const broken = await page.evaluate(async () => {
        const links = [...document.querySelectorAll('a')].map((link) => new URL(link.href));
        const paths = new Set(links.filter(({ origin }) => origin === location.origin).map(({ pathname, search }) => pathname + search));
        const answers = await Promise.all([...paths].map(async (path) => ({ path, status: (await fetch(path)).status })));
        return answers.filter(({ status }) => status >= 400);
      });
      expect(broken).toEqual([]);
      // Within the page too: each fragment has its target.
      const lost = await page
        .locator('a[href^="#"]')
        .evaluateAll((links) =>
          links.map((link) => link.getAttribute('href') ?? '').filter((href) => !document.getElementById(href.slice(1))),
        );
      expect(lost).toEqual([]);
    });
  });

  it.each([
    { title: 'place', path: place, types: ['Store', 'LocalBusiness', 'Place'] },
    { title: 'library', slug: 'vernolle', path: '/lieux/bibliotheque-des-marronniers', types: ['Library'] },
    { title: 'bakery', path: '/lieux/boulangerie-de-la-halle', types: ['Bakery'] },
    { title: 'organisation', path: organisation, types: ['Organization', 'NGO', 'Store'] },
    { title: 'service', path: `/services/${service}`, types: ['Service', 'GovernmentService'] },
  ])('$title tells machines what it is', async ({ slug = 'montbrillet', path, types }) => {
    await visit({}, async (page) => {
      await page.goto(address({ slug, path }));
      const [text, ...others] = await page.locator('script[type="application/ld+json"]').allTextContents();
      expect(others).toEqual([]);
      const said = JSON.parse(text ?? '') as Record<string, unknown>;
      expect(said['@context']).toBe('https://schema.org');
      expect(types).toContain(said['@type']);
      expect(said['name']).toBe((await page.locator('h1').textContent())?.trim());
      expect(new URL(String(said['url'])).pathname).toBe(path);
    });
  });

  it('shares through links without JavaScript, and through the device where it can', async () => {
    const path = address({ slug: 'montbrillet', path: '/_composants' });
    const plain = await browser.newContext({ javaScriptEnabled: false });
    try {
      const page = await plain.newPage();
      await page.goto(path);
      expect(await page.locator('.share a').evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).protocol))).toEqual([
        'https:',
        'mailto:',
        'sms:',
      ]);
      expect(await page.locator('share-page').isVisible()).toBe(false);
    } finally {
      await plain.close();
    }
    await visit({}, async (page) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.goto(path);
      // This browser has no dialog of its own on this system.
      expect(await page.locator('share-page button[name=share]').isVisible()).toBe(await page.evaluate(() => 'share' in navigator));
      await page.locator('share-page button[name=copy]').click();
      await page.locator('share-page [role=status]:not(:empty)').waitFor();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address({ slug: 'montbrillet', path: '/lieux/exemple' }));
    });
  });

  it('prints as a sheet: what, where, when, and the address of the page; nothing to click', async () => {
    await visit({ width: 794 }, async (page) => {
      await page.goto(address({ slug: 'montbrillet', path: place }));
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('main .print-only').innerText()).toContain(address({ slug: 'montbrillet', path: place }));
      for (const shown of ['h1', '.hours', 'main address', '.definitions']) expect(await page.locator(shown).isVisible(), shown).toBe(true);
      for (const hidden of ['.site-nav', '.languages', '.site-footer', '.actions', '.sheet-state', '.breadcrumb'])
        expect(await page.locator(hidden).isVisible(), hidden).toBe(false);
      const { colour, ground } = await page.evaluate(() => ({
        colour: getComputedStyle(document.querySelector('.definitions a') ?? document.body).color,
        ground: getComputedStyle(document.body).backgroundColor,
      }));
      expect({ colour, ground }).toEqual({ colour: 'rgb(0, 0, 0)', ground: 'rgb(255, 255, 255)' });
      expect(await overflow(page)).toEqual([]);
    });
  });
});
