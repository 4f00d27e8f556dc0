import { expect, it } from 'vitest';
import { nameOf, onStage, ways } from '../support/journey.ts';

onStage('where announcements go, and where they come from', (stage) => {
  it.each(ways)(
    'a site is told, a list narrowed, a source trusted ($title)',
    async (way) => {
      const administrator = await stage.travel.open(way, 'administration');
      const { page } = administrator;
      const site = `panneau-${nameOf(way)}.example`;
      await administrator.go('/gestion/webhooks');
      // Empty for the first of them alone.
      await administrator.look('told-sites');
      await page.getByRole('link', { name: 'Prévenir un site' }).click();
      await page.getByLabel('Adresse qui reçoit').fill(`http://${site}/annonces`);
      await page.getByRole('button', { name: 'Ajouter et voir le secret' }).click();
      await page.getByText('L’adresse doit commencer par « https ».').first().waitFor();
      await administrator.look('told-sites-mistake');
      await page.getByLabel('Adresse qui reçoit').fill(`https://${site}/annonces`);
      await page.getByRole('button', { name: 'Ajouter et voir le secret' }).click();
      const secret = await page.getByLabel('Secret', { exact: true }).inputValue();
      expect(secret).toMatch(/^whsec_/);
      await administrator.look('told-sites-secret');
      await page.getByRole('link', { name: 'C’est copié' }).click();
      await page.getByRole('heading', { level: 1, name: site }).waitFor();
      expect(await page.content()).not.toContain(secret);
      await administrator.look('told-sites-one');
      await page.getByRole('link', { name: 'Voir les envois' }).click();
      await page.getByText('Rien n’a encore été envoyé').waitFor();
      await administrator.look('told-sites-deliveries');

      await administrator.go('/gestion/toutes-les-annonces');
      await administrator.look('all-announcements');
      if (way.width === 320) await page.getByText('Choisir parmi les annonces').click();
      await page.getByLabel('Sorte').selectOption({ label: 'Bénévolat' });
      await page.getByRole('button', { name: 'Afficher' }).click();
      await page.getByRole('link', { name: 'Tout afficher' }).waitFor();
      const rows = page.locator('tbody tr');
      expect(await rows.count()).toBeGreaterThan(0);
      expect(await rows.filter({ hasNotText: 'Bénévolat' }).count()).toBe(0);
      await administrator.look('all-announcements-narrowed');
      await page.getByLabel('Mots').fill('anticonstitutionnellement');
      await page.getByRole('button', { name: 'Afficher' }).click();
      await page.getByText('Aucune annonce ne correspond').waitFor();
      await administrator.look('all-announcements-none');
      await page.getByRole('link', { name: 'Tout afficher' }).click();

      await page.getByRole('link', { name: 'Sources des annonces' }).click();
      await page.getByRole('button', { name: 'Enregistrer' }).click();
      await page.getByText('Écrivez le nom de la source.').first().waitFor();
      await administrator.look('announcement-sources-mistake');
      await page.getByLabel('Source', { exact: true }).fill(`Mission locale ${nameOf(way)}`);
      await page.getByLabel('Paraissent aussitôt').check();
      await page.getByRole('button', { name: 'Enregistrer' }).click();
      const row = page.getByRole('row', { name: `Mission locale ${nameOf(way)}` });
      await row.getByText('Paraissent aussitôt').waitFor();
      await administrator.look('announcement-sources');
    },
    60_000,
  );
});
