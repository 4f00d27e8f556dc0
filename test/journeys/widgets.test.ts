/** The portal's lists in the site of a town hall, from another origin under that site's strict policy: by the script and in a frame. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { missingBrowser, openBrowser } from '../support/browser.ts';
import { look, nameOf, Travel, type Traveller, type Way, ways } from '../support/journey.ts';
import { type OtherSite, openOtherSite } from '../support/other-site.ts';
import { type Portal, startPortal } from '../support/portal.ts';

/** What a page complains of: its policy, what could not be loaded, errors. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

/** Counts how much of what is seen moves without being asked to, as https://web.dev/articles/cls does. */
async function watchShifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const watched = globalThis as unknown as { shifted: number };
    watched.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) watched.shifted += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return () => page.evaluate(() => (globalThis as unknown as { shifted: number }).shifted);
}

describe.skipIf(missingBrowser !== null)('lists in another site’s page', () => {
  let portal: Portal;
  let site: OtherSite;
  let browser: Browser;
  let travel: Travel;
  const readers: BrowserContext[] = [];

  beforeAll(async () => {
    portal = await startPortal({ settings: { TRUST_PROXY: 'loopback' } });
    site = await openOtherSite(portal.url('montbrillet', ''));
    browser = await openBrowser();
    travel = new Travel(portal, browser);
  }, 120_000);
  afterEach(async () => {
    await travel.close();
    for (const context of readers.splice(0)) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await portal?.stop();
  });

  /** Somebody who reads the other site, as browsers come: a header of ours would make them ask the portal first. */
  async function reader({ width, javaScriptEnabled }: Pick<Way, 'width' | 'javaScriptEnabled'>): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      reducedMotion: 'reduce',
      javaScriptEnabled,
      locale: 'fr-FR',
    });
    context.setDefaultTimeout(15_000);
    readers.push(context);
    return context.newPage();
  }

  /** The administration lets a site show them, by its form. */
  async function allow({ page, go, look: lookAt }: Traveller, address: string): Promise<void> {
    await go('/gestion/sites');
    await page.getByLabel('Adresse du site').fill('la mairie');
    await page.getByRole('button', { name: 'Autoriser ce site' }).click();
    await lookAt('widgets-sites-mistake');
    await page.getByLabel('Adresse du site').fill(address);
    await page.getByRole('button', { name: 'Autoriser ce site' }).click();
    await page.getByText('peut montrer vos listes').waitFor();
    await lookAt('widgets-sites');
  }

  it.each(ways)(
    'are allowed, written, shown and followed ($title)',
    async (way) => {
      const name = `mairie-${nameOf(way)}`;
      const staff = await travel.open(way, 'administration');
      await allow(staff, site.url(name, '/accueil'));
      await staff.go('/integrer/annonces');
      await staff.page.getByLabel('Sorte d’annonce').selectOption('benevolat');
      await staff.page.getByRole('button', { name: 'Mettre à jour le code' }).click();
      expect(await staff.page.getByLabel('Avec un script').inputValue()).toContain('<terreau-annonces quoi="benevolat">');
      await staff.look('widgets-write');
      await staff.page.getByRole('link', { name: 'Annuaire sur la carte' }).click();
      await staff.look('widgets-write-map');

      const page = await reader(way);
      const lookAt = (shown: string) => look(page, `${shown}-${nameOf(way)}`, way.javaScriptEnabled);
      const complaints = complaintsOf(page);
      const shifted = await watchShifts(page);
      await page.goto(site.url(name, '/cadre'));
      const frame = page.frameLocator('iframe');
      await frame.getByRole('listitem').nth(3).waitFor();
      await lookAt('widgets-frame-host');
      await frame.getByRole('listitem').first().getByRole('link').click();
      await page.waitForURL(portal.url('montbrillet', '/annonces/**'));

      await page.goto(site.url(name));
      if (way.javaScriptEnabled) {
        const news = page.locator('terreau-annonces');
        await news.getByRole('listitem').nth(3).waitFor();
        await page.locator('terreau-carte').locator('svg').waitFor();
        await page.locator('terreau-annuaire').getByText('see all on the').waitFor();
        expect(await shifted()).toBeLessThan(0.1);
        expect(await news.locator('.embed').evaluate((list) => getComputedStyle(list).fontFamily)).toContain('Police du thème');
        await lookAt('widgets-script-host');
        await news.getByRole('listitem').first().getByRole('link').press('Enter');
        await page.waitForURL(portal.url('montbrillet', '/annonces/**'));
        await page.goto(site.url(name, '/sombre'));
        await page.locator('terreau-carte').locator('svg').waitFor();
        await page.locator('terreau-annuaire').getByRole('listitem').nth(1).waitFor();
        await news.getByRole('listitem').nth(3).waitFor();
        await lookAt('widgets-script-dark');
        await page.goto(site.url(name, '/fautes'));
        await page.getByText('« quoi » ne peut pas être « benevola »').waitFor();
        await page.getByText('« couleur » n’existe pas ici').waitFor();
        await lookAt('widgets-script-faults');
      } else {
        await page.getByRole('link', { name: 'Les annonces sur le portail' }).waitFor();
        await lookAt('widgets-script-host');
      }
      expect(complaints).toEqual([]);
      expect(await page.context().cookies()).toEqual([]);
    },
    90_000,
  );

  it('are shown nowhere else: a site that is not allowed has its link, and an empty frame', async () => {
    const page = await reader({ width: 320, javaScriptEnabled: true });
    await page.goto(site.url('ailleurs'));
    await page.locator('terreau-annonces').getByText('Cette liste n’a pas pu être chargée.').waitFor();
    expect(await page.locator('terreau-annonces, terreau-annuaire, terreau-carte').getByRole('listitem').count()).toBe(0);
    await look(page, 'widgets-elsewhere', true);
    await page.getByRole('link', { name: 'Les annonces sur le portail' }).press('Enter');
    await page.waitForURL(portal.url('montbrillet', '/annonces'));
    const refused = page.waitForEvent('console', (message) => /frame-ancestors/.test(message.text()));
    await page.goto(site.url('ailleurs', '/cadre'));
    await refused;
    expect(await page.frameLocator('iframe').locator('.embed').count()).toBe(0);
  });

  it('leave a link where the portal does not answer', async () => {
    const page = await reader({ width: 1280, javaScriptEnabled: true });
    await page.route('**/cadre/**', (route) => route.abort());
    await page.goto(site.url('mairie'));
    await page.locator('terreau-carte').getByText('Cette liste n’a pas pu être chargée.').waitFor();
    await page.locator('terreau-annuaire').getByText('This list could not be loaded.').waitFor();
    await page.getByRole('link', { name: 'La carte sur le portail' }).waitFor();
    await look(page, 'widgets-portal-down', true);
  });

  it.each([320, 1280])('read well in their frame (%i px)', async (width) => {
    const { page, go, look: lookAt } = await travel.open({ width, javaScriptEnabled: true });
    for (const [name, path] of [
      ['annonces', '/cadre/annonces?nombre=6'],
      ['annuaire', '/en/cadre/annuaire?nombre=4'],
      ['carte', '/cadre/carte?nombre=12'],
      ['vide', '/cadre/annonces?q=licorne'],
      ['fautes', '/cadre/annuaire?nombre=cent'],
    ] as const) {
      await go(path);
      await lookAt(`widgets-frame-${name}`);
    }
    expect(await page.locator('script').count()).toBe(0);
  });
});
