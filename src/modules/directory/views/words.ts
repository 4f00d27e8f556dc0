import type { Visit } from '../../../kernel/http/visit.ts';
import type { Locale } from '../../../kernel/i18n/locales.ts';
import { type Translate, translator } from '../../../kernel/i18n/messages.ts';
import { type KindCode, kindByCode } from '../kinds.ts';
import { type DirectoryMessageKey, directoryMessages } from '../messages.ts';
import { type Theme, type ThemeCode, themes } from '../themes.ts';

export type DirectoryTranslate = Translate<DirectoryMessageKey>;

export function directoryWords(visit: Visit): DirectoryTranslate {
  return translator(directoryMessages, visit.locale);
}

const lists = new Map<Locale, Intl.ListFormat>();

/** « nom, adresse et horaires » */
export function formatList(items: readonly string[], locale: Locale): string {
  let format = lists.get(locale);
  if (!format) {
    format = new Intl.ListFormat(locale, { type: 'conjunction' });
    lists.set(locale, format);
  }
  return format.format(items);
}

export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function kindWords(kinds: readonly KindCode[], locale: Locale): string[] {
  return kinds.flatMap((code) => kindByCode.get(code)?.label[locale] ?? []);
}

const themeByCode = new Map<ThemeCode, Theme>(themes.map((theme) => [theme.code, theme]));

function themeOf(code: ThemeCode): Theme {
  return themeByCode.get(code) ?? themes[0];
}

/** The theme that stands for a thing: that of what it is first, else the first it has. */
export function mainTheme({ kinds, themes: codes }: { kinds: readonly KindCode[]; themes: readonly ThemeCode[] }): Theme {
  const [kind] = kinds;
  return themeOf((kind && kindByCode.get(kind)?.themes[0]) ?? codes[0] ?? 'social-enterprise');
}
