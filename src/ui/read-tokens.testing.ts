import { readFileSync } from 'node:fs';

export interface Tokens {
  light: ReadonlyMap<string, string>;
  dark: ReadonlyMap<string, string>;
}

/** The colours of `styles/tokens.css` by name, as the tests read them. */
export function readTokens(): Tokens {
  const css = readFileSync(new URL('./styles/tokens.css', import.meta.url), 'utf8');
  const night = css.indexOf('@media (prefers-color-scheme: dark)');
  const declarations = (text: string) =>
    [...text.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name ?? '', value ?? ''] as const);
  const light = new Map(declarations(css.slice(0, night)));
  return { light, dark: new Map([...light, ...declarations(css.slice(night))]) };
}
