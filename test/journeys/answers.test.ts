/** Somebody answers without an account, a structure decides, both follow; an agent answers for a person: on a phone and on a desk. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { missingBrowser, openBrowser } from '../support/browser.ts';
import { desk, nameOf, Travel, type Traveller, ways } from '../support/journey.ts';
import { type Portal, startPortal } from '../support/portal.ts';

const announcement = '/annonces/tenir-la-caisse-une-demi-journee-par-semaine';
/** Of a structure that nobody keeps: its mailbox reads what comes. */
const kept = { path: '/annonces/aide-aux-devoirs-mardi-et-jeudi', title: 'Aide aux devoirs, mardi et jeudi' };
const mailbox = 'accueil@centre-des-saules.example.org';
/** A draft of the structure that may be tried: a post for one. */
const job = { path: '/annonces/coordinatrice-ou-coordinateur-des-benevoles', title: 'Coordinatrice ou coordinateur des bénévoles' };

/** A form that is sent in no time is taken for a robot’s: one reads it again, and sends it. */
async function sendUntil({ page }: Traveller, isThere: () => Promise<boolean>, prepare?: () => Promise<void>): Promise<void> {
  const send = page.getByRole('button', { name: 'Envoyer ma réponse' });
  await expect
    .poll(
      async () => {
        await prepare?.();
        await send.click();
        return isThere();
      },
      { timeout: 15_000, interval: 2_500 },
    )
    .toBe(true);
}

/** The draft gets its one place, and a moderator publishes it. */
async function publishJob(keeper: Traveller, moderator: Traveller): Promise<void> {
  await keeper.go('/mon-espace/annonces');
  await keeper.page.getByRole('link', { name: job.title }).first().click();
  await keeper.page.getByRole('link', { name: 'Modifier' }).click();
  await keeper.page.getByLabel('Nombre de places').fill('1');
  await keeper.page.getByRole('button', { name: 'Relire avant de publier' }).click();
  await keeper.page.getByRole('button', { name: 'Envoyer pour relecture' }).click();
  await keeper.page.getByText('Une personne de la commune la relit').waitFor();
  await moderator.go(`/gestion/moderation?q=${encodeURIComponent(job.title)}`);
  await moderator.page.getByRole('link', { name: job.title }).first().click();
  await moderator.page.getByRole('button', { name: 'Accepter', exact: true }).click();
  await moderator.page.waitForURL(/fait=/);
}

