/** What has served its time, four years later, on a phone and on a desk. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingBrowser, openBrowser } from '../support/browser.ts';
import { Travel } from '../support/journey.ts';
import { type Portal, startPortal } from '../support/portal.ts';

describe.skipIf(missingBrowser !== null)('public archives', () => {
  const folder = mkdtempSync(join(tmpdir(), 'terreau-archives-'));
  let portal: Portal;
  let browser: Browser;
  let travel: Travel;

  beforeAll(async () => {
    const settings = { TRUST_PROXY: 'loopback', DATA_DIR: folder };
    // The demonstration is of today; the portal starts again when its journal has served its time.
    await (await startPortal({ settings })).stop();
    const later = new Date();
    later.setFullYear(later.getFullYear() + 4);
    portal = await startPortal({ settings, now: later.toISOString() });
    browser = await openBrowser();
    travel = new Travel(portal, browser);
  }, 180_000);
  afterAll(async () => {
    await travel?.close();
    await browser?.close();
    await portal?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('wait for the archivist’s visa, who may refuse it and has to say why', async () => {
    const phone = await travel.open({ width: 320, javaScriptEnabled: true }, 'archives');
    // The lists are drawn up by a job, once the portal runs.
    await expect
      .poll(
        async () => {
          await phone.go('/gestion/eliminations');
          return phone.page.getByRole('button', { name: 'Viser l’élimination' }).count();
        },
        { timeout: 60_000, interval: 500 },
      )
      .toBeGreaterThan(0);
    await phone.go('/gestion');
    await phone.page.getByRole('link', { name: /élimination à viser/ }).click();
    await phone.look('eliminations');
    await phone.page.getByRole('button', { name: 'Refuser : à conserver' }).first().click();
    await phone.page.getByRole('link', { name: 'Écrivez pourquoi ces archives' }).waitFor();
    await phone.look('eliminations-mistake');

    const desk = await travel.open({ width: 1280, javaScriptEnabled: false }, 'archives');
    await desk.go('/gestion/eliminations');
    await desk.page.getByRole('button', { name: 'Viser l’élimination' }).first().click();
    await desk.page.getByText('Visée, effacée cette nuit').first().waitFor();
    await desk.look('eliminations-approved');

    // What the other device shows is over meanwhile.
    await phone.page.getByLabel('Votre motif, si vous refusez').first().fill('Un fonds unique.');
    await phone.page.getByRole('button', { name: 'Refuser : à conserver' }).first().click();
    await phone.page.getByText('vient d’être décidée par quelqu’un d’autre').first().waitFor();
    await phone.look('eliminations-late');
  }, 150_000);
});
