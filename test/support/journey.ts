/** What journeys of signed-in people share: a browser at each width, with and without JavaScript, and how a page is looked at. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Portal } from './portal.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Where to leave a picture of each page. */
const shots = process.env['JOURNEY_SHOTS'];
/** Of those who may be tried in the demonstration. */
const DEMONSTRATION = 'bienvenue-en-arvenne';
export const PASSWORD = 'quatre mots sans rapport';

export interface Way {
  title: string;
  width: number;
  javaScriptEnabled: boolean;
}

export const ways: readonly Way[] = [320, 1280].flatMap((width) =>
  [true, false].map((javaScriptEnabled) => ({
    title: `${width} px, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`,
    width,
    javaScriptEnabled,
  })),
);

/** What tells the people of one way from those of another. */
export const nameOf = ({ width, javaScriptEnabled }: Way) => `${width}-${javaScriptEnabled ? 'avec' : 'sans'}`;

export interface Traveller {
  page: Page;
  context: BrowserContext;
  go(path: string): Promise<void>;
  /** Nothing is wider than the screen, no `tabindex` jumps ahead of the page's order, and, where scripts run, axe is silent. */
  look(name: string): Promise<void>;
}

export class Travel {
  readonly #portal: Portal;
  readonly #browser: Browser;
  readonly #slug: string;
  readonly #open: BrowserContext[] = [];
  #visitors = 0;

  constructor(portal: Portal, browser: Browser, slug = 'montbrillet') {
    this.#portal = portal;
    this.#browser = browser;
    this.#slug = slug;
  }

  /** Somebody at a browser of their own, signed in as one of the demonstration's people or not. The portal has to trust its proxy. */
  async open({ width, javaScriptEnabled }: Pick<Way, 'width' | 'javaScriptEnabled'>, who?: string): Promise<Traveller> {
    this.#visitors += 1;
    const context = await this.#browser.newContext({
      viewport: { width, height: 900 },
      reducedMotion: 'reduce',
      javaScriptEnabled,
      locale: 'fr-FR',
      // As behind a proxy, each from somewhere else: what is throttled by address is theirs alone.
      extraHTTPHeaders: { 'x-forwarded-for': `192.0.2.${this.#visitors}` },
    });
    context.setDefaultTimeout(15_000);
    this.#open.push(context);
    const page = await context.newPage();
    const traveller = {
      page,
      context,
      go: async (path: string) => {
        await page.goto(this.#portal.url(this.#slug, path));
      },
      look: (name: string) => look(page, `${name}-${javaScriptEnabled ? 'avec' : 'sans'}`, javaScriptEnabled),
    };
    if (who) await signIn(traveller, `${who}@demo.terreau.example`, DEMONSTRATION);
    return traveller;
  }

  /** The link in the last letter to somebody, as the operator reads it. */
  async linkTo(operator: Traveller, email: string): Promise<string> {
    await operator.go('/exploitation');
    await operator.page.locator('tr', { hasText: email }).first().getByRole('link').click();
    const text = await operator.page.locator('pre').innerText();
    const { pathname, search } = new URL(/^http:\S+$/m.exec(text)?.[0] ?? 'http://no.link/');
    return pathname + search;
  }

  async close(): Promise<void> {
    for (const context of this.#open.splice(0)) await context.close();
  }
}

export async function signIn({ page, go }: Pick<Traveller, 'page' | 'go'>, email: string, password = PASSWORD): Promise<void> {
  await go('/connexion');
  await page.getByLabel('Votre adresse e-mail').fill(email);
  await page.getByLabel('Votre mot de passe').fill(password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.waitForURL((url) => url.pathname !== '/connexion');
}

/** See `Traveller.look`, for a page of somebody else's making. @param withAxe its scripts run. */
export async function look(page: Page, name: string, withAxe: boolean): Promise<void> {
  if (shots) await page.screenshot({ path: `${shots}/${name}-${page.viewportSize()?.width}.png`, fullPage: true });
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), name).toBe(true);
  // A positive `tabindex` would be reached before what comes first in the page.
  expect(await page.locator('[tabindex]:not([tabindex="0"], [tabindex="-1"])').count(), name).toBe(0);
  // Axe-core needs the scripts that half of the ways go without.
  if (!withAxe) return;
  await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResults>(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    name,
  ).toEqual([]);
}
