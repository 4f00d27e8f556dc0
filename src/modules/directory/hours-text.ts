import { type Calendar, evaluator } from './hours-evaluator.ts';

/**
 * Opening hours as somebody typed them: OpenStreetMap's notation, or French that comes near it (« du lundi au vendredi,
 * 9h à 12h et 14h à 18h »), which is written down in that notation.
 *
 * @returns what is not understood, word for word, where they cannot be read.
 */
export function readHoursText(typed: string, calendar: Calendar): { text: string } | { unknown: string } {
  const text = typed.trim().replace(/\s+/g, ' ');
  const first = parse(text, calendar);
  if ('text' in first) return first;
  const second = parse(inNotation(text), calendar);
  return 'text' in second ? second : first;
}

function parse(text: string, calendar: Calendar): { text: string } | { unknown: string } {
  try {
    const hours = evaluator(text, calendar, null);
    // What is not in the notation itself is read with warnings.
    return { text: hours.getWarnings().length > 0 ? String(hours.prettifyValue()) : text };
  } catch (error) {
    return { unknown: wordAt(text, String(error)) };
  }
}

/** The library says up to where it understood: « Mo-Fr 09:00-12:00; Sa 25:00 <--- (…) ». The word there is what was not. */
function wordAt(text: string, error: string): string {
  const arrow = error.indexOf(' <---');
  if (arrow < 0) return text;
  const end = text.startsWith(error.slice(0, arrow)) ? arrow : 0;
  const start = text.lastIndexOf(' ', Math.max(0, end - 1)) + 1;
  return /^\S+/.exec(text.slice(start))?.[0] ?? text;
}

/** The little words of a sentence in French, in signs. */
function inNotation(text: string): string {
  return text
    .replace(/(\d)\s*h\s*(\d\d)\b/gi, '$1:$2')
    .replace(/(\d)\s*h(?=\P{L}|$)/giu, '$1:00')
    .replace(/(\d)\s*à\s*(?=\d)/giu, '$1-')
    .replace(/\btous les jours\b/gi, 'Mo-Su')
    .replace(/(\p{L}{2,})\s+au\s+(?=\p{L})/giu, '$1-')
    .replace(/\b(?:du|de|le|les|ouvert|puis)\s+/gi, '')
    .replace(/\s+et\s+/gi, ', ')
    .replace(/\b(\d):(?=\d\d)/g, '0$1:');
}
