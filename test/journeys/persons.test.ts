import { expect, it } from 'vitest';
import { nameOf, onStage, type Traveller, type Way, ways } from '../support/journey.ts';
import { readPdf } from '../support/pdf.ts';

onStage('the assisted channel', (stage) => {
  async function writeDown({ page, go, look }: Traveller, familyName: string): Promise<void> {
    await go('/gestion/personnes/ajout');
    await look('person-new');
    await page.getByLabel('Prénom').fill('Fatou');
    await page.getByLabel('Jour').fill('31');
    await page.getByLabel('Mois').fill('2');
    await page.getByLabel('Année').fill('2015');
    await page.getByLabel('Téléphone', { exact: true }).fill('12');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByRole('link', { name: 'Écrivez le nom de famille.' }).waitFor();
    await look('person-mistakes');
    await page.getByLabel('Nom de famille').fill(familyName);
    await page.getByLabel('Économie et emploi').check();
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByRole('link', { name: 'Cette date n’existe pas' }).waitFor();
    await page.getByLabel('Jour').fill('28');
    await page.getByLabel('Téléphone', { exact: true }).fill('');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByRole('link', { name: 'Avant quinze ans' }).waitFor();
    await page.getByLabel('Parent ou représentant légal').fill('Aminata Diallo');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByRole('heading', { name: `Fatou ${familyName}` }).waitFor();
    await look('person-without-mandate');
  }

  async function prepare({ page, look }: Traveller, purpose: string): Promise<void> {
    await page.getByRole('link', { name: 'Préparer un mandat' }).click();
    await look('mandate-new');
    await page.getByLabel(purpose, { exact: true }).check();
    await page.getByLabel('Dernier jour').fill('2099-12-31');
    await page.getByRole('button', { name: 'Préparer la feuille' }).click();
    await page.getByRole('link', { name: 'Un mandat dure un an au plus' }).waitFor();
    await look('mandate-mistakes');
    await page.getByLabel('Dernier jour').fill(await page.getByLabel('Premier jour').inputValue());
    await page.getByRole('button', { name: 'Préparer la feuille' }).click();
  }

  /** Draws a few strokes in the box, as a hand would. */
  async function draw({ page }: Traveller): Promise<void> {
    const box = page.locator('canvas');
    await box.scrollIntoViewIfNeeded();
    const { x = 0, y = 0, width = 0, height = 0 } = (await box.boundingBox()) ?? {};
    await page.mouse.move(x + 20, y + height / 2);
    await page.mouse.down();
    for (let step = 1; step <= 20; step += 1)
      await page.mouse.move(x + 20 + ((width - 40) * step) / 20, y + height * (0.5 + 0.3 * Math.sin(step)));
    await page.mouse.up();
  }

  /** Writes to the structure that is kept, which reads for whom. */
  async function writeFor(way: Way, { page, go, look }: Traveller, name: string): Promise<void> {
    await go('/annuaire/l-epicerie-du-lavoir/ecrire');
    await page.getByText(`et à ${name} par le moyen que dit sa fiche`).waitFor();
    expect(await page.getByLabel('Son nom').inputValue()).toBe(name);
    await page.getByLabel('Votre message').fill('Faut-il une lettre d’orientation ?');
    await look('write-for');
    await expect.poll(() => page.evaluate(() => performance.now()), { timeout: 10_000 }).toBeGreaterThan(2_500);
    await page.getByRole('button', { name: 'Envoyer le message' }).click();
    await page.waitForURL(/\/parti/);
    await look('written-for');
    const structure = await stage.travel.open(way, 'structure');
    await structure.go('/mon-espace');
    await structure.page.getByRole('link', { name: 'L’Épicerie du Lavoir' }).first().click();
    await structure.page.getByRole('link', { name: 'Messages' }).first().click();
    await structure.page.getByRole('link', { name }).first().click();
    await structure.page.getByText('Un agent de la commune écrit pour cette personne').waitFor();
    await structure.look('conversation-for');
  }

  it.each(ways)(
    'writes down a minor, has a mandate signed on screen and one on paper, acts, and ends it ($title)',
    async (way) => {
      const familyName = `Diallo ${nameOf(way)}`;
      const agent = await stage.travel.open(way, 'accueil');
      const { page, go, look } = agent;
      await go('/gestion/personnes?q=personne%20de%20ce%20nom');
      await page.getByRole('heading', { name: 'Personne à ce nom' }).waitFor();
      await look('persons-none');
      await writeDown(agent, familyName);
      const record = new URL(page.url()).pathname;

      await prepare(agent, 'Proposer ou corriger une page');
      await look('person-prepared');
      await page.getByRole('link', { name: 'Faire signer à l’écran' }).click();
      await look('sign');
      expect(await page.getByLabel('Nom du parent').inputValue()).toBe('Aminata Diallo');
      await page.getByRole('button', { name: 'Signer', exact: true }).click();
      await page.getByRole('link', { name: 'Il manque la signature' }).waitFor();
      await look('sign-mistake');
      if (way.javaScriptEnabled) {
        await page.locator('canvas').waitFor();
        await draw(agent);
        await page.getByRole('button', { name: 'Recommencer la signature' }).click();
        expect(await page.locator('[name=drawing]').inputValue()).toBe('');
        await draw(agent);
      } else {
        expect(await page.locator('canvas').isVisible()).toBe(false);
        await page.getByLabel('J’ai lu ce mandat et je l’accepte').check();
      }
      await look('sign-drawn');
      await page.getByRole('button', { name: 'Signer', exact: true }).click();
      await page.getByText('En cours').waitFor();
      await page.getByRole('link', { name: 'Voir la feuille' }).click();
      await look('sheet-signed');
      expect(await page.getByRole('img', { name: 'Signature de Aminata Diallo' }).count()).toBe(way.javaScriptEnabled ? 1 : 0);
      const printed = await readPdf(await page.pdf({ format: 'A4' }));
      expect(printed.pages).toHaveLength(1);

      await go(record);
      await prepare(agent, 'Faire une demande');
      await page.getByRole('link', { name: 'Imprimer la feuille' }).click();
      await look('sheet-to-sign');
      await go(record);
      await page.getByText('La feuille est signée sur papier').click();
      await page.getByRole('button', { name: 'Enregistrer la signature' }).click();
      await page.getByRole('link', { name: 'Écrivez où est la feuille' }).waitFor();
      await look('paper-mistake');
      await page.getByLabel('Où la feuille est rangée').fill('Classeur vert');
      await page.getByRole('button', { name: 'Enregistrer la signature' }).click();
      await page.getByText('Classeur vert').waitFor();

      await page.getByRole('button', { name: 'Agir pour cette personne' }).first().click();
      await page.getByText(`Vous agissez pour Fatou ${familyName}`).waitFor();
      await look('acting');
      await writeFor(way, agent, `Fatou ${familyName}`);
      await page.getByRole('button', { name: 'Arrêter' }).click();
      await page.getByRole('heading', { name: `Fatou ${familyName}` }).waitFor();
      await page.getByRole('button', { name: /Retirer le mandat « Proposer/ }).click();
      await page.getByText('Retiré', { exact: true }).waitFor();
      await look('person-full');
      await go(`/gestion/personnes?q=${encodeURIComponent(familyName)}`);
      await page.getByRole('link', { name: `Fatou ${familyName}` }).waitFor();
      await look('persons-found');
    },
    120_000,
  );

  it.each(ways)(
    'hands over with a printed code, and the person looks after their own mandates ($title)',
    async (way) => {
      const familyName = `Traoré ${nameOf(way)}`;
      const agent = await stage.travel.open(way, 'accueil');
      await agent.go('/gestion/personnes/ajout');
      await agent.page.getByLabel('Prénom').fill('Moussa');
      await agent.page.getByLabel('Nom de famille').fill(familyName);
      await agent.page.getByLabel('Économie et emploi').check();
      await agent.page.getByRole('button', { name: 'Enregistrer' }).click();
      await agent.page.getByRole('heading', { name: `Moussa ${familyName}` }).waitFor();
      await agent.page.getByRole('link', { name: 'Préparer un mandat' }).click();
      await agent.page.getByLabel('Faire une demande').check();
      await agent.page.getByLabel('Cette personne a 15 ans ou plus').check();
      await agent.page.getByRole('button', { name: 'Préparer la feuille' }).click();
      await agent.page.getByRole('button', { name: 'Imprimer un code' }).click();
      await agent.page.getByRole('heading', { name: 'Un code pour prendre la main' }).waitFor();
      await agent.look('code');
      const code = await agent.page.locator('.paper-code').innerText();
      const printed = await readPdf(await agent.page.pdf({ format: 'A4' }));
      expect(printed.pages).toHaveLength(1);

      const { page, go, look } = await stage.travel.open(way);
      await go('/inscription');
      const email = `moussa-${nameOf(way)}@exemple.fr`;
      await page.getByLabel('Votre adresse e-mail').pressSequentially(email, { delay: 130 });
      await page.getByRole('button', { name: 'Recevoir un lien' }).click();
      await page.getByRole('heading', { name: 'Regardez vos messages' }).waitFor();
      const operator = await stage.travel.open({ width: 1280, javaScriptEnabled: false }, 'exploitation');
      await go(await stage.travel.linkTo(operator, email));
      await page.getByLabel('Votre nom').fill('Moussa Traoré');
      await page.getByLabel('Choisissez un mot de passe').fill('quatre mots sans rapport');
      await page.getByRole('button', { name: 'Créer mon compte' }).click();
      await page.getByRole('link', { name: 'Mon compte' }).first().waitFor();

      await go('/mon-compte/mandats');
      await look('own-mandates-none');
      await go('/prendre-la-main');
      await look('takeover');
      await page.getByRole('button', { name: 'Prendre la main' }).click();
      await page.getByRole('link', { name: 'Écrivez le code de la feuille.' }).waitFor();
      await page.getByLabel('Le code de la feuille').fill(code.toLowerCase());
      await page.getByLabel('Votre nom de famille').fill('Un autre nom');
      await page.getByRole('button', { name: 'Prendre la main' }).click();
      await page.getByText('ne vont pas ensemble').first().waitFor();
      await look('takeover-mistake');
      await page.getByLabel('Votre nom de famille').fill(familyName);
      await page.getByRole('button', { name: 'Prendre la main' }).click();
      await page.waitForURL('**/mon-compte/mandats');
      await look('own-mandates');
      await page.getByRole('button', { name: 'Retirer le mandat « Faire une demande »' }).click();
      await page.getByText('Abandonné').waitFor();
      // What the agent's team holds is not theirs to open.
      await go('/gestion/personnes');
      await page.getByRole('heading', { name: 'Cette page n’existe pas' }).waitFor();
      await look('forbidden');
    },
    120_000,
  );
});
