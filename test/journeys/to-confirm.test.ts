/** Structures confirm their pages by the link of a reminder, an agent calls the others: with and without JavaScript, on a phone and on a desk. */
import { sql } from 'kysely';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/kernel/config.ts';
import { openStore } from '../../src/kernel/db/store.ts';
import { openLog } from '../../src/kernel/log.ts';
import { outboxPage } from '../../src/kernel/mail/outbox.ts';
import { openApplication } from '../../src/main.ts';
import { sendReminders } from '../../src/modules/directory/reminders/jobs.ts';
import { territoryBySlug } from '../../src/modules/territories/index.ts';
import { missingBrowser, openBrowser } from '../support/browser.ts';
import { look, PASSWORD } from '../support/journey.ts';
import { type Portal, startPortal } from '../support/portal.ts';

/** Each has its own structures of the demonstration: one that gets a reminder, and one that is called. */
const cases = [
  { title: '320 px, with JavaScript', width: 320, javaScriptEnabled: true, asked: 'La Chorale des Quais', called: 'Tandem Arvenne' },
  {
    title: '320 px, without JavaScript',
    width: 320,
    javaScriptEnabled: false,
    asked: 'Pousse-Projet',
    called: 'Judo et lutte de Montbrillet',
  },
  {
    title: '1280 px, with JavaScript',
    width: 1280,
    javaScriptEnabled: true,
    asked: 'Les Mains vertes d’Arvenne',
    called: 'Planning familial d’Arvenne',
  },
  {
    title: '1280 px, without JavaScript',
    width: 1280,
    javaScriptEnabled: false,
    asked: 'Crèche parentale Les Petits Galets',
    called: 'Théâtre de la Grange-Rouge',
  },
];

describe.skipIf(missingBrowser !== null)('pages to confirm', () => {
  let portal: Portal;
  let browser: Browser;
  /** By the structure's name, where its reminder leads. */
  let links: ReadonlyMap<string, string>;

  beforeAll(async () => {
    portal = await startPortal();
    browser = await openBrowser();
    links = await remindAgain();
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
  });

  /** The day's job, as if these structures had not been asked yet; another process beside the portal's, as an operator's command. */
  async function remindAgain(): Promise<ReadonlyMap<string, string>> {
    const config = readConfig({ DATA_DIR: portal.folder, PORT: String(portal.port), LOG_LEVEL: 'silent' });
    const store = await openStore(config, () => {});
    const application = await openApplication(config, store, openLog('silent'));
    try {
      const { kernel } = application;
      const territory = await territoryBySlug(kernel.database, kernel.clock, 'montbrillet');
      if (!territory) throw new Error('The demonstration has no Montbrillet.');
      const names = cases.map(({ asked }) => asked);
      await sql`delete from directory.reminder r using directory.organisation o
        where o.territory_id = r.territory_id and o.id = r.id and o.name = any(${names}::text[])`.execute(kernel.database.kysely());
      await sendReminders(kernel, territory);
      const { items } = await outboxPage(kernel, null);
      const found = new Map<string, string>();
      for (const { id, subject } of items) {
        const name = names.find((one) => subject?.startsWith(one));
        const { rows } = await sql<{ body: string }>`select body from kernel.message where id = ${id}`.execute(kernel.database.kysely());
        const [, path] = /^https?:\/\/[^/\s]+(\/confirmer\/\S+)$/m.exec(rows[0]?.body ?? '') ?? [];
        if (name && path) found.set(name, path);
      }
      return found;
    } finally {
      await application.close();
      await store.release();
    }
  }

  async function open(width: number, javaScriptEnabled: boolean): Promise<BrowserContext> {
    const context = await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: 'reduce', javaScriptEnabled });
    context.setDefaultTimeout(15_000);
    return context;
  }

  it.each(cases)(
    'a structure confirms by its link; an agent calls another one and notes it ($title)',
    async ({ width, javaScriptEnabled, asked, called }) => {
      const [structures, staff] = [await open(width, javaScriptEnabled), await open(width, javaScriptEnabled)];
      try {
        const reader = await structures.newPage();
        await reader.goto(portal.url('montbrillet', links.get(asked)));
        expect(await reader.locator('main').innerText()).toContain(asked);
        await look(reader, 'confirm', javaScriptEnabled);
        await reader.getByRole('button', { name: 'Tout est juste' }).press('Enter');
        await reader.getByRole('heading', { name: 'Merci, c’est confirmé' }).waitFor();
        expect(await reader.getByRole('button', { name: 'Tout est juste' }).count()).toBe(0);
        await look(reader, 'confirmed', javaScriptEnabled);
        await reader.getByRole('link', { name: 'Quelque chose a changé' }).click();
        await reader.waitForURL(/\/corriger$/);

        const agent = await staff.newPage();
        const email = `appelle-${width}-${javaScriptEnabled}@exemple.fr`;
        const { stdout } = await portal.terreau('user', 'add', '--email', email, '--role', 'agent', '--territory', 'montbrillet');
        await agent.goto(portal.url('montbrillet', new URL(stdout.trim().split(/\s+/).at(-1) ?? '').pathname));
        await agent.getByLabel('Votre nom').fill('Inès Moreau');
        await agent.getByLabel('Choisissez un mot de passe').fill(PASSWORD);
        await agent.locator('main form button').last().click();
        await agent.waitForURL(/\/gestion/);
        await agent.getByRole('link', { name: /à appeler pour confirmer/ }).click();
        await look(agent, 'call-list', javaScriptEnabled);
        await agent.getByRole('link', { name: `Fermée définitivement ? ${called}` }).click();
        expect(await agent.getByLabel('C’est fermé pour de bon').isChecked()).toBe(true);
        await agent.goBack();
        await agent.getByRole('button', { name: `Confirmé par téléphone : ${called}` }).press('Enter');
        await agent.getByText('C’est noté').waitFor();
        expect(await agent.locator('main').innerText()).not.toContain(called);
        await look(agent, 'call-noted', javaScriptEnabled);
        if (width === 320) await agent.getByText('Choisir les structures à appeler').click();
        await agent.getByLabel('Thème').selectOption('mobility');
        await agent.getByRole('button', { name: 'Filtrer' }).click();
        await agent.getByRole('heading', { name: 'Personne à appeler dans ce choix' }).waitFor();
        await look(agent, 'call-none', javaScriptEnabled);
        await agent.getByRole('link', { name: 'Adresses qui ne reçoivent plus' }).click();
        await agent.getByText('tandem@tandem-arvenne.example.org').waitFor();
        await look(agent, 'dead-addresses', javaScriptEnabled);
      } finally {
        await structures.close();
        await staff.close();
      }
    },
    120_000,
  );
});
