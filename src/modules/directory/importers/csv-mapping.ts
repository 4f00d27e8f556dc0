import { closest, distance } from 'fastest-levenshtein';
import { z } from 'zod';
import { UserError } from '../../../kernel/errors.ts';
import { fold } from '../text.ts';
import { type FieldName, fieldsOf, isFieldName, type RowKind, rowKinds } from './csv-mapping-fields.ts';
import { separators } from './files/csv.ts';

const schema = z.strictObject({
  rows: z.enum(rowKinds, `« rows » doit valoir ${rowKinds.join(', ')}`),
  /** Who says so: its id is kept with every row. */
  source: z.string('« source » doit être un texte').trim().min(1, '« source » est vide').max(100, '« source » est trop long').optional(),
  /** Column → the field or fields that it is. */
  columns: z.record(
    z.string(),
    z.union([z.string(), z.array(z.string())], '« columns » associe à chaque colonne un champ ou une liste de champs'),
    {
      error: '« columns » doit associer des colonnes à des champs',
    },
  ),
  /** Field → what it is in every row that does not say otherwise. */
  constants: z
    .record(z.string(), z.string('« constants » associe à chaque champ un texte'), {
      error: '« constants » doit associer des champs à des textes',
    })
    .optional(),
  /** Of a workbook; absent: the first that holds a table. */
  sheet: z.string('« sheet » doit être un texte').optional(),
  separator: z.enum(separators, '« separator » doit être « ; », « , », « | » ou une tabulation').optional(),
  encoding: z
    .enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'], '« encoding » doit valoir utf-8, utf-16le, utf-16be ou windows-1252')
    .optional(),
});

/** How the columns of a table become fields of the directory. What `--mapping` reads and `--dry-run` prints. */
export type CsvMapping = z.output<typeof schema>;

/**
 * @throws UserError where the text is no mapping, all that is wrong in one message.
 */
export function parseMapping(text: string): CsvMapping {
  let given: unknown;
  try {
    given = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new UserError(`la correspondance n’est pas du JSON correct (${error instanceof Error ? error.message : String(error)})`);
  }
  const { data, error } = schema.safeParse(given);
  if (!data) throw new UserError(`la correspondance est à revoir : ${error.issues.map(issueWords).join(' ; ')}`);
  return data;
}

function issueWords(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `« ${issue.keys.join(' », « ')} » n’y a pas de sens`;
  if (issue.path.length === 0) return 'ce doit être un objet JSON';
  return issue.message;
}

/** As `--dry-run` prints it, and `--mapping` reads it back. */
export function formatMapping(mapping: CsvMapping): string {
  return JSON.stringify(mapping, null, 2);
}

function suggestion(word: string, known: readonly string[]): string {
  if (known.length === 0) return '';
  const near = closest(word, [...known]);
  return distance(fold(word), fold(near)) <= Math.max(2, word.length / 3) ? ` ; vouliez-vous dire « ${near} » ?` : '';
}

/** The fields of a mapping that is right for these columns: column → fields, and field → its constant. */
export interface CheckedMapping {
  rows: RowKind;
  source: string | null;
  columns: ReadonlyMap<string, readonly FieldName[]>;
  constants: ReadonlyMap<FieldName, string>;
}

/**
 * Checks a mapping against the columns of the file it is for.
 *
 * @throws UserError with everything that is wrong.
 */
export function checkMapping(mapping: CsvMapping, columns: readonly string[]): CheckedMapping {
  const wrong: string[] = [];
  const allowed = fieldsOf(mapping.rows);
  const known = (name: string): name is FieldName => {
    if (isFieldName(name) && allowed.includes(name)) return true;
    wrong.push(
      isFieldName(name)
        ? `le champ « ${name} » n’existe pas pour des ${mapping.rows}`
        : `le champ « ${name} » n’existe pas${suggestion(name, allowed)}`,
    );
    return false;
  };
  const checked = new Map<string, readonly FieldName[]>();
  const taken = new Map<FieldName, string>();
  for (const [column, given] of Object.entries(mapping.columns)) {
    if (!columns.includes(column)) wrong.push(`la colonne « ${column} » n’est pas dans le fichier${suggestion(column, columns)}`);
    const names = [given].flat().filter(known);
    for (const name of names) {
      const other = taken.get(name);
      if (other !== undefined) wrong.push(`le champ « ${name} » est donné deux fois, par « ${other} » et « ${column} »`);
      taken.set(name, column);
    }
    checked.set(column, names);
  }
  const constants = new Map(Object.entries(mapping.constants ?? {}).filter((entry): entry is [FieldName, string] => known(entry[0])));
  const required: FieldName[] = mapping.rows === 'services' ? ['name', 'description', 'structureId'] : ['name'];
  for (const name of required) if (!taken.has(name) && !constants.has(name)) wrong.push(`il manque une colonne pour le champ « ${name} »`);
  if (wrong.length > 0) throw new UserError(`la correspondance est à revoir : ${wrong.join(' ; ')}`);
  return { rows: mapping.rows, source: mapping.source ?? null, columns: checked, constants };
}
