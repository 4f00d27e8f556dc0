/** What residents type, in their words, in a real browser: what they mean is among the first three. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingBrowser, openBrowser } from '../support/browser.ts';
import { type Portal, startPortal } from '../support/portal.ts';

/** In the fictional Val d’Arvenne, on a Tuesday at half past ten. */
const searches: readonly (readonly [typed: string, meant: string])[] = [
  ['manger pas cher', 'L’Épicerie du Lavoir'],
  ['j’ai faim', 'Les Tables de l’Arvenne'],
  ['vélo cassé', 'Les Roues libres'],
  ['docteur', 'Maison de santé du Vieux-Puits'],
  ['je cherche une garde d’enfants', 'Crèche et jardin d’enfants La Coccinelle'],
  ['cours francais', 'Cours de français'],
  ['ordinateur pas cher', 'Filature Bis'],
  ['episserie solidère', 'L’Épicerie du Lavoir'],
  ['bibliotheque', 'Bibliothèque des Marronniers'],
  ['mediateque', 'Médiathèque de la Halle'],
  ['BOULANGERIES', 'Boulangerie de la Halle'],
  ['boulanjerie', 'Boulangerie du Bourg'],
  ['où dormir ce soir', 'Abri de nuit du Pont-Neuf'],
  ['permis de conduire', 'Première, auto-école solidaire'],
  ['CAF', 'Antenne des allocations familiales de Montbrillet'],
  ['violences conjugales', 'Le Seuil, maison d’accueil'],
  ['pharmacie ouverte maintenant', 'Pharmacie de la Halle'],
  ['boulangerie près de la gare', 'Boulangerie de la Halle'],
  ['jardin partagé', 'Le Potager des Fileuses'],
  ['réparer mon ordinateur', 'Ordinateur reconditionné'],
  ['ressourcerie', 'La Deuxième Vie, magasin'],
  ['repas à domicile', 'Repas livrés à domicile'],
];

const nonsense = ['xqzrtplk', 'patinoire olympique', '???'];

describe.skipIf(missingBrowser !== null)('in plain French', () => {
  let portal: Portal;
  let browser: Browser;
  beforeAll(async () => {
    portal = await startPortal({ now: '2026-11-24T09:30:00Z' });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
  });

  it.each([
    { title: '320 px, with JavaScript', width: 320, javaScriptEnabled: true },
    { title: '320 px, without JavaScript', width: 320, javaScriptEnabled: false },
    { title: '1280 px, with JavaScript', width: 1280, javaScriptEnabled: true },
    { title: '1280 px, without JavaScript', width: 1280, javaScriptEnabled: false },
  ])(
    'what is meant is among the first three: $title',
    async ({ width, javaScriptEnabled }) => {
      const context = await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: 'reduce', javaScriptEnabled });
      context.setDefaultTimeout(15_000);
      try {
        const page = await context.newPage();
        // From the start each time: what one search narrowed, the next would keep.
        const search = async (typed: string) => {
          await page.goto(portal.url('val-d-arvenne', '/annuaire'));
          await page.fill('#q', typed);
          await Promise.all([page.waitForURL((url) => url.searchParams.get('q') === typed), page.press('#q', 'Enter')]);
        };
        for (const [typed, meant] of searches) {
          await search(typed);
          const names = (await page.locator('.results h3').allTextContents()).map((name) => name.replace(/\s+/g, ' ').trim());
          expect.soft(names.slice(0, 3), typed).toContain(meant);
        }
        for (const typed of nonsense) {
          await search(typed);
          expect.soft(await page.locator('.results .card').count(), typed).toBe(0);
          // Whom to call, then.
          expect.soft(await page.locator('.results a[href^="tel:"]').count(), typed).toBeGreaterThan(0);
        }
      } finally {
        await context.close();
      }
    },
    120_000,
  );
});
