/** A resident suggests, corrects and reports, a moderator decides: with and without JavaScript, on a phone and on a desk. */
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { desk, nameOf, onStage, phone, Travel, ways } from '../support/journey.ts';
import { tabTo } from '../support/keyboard.ts';

/** A person needs more than two seconds for a form: who is faster is a robot. */
async function takeTime(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => performance.now()), { timeout: 10_000 }).toBeGreaterThan(2_500);
}

onStage('moderation', (stage) => {
  it.each(ways)(
    'suggests, is asked, answers, is published and told ($title)',
    async (way) => {
      const name = `Atelier ${nameOf(way)}`;
      const { page: resident, go, look } = await stage.travel.open(way);
      await go('/');
      await resident.getByRole('link', { name: 'Proposer une structure ou un lieu' }).first().click();
      await look('suggestion');
      await resident.getByRole('button', { name: 'Relire avant d’envoyer' }).click();
      await look('suggestion-mistakes');
      await resident.getByLabel('Un lieu où l’on peut aller').check();
      await resident.getByLabel('Son nom').fill(name);
      await resident.getByLabel('De quoi s’agit-il surtout').selectOption('repair-reuse');
      await takeTime(resident);
      await resident.getByRole('button', { name: 'Relire avant d’envoyer' }).click();
      await look('suggestion-preview');
      await resident.getByRole('button', { name: 'Corriger' }).click();
      expect(await resident.getByLabel('Son nom').inputValue()).toBe(name);
      await takeTime(resident);
      await resident.getByRole('button', { name: 'Relire avant d’envoyer' }).click();
      await resident.getByRole('button', { name: 'Envoyer ma proposition' }).click();
      await resident.waitForURL(/\/suivi\//);
      expect(await resident.locator('h1').textContent()).toContain('C’est envoyé');
      await look('suggestion-sent');
      const follow = resident.url().replace(/\?.*/, '');

      const moderator = await stage.travel.open(way, 'jeunesse');
      const { page } = moderator;
      await moderator.go(`/gestion/moderation?q=${encodeURIComponent(name)}`);
      await page.getByRole('link', { name }).click();
      await page.getByLabel('Un mot pour la personne').fill('À quelle adresse ?');
      await page.getByRole('button', { name: 'Poser la question' }).click();
      await page.waitForURL(/fait=/);

      await resident.goto(follow);
      expect(await resident.locator('main').innerText()).toContain('À quelle adresse ?');
      await look('suggestion-asked');
      await resident.getByRole('textbox', { name: 'Votre réponse' }).fill('3 rue des Lilas');
      await resident.getByRole('button', { name: 'Envoyer ma réponse' }).click();
      await resident.waitForURL(follow);

      await moderator.go(`/gestion/moderation?q=${encodeURIComponent(name)}`);
      await page.getByRole('link', { name }).click();
      expect(await page.locator('main').innerText()).toContain('3 rue des Lilas');
      await moderator.look('suggestion-answered');
      await page.getByRole('button', { name: 'Accepter', exact: true }).click();
      await page.waitForURL(/fait=/);

      await resident.reload();
      expect(await resident.locator('main').innerText()).toContain('Votre demande est acceptée');
      await look('suggestion-accepted');
      await resident.getByRole('link', { name: 'Voir la page' }).click();
      expect(await resident.locator('h1').textContent()).toBe(name);
    },
    120_000,
  );

  it.each(ways)(
    'says that two pages are one, and the address of the one that goes leads to the other ($title)',
    async (way) => {
      const { page, go, look } = await stage.travel.open(way, 'moderation');
      const names = ['La Scierie', 'Scierie partagée'].map((name) => `${name} ${nameOf(way)}`);
      const addresses: string[] = [];
      for (const name of names) {
        await go('/proposer');
        await page.getByLabel('Un lieu où l’on peut aller').check();
        await page.getByLabel('Son nom').fill(name);
        await page.getByLabel('De quoi s’agit-il surtout').selectOption('repair-reuse');
        await page.getByRole('button', { name: 'Relire avant d’envoyer' }).click();
        await page.getByRole('button', { name: 'Publier' }).click();
        await page.waitForURL(/publie=/);
        addresses.push(stage.portal.url('montbrillet', new URL(page.url()).searchParams.get('publie') ?? ''));
      }
      const [kept = '', gone = ''] = addresses;
      await page.goto(`${gone}/corriger`);
      await page.getByLabel('Cette page est en double').check();
      await page.getByLabel('L’autre page').fill(kept);
      await page.getByRole('button', { name: 'Publier' }).click();
      await page.waitForURL(/envoye=/);
      await go(`/gestion/moderation?nature=duplicate&q=${encodeURIComponent(names[1] ?? '')}`);
      await page.locator('[data-key-row]').first().click();
      await page.getByRole('link', { name: 'Choisir la page à garder' }).click();
      await page
        .getByLabel(names[0] ?? '', { exact: false })
        .first()
        .check();
      await look('merge');
      await page.getByRole('button', { name: 'Accepter ainsi' }).click();
      await page.waitForURL(/fait=/);
      await page.goto(gone);
      expect(page.url()).toBe(kept);
      expect(await page.locator('h1').textContent()).toBe(names[0]);
    },
    120_000,
  );

  it.each([320, 1280])(
    'refuses for a reason, chooses the page to keep, and leaves axe silent (%d px)',
    async (width) => {
      const { page, go, look } = await stage.travel.open({ width, javaScriptEnabled: true }, 'moderation');
      await go('/gestion');
      await look('gestion');
      await go('/gestion/moderation');
      await look('queue');
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
      await go('/gestion/moderation?nature=correction&q=Fournil');
      if (width === 320) {
        await page.locator('[data-key-row]').first().click();
        await look('item');
        await page.getByRole('button', { name: 'Refuser' }).click();
        expect(await page.locator('main').innerText()).toContain('Choisissez le motif du refus.');
        await look('item-mistake');
        await page.getByLabel('Motif, si vous refusez').selectOption({ index: 1 });
        await page.getByRole('button', { name: 'Refuser' }).click();
        await page.waitForURL(/fait=/);
      } else {
        await go('/gestion/moderation?nature=duplicate');
        await page.locator('[data-key-row]').first().click();
        await page.getByRole('link', { name: 'Choisir la page à garder' }).click();
        await look('duplicate');
        await page.locator('input[name=keep]').first().check();
        await page.getByRole('button', { name: 'Accepter ainsi' }).click();
        await page.waitForURL(/fait=/);
      }
      for (const [name, path] of Object.entries({
        sent: '/mon-espace/envois',
        suggest: '/proposer',
        correct: '/lieux/l-epicerie-du-lavoir/corriger',
        report: '/lieux/l-epicerie-du-lavoir/signaler',
        place: '/lieux/l-epicerie-du-lavoir',
      })) {
        await go(path);
        await look(name);
      }
      const administrator = await stage.travel.open({ width, javaScriptEnabled: true }, 'administration');
      await administrator.go('/gestion');
      expect(await administrator.page.locator('a[href="/gestion/moderation/motifs"]').count()).toBeGreaterThan(0);
      await administrator.go('/gestion/moderation/motifs');
      await administrator.look('reasons');
    },
    120_000,
  );

  /** Followed with the keyboard alone. */
  async function press(page: Page, target: Locator): Promise<void> {
    await tabTo(page, target);
    await page.keyboard.press('Enter');
  }

  it.each([
    { ...phone, slug: 'pharmacie-de-la-halle', number: '04 65 71 98 01', isAccepted: false },
    { ...desk, slug: 'mediatheque-de-la-halle', number: '04 65 71 98 02', isAccepted: true },
  ])(
    'a visitor corrects a page with the keyboard alone, reports an abuse, and follows both to their end ($title)',
    async ({ slug, number, isAccepted, ...way }) => {
      const { page, go, look } = await stage.travel.open(way);
      await go(`/lieux/${slug}`);
      await press(page, page.getByRole('link', { name: 'Signaler une erreur' }).first());
      await page.waitForURL(/\/corriger$/);
      await look('correct-form');
      await tabTo(page, page.getByRole('textbox', { name: 'Téléphone' }));
      await page.keyboard.type(number);
      await tabTo(page, page.getByLabel('Votre nom'));
      await page.keyboard.type('Paule Rivat');
      await takeTime(page);
      await press(page, page.getByRole('button', { name: 'Envoyer' }));
      await page.waitForURL(/\/suivi\//);
      await look('correct-sent');
      const correction = new URL(page.url()).pathname;

      await go(`/lieux/${slug}`);
      await press(page, page.getByRole('link', { name: 'Signaler un abus' }).first());
      await page.waitForURL(/\/signaler$/);
      await takeTime(page);
      await press(page, page.getByRole('button', { name: 'Envoyer le signalement' }));
      await page.getByRole('link', { name: 'Choisissez de quoi il s’agit.' }).waitFor();
      await look('report-mistakes');
      await tabTo(page, page.getByLabel('Insultant, haineux ou illégal'));
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Space');
      expect(await page.getByLabel('Des informations privées sur une personne').isChecked()).toBe(true);
      await tabTo(page, page.getByLabel('Que faut-il regarder'));
      await page.keyboard.type(`Le numéro de quelqu’un, ${number}`);
      await takeTime(page);
      await press(page, page.getByRole('button', { name: 'Envoyer le signalement' }));
      await page.waitForURL(/\/suivi\//);
      await look('report-sent');
      const report = new URL(page.url()).pathname;

      const moderator = await stage.travel.open(way, 'moderation');
      await moderator.go(`/gestion/moderation?nature=correction&q=${encodeURIComponent(number)}`);
      await moderator.page.locator('[data-key-row]').click();
      await moderator.look('correction-item');
      if (isAccepted) {
        await moderator.page.keyboard.press('a');
        await moderator.page.keyboard.press('Enter');
      } else {
        await moderator.page.getByLabel('Un mot pour la personne').fill('Nous avons appelé : c’est bien le numéro affiché.');
        await moderator.page.getByLabel('Motif, si vous refusez').selectOption('L’information affichée est juste.');
        await moderator.page.getByRole('button', { name: 'Refuser' }).click();
      }
      await moderator.page.waitForURL(/fait=/);
      await moderator.go('/gestion/moderation?nature=report');
      await moderator.page.getByText('Urgent').first().waitFor();
      await moderator.page.locator('[data-key-row]').last().click();
      expect(await moderator.page.locator('main').innerText()).toContain(number);
      await moderator.look('report-item');
      await moderator.page.getByRole('button', { name: 'Accepter', exact: true }).click();
      await moderator.page.waitForURL(/fait=/);

      await go(correction);
      await look('correct-followed');
      const said = await page.locator('main').innerText();
      if (isAccepted) {
        expect(said).toContain('Votre demande est acceptée');
        await press(page, page.getByRole('link', { name: 'Voir la page' }));
        await page.waitForURL(new RegExp(`/lieux/${slug}$`));
        await page.getByText(number).first().waitFor();
      } else {
        expect(said).toContain('L’information affichée est juste.');
        expect(said).toContain('c’est bien le numéro affiché');
      }
      await go(report);
      expect(await page.locator('main').innerText()).toContain('Nous avons vérifié et fait le nécessaire');
    },
    120_000,
  );

  it('decides several at once with the keyboard alone', async () => {
    const valley = new Travel(stage.portal, stage.browser, 'vernolle');
    try {
      const { page, go, look } = await valley.open(desk, 'jeunesse');
      await go('/gestion/moderation?nature=suggestion');
      expect(await page.locator('[data-key-row]').count()).toBe(2);
      for (const key of ['j', 'x', 'j', 'x', 'k', 'x', 'x']) await page.keyboard.press(key);
      expect(await page.locator('.bulk-count').innerText()).toContain('2');
      expect(
        await page
          .locator('[data-key-row]')
          .first()
          .evaluate((row) => row === document.activeElement),
      ).toBe(true);
      await page.keyboard.press('r');
      expect(await page.getByLabel('Motif, si vous refusez').evaluate((reason) => reason === document.activeElement)).toBe(true);
      await page.keyboard.press('Tab');
      await page.keyboard.press('a');
      expect(await page.getByRole('button', { name: 'Accepter' }).evaluate((button) => button === document.activeElement)).toBe(true);
      await look('bulk-ticked');
      await page.keyboard.press('a');
      await page.keyboard.press('Enter');
      await page.getByText('2 demandes sont décidées').waitFor();
      await page.getByRole('heading', { name: 'Aucune demande ne correspond' }).waitFor();
      await look('bulk-done');
    } finally {
      await valley.close();
    }
  });

  it('decides several at once on a phone, without JavaScript', async () => {
    const { page, go, look } = await stage.travel.open(phone, 'jeunesse');
    await go('/gestion/moderation?nature=suggestion');
    const ticked = ['Garage des Deux-Ponts', 'Les Doigts de fée'];
    for (const name of ticked) await page.getByLabel(`Choisir ${name}`).check();
    await page.getByRole('button', { name: 'Refuser' }).click();
    await page.getByRole('link', { name: 'Choisissez le motif du refus.' }).waitFor();
    await look('bulk-mistake');
    for (const name of ticked) expect(await page.getByLabel(`Choisir ${name}`).isChecked(), name).toBe(true);
    await page.getByLabel('Motif, si vous refusez').selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Refuser' }).click();
    await page.getByText('2 demandes sont décidées').waitFor();
    for (const name of ticked) expect(await page.getByRole('link', { name }).count(), name).toBe(0);
  });
});
