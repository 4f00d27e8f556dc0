/** Somebody makes an account, comes back by every way there is, and looks after it; with and without JavaScript. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingBrowser, openBrowser } from '../support/browser.ts';
import { codeOf } from '../support/codes.ts';
import { type Portal, startPortal } from '../support/portal.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SLUG = 'montbrillet';
const PASSWORD = 'quatre mots sans rapport';
const OTHER = 'cheval agrafe pile correcte';
/** What the sign-in page tells of the demonstration. */
const DEMONSTRATION = 'bienvenue-en-arvenne';

const cases = [
  { title: '320 px, with JavaScript', width: 320, javaScriptEnabled: true },
  { title: '320 px, without JavaScript', width: 320, javaScriptEnabled: false },
  { title: '1280 px, with JavaScript', width: 1280, javaScriptEnabled: true },
  { title: '1280 px, without JavaScript', width: 1280, javaScriptEnabled: false },
];

describe.skipIf(missingBrowser !== null)('accounts', () => {
  let portal: Portal;
  let browser: Browser;
  let operator: Page;
  let visitors = 0;

  beforeAll(async () => {
    portal = await startPortal({ settings: { TRUST_PROXY: 'loopback' } });
    browser = await openBrowser();
    operator = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await operator.goto(portal.url(SLUG, '/connexion'));
    await operator.getByLabel('Votre adresse e-mail').fill('exploitation@demo.terreau.example');
    await operator.getByLabel('Votre mot de passe').fill(DEMONSTRATION);
    await operator.getByRole('button', { name: 'Se connecter' }).click();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
  });

  const at = (path: string) => portal.url(SLUG, path);

  /** The link in the last letter to somebody, as the operator reads it. */
  async function linkTo(email: string): Promise<string> {
    await operator.goto(at('/exploitation'));
    await operator.locator('tr', { hasText: email }).first().getByRole('link').click();
    const text = await operator.locator('pre').innerText();
    return /^http:\S+jeton=\S+$/m.exec(text)?.[0] ?? '';
  }

  /** Nothing that axe-core finds, nothing wider than the screen. */
  async function look(page: Page): Promise<void> {
    await page.waitForLoadState();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), page.url()).toBe(true);
    if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
    const { violations } = await page.evaluate(() =>
      (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({
        runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] },
      }),
    );
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
      page.url(),
    ).toEqual([]);
  }

  async function inBrowser(
    { width, javaScriptEnabled }: { width: number; javaScriptEnabled: boolean },
    journey: (page: Page, seen: () => Promise<void>, context: BrowserContext) => Promise<void>,
  ): Promise<void> {
    visitors += 1;
    const context = await browser.newContext({
      viewport: { width, height: 800 },
      reducedMotion: 'reduce',
      javaScriptEnabled,
      // As behind a proxy, each from somewhere else: what is throttled by address is theirs alone.
      extraHTTPHeaders: { 'x-forwarded-for': `192.0.2.${visitors}` },
    });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    try {
      // axe-core needs the scripts that the other half of the cases goes without.
      await journey(page, () => (javaScriptEnabled ? look(page) : Promise.resolve()), context);
    } finally {
      await context.close();
    }
  }

  /** At the pace of a person: a form that is sent in no time is a robot's. */
  async function ask(page: Page, email: string, button: string): Promise<void> {
    await page.getByLabel('Votre adresse e-mail').pressSequentially(email, { delay: 160 });
    await page.getByRole('button', { name: button }).click();
    await page.getByRole('heading', { name: 'Regardez vos messages' }).waitFor();
  }

  async function signUp(page: Page, email: string, seen: () => Promise<void>): Promise<void> {
    await page.goto(at('/inscription'));
    await seen();
    await ask(page, email, 'Recevoir un lien pour continuer');
    await seen();
    await page.goto(await linkTo(email));
    await seen();
    await page.getByLabel('Votre nom').fill('Ana Lima');
    await page.getByLabel('Choisissez un mot de passe').fill('court');
    await page.getByRole('button', { name: 'Créer mon compte' }).click();
    await page.getByRole('link', { name: /trop court/ }).waitFor();
    await seen();
    expect(await page.getByLabel('Votre nom').inputValue()).toBe('Ana Lima');
    await page.getByLabel('Choisissez un mot de passe').fill(PASSWORD);
    await page.getByRole('button', { name: 'Créer mon compte' }).click();
    await page.getByRole('link', { name: 'Mon compte' }).first().waitFor();
  }

  async function signOut(page: Page): Promise<void> {
    await page.goto(at('/mon-espace'));
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await page.getByRole('link', { name: 'Se connecter' }).waitFor();
  }

  async function signIn(page: Page, email: string, password: string): Promise<void> {
    await page.goto(at('/connexion?vers=%2Fmon-compte'));
    await page.getByLabel('Votre adresse e-mail').fill(email);
    await page.getByLabel('Votre mot de passe').fill(password);
    await page.getByRole('button', { name: 'Se connecter' }).click();
  }

  it.each(cases)(
    'are made, entered by password, link and code, and looked after ($title)',
    async ({ title, ...options }) => {
      const email = `ana-${cases.findIndex((one) => one.title === title)}@exemple.fr`;
      await inBrowser(options, async (page, seen) => {
        await signUp(page, email, seen);
        await signOut(page);

        await page.goto(at('/connexion'));
        await seen();
        await signIn(page, email, 'pas le bon du tout');
        await page.getByText('ne vont pas ensemble').first().waitFor();
        await seen();
        await signIn(page, email, PASSWORD);
        await page.waitForURL('**/mon-compte');
        await seen();
        await page.getByLabel('Votre nom').fill('Ana Lima Reis');
        await page.getByRole('button', { name: 'Enregistrer' }).click();
        await page.getByText('C’est enregistré').waitFor();
        await page.goto(at('/mon-compte/appareils'));
        await page.getByText('Cet appareil').waitFor();
        await seen();
        await signOut(page);

        await page.goto(at('/connexion/lien?vers=%2Fmon-compte%2Fsecurite'));
        await seen();
        await ask(page, email, 'Recevoir un lien');
        await page.goto(await linkTo(email));
        await seen();
        await page.getByRole('button', { name: 'Entrer' }).click();
        await page.waitForURL('**/mon-compte/securite');
        await seen();

        await page.getByRole('link', { name: 'Demander un code à la connexion' }).click();
        await seen();
        await page.getByLabel('Votre mot de passe').fill(PASSWORD);
        await page.getByRole('button', { name: 'Continuer' }).click();
        await page.waitForURL('**/codes/verifier');
        await seen();
        const key = await page.locator('.code-key code').innerText();
        await page.getByLabel('Le code que l’application affiche').fill('000000');
        await page.getByRole('button', { name: 'Vérifier et protéger mon compte' }).click();
        await page.getByText('Ce code ne va pas').first().waitFor();
        await page.getByLabel('Le code que l’application affiche').fill(codeOf(key, -1));
        await page.getByRole('button', { name: 'Vérifier et protéger mon compte' }).click();
        await page.getByRole('heading', { name: 'Codes de secours' }).waitFor();
        await seen();
        const [backup = ''] = await page.locator('.backup-codes code').allInnerTexts();
        await signOut(page);

        await signIn(page, email, PASSWORD);
        await page.waitForURL('**/connexion/code?vers=*');
        await seen();
        await page.getByLabel('Le code de votre application').fill(codeOf(key));
        await page.getByRole('button', { name: 'Continuer' }).click();
        await page.waitForURL('**/mon-compte');
        await signOut(page);
        await signIn(page, email, PASSWORD);
        await page.getByLabel('Le code de votre application').fill(backup);
        await page.getByRole('button', { name: 'Continuer' }).click();
        await page.waitForURL('**/mon-compte');
        await page.goto(at('/mon-compte/securite'));
        await page.getByText('Il reste 9 codes de secours').waitFor();
        await seen();
        await signOut(page);

        await page.goto(at('/connexion/mot-de-passe-oublie'));
        await seen();
        await ask(page, email, 'Recevoir un lien');
        await page.goto(await linkTo(email));
        await seen();
        await page.getByLabel('Choisissez un mot de passe').fill(OTHER);
        await page.getByRole('button', { name: 'Changer mon mot de passe' }).click();
        await page.getByText('Votre mot de passe est changé').waitFor();
        await signIn(page, email, OTHER);
        await page.waitForURL('**/connexion/code?vers=*');
      });
    },
    180_000,
  );

  it.each([320, 1280])(
    'take a passkey, and open with it (%i px)',
    async (width) => {
      const email = `cle-${width}@exemple.fr`;
      await inBrowser({ width, javaScriptEnabled: true }, async (page, seen, context) => {
        const protocol = await context.newCDPSession(page);
        await protocol.send('WebAuthn.enable');
        await protocol.send('WebAuthn.addVirtualAuthenticator', {
          options: {
            protocol: 'ctap2',
            transport: 'internal',
            hasResidentKey: true,
            hasUserVerification: true,
            isUserVerified: true,
            automaticPresenceSimulation: true,
          },
        });
        await signUp(page, email, seen);
        await page.goto(at('/mon-compte/securite'));
        await page.getByLabel('Nom de cette clé').fill('Ma clé');
        await page.getByRole('button', { name: 'Ajouter une clé d’accès' }).click();
        await page.getByRole('button', { name: 'Retirer la clé Ma clé' }).waitFor();
        await seen();
        await signOut(page);
        await page.goto(at('/connexion?vers=%2Fmon-compte'));
        await page.getByRole('button', { name: 'Entrer avec une clé d’accès' }).click();
        await page.waitForURL('**/mon-compte');
        await page.goto(at('/mon-compte/securite'));
        await page.getByRole('button', { name: 'Retirer la clé Ma clé' }).click();
        await page.getByRole('button', { name: 'Retirer la clé Ma clé' }).waitFor({ state: 'detached' });
        await signOut(page);
        await page.goto(at('/connexion'));
        await page.getByRole('button', { name: 'Entrer avec une clé d’accès' }).click();
        await page.getByText('La clé d’accès n’a pas ouvert').waitFor();
        await seen();
      });
    },
    120_000,
  );

  it('say plainly that a passkey needs JavaScript', async () => {
    await inBrowser({ width: 320, javaScriptEnabled: false }, async (page) => {
      await page.goto(at('/connexion'));
      expect(await page.locator('noscript').innerText()).toContain('il faut JavaScript');
      expect(await page.getByRole('button', { name: 'Entrer avec une clé d’accès' }).isVisible()).toBe(false);
    });
  });
});
