import { expect, it } from 'vitest';
import { nameOf, onStage, ways } from '../support/journey.ts';

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
});
