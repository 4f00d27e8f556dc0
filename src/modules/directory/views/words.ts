import type { Visit } from '../../../kernel/http/visit.ts';
import type { Locale } from '../../../kernel/i18n/locales.ts';
import { type Translate, translator } from '../../../kernel/i18n/messages.ts';
import type { SubjectName } from '../facts.ts';
import { type KindCode, kindByCode } from '../kinds.ts';
import { type DirectoryMessageKey, directoryMessages } from '../messages.ts';
import { type Theme, type ThemeCode, themes } from '../themes.ts';
import { isLanguage, languageName, languages } from '../vocabularies/languages.ts';
import type { Term } from '../vocabularies/term.ts';

export type DirectoryTranslate = Translate<DirectoryMessageKey>;

export function directoryWords(visit: Pick<Visit, 'locale'>): DirectoryTranslate {
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

/** The words of a code; a code that we do not know is shown as it is. */
export function termWords(terms: ReadonlyMap<string, Term>, code: string, locale: Locale): string {
  return terms.get(code)?.[locale] ?? code;
}

/** The names of languages, in the order of our vocabulary: those of the country come first. */
export function languageWords(codes: readonly string[], locale: Locale): string[] {
  const known = languages.filter((code) => codes.includes(code)).map((code) => languageName(code, locale));
  return [...known, ...codes.filter((code) => !isLanguage(code))];
}

/** Words of a vocabulary in one line: « Demandeurs d’emploi, jeunes ». An acronym keeps its capitals. */
export function inLine(words: readonly string[]): string {
  return capitalise(
    words
      .map((word, index) => (index > 0 && /^\p{Lu}(?!\p{Lu})/u.test(word) ? word.charAt(0).toLowerCase() + word.slice(1) : word))
      .join(', '),
  );
}

/** A service is of its own themes; those of its structure stand in where it has none. */
export function themeOfSubject(subject: { subject: SubjectName; kinds: readonly KindCode[]; themes: readonly ThemeCode[] }): Theme {
  return mainTheme(subject.subject === 'service' && subject.themes.length > 0 ? { kinds: [], themes: subject.themes } : subject);
}
