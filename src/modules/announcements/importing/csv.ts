import { stringify } from 'csv-stringify/sync';
import { locales } from '../../../kernel/i18n/locales.ts';
import { cleanLine, cleanParagraphs, escapeFormula, fold, readDay, structureKeys, withoutFormulaEscape } from '../../directory/index.ts';
import { kindOf, kinds } from '../kinds/index.ts';
import { type AnnouncementKind, listOf, numberOf, textOf } from '../kinds/kind.ts';
import type { Announcement } from '../models.ts';
import { occupationOf } from '../occupations/occupations.ts';
import { BETWEEN, columns, factColumns, optionOf, optionWords, YES } from './csv-columns.ts';
import type { ImportedRow } from './row.ts';

const headers: readonly string[] = [...Object.values(columns), ...factColumns.keys()];

/** The names of the columns, as the first line of a file. Spreadsheets read UTF-8 behind a byte-order mark alone. */
export function csvHead(): string {
  return `\ufeff${stringify([headers], { delimiter: ';' })}`;
}

/** Announcements as lines of a file: what the import reads again, in the same words on both sides of a border. @param source who tells of those that were written here. */
export function csvLines(announcements: readonly Announcement[], source: string): string {
  return stringify(
    announcements.map((announcement) => {
      const record = recordOf(announcement, source);
      return headers.map((header) => escapeFormula(record[header] ?? ''));
    }),
    { delimiter: ';' },
  );
}

/** What the screen calls a state is for people; a file says only whether it is there to be read. */
const PUBLISHED = 'publiée';

function recordOf(announcement: Announcement, source: string): Record<string, string> {
  const { facts, position } = announcement;
  const record: Record<string, string | null> = {
    [columns.id]: announcement.id,
    [columns.source]: source,
    [columns.kind]: kindOf(announcement.kind).label('fr', 'FR'),
    [columns.state]: announcement.state === 'published' ? PUBLISHED : announcement.state,
    [columns.title]: announcement.title,
    [columns.body]: announcement.body,
    [columns.publisher]: announcement.publisher.name,
    [columns.remote]: announcement.isRemote ? YES : '',
    [columns.street]: announcement.street,
    [columns.postcode]: announcement.postcode,
    [columns.locality]: announcement.locality,
    [columns.latitude]: position && String(position.latitude),
    [columns.longitude]: position && String(position.longitude),
    [columns.phone]: announcement.phone,
    [columns.onTheSpot]: announcement.onTheSpot,
    [columns.link]: announcement.link,
    [columns.audience]: announcement.audience === 'groupings' ? YES : '',
    [columns.publishOn]: announcement.publishOn?.toString() ?? '',
    [columns.shownUntil]: announcement.shownUntil?.toString() ?? '',
  };
  for (const [header, field] of factColumns) {
    const { name, type } = field;
    const [text, number] = [textOf(facts, name), numberOf(facts, name)];
    if (type === 'money' && number !== null) record[header] = (number / 100).toFixed(2).replace('.', ',');
    else if (number !== null) record[header] = String(number).replace('.', ',');
    else if (facts[name] === true) record[header] = YES;
    else if (type === 'choice' && text !== null) record[header] = optionWords(name, text);
    else if (type === 'choices')
      record[header] = listOf(facts, name)
        .map((value) => optionWords(name, value))
        .join(BETWEEN);
    else if (type === 'occupation' && text !== null) record[header] = occupationOf(text)?.title ?? '';
    else if (text !== null) record[header] = text;
  }
  return Object.fromEntries(Object.entries(record).map(([header, text]) => [header, text ?? '']));
}

/** Whether these are the columns of a file of announcements. */
export function hasAnnouncements(names: readonly string[]): boolean {
  const known = new Set(names.map(fold));
  return [columns.kind, columns.title, columns.body].every((name) => known.has(fold(name)));
}

/** A kind by its words in either country, its code or its address. */
function kindNamed(text: string): string | null {
  const wanted = fold(text);
  const namesOf = ({ code, slug, label }: AnnouncementKind) => [
    code,
    slug,
    ...locales.flatMap((locale) => [label(locale, 'FR'), label(locale, 'CH')]),
  ];
  return kinds.find((kind) => namesOf(kind).some((name) => fold(name) === wanted))?.code ?? null;
}

