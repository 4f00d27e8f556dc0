import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/tools.ts';
import { catalogue } from '../../src/catalogue.ts';
import { mandateMessages } from '../../src/kernel/access/mandate-messages.ts';
import { fileMessages } from '../../src/kernel/files/messages.ts';
import { formMessages } from '../../src/kernel/http/form-messages.ts';
import { type Locale, locales } from '../../src/kernel/i18n/locales.ts';
import type { Messages } from '../../src/kernel/i18n/messages.ts';
import { mailMessages } from '../../src/kernel/mail/messages.ts';
import { pdfMessages } from '../../src/kernel/pdf/messages.ts';
import { ownHolder } from '../../src/kernel/privacy/own-data.ts';
import { uiMessages } from '../../src/ui/messages.ts';
import { apiMessages } from '../../src/web/api-messages.ts';
import { webMessages } from '../../src/web/messages.ts';

type Part = ReturnType<IntlMessageFormat['getAst']>[number];

function parse(text: string, locale: Locale): Part[] {
  // As `translator` does: the constructor reads the whole syntax, and plurals without « other » are refused.
  return new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst();
}

/** Each placeholder, and for a choice between words what it chooses between: « state(draft|published) ». A country's own words are those of one language or of both. */
function placeholders(parts: readonly Part[]): string[] {
  const found = parts.flatMap((part) => {
    if (!('options' in part)) return 'value' in part && part.type !== 0 ? [part.value] : [];
    const options = Object.entries(part.options);
    // Plural categories are each language's own.
    const name =
      part.type === 5
        ? `${part.value}(${options
            .map(([option]) => option)
            .sort()
            .join('|')})`
        : part.value;
    return [...(part.value === 'country' ? [] : [name]), ...options.flatMap(([, { value }]) => placeholders(value))];
  });
  return [...new Set(found)].sort();
}

/** What may be read on screen: one text for each way through its plurals and choices, with ￼ for a value. */
function readings(parts: readonly Part[]): string[] {
  return parts.reduce<string[]>(
    (before, part) => {
      const own =
        'options' in part
          ? Object.values(part.options).flatMap(({ value }) => readings(value))
          : [part.type === 0 ? part.value : part.type === 7 ? '7' : '￼'];
      return before.flatMap((start) => own.map((end) => start + end));
    },
    [''],
  );
}

