/** Somebody who administers a portal loads a file into its directory, with and without JavaScript. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingBrowser, openBrowser } from '../support/browser.ts';
import { type Portal, startPortal } from '../support/portal.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const cases = [
  { title: '320 px, without JavaScript', slug: 'valombre', width: 320, javaScriptEnabled: false },
  { title: '320 px, with JavaScript', slug: 'montbrun', width: 320, javaScriptEnabled: true },
  { title: '1280 px, with JavaScript', slug: 'les-avants', width: 1280, javaScriptEnabled: true },
  { title: '1280 px, without JavaScript', slug: 'haute-rive', width: 1280, javaScriptEnabled: false },
];

/** Its columns are not called as anyone would guess. */
function file(name: string, rows: readonly string[]) {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(['Qui;Où;Joindre', ...rows].join('\n')) };
}
const associations = Array.from({ length: 120 }, (_, index) => `Association ${index + 1};${index + 1} rue Haute;non`);

describe.skipIf(missingBrowser !== null)('loading a file', () => {
  let portal: Portal;
  let browser: Browser;

  beforeAll(async () => {
    portal = await startPortal({ withoutDemonstration: true });
    browser = await openBrowser();
    for (const [index, { slug }] of cases.entries()) {
      const code = `7480${index}`;
      await portal.terreau('territory', 'add', '--slug', slug, '--name', slug, '--country', 'FR', '--kind', 'commune', '--code', code);
    }
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
  });

  /** What axe-core finds wrong, and what passes the right edge of the window. */
  async function barriers(page: Page): Promise<string[]> {
    await page.waitForLoadState();
    if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
    const { violations } = await page.evaluate(() =>
      (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({
        resultTypes: ['violations'],
        rules: { 'target-size': { enabled: true } },
      }),
    );
    const isWide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    return [
      ...violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`),
      ...(isWide ? [`${page.url()} scrolls sideways`] : []),
    ];
  }

  it.each(cases)('shows what it would give, then how far it is, then what became of each line ($title)', async (given) => {
    const { slug, width, javaScriptEnabled } = given;
    const context = await browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled, reducedMotion: 'reduce' });
    context.setDefaultTimeout(30_000);
    try {
      const page = await context.newPage();
      // The checker is a script.
      const looksRight = async () => expect(javaScriptEnabled ? await barriers(page) : [], page.url()).toEqual([]);
      const added = await portal.terreau('user', 'add', '--email', `mairie@${slug}.fr`, '--role', 'administrator', '--territory', slug);
      await page.goto(portal.url(slug, new URL(added.stdout.trim()).pathname));
      await page.getByLabel('Votre nom').fill('Camille Roux');
      await page.getByLabel('mot de passe').first().fill('quatre mots sans rapport');
      await page.locator('main form button[type=submit]').last().click();
      await page.goto(portal.url(slug, '/gestion/chargements'));

      await looksRight();
      await page.getByRole('button', { name: 'Envoyer le fichier' }).click();
      await page.getByText('Choisissez un fichier.').first().waitFor();
      await looksRight();
      await page.getByLabel('Votre fichier').setInputFiles(file('associations.csv', [...associations, ';1 rue Basse;']));
      await page.getByRole('button', { name: 'Envoyer le fichier' }).click();

      await page.getByRole('heading', { name: 'associations.csv' }).waitFor();
      await page.getByLabel('Colonne « Où »').selectOption('Numéro et voie');
      await page.getByRole('button', { name: 'Essayer ce fichier' }).click();
      await page.getByText('Il manque une colonne pour').first().waitFor();
      await looksRight();
      expect(await page.getByLabel('Colonne « Où »').inputValue()).toBe('street');
      await page.getByLabel('Colonne « Qui »').selectOption('Nom');
      await page.getByText('La même réponse pour toutes les lignes').click();
      await page.getByLabel('Ce que c’est (1)').selectOption('Commune');
      await page.getByLabel('La réponse (1)').fill('Valombre');
      await page.getByLabel('D’où vient ce fichier').fill('Mairie de Valombre');
      await looksRight();
      await page.getByRole('button', { name: 'Essayer ce fichier' }).click();

      await page.getByRole('heading', { name: 'Essai de « associations.csv »' }).waitFor();
      const load = page.getByRole('button', { name: 'Charger ces 120 lignes' });
      // With its script, the page moves on by itself.
      while (!javaScriptEnabled && !(await load.isVisible())) await page.getByRole('link', { name: 'Actualiser' }).click();
      await load.waitFor();
      await looksRight();
      await load.click();

      await page.getByRole('heading', { name: 'Chargement de « associations.csv »' }).waitFor();
      const report = page.getByRole('link', { name: 'Le rapport en CSV' });
      while (!javaScriptEnabled && !(await report.isVisible())) await page.getByRole('link', { name: 'Actualiser' }).click();
      await report.waitFor();
      await looksRight();
      const [download] = await Promise.all([page.waitForEvent('download'), report.click()]);
      const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n');
      expect(lines).toHaveLength(122);
      expect(lines[1]).toContain('122;Rejetée;sans nom');

      await page.getByRole('link', { name: /^Créées/ }).click();
      await page.getByRole('link', { name: 'Lignes suivantes' }).click();
      await page.getByRole('link', { name: 'Association 120' }).click();
      await page.getByRole('heading', { level: 1, name: 'Association 120' }).waitFor();

      await page.goto(portal.url(slug, '/gestion/chargements'));
      await page.getByRole('link', { name: 'associations.csv' }).waitFor();
      await looksRight();

      // The next file of the same source, with the same columns, is read as this one was.
      const next = ['Association 7;70 rue Haute;non', 'Le Verger;2 rue Haute;'];
      await page.getByLabel('Votre fichier').setInputFiles(file('associations-mars.csv', next));
      await page.getByRole('button', { name: 'Envoyer le fichier' }).click();
      await page.getByText('celles du dernier fichier qui avait ces colonnes, de « Mairie de Valombre »').waitFor();
      expect(await page.getByLabel('Colonne « Qui »').inputValue()).toBe('name');
      expect(await page.getByLabel('Colonne « Où »').inputValue()).toBe('street');
      expect(await page.getByLabel('La réponse (1)').inputValue()).toBe('Valombre');
      expect(await page.getByLabel('D’où vient ce fichier').inputValue()).toBe('Mairie de Valombre');
      await looksRight();
      await page.getByRole('button', { name: 'Essayer ce fichier' }).click();
      await page.getByRole('heading', { name: 'Essai de « associations-mars.csv »' }).waitFor();
      const again = page.getByRole('button', { name: 'Charger ces 2 lignes' });
      while (!javaScriptEnabled && !(await again.isVisible())) await page.getByRole('link', { name: 'Actualiser' }).click();
      await again.waitFor();
      await looksRight();
    } finally {
      await context.close();
    }
  });
});
