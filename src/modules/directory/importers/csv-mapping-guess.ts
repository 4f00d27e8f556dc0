import { readIdentifier } from '../identifiers.ts';
import { fold } from '../text.ts';
import type { CsvMapping } from './csv-mapping.ts';
import { type FieldName, fields, fieldsOf, type RowKind } from './csv-mapping-fields.ts';
import { withoutFraction } from './files/codes.ts';
import { kindOfWords } from './files/kind-words.ts';
import type { Table, TableRow } from './files/table.ts';

/** Rows looked at for what the columns hold. */
const SAMPLE = 200;

/** Guesses what the columns of a table are, from their names and first rows. What it does not recognise, it leaves out. */
export async function guessMapping(table: Table, told: Told = {}): Promise<CsvMapping> {
  return guessFrom(
    table.columns,
    (await firstRows(table)).map(({ record }) => record),
    told,
  );
}

/** The rows that a guess looks at. */
export async function firstRows(table: Table): Promise<TableRow[]> {
  const sample: TableRow[] = [];
  for await (const row of table.rows()) {
    sample.push(row);
    if (sample.length === SAMPLE) break;
  }
  return sample;
}

/** What is known of a table besides its columns. */
export type Told = Pick<CsvMapping, 'separator' | 'sheet'>;

/** The same, pure. */
export function guessFrom(columns: readonly string[], sample: readonly Readonly<Record<string, string>>[], told: Told = {}): CsvMapping {
  const rows = guessRows(columns);
  const allowed = fieldsOf(rows);
  const byHeader = headersOf(rows, allowed);
  const taken = new Set<FieldName>();
  const guessed = new Map<string, FieldName>();
  const take = (column: string, name: FieldName | undefined) => {
    if (name === undefined || taken.has(name) || guessed.has(column) || !allowed.includes(name)) return;
    guessed.set(column, name);
    taken.add(name);
  };
  const valuesOf = (column: string) => sample.map((record) => (record[column] ?? '').trim()).filter((value) => value !== '');

  // Our own names first: a column « type » may be many things, but not in our own export.
  for (const column of columns)
    take(
      column,
      allowed.find((name) => name === column || fold(spaced(name)) === fold(column)),
    );
  for (const column of columns) {
    const name = byHeader.get(fold(spaced(column)));
    if (name === undefined) continue;
    if (fits(name, valuesOf(column))) take(column, name);
    // data·inclusion has the page of Acceslibre under this name.
    else if (name === 'wheelchair') take(column, 'accessibilityUrl');
  }
  for (const column of columns) take(column, fieldOfValues(valuesOf(column)));
  // A word that stands in every row says what all of them are.
  for (const column of columns) if (!guessed.has(column) && kindInAll(valuesOf(column), sample.length)) take(column, 'kinds');
  return {
    rows,
    columns: Object.fromEntries(columns.flatMap((column) => (guessed.has(column) ? [[column, guessed.get(column) ?? '']] : []))),
    ...told,
  };
}

/** `addressComplement` → « address Complement » */
function spaced(name: string): string {
  return name.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ');
}

function guessRows(columns: readonly string[]): RowKind {
  const names = new Set(columns.map((column) => fold(spaced(column))));
  const has = (...wanted: string[]) => wanted.some((name) => names.has(name));
  if (has('structure id', 'thematiques', 'topics', 'publics', 'modes accueil', 'mobilisable par', 'nom du service')) return 'services';
  if (has('equipement', 'nom de l equipement', 'nom du lieu', 'nom lieu', 'lieu') && !has('siret', 'siren', 'rna', 'structure'))
    return 'lieux';
  // What a list of places exports is also what one of structures could.
  const isOwnList = columns.includes('communeCode') && columns.every((column) => fieldsOf('lieux').some((name) => name === column));
  return isOwnList ? 'lieux' : 'structures';
}

function headersOf(rows: RowKind, allowed: readonly FieldName[]): ReadonlyMap<string, FieldName> {
  const headers = new Map<string, FieldName>();
  for (const name of allowed)
    for (const header of fields[name].headers.split(', ')) if (header !== '' && !headers.has(header)) headers.set(header, name);
  // There it is another column's than the service's name.
  if (rows === 'services')
    for (const header of ['structure', 'nom de la structure', 'organisation', 'id structure']) headers.set(header, 'structureId');
  return headers;
}

function share(values: readonly string[], test: (value: string) => boolean): number {
  return values.length === 0 ? 0 : values.filter(test).length / values.length;
}

const isDegrees = (value: string) => /^-?\d{1,3}(?:[.,]\d+)?$/.test(value) && Math.abs(Number(value.replace(',', '.'))) <= 180;
const isEmail = (value: string) => /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(value);
const isPhone = (value: string) => /^(?:\+|00)?[\d\s.\-()/]{9,20}$/.test(value) && value.replace(/\D/g, '').length <= 15;

/** Names that are used for two things: what is in the column tells. */
function fits(name: FieldName, values: readonly string[]): boolean {
  if (values.length === 0) return true;
  if (name === 'latitude' || name === 'longitude') return share(values, isDegrees) > 0.8;
  if (name === 'wheelchair') return share(values, (value) => /^https?:/.test(value)) < 0.5;
  if (name === 'website') return share(values, (value) => /\w\.\w/.test(value)) > 0.5;
  if (name === 'position') return share(values, (value) => /\d[.,]?\d*\s*[,;\s]\s*-?\d/.test(value)) > 0.5;
  if (name === 'email') return share(values, (value) => value.includes('@')) > 0.3;
  return true;
}

function fieldOfValues(values: readonly string[]): FieldName | undefined {
  if (values.length === 0) return undefined;
  if (share(values, isEmail) > 0.8) return 'email';
  if (share(values, (value) => /^https?:\/\/|^www\./i.test(value)) > 0.8) return 'website';
  if (share(values, (value) => readIdentifier('siret', withoutFraction(value) ?? '').isValid) > 0.8) return 'siret';
  if (share(values, (value) => /^(?:\+33|0)\s?[1-9]/.test(value) && isPhone(value)) > 0.8) return 'phone';
  return undefined;
}

function kindInAll(values: readonly string[], rows: number): boolean {
  const [first] = values;
  return (
    first !== undefined &&
    rows >= 3 &&
    values.length === rows &&
    values.every((value) => value === first) &&
    kindOfWords(first) !== undefined
  );
}
