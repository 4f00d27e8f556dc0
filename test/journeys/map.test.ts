/** The map in step with the list: opened by who wants it, by keyboard as by hand, with and without tiles. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingBrowser, openBrowser } from '../support/browser.ts';
import { type Portal, startPortal } from '../support/portal.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A square of one colour: 1 × 1 pixel of PNG. */
const tile = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

interface Seen {
  requests: string[];
  complaints: string[];
}

describe.skipIf(missingBrowser !== null)('the map of a list', () => {
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

  async function visit<Result>(
    { width = 1280, ...options }: BrowserContextOptions & { width?: number },
    journey: (page: Page, seen: Seen) => Promise<Result>,
  ): Promise<Result> {
    const context = await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: 'reduce', ...options });
    context.setDefaultTimeout(20_000);
    try {
      const page = await context.newPage();
      const seen: Seen = { requests: [], complaints: [] };
      page.on('request', (request) => seen.requests.push(request.url()));
      page.on('pageerror', (error) => seen.complaints.push(error.message));
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) seen.complaints.push(message.text());
      });
      return await journey(page, seen);
    } finally {
      await context.close();
    }
  }

  async function openMap(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Voir la carte' }).click();
    await page.locator('.map-spot, .map-cluster').first().waitFor();
    // The pointer goes away: the page has moved under it, and it would point at something.
    await page.mouse.move(0, 0);
  }

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

  /** How many results the markers stand for. */
  function counted(page: Page): Promise<number> {
    return page.evaluate(
      () =>
        document.querySelectorAll('.map-spot').length +
        [...document.querySelectorAll('.map-cluster')].reduce((sum, cluster) => sum + Number(cluster.textContent), 0),
    );
  }

  it('is not there without JavaScript, where the list says it all', async () => {
    await visit({ javaScriptEnabled: false }, async (page) => {
      await page.goto(portal.url('montbrillet', '/annuaire'));
      expect(await page.getByText('Voir la carte').isVisible()).toBe(false);
      expect(await page.locator('.results .card').count()).toBe(20);
    });
  });

  it('is not loaded until it is opened, then shows every result of every page of the list, without any other site', async () => {
    await visit({}, async (page, seen) => {
      await page.goto(portal.url('montbrillet', '/annuaire'), { waitUntil: 'networkidle' });
      const ofTheMap = () => seen.requests.filter((url) => /\/map-|points\.json|fond-de-carte/.test(url)).length;
      expect(ofTheMap()).toBe(0);
      await openMap(page);
      expect(ofTheMap()).toBe(4);
      const status = (await page.locator('directory-map [role=status]').textContent()) ?? '';
      const [, shown] = /^(\d+) résultats sur la carte/.exec(status) ?? [];
      expect(Number(shown)).toBeGreaterThan(20);
      expect(await counted(page)).toBe(Number(shown));
      // The outline of the commune stands in for tiles.
      expect(await page.locator('path.map-land').count()).toBe(1);
      const { host } = new URL(page.url());
      expect(seen.requests.filter((url) => !url.startsWith('data:') && new URL(url).host !== host)).toEqual([]);
      expect(seen.complaints).toEqual([]);
      expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([0, 0, '']);
    });
  });

  it('shows the results of the search at hand, and no others', async () => {
    await visit({}, async (page) => {
      await page.goto(portal.url('montbrillet', '/annuaire?q=atelier&theme=reparer-reemployer'));
      const [listed] = ((await page.locator('#results-title').textContent()) ?? '').match(/\d+/) ?? [];
      await openMap(page);
      const status = (await page.locator('directory-map [role=status]').textContent()) ?? '';
      const [shown = 0, without = 0] = [...status.matchAll(/\d+/g)].map(Number);
      expect(shown).toBeGreaterThan(0);
      expect(String(shown + without)).toBe(listed);
    });
  });

  it.each([320, 1280])('can be used by all, by day and by night (%i px)', async (width) => {
    await visit({ width }, async (page, seen) => {
      await page.goto(portal.url('montbrillet', '/annuaire?q=atelier'));
      await openMap(page);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await barriers(page), colorScheme).toEqual([]);
      }
      await page.locator('.map-spot, .map-cluster').first().click();
      await page.locator('.map-popup').or(page.locator('.map-spot').first()).first().waitFor();
      expect(await barriers(page), 'after a press').toEqual([]);
      const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
      expect(scrollWidth).toBe(clientWidth);
      expect(seen.complaints).toEqual([]);
    });
  });

  it('stands beside the list on a desk, above it on a phone', async () => {
    for (const [width, isBeside] of [
      [1280, true],
      [320, false],
    ] as const) {
      await visit({ width }, async (page) => {
        await page.goto(portal.url('montbrillet', '/annuaire'));
        await openMap(page);
        const map = await page.locator('.map-frame').boundingBox();
        const card = await page.locator('.results .card').first().boundingBox();
        expect((map?.x ?? 0) >= (card?.x ?? 0) + (card?.width ?? 0), String(width)).toBe(isBeside);
        if (!isBeside) expect((map?.y ?? 0) + (map?.height ?? 0)).toBeLessThan(card?.y ?? 0);
      });
    }
  });

  it('the keyboard opens it, goes from marker to marker, opens a group, reads a result, comes back and leaves', async () => {
    await visit({}, async (page) => {
      await page.goto(portal.url('montbrillet', '/annuaire'));
      await page.getByRole('button', { name: 'Voir la carte' }).focus();
      await page.keyboard.press('Enter');
      await page.locator('.map-cluster').first().waitFor();
      const focused = () => page.evaluate(() => document.activeElement?.className ?? '');
      await page.keyboard.press('Tab');
      expect(await focused()).toContain('map-skip');
      await page.keyboard.press('Tab');
      expect(await focused()).toContain('map-canvas');
      const tabTo = async (name: string) => {
        for (let steps = 0; steps < 40 && !(await focused()).includes(name); steps += 1) await page.keyboard.press('Tab');
        expect(await focused()).toContain(name);
      };
      await tabTo('map-cluster');
      const before = await counted(page);
      await page.keyboard.press('Enter');
      // Nearer now: fewer results in sight, and the focus on one of those that came out.
      await expect.poll(() => counted(page)).toBeLessThan(before);
      await expect.poll(focused).toMatch(/map-(cluster|spot)/);

      await page.getByRole('button', { name: 'Tout voir' }).focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => counted(page)).toBe(before);
      const name = 'Boulangerie de la Halle';
      await page.goto(portal.url('montbrillet', '/annuaire?q=boulangerie+halle'));
      await openMap(page);
      await tabTo('map-spot');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(name);
      await page.keyboard.press('Enter');
      await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(name);
      await page.keyboard.press('Escape');
      expect(await page.locator('.map-popup').count()).toBe(0);
      expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(name);

      await page.keyboard.press('Enter');
      await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(name);
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/(lieux|annuaire|services)\//);
      expect((await page.locator('h1').textContent())?.trim()).toBe(name);
    });
  });

  it('a card points at its marker, and a marker at its card', async () => {
    await visit({}, async (page) => {
      await page.goto(portal.url('montbrillet', '/annuaire?q=atelier'));
      await openMap(page);
      expect(await page.locator('.is-highlighted').count()).toBe(0);
      const cards = page.locator('.results .card a');
      // A result without a position has no marker to point at.
      let isShown = false;
      for (let index = 0; index < (await cards.count()) && !isShown; index += 1) {
        await cards.nth(index).focus();
        isShown = (await page.locator('.map-marker .is-highlighted').count()) === 1;
      }
      expect(isShown).toBe(true);
      await page.getByRole('button', { name: 'Fermer la carte' }).focus();
      expect(await page.locator('.is-highlighted').count()).toBe(0);

      const cluster = page.locator('.map-cluster').first();
      await cluster.focus();
      // No more cards than the marker stands for; the others are on the pages that follow.
      const pointed = await page.locator('.card.is-highlighted').count();
      expect(pointed).toBeGreaterThan(0);
      expect(pointed).toBeLessThanOrEqual(Number(await cluster.textContent()));
      await page.locator('.map-canvas').focus();
      expect(await page.locator('.card.is-highlighted').count()).toBe(0);
    });
  });

  it('closes, and opens again as before', async () => {
    await visit({ width: 320 }, async (page, seen) => {
      await page.goto(portal.url('montbrillet', '/annuaire'));
      await openMap(page);
      const count = await counted(page);
      await page.getByRole('button', { name: 'Fermer la carte' }).click();
      expect(await page.locator('.map-frame, .map-skip').count()).toBe(0);
      await openMap(page);
      expect(await counted(page)).toBe(count);
      expect(seen.complaints).toEqual([]);
    });
  });

  it('says in words that it could not come, and comes when asked again', async () => {
    // The worker would fetch by itself, out of sight of what cuts the line here.
    await visit({ serviceWorkers: 'block' }, async (page) => {
      await page.goto(portal.url('montbrillet', '/annuaire'));
      await page.route('**/points.json*', (route) => route.abort());
      await page.getByRole('button', { name: 'Voir la carte' }).click();
      await page.locator('directory-map [role=status]', { hasText: 'Réessayez' }).waitFor();
      await page.unroute('**/points.json*');
      await openMap(page);
    });
  });

  it('shows a place on its page, apart from what is around it', async () => {
    await visit({ width: 320 }, async (page) => {
      await page.goto(portal.url('montbrillet', '/lieux/la-deuxieme-vie-magasin'));
      await openMap(page);
      expect(await page.locator('.map-spot.is-focus').getAttribute('aria-label')).toBe('La Deuxième Vie, magasin');
      expect(await barriers(page)).toEqual([]);
    });
  });

  it('shows the places of a structure on its page', async () => {
    await visit({}, async (page) => {
      await page.goto(portal.url('montbrillet', '/annuaire/ressourcerie-la-deuxieme-vie'));
      await openMap(page);
      const names = await page.locator('.map-spot.is-focus').evaluateAll((spots) => spots.map((spot) => spot.getAttribute('aria-label')));
      expect(names.length).toBeGreaterThan(1);
      expect(names).toContain('La Deuxième Vie, magasin');
    });
  });

  it('with tiles, asks for them there and names who made them', async () => {
    const asked: string[] = [];
    const tiles = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.setHeader('content-type', 'image/png').end(tile);
    }).listen(0, '127.0.0.1');
    await once(tiles, 'listening');
    const origin = `http://127.0.0.1:${(tiles.address() as AddressInfo).port}`;
    const settings = { TILES_URL: `${origin}/{z}/{x}/{y}.png`, TILES_ATTRIBUTION: '© Les géomètres de l’Arvenne' };
    const tiled = await startPortal({ settings });
    try {
      await visit({}, async (page, seen) => {
        await page.goto(tiled.url('montbrillet', '/annuaire'), { waitUntil: 'networkidle' });
        expect(asked).toEqual([]);
        await openMap(page);
        await page.locator('.leaflet-tile-loaded').first().waitFor();
        expect(asked.length).toBeGreaterThan(0);
        expect(asked[0]).toMatch(/^\/\d+\/\d+\/\d+\.png$/);
        expect(await page.locator('.map-attribution').textContent()).toBe('© Les géomètres de l’Arvenne');
        expect(seen.complaints).toEqual([]);
      });
    } finally {
      await tiled.stop();
      tiles.close();
    }
  });
});