/** What a French typographer would correct: narrow no-break spaces (U+202F), quotes, apostrophes, ellipses. */
function frenchMistakes(text: string): string[] {
  const words = text.replace(/\b[a-z]+:\/\/\S+/g, 'adresse').replace(/(\d):(?=\d)/g, '$1h');
  return [
    ...(/(^|[^\u202f!?])[;:!?»]/.test(words) ? ['no narrow space before ; : ! ? or »'] : []),
    ...(/«(?!\u202f)/.test(words) ? ['no narrow space after «'] : []),
    ...(/'/.test(words) ? ['a straight apostrophe'] : []),
    ...(/"/.test(words) ? ['straight quotes'] : []),
    ...(/\.\.\./.test(words) ? ['three points for …'] : []),
    ...(words !== words.trim() || / {2}/.test(words) ? ['a space too many'] : []),
  ];
}

/** What is wrong in a set of messages, one sentence each. */
function messageMistakes(messages: Messages): string[] {
  const keys = [...new Set(locales.flatMap((locale) => Object.keys(messages[locale])))];
  return keys.flatMap((key) => {
    const expected = new Map<string, Locale>();
    return locales.flatMap((locale): string[] => {
      const text = messages[locale][key];
      if (text === undefined) return [`${key} ${locale}: missing`];
      if (text.trim() === '') return [`${key} ${locale}: empty`];
      let parts: Part[];
      try {
        parts = parse(text, locale);
      } catch (error) {
        return [`${key} ${locale}: ${(error as Error).message}`];
      }
      const names = placeholders(parts).join(', ');
      expected.set(names, locale);
      return [
        ...(expected.size > 1 ? [`${key} ${locale}: {${names}}, where ${[...expected.values()][0]} has {${[...expected.keys()][0]}}`] : []),
        ...(locale === 'fr' ? [...new Set(readings(parts).flatMap(frenchMistakes))].map((mistake) => `${key} fr: ${mistake}`) : []),
      ];
    });
  });
}

interface NamedKeys {
  literals: ReadonlySet<string>;
  patterns: readonly RegExp[];
}

/** Keys that source texts name: literals, and patterns for those made on the spot, as `theme.${code}`. */
function namedKeys(files: ReadonlyMap<string, string>): NamedKeys {
  const literals = new Set<string>();
  const templates: string[][] = [];
  // A piece of a key, kept in a constant of its own: « `fr.${digits}` as const ».
  const pieces: string[][] = [];
  for (const [file, text] of files) {
    const declares = /(^|[/-])messages\.ts$/.test(file);
    const visit = (node: ts.Node): void => {
      // Where messages are declared, a key is not thereby used.
      if (ts.isStringLiteralLike(node) && !(declares && ts.isPropertyAssignment(node.parent))) literals.add(node.text);
      if (ts.isTemplateExpression(node) && !declares) {
        const texts = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
        if (/^[a-z][\w-]*\.[\w.-]*$/.test(texts.join('')))
          (ts.isAsExpression(node.parent) && ts.isConstTypeReference(node.parent.type) ? pieces : templates).push(texts);
      }
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS));
  }
  const pattern = (texts: readonly string[], value: string) => texts.map((part) => part.replace(/\./g, '\\.')).join(value);
  const value = `(?:${['[\\w-]+', ...pieces.map((piece) => pattern(piece, '[\\w-]+'))].join('|')})`;
  return { literals, patterns: templates.map((template) => new RegExp(`^${pattern(template, value)}$`)) };
}

function unusedKeys(messages: Messages, { literals, patterns }: NamedKeys): string[] {
  return Object.keys(messages.fr).filter((key) => !literals.has(key) && !patterns.some((pattern) => pattern.test(key)));
}

const sources = new Map(
  readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.(test|testing|generated)\./.test(name))
    .map((name) => [name, readFileSync(join(root, 'src', name), 'utf8')] as const),
);

const named = namedKeys(sources);
// The privacy page says what each kind of data is, by the keys that are made of its name.
const heldKeys = [...catalogue, ownHolder].flatMap(({ personalData = [] }) =>
  personalData.flatMap(({ kind }) => [`${kind}.name`, `${kind}.why`, `${kind}.until`]),
);
for (const key of heldKeys) (named.literals as Set<string>).add(key);

const sets = new Map<string, Messages>([
  ['web', webMessages],
  ['api', apiMessages],
  ['files', fileMessages],
  ['mail', mailMessages],
  ['privacy', ownHolder.messages],
  ['pdf', pdfMessages],
  ['mandate', mandateMessages],
  ['form', formMessages],
  ['ui', uiMessages],
  ...catalogue.flatMap(({ name, messages }) => (messages ? [[name, messages] as const] : [])),
]);

function isMessages(value: unknown): value is Messages {
  return typeof value === 'object' && value !== null && 'fr' in value && 'en' in value;
}

