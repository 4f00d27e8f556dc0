import type { Config } from '../../kernel/config.ts';
import type { TerritoryContext, Visit } from '../../kernel/http/visit.ts';
import type { Locale } from '../../kernel/i18n/locales.ts';
import type { Letter } from '../../kernel/mail/letter.ts';

/** In whose name a letter is written. */
export function lettersTerritory({ territory, origin }: Pick<Visit, 'territory' | 'origin'>): Letter['territory'] {
  return { name: territory.name, accent: territory.accent, origin, contact: territory.contact };
}

/** Where a territory's portal answers, for letters that no visit asks for: its own name, the installation's, or this machine's. */
export function portalOf(
  { publicUrl, port }: Pick<Config, 'publicUrl' | 'port'>,
  territory: TerritoryContext,
  locale: Locale = 'fr',
): Pick<Visit, 'territory' | 'origin' | 'href'> {
  const origin = territory.origin ?? publicUrl ?? `http://${territory.slug}.localhost:${port}`;
  return { territory, origin, href: linkIn({ territory, origin }, locale) };
}

/** Whole addresses of a portal in a reader's language, where the portal has it: `/annuaire` → `https://…/en/annuaire`. */
export function linkIn({ territory, origin }: Pick<Visit, 'territory' | 'origin'>, locale: Locale): (path: string) => string {
  const prefix = locale === 'fr' || !territory.locales.includes(locale) ? '' : `/${locale}`;
  return (path) => `${origin}${prefix}${path}`;
}
