/** Somebody takes their data along, chooses how they are told, and leaves: on a phone and on a desk, with and without JavaScript. */
import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { nameOf, onStage, PASSWORD, signIn, type Traveller, ways } from '../support/journey.ts';

onStage('one’s own account', (stage) => {
  /** Somebody who keeps a structure, from the link that the command line gives. */
  async function keeper({ page, go }: Traveller, email: string): Promise<void> {
    const { stdout } = await stage.portal.terreau('user', 'add', '--email', email, '--role', 'moderator', '--territory', 'montbrillet');
    await go(new URL(stdout.trim().split(/\s+/).at(-1) ?? '').pathname);
    await page.getByLabel('Votre nom').fill('Ana Lima');
    await page.getByLabel('Choisissez un mot de passe').fill(PASSWORD);
    await page.getByRole('button', { name: 'Créer mon compte et accepter' }).click();
    await page.waitForURL(/\/gestion/);
  }

  it.each(ways)(
    'is told about, closed elsewhere, taken along and erased ($title)',
    async (way) => {
      const email = `ana-${nameOf(way)}@exemple.fr`;
      const { page, go, look } = await stage.travel.open(way);
      await keeper({ page, go, look } as Traveller, email);

      await go('/mon-espace');
      await look('space');
      await go('/mon-espace/avis');
      await page.getByRole('heading', { name: 'Aucun avis pour le moment' }).waitFor();
      await look('notices-none');
      await page.getByRole('link', { name: 'Choisir comment je suis prévenu' }).click();
      await page.getByLabel('Une fois par jour, vers 7 h').check();
      await page.getByRole('button', { name: 'Enregistrer mes choix' }).click();
      await page.getByText('Vos choix sont enregistrés.').waitFor();
      await look('notice-choices');

      const elsewhere = await stage.travel.open(way);
      await signIn(elsewhere, email);
      await go('/mon-compte/appareils');
      await look('devices');
      await page
        .getByRole('button', { name: /Déconnecter/ })
        .first()
        .click();
      await elsewhere.go('/mon-compte');
      await elsewhere.page.waitForURL(/\/connexion/);

      await go('/mon-compte/donnees');
      await look('data');
      await page.getByLabel('Votre mot de passe, pour être sûr').first().fill('pas le bon');
      await page.getByRole('button', { name: 'Télécharger mes données' }).click();
      await page.getByRole('link', { name: 'Ce n’est pas votre mot de passe.' }).waitFor();
      await look('data-mistake');
      await page.getByLabel('Votre mot de passe, pour être sûr').first().fill(PASSWORD);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Télécharger mes données' }).click(),
      ]);
      const chunks: Buffer[] = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
      const archive = unzipSync(Buffer.concat(chunks));
      const text = (name: string) => Buffer.from(archive[name] ?? []).toString();
      expect(JSON.parse(text('donnees.json'))).toHaveProperty(['people.account', 0, 'email'], email);
      // Opened from the disk, as who received it does.
      const reader = await stage.travel.open({ ...way, javaScriptEnabled: true });
      await reader.page.setContent(text('index.html'));
      await reader.page.getByText(email).first().waitFor();
      await reader.look('archive');

      await go('/mon-compte/donnees');
      await page.getByRole('button', { name: 'Effacer définitivement' }).click();
      await page.getByRole('heading', { name: 'à corriger' }).waitFor();
      await look('erase-mistakes');
      await page.getByLabel('Votre mot de passe, pour être sûr').last().fill(PASSWORD);
      await page.getByLabel('J’ai compris : effacez tout').check();
      await page.getByRole('button', { name: 'Effacer définitivement' }).click();
      await page.getByRole('heading', { name: 'Vos données sont effacées' }).waitFor();
      await page.getByRole('heading', { name: 'Ce qui reste, et pourquoi' }).waitFor();
      await look('erased');
      await go('/mon-compte');
      await page.waitForURL(/\/connexion/);
      await page.getByLabel('Votre adresse e-mail').fill(email);
      await page.getByLabel('Votre mot de passe').fill(PASSWORD);
      await page.getByRole('button', { name: 'Se connecter' }).click();
      await page.getByText('ne vont pas ensemble').first().waitFor();

      const administrator = await stage.travel.open({ width: 1280, javaScriptEnabled: false }, 'administration');
      await administrator.go('/gestion/agents');
      expect(await administrator.page.locator('main').innerText()).not.toContain(email);
      await administrator.go('/gestion/journal');
      expect(await administrator.page.locator('main').innerText()).not.toContain('Ana Lima');
    },
    120_000,
  );
});
