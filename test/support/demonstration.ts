/** The demonstration, loaded once for all journeys: each portal begins with a copy of its folder (see `startPortal`). */
import { rmSync } from 'node:fs';
import { missingBrowser } from './browser.ts';
import { startPortal } from './portal.ts';

export default async function setup(): Promise<(() => void) | undefined> {
  if (missingBrowser) return undefined;
  const portal = await startPortal();
  await portal.stop({ keep: true });
  process.env['TEST_DEMONSTRATION'] = portal.folder;
  return () => rmSync(portal.folder, { recursive: true, force: true });
}
