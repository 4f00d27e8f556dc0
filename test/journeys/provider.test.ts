/** Somebody signs in with the identity that a provider knows them by: with and without JavaScript, on a phone and on a desk. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingBrowser, openBrowser } from '../support/browser.ts';
import { type IdentityProvider, openIdentityProvider } from '../support/identity-provider.ts';
import { nameOf, Travel, ways } from '../support/journey.ts';
import { type Portal, startPortal } from '../support/portal.ts';

/** A port that nobody uses: the provider has to know the portal's address before there is a portal. */
async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? String(address.port) : '';
}

describe.skipIf(missingBrowser !== null)('an identity that a provider knows', () => {
  let identities: IdentityProvider;
  let portal: Portal;
  let browser: Browser;

  beforeAll(async () => {
    const port = await freePort();
    const home = `http://montbrillet.localhost:${port}`;
    identities = await openIdentityProvider(home);
    portal = await startPortal({ settings: { PORT: port, PUBLIC_URL: home, ...identities.settings } });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
    identities?.close();
  });

  it.each(ways)('opens the portal, and opens it again ($title)', async (way) => {
    const travel = new Travel(portal, browser);
    try {
      for (const visit of ['first', 'second']) {
        const { page, go, look } = await travel.open(way);
        await go('/connexion?vers=%2Fmon-compte');
        await look(`provider-sign-in-${visit}`);
        await page.getByRole('link', { name: 'Identité Test' }).click();
        await page.waitForURL(`${identities.issuer}/**`);
        await page.locator('input[name=login]').fill(`lea-${nameOf(way)}`);
        await page.locator('input[name=password]').fill('peu importe');
        await page.locator('button[type=submit]').first().click();
        await page.waitForURL(portal.url('montbrillet', '/mon-compte'));
        await look(`provider-account-${visit}`);
        expect(await page.locator('main').innerText()).toContain(`lea-${nameOf(way)}@exemple.fr`);
      }
    } finally {
      await travel.close();
    }
  });
});
