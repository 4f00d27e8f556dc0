/** Somebody answers without an account, a structure decides, both follow; an agent answers for a person: on a phone and on a desk. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { missingBrowser, openBrowser } from '../support/browser.ts';
import { nameOf, Travel, ways } from '../support/journey.ts';
import { type Portal, startPortal } from '../support/portal.ts';

const announcement = '/annonces/tenir-la-caisse-une-demi-journee-par-semaine';

describe.skipIf(missingBrowser !== null)('answers to announcements', () => {
  let portal: Portal;
  let browser: Browser;
  let travel: Travel;

  beforeAll(async () => {
    portal = await startPortal({ settings: { TRUST_PROXY: 'loopback' } });
    browser = await openBrowser();
    travel = new Travel(portal, browser);
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
      const send = resident.page.getByRole('button', { name: 'Envoyer ma réponse' });
      // A form that is sent in no time is taken for a robot’s: one reads it again, and sends it.
      const sendUntil = (isThere: () => Promise<boolean>) =>
        expect
          .poll(
            async () => {
              await send.click();
              return isThere();
            },
            { timeout: 15_000, interval: 2_500 },
          )
          .toBe(true);
      await resident.page.getByLabel('Votre nom').fill(name);
      await sendUntil(() => resident.page.getByRole('link', { name: 'Écrivez votre message' }).isVisible());
      await resident.look('answers-form-mistakes');
      await resident.page.getByLabel('Votre adresse e-mail').fill(email);
      await resident.page
        .getByLabel('Votre message')
        .fill('Je suis libre le samedi.\n\nAnticonstitutionnellement-intergouvernementalement.');
      await sendUntil(async () => resident.page.url().endsWith('/partie'));
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
