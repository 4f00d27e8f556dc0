import { expect, it } from 'vitest';
import { desk, nameOf, onStage, phone, ways } from '../support/journey.ts';

onStage('announcements', (stage) => {
  it.each(ways)(
    'are written, published, found and reported ($title)',
    async (way) => {
      const staff = await stage.travel.open(way, 'moderation');
      const { page } = staff;
      await staff.go('/mon-espace/annonces');
      await staff.look('announcements-own');
      await page.getByRole('link', { name: 'Que voulez-vous publier' }).press('Enter');
      await staff.look('announcements-kinds');
      await page.getByRole('link', { name: 'Proposer un emploi' }).click();
      await staff.look('announcements-edit');
      // As long as a title may nearly be, with a word that no phone holds.
      const title = `Maçonne ou maçon ${nameOf(way)} pour la restauration anticonstitutionnellement-intergouvernementale du lavoir, de la halle et du four`;
      await page.getByLabel('Nom affiché').fill('Les Bâtisseuses');
      await page.getByLabel('Titre').fill(title);
      await page.getByLabel('Description').fill('Restaurer le lavoir, à trois.\n\nLe repas est pris ensemble.');
      await page.getByLabel('Métier').fill('maçon');
      await page.getByLabel('Durée indéterminée (CDI)').check();
      await page.getByLabel('Temps plein').check();
      await page.getByLabel('Salaire brut, à partir de').fill('2 050');
      await page.getByLabel('Ce salaire est').selectOption('month');
      await page.getByRole('button', { name: 'Relire avant de publier' }).click();
      await staff.look('announcements-edit-mistakes');
      // What was typed is still there, and the occupation is to be chosen.
      expect(await page.getByLabel('Titre').inputValue()).toBe(title);
      await page.getByLabel('Maçon / Maçonne', { exact: true }).check();
      await page.getByLabel('Téléphone').fill('04 76 00 00 09');
      await page.getByRole('button', { name: 'Relire avant de publier' }).click();
      await page.waitForURL(/\/mon-espace\/annonces\/[0-9a-f-]{36}$/);
      await staff.look('announcements-review');
      await page.getByRole('button', { name: 'Publier', exact: true }).click();
      await page.getByRole('link', { name: 'Voir la page publique' }).waitFor();
      await staff.look('announcements-published');

      const resident = await stage.travel.open(way);
      const visitor = resident.page;
      await resident.go('/annonces');
      await resident.look('announcements-list');
      await visitor.getByLabel('Que cherchez-vous').fill('maçonne');
      await visitor.getByLabel('Que cherchez-vous').press('Enter');
      await visitor.getByRole('link', { name: title, exact: true }).click();
      await resident.look('announcements-page');
      expect(await visitor.locator('main').innerText()).toMatch(/2.050.€ par mois/);
      await visitor.getByRole('link', { name: 'Signaler cette annonce' }).click();
      await resident.look('announcements-report');
      await resident.go('/annonces/jeunes');
      await resident.look('announcements-young');
      await resident.go('/annonces?q=xylophone');
      await resident.look('announcements-list-empty');

      await page.getByRole('button', { name: 'C’est pourvu' }).click();
      await page.getByText('Vous avez dit que c’est pourvu').waitFor();
      await staff.go('/gestion/moderation');
      await staff.look('announcements-queue');
    },
    120_000,
  );

  it('are prolonged by the link of the letter that tells of their end, without signing in', async () => {
    const operator = await stage.travel.open(desk, 'exploitation');
    const letter = operator.page.locator('tr', { hasText: '« Cent bocaux de verre à prendre »' }).first();
    // The portal tells of it once it has started.
    await expect
      .poll(
        async () => {
          await operator.go('/exploitation');
          return letter.count();
        },
        { timeout: 30_000 },
      )
      .toBe(1);
    await letter.getByRole('link').click();
    const address = /^http:\S+\/prolonger\/\S+$/m.exec(await operator.page.locator('pre').innerText())?.[0] ?? '';
    const { pathname } = new URL(address);
    const opened = [];
    for (const way of ways) {
      const keeper = await stage.travel.open(way);
      await keeper.go(pathname);
      await keeper.page.getByRole('heading', { name: 'Prolonger votre annonce' }).waitFor();
      await keeper.look('announcements-renewal');
      opened.push(keeper);
    }
    const before = await opened[0]?.page.locator('.lead').innerText();
    for (const { page } of opened) {
      await page.getByRole('button', { name: 'Prolonger jusqu’au' }).click();
      await page.getByRole('heading', { name: 'Votre annonce est visible' }).waitFor();
      expect(await page.locator('.lead').innerText()).not.toBe(before);
    }
    for (const keeper of opened) await keeper.look('announcements-renewed');
    const [first, ...others] = await Promise.all(opened.map(({ page }) => page.locator('.lead').innerText()));
    expect(new Set(others)).toEqual(new Set([first]));
    const visitor = await stage.travel.open(phone);
    await visitor.go(`${pathname}x`);
    await visitor.page.getByRole('heading', { name: 'Cette page n’existe pas' }).waitFor();
  }, 120_000);
});
