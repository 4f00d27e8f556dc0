/** A resident suggests and corrects, a moderator decides: with and without JavaScript, on a phone and on a desk. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingBrowser, openBrowser } from '../support/browser.ts';
import { look, PASSWORD } from '../support/journey.ts';
import { type Portal, startPortal } from '../support/portal.ts';

const cases = [
  { title: '320 px, with JavaScript', width: 320, javaScriptEnabled: true },
  { title: '320 px, without JavaScript', width: 320, javaScriptEnabled: false },
  { title: '1280 px, with JavaScript', width: 1280, javaScriptEnabled: true },
  { title: '1280 px, without JavaScript', width: 1280, javaScriptEnabled: false },
];

describe.skipIf(missingBrowser !== null)('moderation', () => {
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

  /** A moderator of their own, from the link that the command line gives. */
  async function moderator(page: Page, email: string): Promise<void> {
    const { stdout } = await portal.terreau('user', 'add', '--email', email, '--role', 'administrator', '--territory', 'montbrillet');
    const path = new URL(stdout.trim().split(/\s+/).at(-1) ?? '').pathname;
    await page.goto(portal.url('montbrillet', path));
    await page.getByLabel('Votre nom').fill('Inès Moreau');
    await page.getByLabel('Choisissez un mot de passe').fill(PASSWORD);
    await page.locator('main form button').last().click();
    await page.waitForURL(/\/gestion/);
  }

  it.each(cases)(
    'suggests, is asked, answers, is published and told ($title)',
    async ({ width, javaScriptEnabled }) => {
      const name = `Atelier ${width} ${javaScriptEnabled ? 'avec' : 'sans'}`;
      const [residents, staff] = [await open(width, javaScriptEnabled), await open(width, javaScriptEnabled)];
      try {
        const resident = await residents.newPage();
        await resident.goto(portal.url('montbrillet', '/'));
        await resident.getByRole('link', { name: 'Proposer une structure ou un lieu' }).first().click();
        await resident.getByLabel('Un lieu où l’on peut aller').check();
        await resident.getByLabel('Son nom').fill(name);
        await resident.getByLabel('De quoi s’agit-il surtout').selectOption('repair-reuse');
        // A person needs more than two seconds for this.
        await expect.poll(() => resident.evaluate(() => performance.now()), { timeout: 10_000 }).toBeGreaterThan(2_500);
        await resident.getByRole('button', { name: 'Relire avant d’envoyer' }).click();
        await resident.getByRole('button', { name: 'Corriger' }).click();
        expect(await resident.getByLabel('Son nom').inputValue()).toBe(name);
        await expect.poll(() => resident.evaluate(() => performance.now()), { timeout: 10_000 }).toBeGreaterThan(2_500);
        await resident.getByRole('button', { name: 'Relire avant d’envoyer' }).click();
        await resident.getByRole('button', { name: 'Envoyer ma proposition' }).click();
        await resident.waitForURL(/\/suivi\//);
        expect(await resident.locator('h1').textContent()).toContain('C’est envoyé');
        const follow = resident.url().replace(/\?.*/, '');

        const page = await staff.newPage();
        await moderator(page, `ines-${width}-${javaScriptEnabled}@exemple.fr`);
        await page.goto(portal.url('montbrillet', `/gestion/moderation?q=${encodeURIComponent(name)}`));
        await page.getByRole('link', { name }).click();
        await page.getByLabel('Un mot pour la personne').fill('À quelle adresse ?');
        await page.getByRole('button', { name: 'Poser la question' }).click();
        await page.waitForURL(/fait=/);

        await resident.goto(follow);
        expect(await resident.locator('main').innerText()).toContain('À quelle adresse ?');
        await resident.getByRole('textbox', { name: 'Votre réponse' }).fill('3 rue des Lilas');
        await resident.getByRole('button', { name: 'Envoyer ma réponse' }).click();
        await resident.waitForURL(follow);

        await page.goto(portal.url('montbrillet', `/gestion/moderation?q=${encodeURIComponent(name)}`));
        await page.getByRole('link', { name }).click();
        expect(await page.locator('main').innerText()).toContain('3 rue des Lilas');
        await page.getByRole('button', { name: 'Accepter', exact: true }).click();
        await page.waitForURL(/fait=/);

        await resident.reload();
        expect(await resident.locator('main').innerText()).toContain('Votre demande est acceptée');
        await resident.getByRole('link', { name: 'Voir la page' }).click();
        expect(await resident.locator('h1').textContent()).toBe(name);
      } finally {
        await residents.close();
        await staff.close();
      }
    },
    120_000,
  );

  it.each(cases)(
    'says that two pages are one, and the address of the one that goes leads to the other ($title)',
    async ({ width, javaScriptEnabled }) => {
      const staff = await open(width, javaScriptEnabled);
      try {
        const page = await staff.newPage();
        await moderator(page, `fusion-${width}-${javaScriptEnabled}@exemple.fr`);
        const names = ['La Scierie', 'Scierie partagée'].map((name) => `${name} ${width} ${javaScriptEnabled ? 'avec' : 'sans'}`);
        const addresses: string[] = [];
        for (const name of names) {
          await page.goto(portal.url('montbrillet', '/proposer'));
          await page.getByLabel('Un lieu où l’on peut aller').check();
          await page.getByLabel('Son nom').fill(name);
          await page.getByLabel('De quoi s’agit-il surtout').selectOption('repair-reuse');
          await page.getByRole('button', { name: 'Relire avant d’envoyer' }).click();
          await page.getByRole('button', { name: 'Publier' }).click();
          await page.waitForURL(/publie=/);
          addresses.push(portal.url('montbrillet', new URL(page.url()).searchParams.get('publie') ?? ''));
        }
        const [kept = '', gone = ''] = addresses;
        await page.goto(`${gone}/corriger`);
        await page.getByLabel('Cette page est en double').check();
        await page.getByLabel('L’autre page').fill(kept);
        await page.getByRole('button', { name: 'Publier' }).click();
        await page.waitForURL(/envoye=/);
        await page.goto(portal.url('montbrillet', `/gestion/moderation?nature=duplicate&q=${encodeURIComponent(names[1] ?? '')}`));
        await page.locator('[data-key-row]').first().click();
        await page.getByRole('link', { name: 'Choisir la page à garder' }).click();
        await page
          .getByLabel(names[0] ?? '', { exact: false })
          .first()
          .check();
        if (javaScriptEnabled) await look(page, 'merge', true);
        await page.getByRole('button', { name: 'Accepter ainsi' }).click();
        await page.waitForURL(/fait=/);
        await page.goto(gone);
        expect(page.url()).toBe(kept);
        expect(await page.locator('h1').textContent()).toBe(names[0]);
      } finally {
        await staff.close();
      }
    },
    120_000,
  );

  it.each([320, 1280])(
    'refuses for a reason, chooses the page to keep, and leaves axe silent (%d px)',
    async (width) => {
      const staff = await open(width, true);
      try {
        const page = await staff.newPage();
        await moderator(page, `axe-${width}@exemple.fr`);
        await look(page, 'gestion', true);
        await page.goto(portal.url('montbrillet', '/gestion/moderation'));
        await look(page, 'queue', true);
        if (width > 320) {
          await page.keyboard.press('j');
          expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-key-row'))).toBe(true);
          await page.keyboard.press('?');
          expect(await page.locator('queue-keys details').getAttribute('open')).not.toBeNull();
          await page.getByLabel('Utiliser les raccourcis').uncheck();
          await page.locator('h1').click();
          await page.keyboard.press('j');
          expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-key-row'))).toBe(false);
        }
        await page.goto(portal.url('montbrillet', '/gestion/moderation?nature=correction&q=Fournil'));
        if (width === 320) {
          await page.locator('[data-key-row]').first().click();
          await look(page, 'item', true);
          await page.getByRole('button', { name: 'Refuser' }).click();
          expect(await page.locator('main').innerText()).toContain('Choisissez le motif du refus.');
          await look(page, 'item-mistake', true);
          await page.getByLabel('Motif, si vous refusez').selectOption({ index: 1 });
          await page.getByRole('button', { name: 'Refuser' }).click();
          await page.waitForURL(/fait=/);
        } else {
          await page.goto(portal.url('montbrillet', '/gestion/moderation?nature=duplicate'));
          await page.locator('[data-key-row]').first().click();
          await page.getByRole('link', { name: 'Choisir la page à garder' }).click();
          await look(page, 'duplicate', true);
          await page.locator('input[name=keep]').first().check();
          await page.getByRole('button', { name: 'Accepter ainsi' }).click();
          await page.waitForURL(/fait=/);
        }
        for (const [name, path] of Object.entries({
          reasons: '/gestion/moderation/motifs',
          sent: '/mon-espace/envois',
          suggest: '/proposer',
          correct: '/lieux/l-epicerie-du-lavoir/corriger',
          report: '/lieux/l-epicerie-du-lavoir/signaler',
          place: '/lieux/l-epicerie-du-lavoir',
        })) {
          await page.goto(portal.url('montbrillet', path));
          await look(page, name, true);
        }
      } finally {
        await staff.close();
      }
    },
    120_000,
  );
});
