/** Pictures of the real product for the README and the guides, from the demonstration on a Tuesday morning: `npm run screenshots`. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { DEMONSTRATION_PASSWORD } from '../src/modules/people/index.ts';
import { openBrowser } from '../test/support/browser.ts';
import { type Portal, root, startPortal } from '../test/support/portal.ts';
import { guidePictures, signIn } from './guide-pictures.ts';
import { posterPicture, weekPicture } from './paper-pictures.ts';

const folder = join(root, 'docs/images');
const LARGEST = 200_000;

interface Picture {
  name: string;
  slug: string;
  path: string;
  width: number;
  height: number;
  dark?: boolean;
}

const pictures: readonly Picture[] = [
  { name: 'home', slug: 'val-d-arvenne', path: '/', width: 1280, height: 900 },
  { name: 'home-phone', slug: 'val-d-arvenne', path: '/', width: 320, height: 690 },
  { name: 'list', slug: 'val-d-arvenne', path: '/annuaire?theme=travailler&pres=Montbrillet', width: 1280, height: 900 },
  { name: 'list-phone', slug: 'val-d-arvenne', path: '/annuaire?q=vélo', width: 320, height: 690 },
  { name: 'place', slug: 'montbrillet', path: '/lieux/l-epicerie-du-lavoir', width: 1280, height: 900 },
  { name: 'place-phone', slug: 'montbrillet', path: '/lieux/l-epicerie-du-lavoir', width: 320, height: 690 },
  { name: 'guide-recherche', slug: 'val-d-arvenne', path: '/annuaire?q=manger pas cher', width: 1024, height: 1000 },
  { name: 'place-dark', slug: 'montbrillet', path: '/lieux/l-epicerie-du-lavoir', width: 1280, height: 900, dark: true },
];

async function open(page: Page, url: string): Promise<void> {
  const response = await page.goto(url, { waitUntil: 'networkidle' });
  if (!response?.ok()) throw new Error(`${url} answered ${response?.status()}.`);
}

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await keep(await page.screenshot(), name);
}

async function keep(picture: Buffer, name: string): Promise<void> {
  // Flat colours: a palette says as much in a third of the bytes.
  const image = await sharp(picture).png({ palette: true, colours: 128, effort: 10 }).toBuffer();
  if (image.length > LARGEST) throw new Error(`${name}.png weighs ${image.length} bytes: at most ${LARGEST}.`);
  writeFileSync(join(folder, `${name}.png`), image);
  console.log(`docs/images/${name}.png ${image.length}`);
}

/** What the guide of the desk shows: a service, and a sheet of pages ticked in a list. */
async function picturesOfTheDesk(page: Page, portal: Portal): Promise<void> {
  const list = portal.url('val-d-arvenne', '/annuaire?q=manger pas cher&quoi=services');
  await open(page, list);
  await page.click('.card-title a');
  await page.waitForLoadState('networkidle');
  await take(page, 'guide-service');
  await open(page, list);
  const boxes = page.locator('input[name="choix"][type="checkbox"]');
  for (let index = 0; index < Math.min(3, await boxes.count()); index += 1) await boxes.nth(index).check();
  await page.locator('button[formaction*="selection"], form[action*="selection"] button').first().click();
  await page.waitForLoadState('networkidle');
  await take(page, 'guide-selection');
}

/** The pages of people who are signed in, each account in a browser of its own. */
async function picturesOfTheGuides(browser: Browser, portal: Portal): Promise<void> {
  const structure = await structureKept(browser, portal);
  for (const [as, pictures] of Map.groupBy(guidePictures, ({ as: who }) => who)) {
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    const page = await context.newPage();
    for (const { name, slug, path, width = 1024, height = 760, clicks = [] } of pictures) {
      await page.setViewportSize({ width, height });
      if (as !== null && (await context.cookies(portal.url(slug))).length === 0)
        await signIn(page, portal.url(slug, '/connexion'), as, DEMONSTRATION_PASSWORD);
      await open(page, portal.url(slug, path.replace(':structure', structure)));
      for (const selector of clicks) {
        await page.locator(selector).first().click();
        await page.waitForLoadState('networkidle');
      }
      await take(page, `guide-${name}`);
    }
    await context.close();
  }
}

