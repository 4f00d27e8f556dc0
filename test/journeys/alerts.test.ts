import { expect, it } from 'vitest';
import { nameOf, onStage, ways } from '../support/journey.ts';

onStage('alerts', (stage) => {
  it.each(ways)(
    'are asked for on a list, confirmed by a letter, changed and stopped ($title)',
    async (way) => {
      const email = `lectrice-${nameOf(way)}@exemple.fr`;
      const resident = await stage.travel.open(way);
      const { page } = resident;
      await resident.go('/annonces?quoi=benevolat&avec=rhythm:regular');
      await page.getByRole('link', { name: 'Recevoir les nouvelles annonces' }).press('Enter');
      const main = page.locator('main');
      expect(await main.innerText()).toContain('Régulier');
      await resident.look('alerts-ask');
      // Sooner, it would be taken for a robot's.
      const aWhile = () => expect.poll(() => page.evaluate(() => performance.now()), { timeout: 10_000 }).toBeGreaterThan(2_500);
      await aWhile();
      await page.getByRole('button', { name: 'M’avertir' }).press('Enter');
      await page.getByText('Une réponse est à corriger').waitFor();
      await resident.look('alerts-ask-mistake');
      await page.getByLabel('Votre adresse e-mail').fill(email);
      await page.getByLabel('Une fois par semaine').check();
      await aWhile();
      await page.getByRole('button', { name: 'M’avertir' }).click();
      await page.getByRole('heading', { name: 'Regardez vos messages' }).waitFor();
      await resident.look('alerts-asked');

      const operator = await stage.travel.open(way, 'exploitation');
      await resident.go(await stage.travel.linkTo(operator, email));
      await resident.look('alerts-confirm');
      await page.getByRole('button', { name: 'Oui, m’avertir' }).press('Enter');
      await page.getByText('C’est confirmé').waitFor();
      await resident.look('alerts-page');
      await page.getByLabel('Vous avertir').selectOption('En pause');
      await page.getByRole('button', { name: 'Enregistrer' }).press('Enter');
      await page.getByText('C’est enregistré').waitFor();
      expect(await page.getByLabel('Vous avertir').inputValue()).toBe('paused');
      await page.getByRole('button', { name: 'Arrêter cette alerte' }).press('Enter');
      await page.getByText('C’est arrêté').waitFor();
      await resident.look('alerts-none');
    },
    60_000,
  );

  it('of who has an account are in their space', async () => {
    const [way] = ways;
    if (!way) throw new Error('There is no way.');
    const resident = await stage.travel.open(way, 'habitant');
    await resident.go('/mon-espace/alertes');
    expect(await resident.page.getByRole('listitem').filter({ hasText: 'À moins de 5 km' }).count()).toBe(1);
    await resident.look('alerts-own');
    await resident.go('/alertes/nouvelle?q=jardin');
    await resident.look('alerts-ask-signed-in');
  }, 60_000);
});
