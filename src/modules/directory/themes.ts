/**
 * The residents' themes, in order of need: what a person who arrives in town looks for first comes first.
 * `code` names the theme in tables and in the API, `slug` in page addresses, `icon` is a name of Lucide's set,
 * `hue` the angle (degrees, OKLCH) of the theme's tint. The words are in `messages.ts` under `theme.<code>`.
 */
export const themes = [
  { code: 'food', slug: 'manger', icon: 'utensils', hue: 55 },
  { code: 'housing', slug: 'se-loger', icon: 'house', hue: 35 },
  { code: 'work', slug: 'travailler', icon: 'briefcase', hue: 255 },
  { code: 'mobility', slug: 'se-deplacer', icon: 'bus', hue: 220 },
  { code: 'repair-reuse', slug: 'reparer-reemployer', icon: 'wrench', hue: 160 },
  { code: 'learning', slug: 'apprendre', icon: 'book-open', hue: 285 },
  { code: 'childhood-youth', slug: 'enfants-jeunes', icon: 'baby', hue: 340 },
  { code: 'health', slug: 'se-soigner', icon: 'heart-pulse', hue: 15 },
  { code: 'disability-age', slug: 'handicap-grand-age', icon: 'accessibility', hue: 305 },
  { code: 'money-paperwork', slug: 'argent-papiers', icon: 'file-text', hue: 95 },
  { code: 'internet', slug: 'internet', icon: 'wifi', hue: 200 },
  { code: 'leisure', slug: 'sortir-se-rencontrer', icon: 'users', hue: 325 },
  { code: 'shops', slug: 'commerces', icon: 'store', hue: 75 },
  { code: 'social-enterprise', slug: 'entreprendre-autrement', icon: 'sprout', hue: 135 },
] as const;

export type Theme = (typeof themes)[number];
export type ThemeCode = Theme['code'];

export const themeCodes = themes.map((theme) => theme.code) as [ThemeCode, ...ThemeCode[]];
