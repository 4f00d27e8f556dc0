import { compile, type HtmlToTextOptions } from 'html-to-text';

/** Longer is no text that anybody reads, and would keep the expressions below busy. */
const LONGEST = 200_000;

const WORDS_FOR_NOTHING: ReadonlySet<string> = new Set([
  'null',
  'undefined',
  'none',
  'nan',
  'n/a',
  '#n/a',
  '#ref!',
  '#value!',
  '#valeur!',
  'non renseigné',
  'non renseignée',
  'non communiqué',
  'non communiquée',
]);

/** Whether a cell says that it says nothing: « null », « N/A », « - ». A word that may be a name is not one. */
export function saysNothing(text: string): boolean {
  const bare = text.trim().toLowerCase();
  return WORDS_FOR_NOTHING.has(bare) || !/[\p{L}\p{N}]/u.test(bare);
}

/** The text of a cell or member, as it was written; null where it has none. */
export function writtenText(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') return null;
  const text = value.slice(0, LONGEST);
  return saysNothing(text) ? null : text;
}

/** One line of plain text, at most `max` characters long. */
export function line(value: unknown, max = 500): string | null {
  const text = readable(value);
  return text === null ? null : shortened(text.replace(/\s+/gu, ' '), max);
}

/** Plain text with its paragraphs and lists; Markdown stays as it is. */
export function paragraphs(value: unknown, max = 10_000): string | null {
  const text = readable(value);
  if (text === null) return null;
  const tidy = text
    .trimStart()
    // Blanks that go may be many, what is cut in the end is not read.
    .slice(0, 4 * max)
    .split('\n')
    .map((one) => one.trimEnd().replace(/^\s*\u00a0\s*/u, ''))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
  return shortened(tidy, max);
}

/** Cut between characters, not inside one. */
function shortened(text: string, max: number): string | null {
  const cut = text
    .trim()
    .slice(0, max)
    .replace(/\p{Cs}/gu, '')
    .trim();
  return cut === '' || saysNothing(cut) ? null : cut;
}

function readable(value: unknown): string | null {
  const written = writtenText(value);
  if (written === null) return null;
  return (
    (/[&<\\]/.test(written) ? withoutHtml(withoutEscapes(written)) : written)
      .replace(/\r\n?|[\u2028\u2029]/g, '\n')
      // A tab stands for a space; the others stand for nothing.
      .replace(/\t/g, ' ')
      .replace(/[^\P{Cc}\n]|[\u200b\ufeff\ufffe\uffff]/gu, '')
      .normalize('NFC')
  );
}

/** `\u00e9` and `\/` in a text are JSON that was encoded twice. */
export function withoutEscapes(text: string): string {
  if (!/\\u[\da-f]{4}|\\\//i.test(text)) return text;
  const plain: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '/': '/', '\\': '\\' };
  return text.replace(/\\(?:u([\da-f]{4})|([nrt"/\\]))/gi, (whole, code: string | undefined, sign: string | undefined) =>
    code !== undefined ? String.fromCharCode(Number.parseInt(code, 16)) : (plain[sign ?? ''] ?? whole),
  );
}

const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,31}\d{0,2});/gi;
/** Only what is surely a tag: « moins de <18 ans> » and « a < b » are text. */
const TAG =
  /<\/?(?:a|abbr|article|aside|b|big|blockquote|body|br|button|center|cite|code|dd|del|div|dl|dt|em|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|ins|label|li|link|main|meta|nav|o:p|object|ol|p|pre|s|script|section|small|span|strike|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|tr|u|ul|video)(?:\s[^<>]*)?\/?>/i;
const BLOCK_TAG = /<(?:br|p|div|li|tr|h[1-6]|ul|ol|table)\b/i;

const htmlOptions: HtmlToTextOptions = {
  wordwrap: false,
  limits: { maxInputLength: LONGEST, maxDepth: 50 },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'script', format: 'skip' },
    { selector: 'style', format: 'skip' },
    { selector: 'ul', options: { itemPrefix: '- ' } },
    { selector: 'hr', format: 'skip' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
      selector,
      options: { uppercase: false, leadingLineBreaks: 2, trailingLineBreaks: 1 },
    })),
  ],
};

// Compiled once: it takes longer than any text does.
const htmlText = compile(htmlOptions);
const htmlInText = compile({ ...htmlOptions, preserveNewlines: true });
const entityText = compile({ wordwrap: false, whitespaceCharacters: '' });

/** Plain text of what may be HTML, or text escaped for HTML, once or twice. Other text is left as it is. */
export function withoutHtml(text: string): string {
  let known = text;
  if (!TAG.test(known)) known = withoutEntities(known);
  // Tags that were escaped themselves.
  if (!TAG.test(known)) return withoutEntities(known);
  // Line ends mean nothing in HTML that breaks its lines itself; elsewhere somebody put tags into text.
  return withoutEntities(BLOCK_TAG.test(known) ? htmlText(known) : htmlInText(known));
}

const entities = new Map<string, string>();

function withoutEntities(text: string): string {
  return text.replace(ENTITY, (entity) => {
    const known = entities.get(entity);
    if (known !== undefined) return known;
    const decoded = entityText(entity) || ' ';
    // A file may hold any number of different ones.
    if (entities.size < 1_000) entities.set(entity, decoded);
    return decoded;
  });
}
