/**
 * Languages in which a service may receive people: BCP 47, in the order in which a form offers them. Sign languages by
 * their own codes: `fsl` in France, `ssr` in French-speaking Switzerland.
 */
export const languages = [
  ...['fr', 'en', 'fsl', 'ssr', 'ar', 'ary', 'kab', 'es', 'pt', 'it', 'de', 'gsw', 'rm', 'nl'],
  ...['tr', 'ku', 'ru', 'uk', 'ps', 'fa', 'prs', 'ur', 'bn', 'hi', 'pa', 'ta', 'so', 'ti', 'am'],
  ...['sq', 'sr', 'hr', 'bs', 'mk', 'ro', 'rom', 'hu', 'bg', 'pl', 'cs', 'sk', 'el', 'ka', 'hy'],
  ...['zh', 'vi', 'th', 'tl', 'wo', 'ff', 'bm', 'snk', 'ln', 'sw', 'rw', 'mg', 'ht'],
] as const;

export type LanguageCode = (typeof languages)[number];

const known: ReadonlySet<string> = new Set(languages);

/** Whether a code that comes from outside is one of ours. */
export function isLanguage(code: string): code is LanguageCode {
  return known.has(code);
}

/** What `Intl.DisplayNames` does not know (ICU has no sign language but the American), or says as nobody does. */
const overrides: Record<'fr' | 'en', Partial<Record<LanguageCode, string>>> = {
  fr: {
    fsl: 'langue des signes française (LSF)',
    ssr: 'langue des signes suisse romande (LSF-SR)',
    ary: 'arabe dialectal (darija)',
    prs: 'persan (dari)',
    ps: 'pachto (pachtou)',
    ti: 'tigrinya',
    tl: 'tagalog (philippin)',
    ff: 'peul (pular, fulfulde)',
    zh: 'chinois (mandarin)',
  },
  en: {
    fsl: 'French Sign Language',
    ssr: 'Swiss-French Sign Language',
    bn: 'Bengali',
    tl: 'Tagalog (Filipino)',
    ff: 'Fula (Pular, Fulfulde)',
    zh: 'Chinese (Mandarin)',
  },
};

const names = {
  fr: new Intl.DisplayNames(['fr'], { type: 'language' }),
  en: new Intl.DisplayNames(['en'], { type: 'language' }),
};

/** The name of a language in the visitor's: « arabe », « langue des signes française (LSF) ». */
export function languageName(code: LanguageCode, locale: 'fr' | 'en'): string {
  return overrides[locale][code] ?? names[locale].of(code) ?? code;
}
