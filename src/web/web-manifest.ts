import type { Visit } from '../kernel/http/visit.ts';
import { translator } from '../kernel/i18n/messages.ts';
import { accentOf } from './accent.ts';
import { iconDigest, iconNames } from './app-icon.ts';
import { webMessages } from './messages.ts';

/** What fits under an icon. */
const SHORT = 16;

/** A territory's name as one says it: without « communauté de communes », cut between two words where it is long. */
export function shortName(name: string): string {
  const own =
    name.replace(/^(communauté (de communes|d[’']agglomération|urbaine)|métropole|commune|ville)\s+(d[eu]s?\s+|de la\s+|d[’'])?/i, '') ||
    name;
  const said = own.charAt(0).toUpperCase() + own.slice(1);
  if (said.length <= SHORT) return said;
  const cut = said.slice(0, SHORT + 1).replace(/[\s-]+\S*$/, '');
  return cut.length > SHORT ? said.slice(0, SHORT) : cut;
}

/** What a phone needs to put the portal among its applications (W3C Web Application Manifest), in the visitor's language. */
export function webManifest(visit: Visit): object {
  const t = translator(webMessages, visit.locale);
  const { territory, locale } = visit;
  const digest = iconDigest(territory);
  return {
    id: '/',
    name: territory.name,
    short_name: shortName(territory.name),
    description: t('web.description', { name: territory.name }),
    lang: locale,
    dir: 'ltr',
    start_url: visit.href('/'),
    scope: '/',
    display: 'standalone',
    background_color: accentOf(territory).paper,
    theme_color: accentOf(territory).accent,
    icons: iconNames
      .filter(({ purpose }) => purpose !== 'apple')
      .map(({ name, size, purpose }) => ({ src: `/icone/${name}?v=${digest}`, sizes: `${size}x${size}`, type: 'image/png', purpose })),
  };
}