describe.skipIf(missingBrowser !== null)('answers to announcements', () => {
  let portal: Portal;
  let browser: Browser;
  let travel: Travel;

  beforeAll(async () => {
    portal = await startPortal({ settings: { TRUST_PROXY: 'loopback' } });
    browser = await openBrowser();
    travel = new Travel(portal, browser);
    await publishJob(await travel.open(desk, 'structure'), await travel.open(desk, 'moderation'));
    await travel.close();
  }, 120_000);
  afterEach(() => travel.close());
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
  });

  it.each(ways)(
    'are sent without an account, read, refused with a reason, and followed ($title)',
    async (way) => {
      const name = `Camille ${nameOf(way)}`;
      const email = `camille-${nameOf(way)}@exemple.fr`;
      const resident = await travel.open(way);
      await resident.go(announcement);
      await resident.look('answers-announcement');
      await resident.page.getByRole('link', { name: 'Répondre à cette annonce' }).press('Enter');
      await resident.look('answers-form');
      await resident.page.getByLabel('Votre nom').fill(name);
      await sendUntil(resident, () => resident.page.getByRole('link', { name: 'Écrivez votre message' }).isVisible());
      await resident.look('answers-form-mistakes');
      await resident.page.getByLabel('Votre adresse e-mail').fill(email);
      await resident.page
        .getByLabel('Votre message')
        .fill('Je suis libre le samedi.\n\nAnticonstitutionnellement-intergouvernementalement.');
      await sendUntil(resident, async () => resident.page.url().endsWith('/partie'));
      await resident.page.getByRole('heading', { name: 'Votre réponse est partie' }).waitFor();
      await resident.look('answers-sent');

      const keeper = await travel.open(way, 'structure');
      const { page } = keeper;
      await keeper.go('/mon-espace/annonces');
      await keeper.look('answers-own-announcements');
      await page.getByRole('link', { name: 'Tenir la caisse une demi-journée par semaine' }).first().click();
      await page.getByRole('link', { name: /réponses? à lire/ }).click();
      await keeper.look('answers-received');
      await page.getByRole('link', { name, exact: true }).click();
      await page.getByText('Je suis libre le samedi.').waitFor();
      await keeper.look('answers-received-one');
      await page.getByLabel('Écrire un message').fill('Le samedi est complet. Et le jeudi ?');
      await page.getByRole('button', { name: 'Envoyer le message' }).click();
      await page.getByText('Et le jeudi').waitFor();
      await page.getByText('Refuser cette réponse').click();
      await page.getByRole('button', { name: 'Refuser', exact: true }).click();
      await page.getByRole('link', { name: 'Choisissez un motif' }).waitFor();
      await keeper.look('answers-refusal-mistake');
      await page.getByLabel('Les dates ou les horaires ne vont pas').check();
      await page.getByRole('button', { name: 'Refuser', exact: true }).click();
      await page.getByRole('button', { name: 'Revenir sur ce choix' }).waitFor();
      await keeper.look('answers-refused');

      const operator = await travel.open(way, 'exploitation');
      await resident.go(await travel.linkTo(operator, email));
      await resident.page.getByText('Les dates ou les horaires ne vont pas').first().waitFor();
      expect(await resident.page.locator('main').innerText()).toContain('Et le jeudi');
      await resident.look('answers-followed');
    },
    120_000,
  );

  it.each(ways)(
    'carry a file, take the one place, close the others, and are taken back; a mailbox decides by its letter ($title)',
    async (way) => {
      const name = `Sacha ${nameOf(way)}`;
      const email = `sacha-${nameOf(way)}@exemple.fr`;
      const file = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n', 'latin1');
      const resident = await travel.open(way);
      const { page } = resident;
      const answer = async (path: string, body: string, prepare?: () => Promise<void>) => {
        await resident.go(`${path}/repondre`);
        await page.getByLabel('Votre nom').fill(name);
        await page.getByLabel('Votre adresse e-mail').fill(email);
        await page.getByLabel('Votre message').fill(body);
        await sendUntil(resident, async () => page.url().endsWith('/partie'), prepare);
      };
      await answer(kept.path, 'Je suis libre le mardi.');
      await answer(job.path, 'Mon parcours est dans le fichier.', () =>
        page.getByLabel('Un fichier').setInputFiles({ name: 'parcours.pdf', mimeType: 'application/pdf', buffer: file }),
      );

      const operator = await travel.open(way, 'exploitation');
      const reader = await travel.open(way);
      await reader.go(await travel.linkTo(operator, mailbox));
      await reader.page.getByText('Je suis libre le mardi.').waitFor();
      await reader.look('answers-mailbox');
      await reader.page.getByRole('button', { name: 'Noter que nous en discutons' }).click();
      await reader.page.getByText('En discussion').first().waitFor();

      const keeper = await travel.open(way, 'structure');
      await keeper.go('/mon-espace/annonces');
      await keeper.page.getByRole('link', { name: job.title }).first().click();
      await keeper.page.getByRole('link', { name: '1 réponse à lire' }).click();
      await keeper.page.getByRole('link', { name, exact: true }).click();
      const download = keeper.page.waitForEvent('download');
      await keeper.page.getByRole('link', { name: 'Télécharger le fichier joint' }).click();
      expect((await download).suggestedFilename()).toBe(`${name}.pdf`);
      await keeper.page.getByRole('button', { name: 'Accepter' }).click();
      await keeper.page.getByRole('button', { name: 'Revenir sur l’acceptation' }).waitFor();
      await keeper.page.getByRole('link', { name: `Réponses à « ${job.title} »` }).click();
      await keeper.page.getByText('Toutes les places sont données').waitFor();
      await keeper.look('answers-received-full');

      await resident.go(job.path);
      await page.getByText('Toutes les places sont prises').waitFor();
      await resident.look('answers-full');
      const link = await travel.linkTo(operator, email);
      await resident.go(link);
      await page.getByText('L’Épicerie du Lavoir vous attend').waitFor();
      await resident.look('answers-others');
      await page.getByLabel(kept.title).check();
      await page.getByRole('button', { name: 'Retirer les réponses cochées' }).click();
      await page.getByText('Vous attendez encore').waitFor({ state: 'detached' });
      await reader.page.reload();
      await reader.page.getByText('Retirée').first().waitFor();

      await page.getByText('Retirer ma réponse').first().click();
      await page.getByRole('button', { name: 'Retirer ma réponse' }).click();
      await page.getByText('Vous l’avez retirée').waitFor();
      await resident.look('answers-withdrawn');
      await keeper.page.reload();
      await keeper.page.getByText('Toutes les places sont données').waitFor({ state: 'detached' });
      await keeper.page.getByRole('link', { name, exact: true }).click();
      await keeper.page.getByText('Cette réponse est terminée').waitFor();
      expect(await keeper.page.getByRole('link', { name: 'Télécharger le fichier joint' }).count()).toBe(0);
    },
    120_000,
  );

  it.each(ways)(
    'are given by an agent for a person under a mandate, and an announcement is proposed to them ($title)',
    async (way) => {
      const surname = `Sarr ${nameOf(way)}`;
      const name = `Fatou ${surname}`;
      const agent = await travel.open(way, 'accueil');
      const { page, go, look } = agent;
      await go('/gestion/personnes/ajout');
      await page.getByLabel('Prénom').fill('Fatou');
      await page.getByLabel('Nom de famille').fill(surname);
      await page.getByLabel('Adresse e-mail').fill(`fatou.sarr-${nameOf(way)}@exemple.fr`);
      await page.getByLabel('Économie et emploi').check();
      await page.getByRole('button', { name: 'Enregistrer' }).click();
      await page.getByRole('link', { name: 'Proposer une annonce' }).click();
      await page.getByLabel('Chercher une annonce').fill('caisse');
      await page.getByLabel('Chercher une annonce').press('Enter');
      await page.getByLabel('Tenir la caisse une demi-journée par semaine').check();
      await page.getByLabel('Un mot de vous').fill('Vous m’avez parlé de vos samedis.');
      await look('answers-propose');
      await page.getByRole('button', { name: `Envoyer à ${name}` }).click();
      await page.getByRole('heading', { name: 'Déjà proposées' }).waitFor();
      await page.getByRole('link', { name }).click();
      await page.getByRole('link', { name: 'Préparer un mandat' }).click();
      await page.getByLabel('Répondre à sa place', { exact: true }).check();
      await page.getByLabel('Dernier jour').fill(await page.getByLabel('Premier jour').inputValue());
      await page.getByLabel('Cette personne a 15 ans ou plus').check();
      await page.getByRole('button', { name: 'Préparer la feuille' }).click();
      await page.getByText('La feuille est signée sur papier').click();
      await page.getByLabel('Où la feuille est rangée').fill('Dossier A');
      await page.getByRole('button', { name: 'Enregistrer la signature' }).click();
      await page.getByRole('button', { name: 'Agir pour cette personne' }).click();
      await page.waitForURL((url) => url.pathname === '/');
      await go(`${announcement}/repondre`);
      await look('answers-assisted');
      expect(await page.getByLabel('Votre nom').inputValue()).toBe(name);
      await page.getByLabel('Votre message').fill('Je peux venir dès samedi.');
      await page.getByRole('button', { name: 'Envoyer ma réponse' }).click();
      await page.waitForURL(/\/mon-espace\/mes-reponses\/[0-9a-f-]{36}$/);
      await look('answers-assisted-sent');
      await go('/mon-espace/mes-reponses');
      await page.getByRole('heading', { name: `Réponses de ${name}` }).waitFor();
      await look('answers-assisted-list');
      await go('/gestion/annonces');
      await look('answers-structures');
      await page.getByRole('link', { name: 'L’Épicerie du Lavoir' }).click();
      await look('answers-pause');
    },
    120_000,
  );
});
