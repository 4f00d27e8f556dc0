import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../kernel/errors.ts';
import { projectRoot } from '../kernel/project.ts';

/** Where the build puts what browsers load; every name but the fonts' and the icon's carries a digest. */
export const assetFolder = join(projectRoot, 'dist/assets');

export interface BuiltAssets {
  css: string;
  denseCss: string;
  iconSprite: string;
  script: string;
  denseScript: string;
  /** Of what other sites show in a frame. */
  embedCss: string;
}

/** Addresses of the built files. @throws UserError where nothing was built. */
export function readAssets(): BuiltAssets {
  const file = join(assetFolder, 'manifest.json');
  if (!existsSync(file)) throw new UserError('Les fichiers du site ne sont pas construits : lancez « npx terreau start », qui le fait.');
  return JSON.parse(readFileSync(file, 'utf8')) as BuiltAssets;
}
