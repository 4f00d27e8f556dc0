/** Somebody claims a structure and keeps its page, a resident writes to it: with and without JavaScript, on a phone and on a desk. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingBrowser, openBrowser } from '../support/browser.ts';
import { look, PASSWORD } from '../support/journey.ts';
import { type Portal, startPortal } from '../support/portal.ts';

/** Each has its own structure of the demonstration. */
const cases = [
  { title: '320 px, with JavaScript', width: 320, javaScriptEnabled: true, slug: 'boulangerie-de-la-halle' },
  { title: '320 px, without JavaScript', width: 320, javaScriptEnabled: false, slug: 'guichet-des-deux-rives' },
  { title: '1280 px, with JavaScript', width: 1280, javaScriptEnabled: true, slug: 'le-fournil-des-tanneurs' },
  { title: '1280 px, without JavaScript', width: 1280, javaScriptEnabled: false, slug: 'mediatheque-de-la-halle' },
];

describe.skipIf(missingBrowser !== null)('the space of a structure', () => {
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

  /** By the keyboard, then with the mouse as far as the edge. */
  async function crop(page: Page): Promise<void> {
    await page.getByLabel('Quelle partie de la photo garder').selectOption('Comme sur la page (4 sur 3)');
    await look(page, 'crop', true);
    await page.locator('cropper-canvas').scrollIntoViewIfNeeded();
    const box = (await page.locator('cropper-canvas').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 2, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    expect(await page.getByLabel('De gauche à droite').inputValue()).toBe('100');
    const size = page.getByLabel('Taille du cadre');
    await size.press('Home');
    for (let presses = 0; presses < 30; presses += 1) await size.press('ArrowRight');
    expect(await size.inputValue()).toBe('50');
  }

  it.each(cases)(
    'claims, edits, previews, publishes, goes back, adds a picture, invites, answers ($title)',
    async ({ width, javaScriptEnabled, slug }) => {
      const [staff, residents] = [await open(width, javaScriptEnabled), await open(width, javaScriptEnabled)];
      try {
        const page = await staff.newPage();
        const email = `tient-${width}-${javaScriptEnabled}@exemple.fr`;
        const { stdout } = await portal.terreau('user', 'add', '--email', email, '--role', 'administrator', '--territory', 'montbrillet');
        await page.goto(portal.url('montbrillet', new URL(stdout.trim().split(/\s+/).at(-1) ?? '').pathname));
        await page.getByLabel('Votre nom').fill('Inès Moreau');
        await page.getByLabel('Choisissez un mot de passe').fill(PASSWORD);
        await page.locator('main form button').last().click();
        await page.waitForURL(/\/gestion/);

        await page.goto(portal.url('montbrillet', `/annuaire/${slug}`));
        await page.getByRole('link', { name: 'C’est ma structure' }).click();
        await look(page, 'claim', javaScriptEnabled);
        const word = page.getByLabel('Par la parole d’une personne du portail');
        if ((await word.count()) > 0) await word.check();
        await page.getByLabel('Qui êtes-vous dans la structure').fill('Je la préside.');
        await page.getByRole('button', { name: 'Envoyer ma demande' }).click();
        await look(page, 'claim-asked', javaScriptEnabled);
        await page.goto(portal.url('montbrillet', '/gestion/revendications'));
        await look(page, 'claims', javaScriptEnabled);
        const own = page.locator('.claims > li', { has: page.locator(`a[href$="/annuaire/${slug}"]`) });
        await own.getByRole('link', { name: 'Répondre' }).click();
        await look(page, 'claim-answer', javaScriptEnabled);
        await page.getByRole('button', { name: 'Accepter la demande' }).click();

        await page.goto(portal.url('montbrillet', '/mon-espace/structures'));
        await look(page, 'structures', javaScriptEnabled);
        await page.locator('.kept-pages a').first().click();
        await look(page, 'space', javaScriptEnabled);
        const space = page.url();
        await page.getByRole('link', { name: 'Modifier', exact: true }).first().click();
        await look(page, 'edit', javaScriptEnabled);
        const before = await page.getByLabel('Description').inputValue();
        await page.getByLabel('Description').fill('Nous avons écrit cette page nous-mêmes, pour toutes et tous.');
        await page.getByRole('button', { name: 'Voir l’aperçu' }).click();
        await page.waitForURL(/\/apercu$/);
        await look(page, 'preview', javaScriptEnabled);
        expect(await page.locator('main').innerText()).toContain('Nous avons écrit cette page');
        await page.getByRole('button', { name: 'Publier' }).click();
        await page.waitForURL(space);
        await page.getByRole('link', { name: 'Historique' }).first().click();
        await look(page, 'history', javaScriptEnabled);
        await page.goto(`${page.url()}/0`);
        await look(page, 'compare', javaScriptEnabled);
        await page.getByRole('button', { name: 'Revenir à cette version' }).click();
        await page.goto(space);
        await page.getByRole('link', { name: 'Modifier', exact: true }).first().click();
        expect(await page.getByLabel('Description').inputValue()).toBe(before);

        await page.goto(space);
        await page.getByRole('link', { name: 'Photos' }).first().click();
        // Wider than the page shows it.
        const buffer = await sharp({
          create: { width: 800, height: 300, channels: 3, background: '#2f5d43', noise: { type: 'gaussian', mean: 128, sigma: 40 } },
        })
          .png()
          .toBuffer();
        await page.getByLabel('Photo', { exact: true }).setInputFiles({ name: 'comptoir.png', mimeType: 'image/png', buffer });
        if (javaScriptEnabled) await crop(page);
        await page.getByLabel('Que voit-on sur la photo').fill('Le comptoir et les paniers');
        await page.getByRole('button', { name: 'Ajouter' }).click();
        const kept = page.getByAltText('Le comptoir et les paniers').first();
        const [wide, high] = [await kept.getAttribute('width'), await kept.getAttribute('height')].map(Number);
        // Without JavaScript, all of it; else half of the largest that is four by three, with the keyboard.
        expect([wide, high]).toEqual(javaScriptEnabled ? [200, 150] : [800, 300]);
        await look(page, 'pictures', javaScriptEnabled);
        await page.getByRole('link', { name: 'Modifier la photo « Le comptoir et les paniers »' }).click();
        await look(page, 'picture', javaScriptEnabled);
        await page.getByLabel('Que voit-on sur la photo').fill('Le comptoir, un jour de marché');
        await page.getByRole('button', { name: 'Enregistrer' }).click();
        await page.getByAltText('Le comptoir, un jour de marché').first().waitFor();

        await page.goto(`${space}/equipe`);
        await page.getByLabel('Son adresse e-mail').fill(`collegue-${email}`);
        await page.getByRole('button', { name: 'Envoyer l’invitation' }).click();
        expect(await page.locator('main').innerText()).toContain(`collegue-${email}`);
        await look(page, 'team', javaScriptEnabled);
        await page.goto(`${space}/chiffres`);
        await look(page, 'figures', javaScriptEnabled);

        const resident = await residents.newPage();
        // Who keeps a page is known to it once the job has run: a structure with an address is written to at once.
        await resident.goto(portal.url('montbrillet', `/annuaire/${slug}/ecrire`));
        await expect
          .poll(
            async () => {
              await resident.reload();
              return resident.getByLabel('Votre message').count();
            },
            { timeout: 20_000 },
          )
          .toBe(1);
        await look(resident, 'write', javaScriptEnabled);
        await resident.getByLabel('Votre nom').fill('Camille');
        await resident.getByLabel('Votre adresse e-mail').fill('camille@exemple.fr');
        await resident.getByLabel('Votre message').fill('Êtes-vous ouverts lundi ?');
        await expect.poll(() => resident.evaluate(() => performance.now()), { timeout: 10_000 }).toBeGreaterThan(2_500);
        await resident.getByRole('button', { name: 'Envoyer le message' }).click();
        await resident.waitForURL(/\/parti/);
        await look(resident, 'written', javaScriptEnabled);
        await page.goto(`${space}/messages`);
        await look(page, 'inbox', javaScriptEnabled);
        await page.getByRole('link', { name: 'Camille' }).click();
        await page.getByLabel('Votre réponse').fill('Oui, dès 9 h.');
        await page.getByRole('button', { name: 'Envoyer la réponse' }).click();
        expect(await page.locator('.messages').innerText()).toContain('Oui, dès 9 h.');
        await look(page, 'conversation', javaScriptEnabled);
      } finally {
        await staff.close();
        await residents.close();
      }
    },
    180_000,
  );
});