/** The id of the structure that a trial account keeps. */
async function structureKept(browser: Browser, portal: Portal): Promise<string> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, portal.url('montbrillet', '/connexion'), 'structure', DEMONSTRATION_PASSWORD);
  await open(page, portal.url('montbrillet', '/mon-espace'));
  const link = await page.getByRole('link', { name: 'L’Épicerie du Lavoir' }).first().getAttribute('href');
  await context.close();
  const [, id] = /structures\/([0-9a-f-]+)/.exec(link ?? '') ?? [];
  if (!id) throw new Error('The trial account keeps no structure.');
  return id;
}

/** A town hall's table with what such tables have, and its report as a spreadsheet shows it. */
async function pictureOfTheReport(page: Page, portal: Portal): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'terreau-pictures-'));
  try {
    const table = join(work, 'associations.csv');
    const report = join(work, 'essai.csv');
    writeFileSync(
      table,
      [
        'Nom;Adresse;CP;Commune;Téléphone;Site;Activité;SIRET',
        'La Fanfare du Val;3 rue de la Halle;00741;Montbrillet;03 53 01 20 01;fanfare.example.org;Musique;',
        'L’Épicerie du Lavoir;18 rue du Lavoir;00741;Montbrillet;;;Épicerie solidaire;',
        ';7 rue Basse;00741;Montbrillet;;;;',
        'Les Amis des Ruches;2 chemin des Prés;00741;Montbrillet;peut-être;;Jardin partagé;12345678901234',
      ].join('\r\n'),
    );
    const { code, stderr } = await portal.terreau('import', 'csv', table, '--territory', 'montbrillet', '--dry-run', '--report', report);
    if (code !== 0) throw new Error(stderr);
    const rows = parse(readFileSync(report), { delimiter: ';', bom: true }) as string[][];
    const columns = (rows[0] ?? []).map((name, index) => ({ name, index })).filter(({ name }) => !['file', 'externalId'].includes(name));
    const cell = (text: string, tag: string) => `<${tag}>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</${tag}>`;
    const line = (row: readonly string[], tag: string) => `<tr>${columns.map(({ index }) => cell(row[index] ?? '', tag)).join('')}</tr>`;
    await page.setContent(
      `<style>body{margin:0;font:14px sans-serif}table{border-collapse:collapse;width:100%}td,th{border:1px solid #b8b8b8;padding:7px 9px;text-align:left}th{background:#e7efe7}</style>` +
        `<table>${rows.map((row, index) => line(row, index === 0 ? 'th' : 'td')).join('')}</table>`,
    );
    await take(page, 'guide-rapport');
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const portal = await startPortal({ now: '2026-11-24T09:30:00Z' });
try {
  const browser = await openBrowser();
  try {
    mkdirSync(folder, { recursive: true });
    await keep(await posterPicture(), 'guide-affiche');
    await keep(await weekPicture(), 'guide-semaine');
    for (const { name, slug, path, width, height, dark } of pictures) {
      const page = await browser.newPage({
        viewport: { width, height },
        deviceScaleFactor: width < 640 ? 2 : 1,
        colorScheme: dark ? 'dark' : 'light',
        reducedMotion: 'reduce',
      });
      await open(page, portal.url(slug, path));
      await take(page, name);
      await page.close();
    }
    const page = await browser.newPage({ viewport: { width: 1024, height: 1000 }, reducedMotion: 'reduce' });
    await picturesOfTheDesk(page, portal);
    await page.close();
    await picturesOfTheGuides(browser, portal);
    // A page of its own: the portal's would refuse its styles.
    const table = await browser.newPage({ viewport: { width: 1280, height: 260 } });
    await pictureOfTheReport(table, portal);
    await table.close();
  } finally {
    await browser.close();
  }
} finally {
  await portal.stop();
}
if (process.connected) process.disconnect();
