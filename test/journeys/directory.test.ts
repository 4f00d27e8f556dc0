/** A resident looks for a bakery that is open: on a phone and on a desk, in both languages, with and without JavaScript. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingBrowser, openBrowser } from '../support/browser.ts';
import { type Portal, root, startPortal } from '../support/portal.ts';

const monaco = join(root, '../shared/data/osm/monaco-poi.geojson');
const hasMonaco = existsSync(monaco);
if (!hasMonaco) console.warn(`${monaco} is not here: the journeys through Monaco are skipped.`);

const here = { latitude: 43.7384, longitude: 7.4246 };
const widths = [320, 1280];
const languages = [
  {
    locale: 'fr',
    prefix: '',
    search: 'Que cherchez-vous ?',
    searchButton: 'Rechercher',
    nearMe: 'Autour de moi',
    near: 'Près de',
    filters: 'Filtrer',
    openNow: 'Ouvert maintenant',
    apply: 'Appliquer',
    position: 'votre position',
    nearPosition: 'Près de votre position',
    nearPoint: 'Près de ce point',
    metres: /^à \d+0\sm$/,
    alwaysOpen: 'Ouvert jour et nuit',
    allDay: 'Jour et nuit',
    denied: 'écrivez une rue ou un quartier dans « Près de »',
    skip: 'Aller au contenu',
  },
  {
    locale: 'en',
    prefix: '/en',
    search: 'What are you looking for?',
    searchButton: 'Search',
    nearMe: 'Around me',
    near: 'Near',
    filters: 'Filter',
    openNow: 'Open now',
    apply: 'Apply',
    position: 'your position',
    nearPosition: 'Near your position',
    nearPoint: 'Near this point',
    metres: /^\d+0\sm away$/,
    alwaysOpen: 'Open day and night',
    allDay: 'Day and night',
    denied: 'type a street or district under “Near”',
    skip: 'Skip to content',
  },
] as const;
type Words = (typeof languages)[number];

const cases = languages.flatMap((words) => widths.map((width) => ({ words, width, title: `${words.locale}, ${width} px` })));

/** Open at any hour at which the tests may run. */
const nightBakery = {
  type: 'Feature',
  id: 'n900000001',
  geometry: { type: 'Point', coordinates: [7.425, 43.7386] },
  properties: {
    shop: 'bakery',
    name: 'Le Pain de Nuit',
    opening_hours: '24/7',
    phone: '+37793000001',
    'addr:housenumber': '3',
    'addr:street': 'Rue de l’Essai',
    'addr:postcode': '98000',
    'addr:city': 'Monaco',
  },
};

/** Narrow no-break spaces and their like are for the eye. */
function plain(text: string | null | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').trim();
}