function isYes(text: string): boolean {
  return /^(?:oui|1|x|vrai|true|yes)$/i.test(text);
}

/** A line of the project's own table. @param source who tells of it, where the line does not say. */
export function readCsvRow(record: Readonly<Record<string, string>>, line: number, source: string, isSourceGiven: boolean): ImportedRow {
  const cells = new Map(Object.entries(record).map(([header, text]) => [fold(header), withoutFormulaEscape(text.trim())]));
  const raw = (header: string) => cells.get(fold(header)) ?? '';
  const text = (header: string, most = 200) => cleanLine(raw(header), most);
  const identity = { line, source: isSourceGiven ? source : (text(columns.source, 100) ?? source) };
  const externalId = text(columns.id, 1_000);
  const title = text(columns.title, 150);
  const body = cleanParagraphs(raw(columns.body), 5_000);
  const name = text(columns.publisher);
  const kind = kindNamed(raw(columns.kind));
  const state = raw(columns.state);
  const missing =
    title === null
      ? 'no-name'
      : externalId === null
        ? 'no-external-id'
        : kind === null
          ? 'unknown-posting-kind'
          : body === null
            ? 'no-text'
            : name === null
              ? 'no-publisher'
              : state !== '' && fold(state) !== fold(PUBLISHED)
                ? 'not-published-there'
                : null;
  if (missing !== null || externalId === null || title === null || kind === null || body === null || name === null)
    return { ...identity, externalId, title, rejected: missing ?? 'no-name' };
  const warnings = new Set<string>();
  const day = (header: string, field: string) => {
    if (raw(header) === '') return null;
    const read = readDay(raw(header));
    if (read === null) warnings.add(`unusable:${field}`);
    return read;
  };
  const sent: Record<string, string | readonly string[] | null> = {
    title,
    body,
    remote: isYes(raw(columns.remote)) ? '1' : null,
    street: text(columns.street),
    postcode: text(columns.postcode, 12),
    locality: text(columns.locality, 100),
    phone: text(columns.phone, 40),
    on_the_spot: text(columns.onTheSpot, 500),
    link: text(columns.link, 2_000),
    audience: isYes(raw(columns.audience)) ? 'groupings' : null,
    publish_on: day(columns.publishOn, 'publishOn'),
  };
  const asked = new Set(kindOf(kind).fields.map((field) => field.name));
  for (const [header, field] of factColumns) {
    const given = raw(header);
    if (given === '' || !asked.has(field.name)) continue;
    sent[field.name] = readFact(field, given, () => warnings.add(`unknown-value:${field.name}`));
  }
  const [latitude, longitude] = [Number(raw(columns.latitude) || 'x'), Number(raw(columns.longitude) || 'x')];
  return {
    ...identity,
    externalId,
    title,
    kind,
    sent: Object.fromEntries(Object.entries(sent).filter((entry): entry is [string, string | readonly string[]] => entry[1] !== null)),
    publisher: { keys: structureKeys([raw(columns.numbers)]), name },
    position: Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null,
    shownUntil: day(columns.shownUntil, 'shownUntil'),
    warnings: [...warnings],
  };
}

function readFact(
  field: typeof factColumns extends ReadonlyMap<string, infer Field> ? Field : never,
  given: string,
  unknown: () => void,
): string | readonly string[] | null {
  switch (field.type) {
    case 'box':
      return isYes(given) ? '1' : null;
    case 'choice': {
      const value = optionOf(field, given);
      if (field.values.includes(value)) return value;
      unknown();
      return null;
    }
    case 'choices': {
      const values = given.split('|').map((part) => optionOf(field, part.trim()));
      const known = values.filter((value) => field.values.includes(value));
      if (known.length < values.length) unknown();
      return known;
    }
    case 'date':
      return readDay(given) ?? given;
    case 'text':
      return cleanParagraphs(given, field.most ?? 200);
    default:
      return cleanLine(given, 2_000);
  }
}
