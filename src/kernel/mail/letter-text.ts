import parsePhone from 'libphonenumber-js/min';
import { colon } from '../i18n/format.ts';
import { translator } from '../i18n/messages.ts';
import type { Letter } from './letter.ts';
import { mailMessages } from './messages.ts';

/** Columns: what RFC 5322 advises (78), with room to be quoted once. */
const WIDTH = 76;

/** The plain text of a letter: what screen readers, old telephones and careful people read. Web addresses stand on a line of their own. */
export function letterText(letter: Letter): string {
  const t = translator(mailMessages, letter.locale);
  const { territory, action, unsubscribeUrl } = letter;
  return [
    ...[letter.greeting ?? [], letter.paragraphs].flat().map((paragraph) => wrapped(paragraph)),
    ...(letter.facts?.length
      ? [
          letter.facts
            .map((fact) => factText(fact, letter.locale))
            .join('\n')
            .trimEnd(),
        ]
      : []),
    ...(letter.quote ? [wrapped(letter.quote, '> ', '> ')] : []),
    ...(action ? [`${wrapped(`${action.label}${colon(letter.locale)}`)}\n${action.url}`] : []),
    ...(letter.afterword ?? []).map((paragraph) => wrapped(paragraph)),
    // What follows two dashes and a space is a signature, which answers leave out (RFC 3676, 4.3).
    ['-- ', wrapped(t('mail.from', { name: territory.name })), territory.origin, ...helpLine(letter).map((line) => wrapped(line))].join(
      '\n',
    ),
    ...(unsubscribeUrl ? [`${t('mail.unsubscribe')}${colon(letter.locale)}\n${unsubscribeUrl}`] : []),
  ].join('\n\n');
}

/** What leads somewhere stands apart from the next one. */
function factText({ term, value, url }: NonNullable<Letter['facts']>[number], locale: Letter['locale']): string {
  const words = wrapped(`${term}${colon(locale)} ${value}`, '', '  ');
  return url === undefined ? words : `${words}\n  ${url}\n`;
}

/** « Une question ? Mairie de Valombre, +33 4 76 00 00 00 »; nothing where the territory gives nobody to call or write to. */
export function helpLine({ territory: { contact }, locale }: Letter): string[] {
  if (!contact || !(contact.phone || contact.email)) return [];
  const phone = contact.phone && (parsePhone(contact.phone)?.formatInternational() ?? contact.phone);
  const words = [contact.name, phone, contact.email].filter((part) => part).join(', ');
  return [translator(mailMessages, locale)('mail.help', { contact: words })];
}

/** Broken at ordinary spaces alone: the others hold together what must not be parted. What is longer than a line stays whole. */
function wrapped(text: string, first = '', next = first): string {
  const lines: string[] = [];
  for (const given of text.split(/\r?\n/)) {
    let line = lines.length === 0 ? first : next;
    let isEmpty = true;
    for (const word of given.split(/ +/)) {
      if (!isEmpty && line.length + 1 + word.length > WIDTH) {
        lines.push(line);
        line = next;
        isEmpty = true;
      }
      line += isEmpty ? word : ` ${word}`;
      isEmpty = false;
    }
    lines.push(line.trimEnd());
  }
  return lines.join('\n');
}
