/** The portal without a network: the last list and the last pages seen, said as such; words where there is nothing. */
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingBrowser, openBrowser } from '../support/browser.ts';
import { type Portal, startPortal } from '../support/portal.ts';

function plain(text: string | null | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').trim();
}

describe.skipIf(missingBrowser !== null)('without a network', () => {
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

  async function visit<Result>(journey: (page: Page, context: BrowserContext) => Promise<Result>, width = 1280): Promise<Result> {
    const context = await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: 'reduce', timezoneId: 'Europe/Paris' });
    context.setDefaultTimeout(20_000);
    try {
      return await journey(await context.newPage(), context);
    } finally {
      await context.close();
    }
  }

  /** The worker is there, and has kept the page that brought it. */
  async function settled(page: Page, kept: string): Promise<void> {
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
    await expect
      .poll(() => page.evaluate((address) => caches.match(new URL(address, location.href).href).then((found) => found !== undefined), kept))
      .toBe(true);
  }

  it('the home screen opens the last list seen, and says of when', async () => {
    await visit(async (page, context) => {
      await page.goto(portal.url('montbrillet', '/annuaire?q=atelier'));
      // On the very first visit: the worker came after the page.
      await settled(page, '/annuaire?q=atelier');
      const day = new Date()
        .toLocaleDateString('fr-FR', { day: 'numeric', month: 'long', timeZone: 'Europe/Paris' })
        .replace(/^1 /, '1er ');
      const names = await page.locator('.results h3').allTextContents();
      expect(names.length).toBeGreaterThan(3);
      const manifest = await page.evaluate(async () => {
        const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]');
        return (await (await fetch(link?.href ?? '')).json()) as { start_url: string };
      });
      await context.setOffline(true);
      await page.goto(portal.url('montbrillet', manifest.start_url));
      expect(await page.locator('.results h3').allTextContents()).toEqual(names);
      expect(plain(await page.locator('.offline-notice').textContent())).toMatch(
        new RegExp(`^Hors connexion : liste du ${day} à \\d{1,2} h \\d\\d$`),
      );
      // Dressed as on line, its script at work.
      expect(await page.getByRole('button', { name: 'Voir la carte' }).isVisible()).toBe(true);
      expect(await page.evaluate(() => getComputedStyle(document.querySelector('.card') ?? document.body).display)).toBe('flex');
      const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
      expect(scrollWidth).toBe(clientWidth);
    }, 320);
  });

  it('the last list replaces the one before', async () => {
    await visit(async (page, context) => {
      await page.goto(portal.url('montbrillet', '/annuaire?q=atelier'));
      await settled(page, '/annuaire?q=atelier');
      await page.goto(portal.url('montbrillet', '/annuaire?theme=manger'));
      await settled(page, '/annuaire?theme=manger');
      const names = await page.locator('.results h3').allTextContents();
      await context.setOffline(true);
      await page.goto(portal.url('montbrillet', '/annuaire'));
      expect(await page.locator('.results h3').allTextContents()).toEqual(names);
      await page.goto(portal.url('montbrillet', '/annuaire?q=atelier'));
      expect(await page.locator('h1').textContent()).toBe('Vous êtes hors connexion');
    });
  });

  it('a page that was seen opens, in its language; one that was not says so, with whom to call', async () => {
    await visit(async (page, context) => {
      await page.goto(portal.url('montbrillet', '/en/lieux/boulangerie-de-la-halle'));
      await settled(page, '/en/lieux/boulangerie-de-la-halle');
      await settled(page, '/hors-connexion');
      await context.setOffline(true);
      await page.goto(portal.url('montbrillet', '/en/lieux/boulangerie-de-la-halle'));
      expect(await page.locator('h1').textContent()).toBe('Boulangerie de la Halle');
      expect(plain(await page.locator('.offline-notice').textContent())).toMatch(/^Offline: page of \d{1,2} [A-Z]\w+ at \d\d:\d\d$/);

      await page.goto(portal.url('montbrillet', '/lieux/la-deuxieme-vie-magasin'));
      expect(await page.locator('h1').textContent()).toBe('Vous êtes hors connexion');
      expect(await page.locator('main a[href^="tel:"]').isVisible()).toBe(true);
      await page.goto(portal.url('montbrillet', '/en/lieux/la-deuxieme-vie-magasin'));
      expect(await page.locator('h1').textContent()).toBe('You are offline');
    });
  });

  it('back on line, pages are today’s and say nothing of the sort', async () => {
    await visit(async (page, context) => {
      await page.goto(portal.url('montbrillet', '/annuaire'));
      await settled(page, '/annuaire');
      await context.setOffline(true);
      await page.goto(portal.url('montbrillet', '/annuaire'));
      expect(await page.locator('.offline-notice').isVisible()).toBe(true);
      await context.setOffline(false);
      await page.goto(portal.url('montbrillet', '/annuaire'));
      expect(await page.locator('.offline-notice').isVisible()).toBe(false);
    });
  });

  it('keeps pages of the portal alone: nothing of its interface for machines, no error, of one territory at a time', async () => {
    await visit(async (page) => {
      await page.goto(portal.url('montbrillet', '/annuaire'));
      await settled(page, '/annuaire');
      await page.evaluate(() => Promise.all([fetch('/api/v1/places'), fetch('/lieux/nulle-part')]));
      await page.goto(portal.url('montbrillet', '/lieux/nulle-part'));
      await page.goto(portal.url('montbrillet', '/mentions-legales'));
      await page.goto(portal.url('montbrillet', '/lieux/boulangerie-de-la-halle'));
      await settled(page, '/lieux/boulangerie-de-la-halle');
      const kept = await page.evaluate(async () => {
        const addresses: string[] = [];
        for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) addresses.push(url);
        return addresses;
      });
      const { origin } = new URL(page.url());
      expect(kept.every((address) => new URL(address).origin === origin)).toBe(true);
      const pages = kept.map((address) => new URL(address).pathname).filter((path) => !path.startsWith('/assets/'));
      expect(pages.sort()).toEqual(['/annuaire', '/en/hors-connexion', '/hors-connexion', '/lieux/boulangerie-de-la-halle']);
      await page.goto(portal.url('vernolle', '/annuaire'));
      expect(await page.evaluate(async () => (await caches.match('/lieux/boulangerie-de-la-halle')) === undefined)).toBe(true);
    });
  });

  it('goes, with all that it kept, once the server has no worker any more', async () => {
    let isWithdrawn = false;
    // What an operator's proxy would do.
    const proxy = createServer(({ url = '/', headers }, response) => {
      if (isWithdrawn && url === '/sw.js') return void response.writeHead(404).end();
      request({ port: portal.port, path: url, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      }).end();
    }).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const origin = `http://montbrillet.localhost:${(proxy.address() as AddressInfo).port}`;
    try {
      await visit(async (page) => {
        await page.goto(`${origin}/annuaire`);
        await settled(page, '/annuaire');
        isWithdrawn = true;
        await page.goto(`${origin}/annuaire`);
        const left = () =>
          page.evaluate(async () => [(await navigator.serviceWorker.getRegistrations()).length, (await caches.keys()).length]);
        await expect.poll(left).toEqual([0, 0]);
      });
    } finally {
      proxy.closeAllConnections();
      proxy.close();
    }
  });
});
