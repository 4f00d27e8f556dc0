import { type AccentStyle, accentStyle } from '../kernel/html/accent.ts';
import type { TerritoryContext } from '../kernel/http/visit.ts';

/** The paper of each mode, in hex for browsers' bars; as `--paper` in `ui/styles/tokens.css`. */
export const paper = { light: '#f9f2e7', dark: '#1a140f' } as const;

/** Terreau's own green, as `--accent` by day. */
const LEAF = '#23543a';

/** A colour that cannot be read in the settings must not take the portal down: it keeps Terreau's green. */
export function accentStyleOf({ accent }: Pick<TerritoryContext, 'accent'>): AccentStyle | null {
  if (!accent) return null;
  try {
    return accentStyle(accent);
  } catch {
    return null;
  }
}

/** The colours of a territory by day, in hex: for what is drawn outside of a page. */
export function accentOf(territory: Pick<TerritoryContext, 'accent'>): { accent: string; paper: string } {
  return { accent: accentStyleOf(territory)?.accent.light ?? LEAF, paper: paper.light };
}
