/** What components do in a browser: nothing is lost without JavaScript, and what a script adds works from the keyboard. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingBrowser, openBrowser } from '../support/browser.ts';
import { walk } from '../support/keyboard.ts';
import { type Portal, startPortal } from '../support/portal.ts';

describe.skipIf(missingBrowser !== null)('components', () => {
  let portal: Portal;
  let browser: Browser;

  beforeAll(async () => {
    portal = await startPortal({ withoutDemonstration: true });
    const added = await portal.terreau(
      ...['territory', 'add', '--slug', 'vide', '--name', 'Vide', '--country', 'FR', '--kind', 'commune', '--code', '00901'],
    );
    expect(added.code, added.stderr).toBe(0);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
  });

  async function open(options: BrowserContextOptions, journey: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
    context.setDefaultTimeout(20_000);
    try {
      const page = await context.newPage();
      await page.goto(portal.url('vide', '/_composants'));
      await journey(page);
    } finally {
      await context.close();
    }
  }

  it('offer nothing that would do nothing without JavaScript', async () => {
    await open({ javaScriptEnabled: false }, async (page) => {
      for (const hidden of ['terreau-password .button', 'copy-field .button', 'check-all'])
        expect(await page.locator(hidden).first().isVisible(), hidden).toBe(false);
      for (const shown of ['terreau-password .input', 'copy-field .input', '#sg-job-2 .button'])
        expect(await page.locator(shown).first().isVisible(), shown).toBe(true);
    });
  });

  it('lead from the summary of errors, which is read out first, to each field', async () => {
    await open({}, async (page) => {
      await page.locator('.error-summary:focus').waitFor();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.locator('#sg-way:focus').waitFor();
    });
  });

  it.each([320, 1280])('are gone through with the Tab key in their order, each in sight and ringed (%i px)', async (width) => {
    await open({ viewport: { width, height: 900 } }, async (page) => expect(await walk(page)).toEqual([]));
  });

  it('are not gone through so where one is out of its place, hidden, without a ring, or keeps the key', async () => {
    await open({}, async (page) => {
      await page.locator('body').evaluate((body) => {
        body.innerHTML =
          '<a href="#">un</a> <a href="#" tabindex="1">deux</a> <a href="#" class="bare">trois</a> <a href="#" class="away">quatre</a> <input> <button>six</button>';
        const [bare, away, trap] = [...body.querySelectorAll<HTMLElement>('.bare, .away, input')];
        if (bare) bare.style.outline = '0';
        if (away) Object.assign(away.style, { position: 'absolute', left: '-9999px' });
        trap?.addEventListener('keydown', (event) => event.preventDefault());
      });
      const problems = (await walk(page)).map((problem) => problem.replace(/^(.*?): .*>(.*)<.*/, '$2: $1'));
      expect(problems).toEqual([
        'trois: does not show that it has the focus',
        'quatre: has the focus and is not to be seen',
        'deux: is not reached',
        'six: is not reached',
      ]);
    });
  });

  it('show a password on demand, and never send it as a text', async () => {
    await open({}, async (page) => {
      const field = page.locator('#sg-password');
      await field.fill('quatre mots qui poussent');
      const button = page.locator('terreau-password button');
      await button.press('Enter');
      expect(await field.getAttribute('type')).toBe('text');
      expect(await button.textContent()).toBe('Masquer');
      expect(await page.locator('terreau-password [role=status]').textContent()).toBe('Le mot de passe est affiché.');
      await field.evaluate((input) => {
        const { form } = input as HTMLInputElement;
        form?.addEventListener('submit', (event) => event.preventDefault());
        form?.requestSubmit();
      });
      expect(await field.getAttribute('type')).toBe('password');
    });
  });

  it('tick all the rows of a list, say how many, and send those alone', async () => {
    await open({}, async (page) => {
      const all = page.locator('check-all input');
      const count = page.locator('.bulk-count');
      await all.press('Space');
      expect(await count.textContent()).toBe('Lignes cochées\u202f: 3');
      await page.locator('input[name=item][value="2"]').uncheck();
      expect(await count.textContent()).toBe('Lignes cochées\u202f: 2');
      expect(await all.evaluate((box) => [(box as HTMLInputElement).checked, (box as HTMLInputElement).indeterminate])).toEqual([
        false,
        true,
      ]);
      const sent = await page.locator('#sg-bulk').evaluate((form) => new FormData(form as HTMLFormElement).getAll('item'));
      expect(sent).toEqual(['1', '3']);
    });
  });

  it('keep what to do with ticked rows in sight', async () => {
    await open({ viewport: { width: 1280, height: 400 } }, async (page) => {
      const bar = page.locator('.bulk-bar');
      await page
        .locator('.space .data-table')
        .evaluate((table) => window.scrollTo(0, table.getBoundingClientRect().top + window.scrollY - 60));
      const bottom = () => bar.evaluate((element) => element.getBoundingClientRect().bottom);
      expect(await bottom()).toBeGreaterThan(400);
      await page.locator('input[name=item][value="1"]').check();
      expect(await bottom()).toBeLessThanOrEqual(400);
    });
  });

  it('ask what a choice asks for besides, and only then', async () => {
    await open({ javaScriptEnabled: false }, async (page) => {
      expect(await page.locator('#sg-why').isVisible()).toBe(true);
      expect(await page.locator('#sg-phone').isVisible()).toBe(false);
      await page.locator('#sg-way-2').check();
      expect(await page.locator('#sg-phone').isVisible()).toBe(true);
    });
  });

  it('ask no hours of a day that is closed', async () => {
    await open({ javaScriptEnabled: false, viewport: { width: 320, height: 800 } }, async (page) => {
      const from = page.locator('[id="sg-hours.mo.1.from"]');
      expect(await from.isVisible()).toBe(false);
      await page.locator('[id="sg-hours.mo.closed"]').uncheck();
      expect(await from.isVisible()).toBe(true);
    });
  });

  it('copy what is to be taken elsewhere', async () => {
    await open({ permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
      await page.locator('copy-field button').click();
      await page.locator('copy-field [role=status]:not(:empty)').waitFor();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('https://valombre.example/invitation/7f3k-92ma');
    });
  });

  it('make cards of a list on a phone, each figure with its heading, and sort from there', async () => {
    await open({ viewport: { width: 320, height: 800 }, javaScriptEnabled: false }, async (page) => {
      const cell = page.locator('.space .data-table td[data-label="Vues"]').first();
      expect(await cell.evaluate((element) => getComputedStyle(element, '::before').content)).toBe('"Vues"');
      expect(await page.locator('.space .data-table th[aria-sort] a').isVisible()).toBe(true);
      expect(await page.locator('.side-nav li').first().isVisible()).toBe(false);
      await page.locator('.side-nav summary').click();
      expect(await page.locator('.side-nav li').first().isVisible()).toBe(true);
    });
  });

  it('say how far a long job is while it runs, and show the page anew at its end', async () => {
    // The worker would answer for the network, out of this test's sight.
    await open({ serviceWorkers: 'block' }, async (page) => {
      const running = (words: string) => `<live-progress id="sg-job-2" data-running><progress></progress><p>${words}</p></live-progress>`;
      const answers = [running('Moitié faite'), '<live-progress id="sg-job-2"></live-progress>', '<p id="over">Fini</p>'];
      await page.clock.install();
      await page.reload();
      await page.route('**/_composants', (route) =>
        route.fulfill({ contentType: 'text/html; charset=utf-8', body: `<!doctype html>${answers.shift()}` }),
      );
      const words = page.locator('#sg-job-2 p');
      expect(await words.textContent()).toContain('moins d’une minute');
      await page.clock.runFor(3000);
      await words.filter({ hasText: 'Moitié faite' }).waitFor();
      await page.clock.runFor(3000);
      await page.locator('#over').waitFor();
      expect(answers).toEqual([]);
    });
  });
});
