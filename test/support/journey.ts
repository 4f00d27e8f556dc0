/** What journeys of signed-in people share: a browser at each width, with and without JavaScript, and how a page is looked at. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import { missingBrowser, openBrowser } from './browser.ts';
import { walk } from './keyboard.ts';
import { type Portal, startPortal } from './portal.ts';

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

function wayOf(width: number, javaScriptEnabled: boolean): Way {
  return { title: `${width} px, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, width, javaScriptEnabled };
}

/** Those that have least in common: for what is the same on the others. */
export const phone: Way = wayOf(320, false);
export const desk: Way = wayOf(1280, true);

export const ways: readonly Way[] = [wayOf(320, true), phone, desk, wayOf(1280, false)];

/** What tells the people of one way from those of another. */
export const nameOf = ({ width, javaScriptEnabled }: Way) => `${width}-${javaScriptEnabled ? 'avec' : 'sans'}`;

export interface Traveller {
  page: Page;
  context: BrowserContext;
  go(path: string): Promise<void>;
  /** Nothing is wider than the screen; where scripts run, the Tab key goes through the page in its order, and axe is silent by day and by night. */
  look(name: string): Promise<void>;
}

/** Of all travels of a file, which may share a portal. */
let visitors = 0;

export class Travel {
  readonly #portal: Portal;
  readonly #browser: Browser;
  readonly #slug: string;
  readonly #open: BrowserContext[] = [];

  constructor(portal: Portal, browser: Browser, slug = 'montbrillet') {
    this.#portal = portal;
    this.#browser = browser;
    this.#slug = slug;
  }

  /** Somebody at a browser of their own, signed in as one of the demonstration's people or not. The portal has to trust its proxy. */
  async open({ width, javaScriptEnabled }: Pick<Way, 'width' | 'javaScriptEnabled'>, who?: string): Promise<Traveller> {
    visitors += 1;
    const context = await this.#browser.newContext({
      viewport: { width, height: 900 },
      reducedMotion: 'reduce',
      javaScriptEnabled,
      locale: 'fr-FR',
      // As behind a proxy, each from somewhere else: what is throttled by address is theirs alone.
      extraHTTPHeaders: { 'x-forwarded-for': `198.18.${visitors >> 8}.${visitors & 255}` },
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
  // What was clicked leads to another page, of which nothing may be there yet but its address.
  await page.waitForLoadState();
  if (shots) await page.screenshot({ path: `${shots}/${name}-${page.viewportSize()?.width}.png`, fullPage: true });
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), name).toBe(true);
  // Axe-core needs the scripts that half of the ways go without, and so does who follows the focus.
  if (!withAxe) return;
  await page.evaluate(axe);
  expect(await violations(page), name).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  if (shots) await page.screenshot({ path: `${shots}/${name}-${page.viewportSize()?.width}-nuit.png`, fullPage: true });
  expect(await violations(page, ['color-contrast']), `${name}, by night`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await walk(page), name).toEqual([]);
}

/** @param rules that are looked at; without them, all. */
async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  const found = await page.evaluate<AxeResults, readonly string[] | undefined>(
    (only) => (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run(only ? { runOnly: only } : {}),
    rules,
  );
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** What a file's journeys share, once they run. */
interface Stage {
  portal: Portal;
  browser: Browser;
  travel: Travel;
}

/** A file's journeys in the demonstration, on a portal that trusts its proxy and in a browser of their own; none without Chromium. */
export function onStage(title: string, journeys: (stage: Stage) => void): void {
  describe.skipIf(missingBrowser !== null)(title, () => {
    const stage = {} as Stage;
    beforeAll(async () => {
      stage.portal = await startPortal({ settings: { TRUST_PROXY: 'loopback' } });
      stage.browser = await openBrowser();
      stage.travel = new Travel(stage.portal, stage.browser);
    });
    afterEach(() => stage.travel?.close());
    afterAll(async () => {
      await stage.browser?.close();
      await stage.portal?.stop();
    });
    journeys(stage);
  });
}
