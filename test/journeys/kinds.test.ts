/** Each kind of announcement, from its draft to its end: written, published, read by a resident, closed. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf } from '../../src/modules/announcements/facts-input.ts';
import { kinds } from '../../src/modules/announcements/kinds/index.ts';
import type { FactField } from '../../src/modules/announcements/kinds/kind.ts';
import { missingBrowser, openBrowser } from '../support/browser.ts';
import { desk, phone, Travel, type Traveller, ways } from '../support/journey.ts';
import { type Portal, startPortal } from '../support/portal.ts';

/** Answers a question of a form as somebody would, whatever its kind. */
async function answer(page: Page, { name, type, ...field }: FactField): Promise<void> {
  const control = page.locator(`[name="${name}"]`);
  if (type === 'choice' || type === 'choices') {
    const [value = ''] = 'values' in field ? field.values : [];
    if ((await control.first().evaluate((element) => element.tagName)) === 'SELECT') await control.selectOption(value);
    else await page.locator(`[name="${name}"][value="${value}"]`).check();
  } else if (type === 'box') await control.check();
  else if (type === 'date') await control.fill('2027-03-01');
  else if (type === 'number') await control.fill(String('least' in field ? field.least : 1));
  else if (type === 'occupation') await control.fill('Menuisier / Menuisière');
  else await control.fill('Comme convenu');
}

describe.skipIf(missingBrowser !== null)('each kind of announcement', () => {
  let portal: Portal;
  let browser: Browser;

  beforeAll(async () => {
    portal = await startPortal({ now: '2026-11-24T09:30:00Z', settings: { TRUST_PROXY: 'loopback' } });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
  });

  describe.each(ways)('$title', (way) => {
    let travel: Travel;
    let author: Traveller;
    let resident: Traveller;

    beforeAll(async () => {
      travel = new Travel(portal, browser);
      author = await travel.open(way, 'moderation');
      resident = await travel.open(way);
    });
    afterAll(() => travel?.close());

    it.each(kinds)('$code', async (kind) => {
      const { page } = author;
      const title = `Essai de publication : ${kind.label('fr', 'FR')}`;
      await author.go(`/mon-espace/annonces/nouvelle/${kind.slug}`);
      await page.getByLabel('Nom affiché').fill('Les Bâtisseuses');
      await page.getByLabel('Titre').fill(title);
      await page.getByLabel('Description').fill('Le jeudi, à trois, au local de la rue Haute.');
      await page.getByLabel('Téléphone').fill('04 76 00 00 09');
      for (const field of fieldsOf(kind, { country: 'FR' })) if (field.isRequired) await answer(page, field);
      // On a day of its own, where the kind is about one.
      if (kind.code === 'volunteering') await page.locator('[name="startsOn"]').fill('2027-03-01');
      await author.look(`kind-${kind.code}-form`);
      await page.getByRole('button', { name: 'Relire avant de publier' }).click();
      await page.waitForURL(/\/mon-espace\/annonces\/[0-9a-f-]{36}$/);
      const own = new URL(page.url()).pathname;
      await page.getByText('Brouillon', { exact: true }).first().waitFor();
      await page.getByRole('button', { name: 'Publier', exact: true }).click();
      const publicPath = await page.getByRole('link', { name: 'Voir la page publique' }).getAttribute('href');

      await resident.go(publicPath ?? '/');
      await resident.page.getByRole('heading', { level: 1, name: title }).waitFor();
      await resident.look(`kind-${kind.code}-page`);
      expect(await resident.page.locator('main').innerText()).toMatch(/04.76.00.00.09/);

      await author.go(own);
      await page.getByRole('button', { name: 'C’est pourvu' }).click();
      await page.getByText('Vous avez dit que c’est pourvu').waitFor();
      await resident.go('/annonces');
      expect(await resident.page.getByRole('link', { name: title, exact: true }).count()).toBe(0);
    });
  });

  it.each([phone, desk])('a Swiss job that job centres hear of first waits its days ($title)', async (way) => {
    const travel = new Travel(portal, browser, 'vernolle');
    try {
      const author = await travel.open(way, 'jeunesse');
      const { page } = author;
      const publish = page.getByRole('button', { name: 'Relire avant de publier' });
      await author.go('/mon-espace/annonces/nouvelle/emploi');
      await page.getByLabel('Nom affiché').fill('Le Rondeau');
      await page.getByLabel('Titre').fill('Au tea-room');
      await page.getByLabel('Description').fill('Une salle de trente places.');
      await page.getByLabel('Téléphone').fill('022 555 00 00');
      await page.getByLabel('Durée indéterminée (CDI)').check();
      await page.getByLabel('Temps plein').check();
      await page.getByRole('group', { name: 'Métier soumis à l’obligation d’annoncer' }).getByLabel('Oui').check();
      await publish.click();
      await page.getByRole('link', { name: 'Écrivez le jour où l’ORP a confirmé' }).waitFor();
      await author.look('kind-job-swiss-form');
      await page.getByLabel('Annoncé à l’ORP le').fill('2026-11-23');
      await publish.click();
      await page.waitForURL(/\/mon-espace\/annonces\/[0-9a-f-]{36}$/);
      await page.getByText('lundi 23 novembre').waitFor();
      await page.getByRole('button', { name: 'Publier', exact: true }).click();
      await page.getByText('Elle paraîtra le 1er décembre 2026').waitFor();
    } finally {
      await travel.close();
    }
  });
});
