/** A resident, and the receptionist beside them: find a service, keep it, print it, send it; with and without JavaScript. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingBrowser, openBrowser } from '../support/browser.ts';
import { type Portal, startPortal } from '../support/portal.ts';

const cases = [
  { title: '320 px, with JavaScript', width: 320, javaScriptEnabled: true },
  { title: '320 px, without JavaScript', width: 320, javaScriptEnabled: false },
  { title: '1280 px, with JavaScript', width: 1280, javaScriptEnabled: true },
  { title: '1280 px, without JavaScript', width: 1280, javaScriptEnabled: false },
];

const MOVED = '/lieux/epicerie-bio-du-moulin-ancien-magasin';

/** Narrow no-break spaces and their like are for the eye. */
function plain(text: string | null | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').trim();
}

describe.skipIf(missingBrowser !== null)('services', () => {
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

  async function visit<Result>(
    options: BrowserContextOptions & { width: number },
    journey: (page: Page) => Promise<Result>,
  ): Promise<Result> {
    const { width, ...rest } = options;
    const context = await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: 'reduce', ...rest });
    context.setDefaultTimeout(15_000);
    try {
      return await journey(await context.newPage());
    } finally {
      await context.close();
    }
  }

  const names = async (page: Page) => (await page.locator('.results h3').allTextContents()).map(plain);
  const chips = async (page: Page) => (await page.locator('.chip > span[aria-hidden]').allTextContents()).map(plain);

  /** From the browser, which alone knows what `.localhost` is. */
  function read(page: Page, path: string): Promise<{ status: number; headers: Record<string, string>; text: string }> {
    return page.evaluate(async (address) => {
      const response = await fetch(address);
      return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() };
    }, path);
  }

  async function unfold(page: Page, words: string): Promise<void> {
    const summary = page.locator('summary', { hasText: words });
    const isOpen = await summary.evaluate((element) => (element.parentElement as HTMLDetailsElement).open);
    if ((await summary.isVisible()) && !isOpen) await summary.click();
  }

  it.each(cases)('are found by whom they are for, what they cost and when they open ($title)', async ({ width, javaScriptEnabled }) => {
    await visit({ width, javaScriptEnabled }, async (page) => {
      await page.goto(portal.url('montbrillet', '/annuaire'));
      await unfold(page, 'Filtrer');
      await page.getByLabel('Je cherche').selectOption('services');
      await page.getByLabel('Pour qui').selectOption('jeunes');
      await page.getByLabel('Tarif').selectOption('gratuit');
      await page.getByLabel('Ou ouvert le').fill('2026-11-25T10:00');
      await unfold(page, 'Plus de critères');
      await page.getByLabel('Accessible en fauteuil roulant').check();
      await page.getByRole('button', { name: 'Appliquer' }).click();
      await page.waitForURL(/public=jeunes/);

      expect(await chips(page)).toEqual([
        'Services',
        'Jeunes',
        'Gratuit',
        'Accessible en fauteuil roulant',
        'Ouvert le mercredi 25 novembre à 10 h',
      ]);
      const found = await names(page);
      expect(found.length).toBeGreaterThan(0);
      // With its script, the address says nothing of what was left empty.
      if (javaScriptEnabled) expect([...new URL(page.url()).searchParams.values()]).not.toContain('');

      for (const label of await chips(page)) await page.locator('.chip', { hasText: label }).click();
      expect(await chips(page)).toEqual([]);
      expect((await names(page)).length).toBeGreaterThan(found.length);
    });
  });

  it('say what they are, for whom, for how much, when and how to ask', async () => {
    await visit({ width: 320 }, async (page) => {
      await page.goto(portal.url('montbrillet', '/services/atelier-cv-en-une-matinee'));
      const text = plain(await page.locator('main').innerText());
      for (const said of [
        'Atelier, par France Travail Montbrillet',
        'Demandeurs d’emploi, jeunes',
        'Gratuit',
        '3 h par semaine, 1 semaine',
        'Vous-même, un professionnel pour vous',
        'Se présenter sur place',
        '35 avenue de la Gare',
      ])
        expect(text).toContain(said);
      // The way that the service asks for comes first.
      expect(plain(await page.locator('.actions a').first().textContent())).toBe('Y aller');
      const [jsonLd] = await page.locator('script[type="application/ld+json"]').allTextContents();
      expect(JSON.parse(jsonLd ?? '')).toMatchObject({
        '@type': expect.stringMatching(/Service$/),
        name: 'Atelier CV en une matinée',
        provider: { name: 'France Travail Montbrillet' },
        audience: [{ audienceType: 'Demandeurs d’emploi' }, { audienceType: 'Jeunes' }],
        offers: { priceCurrency: 'EUR' },
      });
    });
  });

  it('of a shelter never tell where it is', async () => {
    await visit({ width: 320 }, async (page) => {
      await page.goto(portal.url('montbrillet', '/'));
      for (const path of ['/lieux/le-seuil-maison-d-accueil', '/services/mise-a-l-abri', '/services/ecoute-par-telephone']) {
        const { text } = await read(page, path);
        expect(text, path).toContain('Adresse confidentielle');
        const main = text.slice(text.indexOf('<main'), text.indexOf('</main>'));
        expect(main, path).not.toMatch(/openstreetmap\.org|directory-map|geo:|<address/);
        expect(text, path).not.toMatch(/GeoCoordinates|PostalAddress/);
        const card = await read(page, `${path}.vcf`);
        expect(card.text, path).toContain('BEGIN:VCARD');
        expect(card.text, path).not.toMatch(/^(ADR|GEO)/m);
      }
    });
  });

  it('go into the address book of a telephone, under a name of their own', async () => {
    await visit({ width: 320 }, async (page) => {
      for (const path of [
        '/services/atelier-cv-en-une-matinee',
        '/lieux/la-deuxieme-vie-magasin',
        '/annuaire/ressourcerie-la-deuxieme-vie',
      ]) {
        await page.goto(portal.url('montbrillet', path));
        const link = (await page.getByRole('link', { name: 'Enregistrer le contact' }).getAttribute('href')) ?? '';
        const { headers, text } = await read(page, link);
        expect(headers).toMatchObject({
          'content-type': 'text/vcard; charset=utf-8',
          'content-disposition': `attachment; filename=${path.split('/').at(-1)}.vcf`,
        });
        expect(text).toMatch(/^TEL/m);
      }
      expect((await read(page, '/services/nulle-part.vcf')).status).toBe(404);
    });
  });

  it.each(cases)('are chosen over several pages, kept, taken out, sent ($title)', async ({ width, javaScriptEnabled }) => {
    await visit({ width, javaScriptEnabled }, async (page) => {
      await page.goto(portal.url('montbrillet', '/annuaire?quoi=services'));
      const first = (await names(page)).slice(0, 2);
      for (const name of first) await page.getByLabel(`Choisir ${name}`, { exact: true }).check();
      await page.getByRole('button', { name: 'Voir la suite' }).click();
      await page.waitForURL(/suite=/);
      expect(plain(await page.locator('.selection-bar').textContent())).toContain('2 pages choisies');

      const [third = ''] = await names(page);
      await page.getByLabel(`Choisir ${third}`, { exact: true }).check();
      await page.getByRole('button', { name: 'Voir ma sélection' }).click();
      await page.waitForURL(/\/annuaire\/selection\?/);
      const chosen = async () => (await page.locator('.sheets h2').allTextContents()).map(plain);
      expect((await chosen()).sort()).toEqual([...first, third].sort());

      await page.getByRole('link', { name: `Retirer ${third}`, exact: true }).click();
      await page.waitForURL((url) => !decodeURIComponent(url.search).includes(third.toLowerCase()));
      await page.locator('.sheets > li:nth-child(2):last-child').waitFor();
      expect((await chosen()).sort()).toEqual([...first].sort());

      // What is sent is the choice alone, not what was looked for.
      const sms = await page.locator('.share a[href^="sms:"]').getAttribute('href');
      const sent = new URL(/http\S+$/.exec(decodeURIComponent(sms ?? ''))?.[0] ?? '');
      expect([...sent.searchParams.keys()]).toEqual(['choix']);
      expect(sent.searchParams.get('choix')?.split(',')).toHaveLength(2);

      await page.getByRole('link', { name: 'Continuer ma recherche' }).click();
      await page.waitForURL(/\/annuaire\?/);
      const query = new URL(page.url()).searchParams;
      expect([query.get('quoi'), query.get('choix')]).toEqual(['services', sent.searchParams.get('choix')]);
      expect(await page.context().cookies()).toEqual([]);
      if (javaScriptEnabled) expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
    });
  });

  it('from a grouping, say of which commune they are', async () => {
    await visit({ width: 1280 }, async (page) => {
      await page.goto(portal.url('val-d-arvenne', '/annuaire?q=bibliothèque&quoi=lieux'));
      const name = (await names(page))[0] ?? '';
      await page.getByLabel(`Choisir ${name}`, { exact: true }).check();
      await page.getByRole('button', { name: 'Voir ma sélection' }).click();
      await page.waitForURL((url) => /^lieux\/[a-z0-9-]+@[a-z-]+$/.test(url.searchParams.get('choix') ?? ''));
      await page.locator('.sheets a', { hasText: name }).first().click();
      await page.waitForURL(/\/lieux\/.*commune=/);
      expect(plain(await page.locator('h1').textContent())).toBe(name);
    });
  });

  it('print as one sheet, with a code to scan and nothing to click', async () => {
    await visit({ width: 794 }, async (page) => {
      await page.goto(
        portal.url('montbrillet', '/annuaire/selection?choix=services/atelier-cv-en-une-matinee,lieux/boulangerie-de-la-halle'),
      );
      await page.emulateMedia({ media: 'print' });
      for (const shown of ['.sheets', '.hours', '.printed-address svg'])
        expect(await page.locator(shown).first().isVisible(), shown).toBe(true);
      for (const hidden of ['.site-nav', '.site-footer', '.remove', '.share', '.button'])
        expect(await page.locator(`${hidden}:visible`).count(), hidden).toBe(0);
      await page.goto(portal.url('montbrillet', '/services/atelier-cv-en-une-matinee'));
      expect(await page.locator('.printed-address svg').isVisible()).toBe(true);
      expect(await page.locator('.keep').isVisible()).toBe(false);
    });
  });

  it('whose place has moved lead to where it is now', async () => {
    await visit({ width: 320 }, async (page) => {
      await page.goto(portal.url('montbrillet', MOVED));
      const link = page.locator('.notice a');
      await link.click();
      await page.waitForURL((url) => url.pathname.startsWith('/lieux/') && url.pathname !== MOVED);
      expect(await page.locator('.notice-problem').count()).toBe(0);
    });
  });
});