describe.skipIf(missingBrowser !== null)('the directory', () => {
  let portal: Portal;
  let browser: Browser;

  beforeAll(async () => {
    portal = await startPortal();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
  });

  async function visit<Result>(width: number, options: BrowserContextOptions, journey: (page: Page) => Promise<Result>): Promise<Result> {
    const context = await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: 'reduce', ...options });
    context.setDefaultTimeout(15_000);
    try {
      return await journey(await context.newPage());
    } finally {
      await context.close();
    }
  }

  const results = (page: Page) => page.locator('.results .card');

  /** On a phone the filters are folded away; unfolding them is the browser's own doing. */
  async function unfoldFilters(page: Page, words: Words): Promise<void> {
    const summary = page.locator('summary', { hasText: words.filters });
    if ((await summary.isVisible()) && !(await page.getByLabel(words.near, { exact: true }).isVisible())) await summary.click();
  }

  async function searchFromHome(page: Page, words: Words, slug: string, q: string): Promise<void> {
    await page.goto(portal.url(slug, words.prefix || '/'));
    await page.getByLabel(words.search).fill(q);
    await page.getByRole('button', { name: words.searchButton }).click();
    await page.waitForURL(/\/annuaire\?/);
  }

  describe.skipIf(!hasMonaco)('in Monaco', () => {
    beforeAll(async () => {
      const added = await portal.terreau(
        ...['territory', 'add', '--slug', 'monaco-essai', '--name', 'Essai', '--country', 'FR', '--kind', 'commune', '--code', '06088'],
      );
      expect(added.code, added.stderr).toBe(0);
      const district = await portal.terreau('territory', 'set', 'monaco-essai', '--district', 'La Condamine=43.7345,7.4205');
      expect(district.code, district.stderr).toBe(0);
      const folder = mkdtempSync(join(tmpdir(), 'terreau-night-'));
      try {
        const extra = join(folder, 'night.geojson');
        writeFileSync(extra, JSON.stringify({ type: 'FeatureCollection', features: [nightBakery] }));
        const imported = await portal.terreau('import', 'geojson', monaco, extra, '--territory', 'monaco-essai');
        expect(imported.code, imported.stderr).toBe(0);
        expect(JSON.parse(imported.stdout).created).toBeGreaterThan(400);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });

    /** Names of the bakeries that the API says are open now, nearest first. */
    async function openBakeries(): Promise<string[]> {
      const query = new URLSearchParams({
        territory: 'monaco-essai',
        q: 'boulangerie',
        near: `${here.latitude},${here.longitude}`,
        open_now: 'true',
        limit: '100',
      });
      const response = await fetch(`http://127.0.0.1:${portal.port}/api/v1/places?${query}`);
      expect(response.status).toBe(200);
      const { items } = (await response.json()) as { items: { name: string }[] };
      return items.map(({ name }) => name);
    }

    /** The page says what the API says, were a shop to close between the two. */
    async function expectOpenBakeries(page: Page, before: readonly string[]): Promise<void> {
      const shown = (await results(page).locator('h3').allTextContents()).map(plain);
      expect(shown).toContain('Le Pain de Nuit');
      expect([before, await openBakeries()]).toContainEqual(shown);
      expect(await results(page).locator('.open-badge:not(.is-open)').count()).toBe(0);
    }

    async function expectThePlace(page: Page, words: Words): Promise<void> {
      expect(plain(await page.locator('h1').textContent())).toBe('Le Pain de Nuit');
      expect(plain(await page.locator('.sheet-state').textContent())).toBe(words.alwaysOpen);
      expect(await page.locator('.actions a[href="tel:+37793000001"]').isVisible()).toBe(true);
      expect(plain(await page.locator('.hours .is-today td').textContent())).toBe(words.allDay);
      expect(plain(await page.locator('address').first().textContent())).toContain('3 Rue de l’Essai');
    }

    it.each(cases)('« around me » finds the nearest bakery that is open ($title)', async ({ words, width }) => {
      await visit(width, { geolocation: here, permissions: ['geolocation'] }, async (page) => {
        const before = await openBakeries();
        await searchFromHome(page, words, 'monaco-essai', 'boulangerie');
        await page.getByRole('button', { name: words.nearMe }).click();
        await page.waitForURL(/point=43\.738[,%]/);
        expect(plain(await results(page).first().locator('h3').textContent())).toBe('Le Pain de Nuit');

        await unfoldFilters(page, words);
        // Words, not figures; and they keep their point when the form is sent again.
        expect(await page.getByLabel(words.near, { exact: true }).inputValue()).toBe(words.position);
        await page.getByLabel(words.openNow).check();
        await page.getByRole('button', { name: words.apply }).click();
        await page.waitForURL(/ouvert=1/);
        expect(plain(await page.locator('.chips').textContent())).toContain(words.nearPosition);
        expect(plain(await results(page).first().locator('.card-meta b').textContent())).toMatch(words.metres);
        await expectOpenBakeries(page, before);

        await results(page).first().getByRole('link').click();
        await page.waitForURL(/\/lieux\//);
        await expectThePlace(page, words);
      });
    });

    it('the position keeps its words in the other language, and goes once the field says something else', async () => {
      await visit(1280, {}, async (page) => {
        await page.goto(portal.url('monaco-essai', '/annuaire?q=boulangerie&pres=votre+position&point=43.7384,7.4246+votre+position'));
        await page.locator('.languages a').click();
        await page.waitForURL(/\/en\/annuaire/);
        const field = page.getByLabel('Near', { exact: true });
        expect(await field.inputValue()).toBe('your position');
        await field.fill('La Condamine');
        await page.getByRole('button', { name: 'Apply' }).click();
        await page.waitForURL(/pres=La/);
        expect(plain(await page.locator('.chips').textContent())).toContain('Near La Condamine');
        expect(plain(await results(page).first().locator('h3').textContent())).not.toBe('Le Pain de Nuit');
      });
    });

    it.each(cases)('a refused position is said in words, with the field to use instead ($title)', async ({ words, width }) => {
      await visit(width, {}, async (page) => {
        await page.goto(portal.url('monaco-essai', `${words.prefix}/annuaire`));
        await page.getByRole('button', { name: words.nearMe }).click();
        const status = page.locator('near-me [role=status]');
        await status.filter({ hasText: words.near }).waitFor();
        expect(plain(await status.textContent())).toContain(plain(words.denied));
        expect(await page.getByLabel(words.near, { exact: true }).isVisible()).toBe(true);
        expect(await page.getByRole('button', { name: words.nearMe }).isEnabled()).toBe(true);
      });
    });

    it.each(cases)('without JavaScript, a street, a landmark or coordinates do the same ($title)', async ({ words, width }) => {
      await visit(width, { javaScriptEnabled: false }, async (page) => {
        const before = await openBakeries();
        await searchFromHome(page, words, 'monaco-essai', 'boulangerie');
        expect(await page.getByRole('button', { name: words.nearMe }).isVisible()).toBe(false);

        const near = async (typed: string) => {
          await unfoldFilters(page, words);
          await page.getByLabel(words.near, { exact: true }).fill(typed);
          await page.getByRole('button', { name: words.apply }).click();
          await page.waitForURL((url) => url.searchParams.get('pres') === typed);
          return plain(await results(page).first().locator('h3').textContent());
        };
        expect(await near('Rue Grimaldi')).toBe("L'Épi d'Or");
        expect(await near('la condamine')).toBe("L'Épi d'Or");
        expect(await near('43.7384, 7.4246')).toBe('Le Pain de Nuit');
        expect(plain(await page.locator('.chips').textContent())).toContain(words.nearPoint);

        await unfoldFilters(page, words);
        await page.getByLabel(words.openNow).check();
        await page.getByRole('button', { name: words.apply }).click();
        await page.waitForURL(/ouvert=1/);
        await expectOpenBakeries(page, before);
        await results(page).first().getByRole('link').click();
        await page.waitForURL(/\/lieux\//);
        await expectThePlace(page, words);
      });
    });

    it.each(cases)('the keyboard is enough ($title)', async ({ words, width }) => {
      await visit(width, {}, async (page) => {
        /** Tabs until the element has the focus, which shows. */
        const tabTo = async (selector: string) => {
          for (let steps = 0; steps < 60; steps += 1) {
            await page.keyboard.press('Tab');
            const focus = await page.evaluate((wanted) => {
              const element = document.activeElement;
              if (!element?.matches(wanted)) return null;
              const box = element.getBoundingClientRect();
              const rings = [getComputedStyle(element), getComputedStyle(element, '::after')];
              return {
                shows: rings.some(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 3),
                inSight: box.bottom > 0 && box.top < innerHeight,
              };
            }, selector);
            if (focus) {
              expect(focus, selector).toEqual({ shows: true, inSight: true });
              return;
            }
          }
          throw new Error(`The keyboard does not reach ${selector}.`);
        };

        await page.goto(portal.url('monaco-essai', words.prefix || '/'));
        await page.keyboard.press('Tab');
        const skip = page.locator(':focus');
        expect(plain(await skip.textContent())).toBe(words.skip);
        expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0);
        await page.keyboard.press('Enter');
        expect(await page.evaluate(() => document.activeElement?.id)).toBe('contenu');

        await tabTo('#q');
        await page.keyboard.type('boulangerie');
        await page.keyboard.press('Enter');
        await page.waitForURL(/q=boulangerie/);

        if (await page.locator('.filters > summary').isVisible()) {
          await tabTo('.filters > summary');
          await page.keyboard.press('Enter');
        }
        await tabTo('#pres');
        await page.keyboard.type('43.7384,7.4246');
        await tabTo('#ouvert');
        await page.keyboard.press('Space');
        await page.keyboard.press('Enter');
        await page.waitForURL(/ouvert=1/);

        await tabTo('.results .card a');
        await page.keyboard.press('Enter');
        await page.waitForURL(/\/lieux\//);
        await expectThePlace(page, words);
      });
    });
  });

  it.each(cases)('from a place to the structure that runs it, and to its other places ($title)', async ({ words, width }) => {
    await visit(width, {}, async (page) => {
      await searchFromHome(page, words, 'montbrillet', 'Deuxième Vie');
      await page.getByRole('link', { name: 'La Deuxième Vie, magasin' }).click();
      await page.waitForURL(/\/lieux\//);
      await page.getByRole('link', { name: 'Ressourcerie La Deuxième Vie' }).click();
      await page.waitForURL(/\/annuaire\/ressourcerie-la-deuxieme-vie$/);
      expect(new URL(page.url()).pathname).toBe(`${words.prefix}/annuaire/ressourcerie-la-deuxieme-vie`);
      expect(plain(await page.locator('h1').textContent())).toBe('Ressourcerie La Deuxième Vie');
      expect(await page.locator('.actions a[href^="tel:+33"]').isVisible()).toBe(true);
      expect(await page.locator('[aria-labelledby=places] .card').count()).toBe(3);
      await page.getByRole('link', { name: 'La Deuxième Vie, dépôt des dons' }).click();
      await page.waitForURL(/\/lieux\/la-deuxieme-vie-depot-des-dons$/);
    });
  });

  it('« nearby » on a place’s page names the place', async () => {
    await visit(1280, {}, async (page) => {
      await page.goto(portal.url('montbrillet', '/lieux/boulangerie-de-la-halle'));
      await page.getByRole('link', { name: 'À proximité' }).click();
      await page.waitForURL(/\/annuaire\?/);
      expect(await page.getByLabel('Près de', { exact: true }).inputValue()).toBe('Boulangerie de la Halle');
      expect(plain(await results(page).first().locator('h3').textContent())).toBe('Boulangerie de la Halle');
    });
  });
});
