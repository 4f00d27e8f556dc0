import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const elsewhere = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The system's Chromium, else the one that Playwright downloaded; null where there is neither. */
function findChromium(): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const candidates = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...elsewhere, chromium.executablePath()];
  return candidates.find(isExecutable) ?? null;
}

const executablePath = findChromium();

/** Null where there is a browser to run in, else what to do about it. In CI, having none is a failure, not a skip. */
export const missingBrowser: string | null = executablePath
  ? null
  : 'No Chromium: get one with « apt-get install chromium » or « npx playwright-core install chromium ».';

if (missingBrowser) {
  if (process.env['CI'] === 'true') throw new Error(missingBrowser);
  console.warn(`${missingBrowser} The journeys in a browser are skipped.`);
}

/** A headless Chromium that talks to nobody on its own; `more` are options of its command line. */
export async function openBrowser(...more: readonly string[]): Promise<Browser> {
  if (!executablePath) throw new Error(missingBrowser ?? '');
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  });
}
