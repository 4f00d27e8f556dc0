/** Pictures of the real product for the README, from the demonstration on a Tuesday morning: `npm run screenshots`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { openBrowser } from '../test/support/browser.ts';
import { root, startPortal } from '../test/support/portal.ts';

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
  { name: 'place-dark', slug: 'montbrillet', path: '/lieux/l-epicerie-du-lavoir', width: 1280, height: 900, dark: true },
];

const portal = await startPortal({ now: '2026-11-24T09:30:00Z' });
try {
  const browser = await openBrowser();
  try {
    mkdirSync(folder, { recursive: true });
    for (const { name, slug, path, width, height, dark } of pictures) {
      const page = await browser.newPage({
        viewport: { width, height },
        deviceScaleFactor: width < 640 ? 2 : 1,
        colorScheme: dark ? 'dark' : 'light',
        reducedMotion: 'reduce',
      });
      const response = await page.goto(portal.url(slug, path), { waitUntil: 'networkidle' });
      if (!response?.ok()) throw new Error(`${path} answered ${response?.status()}.`);
      await page.evaluate(() => document.fonts.ready);
      // Flat colours: a palette says as much in a third of the bytes.
      const image = await sharp(await page.screenshot())
        .png({ palette: true, colours: 128, effort: 10 })
        .toBuffer();
      await page.close();
      if (image.length > LARGEST) throw new Error(`${name}.png weighs ${image.length} bytes: at most ${LARGEST}.`);
      writeFileSync(join(folder, `${name}.png`), image);
      console.log(`docs/images/${name}.png ${image.length}`);
    }
  } finally {
    await browser.close();
  }
} finally {
  await portal.stop();
}
if (process.connected) process.disconnect();