describe('the messages', () => {
  it('are all looked at', async () => {
    const looked = new Set([...sets.values()].flatMap(({ fr }) => Object.keys(fr)));
    const files = [...sources].filter(([, text]) => /^export const \w+ = defineMessages\(/m.test(text)).map(([name]) => name);
    expect(files.length).toBeGreaterThanOrEqual(sets.size);
    for (const file of files) {
      const declared = Object.values((await import(join(root, 'src', file))) as Record<string, unknown>).filter(isMessages);
      expect(declared.length, file).toBeGreaterThan(0);
      for (const { fr } of declared) for (const key of Object.keys(fr)) expect(looked.has(key), `${file}: ${key}`).toBe(true);
    }
    expect([...sets.values()].flatMap(({ fr }) => Object.keys(fr)).length).toBeGreaterThan(200);
  });

  it.each([...sets.keys()])('of %s are there in every language, well-formed and well set', (name) => {
    expect(messageMistakes(sets.get(name) as Messages)).toEqual([]);
  });

  it.each([...sets.keys()])('of %s are all said somewhere', (name) => {
    expect(unusedKeys(sets.get(name) as Messages, named)).toEqual([]);
  });
});

describe('a message is reported', () => {
  const only = (fr: Record<string, string>, en: Record<string, string>) => messageMistakes({ fr, en });

  it('when a language lacks it, or says nothing', () => {
    expect(only({ a: 'Bonjour' }, {})).toEqual(['a en: missing']);
    expect(only({}, { a: 'Hello' })).toEqual(['a fr: missing']);
    expect(only({ a: 'Bonjour' }, { a: ' ' })).toEqual(['a en: empty']);
  });

  it('when its placeholders differ', () => {
    expect(only({ a: 'Bonjour {name}' }, { a: 'Hello {nom}' })).toEqual(['a en: {nom}, where fr has {name}']);
    expect(
      only({ a: '{n, plural, one {# lieu} other {# lieux}}' }, { a: '{n, plural, one {# place} other {# places of {name}}}' }),
    ).toEqual(['a en: {n, name}, where fr has {n}']);
    expect(only({ a: '{sex, select, female {elle} other {il}}' }, { a: '{sex, select, femal {she} other {he}}' })).toEqual([
      'a en: {sex(femal|other)}, where fr has {sex(female|other)}',
    ]);
  });

  it('when its syntax is broken, or a plural has no « other »', () => {
    expect(only({ a: '{n, plural, one {# lieu}' }, { a: 'Places' })).toEqual([expect.stringMatching(/^a fr: /)]);
    expect(only({ a: '{n} lieux' }, { a: '{n, plural, one {# place}}' })).toEqual(['a en: MISSING_OTHER_CLAUSE']);
  });

  it.each([
    ['Quel lieu ?', 'no narrow space before ; : ! ? or »'],
    ['Quel lieu\u00a0?', 'no narrow space before ; : ! ? or »'],
    ['Horaires: {hours}', 'no narrow space before ; : ! ? or »'],
    ['{name}: {hours}', 'no narrow space before ; : ! ? or »'],
    ['{n, plural, one {# lieu !} other {# lieux\u202f!}}', 'no narrow space before ; : ! ? or »'],
    ['Le « tiers-lieu\u202f»', 'no narrow space after «'],
    ["L''annuaire", 'a straight apostrophe'],
    ['Le "tiers-lieu"', 'straight quotes'],
    ['Un instant...', 'three points for …'],
    ['Bonjour ', 'a space too many'],
  ])('when its typography is not French: %s', (text, mistake) => {
    const [fr, en] = [{ a: text }, { a: text }];
    expect(only(fr, en)).toEqual([`a fr: ${mistake}`]);
  });

  it('never for good French', () => {
    for (const text of [
      'Quoi\u202f?! Déjà\u202f: voyez https://exemple.fr/a?b=c;d, à 10:30.',
      'Le «\u202ftiers-lieu\u202f» d’à côté… {n, plural, one {# place\u202f!} other {# places\u202f!}}',
      '{name}\u202f: {hours}',
    ])
      expect(only({ a: text }, { a: text })).toEqual([]);
  });

  it('when nothing says it', () => {
    const messages: Messages = {
      fr: {
        'shop.title': '',
        'shop.forgotten': '',
        'shop.state.open': '',
        'shop.state.fr.112': '',
        'shop.state.open.help': '',
        'other.state.open': '',
      },
      en: {},
    };
    const files = new Map([
      ['shop/messages.ts', "defineMessages({ fr: { 'shop.forgotten': 'Oubli', 'shop.title': 'Titre' } })"],
      ['shop/views.tsx', "t('shop.title'); t(`shop.state.${state}`);"],
      ['shop/rules.ts', 'const text = `fr.${digits}` as const;'],
    ]);
    expect(unusedKeys(messages, namedKeys(files))).toEqual(['shop.forgotten', 'shop.state.open.help', 'other.state.open']);
  });
});
