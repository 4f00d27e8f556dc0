/** Who runs a portal: staff, teams, settings, the report; what each role finds; on a phone and on a desk, with and without JavaScript. */
import type { Download, Page } from 'playwright-core';
import { readSheet } from 'read-excel-file/node';
import { expect, it } from 'vitest';
import { desk, nameOf, onStage, PASSWORD, phone, ways } from '../support/journey.ts';
import { readPdf } from '../support/pdf.ts';

async function bytesOf(download: Download): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function downloadFrom(page: Page, name: string): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
  return bytesOf(download);
}

onStage('those who run a portal', (stage) => {
  it.each(ways)(
    'invite a colleague, who accepts, joins a team and leaves ($title)',
    async (way) => {
      const email = `nouvelle-${nameOf(way)}@exemple.fr`;
      const { page, go, look } = await stage.travel.open(way, 'administration');
      await go('/gestion');
      await look('manage');
      await go('/gestion/agents');
      await look('staff');
      await page.getByRole('button', { name: 'Envoyer l’invitation' }).click();
      await page.getByRole('heading', { name: 'réponses sont à corriger' }).waitFor();
      await look('staff-mistakes');
      await page.getByLabel('Son adresse e-mail').fill(email);
      await page.getByLabel('Accueil et accompagnement').check();
      await page.getByRole('button', { name: 'Envoyer l’invitation' }).click();
      await page.getByRole('button', { name: `Retirer l’invitation de ${email}` }).waitFor();
      await look('staff-pending');

      const operator = await stage.travel.open({ width: 1280, javaScriptEnabled: false }, 'exploitation');
      const invited = await stage.travel.open(way);
      const invitation = await stage.travel.linkTo(operator, email);
      await invited.go(invitation);
      await invited.look('invitation');
      await invited.page.getByLabel('Choisissez un mot de passe').fill(PASSWORD);
      await invited.page.getByRole('button', { name: 'Créer mon compte et accepter' }).click();
      await invited.page.getByRole('heading', { name: 'réponse est à corriger' }).waitFor();
      await invited.look('invitation-mistake');
      await invited.page.getByLabel('Votre nom').fill(`Zoé ${nameOf(way)}`);
      await invited.page.getByLabel('Choisissez un mot de passe').fill(PASSWORD);
      await invited.page.getByRole('button', { name: 'Créer mon compte et accepter' }).click();
      await invited.page.waitForURL(/\/gestion/);
      await invited.go(invitation);
      await invited.page.getByRole('heading', { name: 'Cette invitation ne fonctionne plus' }).waitFor();
      await invited.look('invitation-over');
      await invited.go('/gestion/personnes');
      await invited.page.getByRole('heading', { name: 'Vous n’êtes dans aucune équipe' }).waitFor();
      await invited.look('persons-without-team');

      await go('/gestion/equipes');
      await look('teams');
      await page.getByRole('button', { name: 'Créer l’équipe' }).click();
      await page.getByRole('link', { name: 'Donnez un nom à l’équipe.' }).waitFor();
      await look('teams-mistakes');
      await page.getByLabel('Nom de l’équipe').fill(`Jeunesse ${nameOf(way)}`);
      await page.getByLabel('Jeunesse', { exact: true }).check();
      await page.getByLabel('Responsable de traitement').fill('La mission locale');
      await page.getByRole('button', { name: 'Créer l’équipe' }).click();
      const team = page.locator('.row', { has: page.getByRole('heading', { name: `Jeunesse ${nameOf(way)}` }) });
      await team.getByLabel('Qui ajouter').selectOption({ label: 'Awa Diallo, administratrice' });
      await team.getByRole('button', { name: 'Ajouter à l’équipe' }).click();
      await page.getByText('On n’entre pas soi-même dans une équipe').first().waitFor();
      await look('team-self');
      await team.getByLabel('Qui ajouter').selectOption({ label: `Zoé ${nameOf(way)}` });
      await team.getByRole('button', { name: 'Ajouter à l’équipe' }).click();
      await team.getByRole('button', { name: `Retirer Zoé ${nameOf(way)} de l’équipe` }).waitFor();
      await invited.go('/gestion/personnes');
      await invited.page.getByRole('link', { name: 'Ajouter une personne' }).waitFor();
      await invited.go('/gestion/agents');
      await invited.page.getByRole('heading', { name: 'Cette page n’existe pas' }).waitFor();

      await team.getByRole('button', { name: `Retirer Zoé ${nameOf(way)} de l’équipe` }).click();
      await team.getByRole('button', { name: 'Fermer l’équipe' }).click();
      await page.getByRole('heading', { name: `Jeunesse ${nameOf(way)}` }).waitFor({ state: 'detached' });
      await go('/gestion/agents');
      await page.getByRole('button', { name: `Retirer à Zoé ${nameOf(way)} le rôle` }).click();
      await page.getByRole('heading', { name: `Zoé ${nameOf(way)}` }).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Retirer à Awa Diallo, administratrice le rôle' }).click();
      await page.getByText('Il faut au moins une personne pour administrer').waitFor();
      await look('staff-last');
      await page.getByLabel('Val d’Arvenne').setChecked(way.javaScriptEnabled);
      await page.getByRole('button', { name: 'Enregistrer ces réglages' }).click();
      await go('/gestion/agents');
      expect(await page.getByLabel('Val d’Arvenne').isChecked()).toBe(way.javaScriptEnabled);
      await go('/gestion/journal');
      await page.getByText('Équipe fermée').first().waitFor();
      await look('journal');
    },
    120_000,
  );

  it.each(ways)(
    'change what the portal says, side by side with somebody who does the same ($title)',
    async (way) => {
      const { page, go, look, context } = await stage.travel.open(way, 'administration');
      await go('/gestion/reglages');
      await look('settings');
      const sections = await page
        .locator('main a[href^="/gestion/reglages/"]')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
      expect(sections).toHaveLength(7);
      for (const section of sections) {
        await go(section);
        await look(`settings${section.replaceAll('/', '-')}`);
      }
      await go('/gestion/reglages/accueil');
      const other = await context.newPage();
      await other.goto(page.url());
      await other.getByLabel('Nom de l’accueil').fill(`Maison commune ${nameOf(way)}`);
      await other.getByRole('button', { name: 'Enregistrer' }).click();
      await other.getByText('C’est enregistré').waitFor();
      await page.getByLabel('Nom de l’accueil').fill('');
      await page.getByRole('button', { name: 'Enregistrer' }).click();
      await page.getByRole('link', { name: 'Dites comment s’appelle l’accueil.' }).waitFor();
      await look('settings-mistake');
      await page.getByLabel('Nom de l’accueil').fill(`Guichet unique ${nameOf(way)}`);
      await page.getByRole('button', { name: 'Enregistrer' }).click();
      await page.getByText('Quelqu’un d’autre a changé ces réglages').first().waitFor();
      await page
        .getByText(`Maison commune ${nameOf(way)}`)
        .first()
        .waitFor();
      await look('settings-conflict');
      expect(await page.getByLabel('Nom de l’accueil').inputValue()).toBe(`Guichet unique ${nameOf(way)}`);
      await page.getByRole('button', { name: 'Enregistrer' }).click();
      await page.getByText('C’est enregistré').waitFor();
      await look('settings-saved');
      await go('/');
      await page
        .getByText(`Guichet unique ${nameOf(way)}`)
        .first()
        .waitFor();
    },
    120_000,
  );

  it.each(ways)(
    'find what their role is for, and take the report along ($title)',
    async (way) => {
      const elected = await stage.travel.open(way, 'elu');
      await elected.go('/gestion');
      await elected.look('elected');
      await elected.page.getByRole('link', { name: 'Lire le rapport du territoire' }).click();
      await elected.look('report');
      const pdf = await readPdf(await downloadFrom(elected.page, 'En PDF'));
      expect(pdf.isUniversal).toBe(true);
      expect(pdf.pages.join(' ')).toContain('Par thème');
      const rows = await readSheet(await downloadFrom(elected.page, 'En tableur (XLSX)'));
      expect(rows.length).toBeGreaterThan(1);
      await elected.go('/gestion/journal');
      await elected.page.getByRole('heading', { name: 'Cette page n’existe pas' }).waitFor();

      const agent = await stage.travel.open(way, 'accueil');
      await agent.go('/gestion/personnes/ajout');
      await agent.page.getByLabel('Prénom').fill('Rose');
      await agent.page.getByLabel('Nom de famille').fill(`Petit ${nameOf(way)}`);
      await agent.page.getByLabel('Économie et emploi').check();
      await agent.page.getByRole('button', { name: 'Enregistrer' }).click();
      await agent.page.getByRole('heading', { name: `Rose Petit ${nameOf(way)}` }).waitFor();
      const officer = await stage.travel.open(way, 'dpd');
      await officer.go('/gestion/lectures');
      await officer.page.getByText('Chloé Bernard').first().waitFor();
      await officer.look('readings');
      expect(await officer.page.locator('main').innerText()).not.toContain('Petit');
      await officer.go('/gestion/journal');
      await officer.page.getByText('Fiche créée').first().waitFor();
      await officer.look('officer-journal');
    },
    120_000,
  );

  it.each([
    { ...phone, search: 'laverie solidaire' },
    { ...desk, search: 'reparation trottinette' },
  ])(
    'look after all pages, and say what residents’ words mean ($title)',
    async ({ search, ...way }) => {
      const { page, go, look } = await stage.travel.open(way, 'accueil');
      await go('/gestion/annuaire');
      await look('pages');
      // Its columns stand closest beside the menu on a small desk.
      if (way.width === 1280) {
        await page.setViewportSize({ width: 1024, height: 900 });
        await look('pages');
        await page.setViewportSize({ width: 1280, height: 900 });
      }
      if (way.width === 320) await page.getByText('Filtrer les pages').click();
      await page.getByLabel('Nom ou structure').fill('ressourcerie');
      await page.getByLabel('Nature').selectOption('Lieu');
      await page.getByRole('button', { name: 'Filtrer' }).click();
      await page.waitForURL(/q=ressourcerie/);
      await look('pages-filtered');
      await page.locator('.data-table thead a').first().click();
      await page.waitForURL(/tri=-nom/);
      await page
        .getByRole('link', { name: /^Historique de La Deuxième/ })
        .first()
        .click();
      await page.getByRole('heading', { name: /^Historique de/ }).waitFor();
      await look('page-history');
      await go('/gestion/annuaire?q=personne+de+ce+nom');
      await page.getByRole('heading', { name: 'Aucune page ne répond à ces filtres' }).waitFor();
      await look('pages-none');

      await go('/gestion/mots');
      await look('words');
      await page.getByRole('link', { name: `Choisir un sens pour « ${search} »` }).click();
      await look('words-trial');
      await page.getByLabel('Trouver aussi').fill('ressourcerie');
      await page.getByRole('button', { name: 'Voir ce que cela trouve' }).click();
      await page.getByRole('heading', { name: 'Ce que cela trouve' }).waitFor();
      await look('words-found');
      await page.getByRole('button', { name: 'Garder ce sens' }).click();
      await page.getByText(`« ${search} » trouve maintenant`).waitFor();
      await look('words-kept');
      await go(`/annuaire?q=${encodeURIComponent(search)}`);
      await page.getByRole('link', { name: 'La Deuxième Vie, magasin' }).first().waitFor();
      await go('/gestion/mots');
      await page.getByRole('button', { name: `Retirer le sens de « ${search} »` }).click();
      await page.getByRole('link', { name: `Choisir un sens pour « ${search} »` }).waitFor();
    },
    120_000,
  );

  it.each([phone, desk])(
    'write to a list of structures, read the letter themselves first, and see what became of it ($title)',
    async (way) => {
      const { page, go, look } = await stage.travel.open(way, 'accueil');
      await go('/gestion/lettre');
      await look('letters');
      await page.getByRole('link', { name: 'Écrire une lettre' }).click();
      await look('letter-new');
      await page.getByRole('button', { name: 'Voir la lettre' }).click();
      await page.getByRole('link', { name: 'Écrivez l’objet de la lettre.' }).waitFor();
      await look('letter-mistakes');
      await page.getByLabel('Les structures, à leur adresse publique').check();
      await page.getByLabel('Thème des structures').selectOption('mobility');
      await page.getByLabel('Objet').fill(`Réunion vélo ${nameOf(way)}`);
      await page.getByLabel('Texte').fill('Bonjour,\n\nNous parlons des pistes cyclables jeudi à 18 h.');
      await page.getByRole('button', { name: 'Voir la lettre' }).click();
      await page.getByText('Envoyez-vous d’abord un essai').waitFor();
      await look('letter-untried');
      await page.getByRole('button', { name: 'M’envoyer un essai' }).click();
      await page.getByText('Vous l’avez reçue telle quelle').waitFor();
      const send = page.getByRole('button', { name: /^Envoyer à \d+ destinataires?$/ });
      await send.click();
      await page.getByRole('link', { name: 'Cochez la case pour envoyer la lettre.' }).waitFor();
      await look('letter-unsure');
      await page.getByLabel('J’ai relu la lettre').check();
      await send.click();
      await page.getByRole('heading', { name: 'Ce qu’elle est devenue' }).waitFor();
      // The job writes to one after the other.
      await expect
        .poll(
          async () => {
            await page.reload();
            return page.getByText('Envoyée', { exact: true }).count();
          },
          { timeout: 30_000 },
        )
        .toBe(1);
      await look('letter-sent');
    },
    120_000,
  );
});
