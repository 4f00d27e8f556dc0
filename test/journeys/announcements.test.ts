/** Somebody publishes an announcement, a resident finds it and reports it: with and without JavaScript, on a phone and on a desk. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingBrowser, openBrowser } from '../support/browser.ts';
import { type Portal, startPortal } from '../support/portal.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const cases = [
  { title: '320 px, with JavaScript', width: 320, javaScriptEnabled: true },
  { title: '320 px, without JavaScript', width: 320, javaScriptEnabled: false },
  { title: '1280 px, with JavaScript', width: 1280, javaScriptEnabled: true },
  { title: '1280 px, without JavaScript', width: 1280, javaScriptEnabled: false },
];

const shots = process.env['ANNOUNCEMENT_SHOTS'];

describe.skipIf(missingBrowser !== null)('announcements', () => {
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

  async function open(width: number, javaScriptEnabled: boolean): Promise<BrowserContext> {
    const context = await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: 'reduce', javaScriptEnabled });
    context.setDefaultTimeout(15_000);
    return context;
  }

  /** Nothing is wider than the page, and axe is silent: it needs the page's scripts to run. */
  async function look(page: Page, name: string, withAxe: boolean): Promise<void> {
    if (shots) await page.screenshot({ path: `${shots}/${name}-${page.viewportSize()?.width}.png`, fullPage: true });
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), name).toBe(true);
    if (!withAxe) return;
    await page.evaluate(axe);
    const { violations } = await page.evaluate<AxeResults>(() =>
      (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
    );
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
      name,
    ).toEqual([]);
  }

  it.each(cases)('are written, published, found and reported ($title)', async ({ width, javaScriptEnabled }) => {
    const [staff, residents] = [await open(width, javaScriptEnabled), await open(width, javaScriptEnabled)];
    try {
      const page = await staff.newPage();
      const email = `annonce-${width}-${javaScriptEnabled}@exemple.fr`;
      const { stdout } = await portal.terreau('user', 'add', '--email', email, '--role', 'moderator', '--territory', 'montbrillet');
      await page.goto(portal.url('montbrillet', new URL(stdout.trim().split(/\s+/).at(-1) ?? '').pathname));
      await page.getByLabel('Votre nom').fill('Inès Moreau');
      await page.getByLabel('Choisissez un mot de passe').fill('quatre mots sans rapport');
      await page.locator('main form button').last().click();
      await page.waitForURL(/\/gestion/);

      await page.goto(portal.url('montbrillet', '/mon-espace/annonces'));
      await look(page, 'own-empty', javaScriptEnabled);
      await page.getByRole('link', { name: 'Que voulez-vous publier' }).click();
      await look(page, 'kinds', javaScriptEnabled);
      await page.getByRole('link', { name: 'Proposer un emploi' }).click();
      await look(page, 'edit', javaScriptEnabled);
      const title = `Maçonne ou maçon ${width} ${javaScriptEnabled}`;
      await page.getByLabel('Nom affiché').fill('Les Bâtisseuses');
      await page.getByLabel('Titre').fill(title);
      await page.getByLabel('Description').fill('Restaurer le lavoir, à trois.\n\nLe repas est pris ensemble.');
      await page.getByLabel('Métier').fill('maçon');
      await page.getByLabel('Durée indéterminée (CDI)').check();
      await page.getByLabel('Temps plein').check();
      await page.getByLabel('Salaire brut, à partir de').fill('2 050');
      await page.getByLabel('Ce salaire est').selectOption('month');
      await page.getByRole('button', { name: 'Relire avant de publier' }).click();
      await look(page, 'edit-mistakes', javaScriptEnabled);
      // What was typed is still there, and the occupation is to be chosen.
      expect(await page.getByLabel('Titre').inputValue()).toBe(title);
      await page.getByLabel('Maçon / Maçonne', { exact: true }).check();
      await page.getByLabel('Téléphone').fill('04 76 00 00 09');
      await page.getByRole('button', { name: 'Relire avant de publier' }).click();
      await page.waitForURL(/\/mon-espace\/annonces\/[0-9a-f-]{36}$/);
      await look(page, 'review', javaScriptEnabled);
      await page.getByRole('button', { name: 'Publier', exact: true }).click();
      await page.getByRole('link', { name: 'Voir la page publique' }).waitFor();
      await look(page, 'published', javaScriptEnabled);

      const visitor = await residents.newPage();
      await visitor.goto(portal.url('montbrillet', '/annonces'));
      await look(visitor, 'list', javaScriptEnabled);
      await visitor.getByLabel('Que cherchez-vous').fill('maçonne');
      await visitor.getByRole('button', { name: 'Chercher' }).click();
      await visitor.getByRole('link', { name: title, exact: true }).click();
      await look(visitor, 'page', javaScriptEnabled);
      expect(await visitor.locator('main').innerText()).toMatch(/2.050.€ par mois/);
      await visitor.getByRole('link', { name: 'Signaler cette annonce' }).click();
      await look(visitor, 'report', javaScriptEnabled);
      await visitor.goto(portal.url('montbrillet', '/annonces/jeunes'));
      await look(visitor, 'young', javaScriptEnabled);
      await visitor.goto(portal.url('montbrillet', '/annonces?q=xylophone'));
      await look(visitor, 'list-empty', javaScriptEnabled);

      await page.getByRole('button', { name: 'C’est pourvu' }).click();
      await page.getByText('Vous avez dit que c’est pourvu').waitFor();
      await page.goto(portal.url('montbrillet', '/gestion/moderation'));
      await look(page, 'queue', javaScriptEnabled);
    } finally {
      await Promise.all([staff.close(), residents.close()]);
    }
  });
});
