import { type FormState, type Mistake, typed } from '../../../../kernel/http/form.ts';
import type { ColumnMapping, RowKind, UploadedTable } from './models.ts';

/** What every row must have, by what rows are. */
const required: Readonly<Record<RowKind, readonly string[]>> = {
  structures: ['name'],
  lieux: ['name'],
  services: ['name', 'description', 'structureId'],
};

/** Answers that may be given once for all rows. */
const CONSTANTS = 3;

/** What is asked of a column, and what is answered so far: a field, or nothing. */
export interface ColumnQuestion {
  /** Of its control: columns may be called anything. */
  id: string;
  name: string;
  samples: readonly string[];
  field: string;
}

export interface ConstantQuestion {
  /** Of its two controls, with `.field` and `.value` behind it. */
  id: string;
  field: string;
  value: string;
}

function columnId(index: number): string {
  return `column.${index}`;
}

/** @param allowed the fields that rows of the kind have. */
export function columnQuestions(table: UploadedTable, allowed: readonly string[], form: FormState): ColumnQuestion[] {
  return table.columns.map(({ name, samples }, index) => {
    // A mapping written by hand may read a column twice: a page asks one thing of it.
    const [proposed = ''] = [table.mapping.columns[name] ?? ''].flat();
    const id = columnId(index);
    return { id, name, samples, field: typed(form, id, allowed.includes(proposed) ? proposed : '') };
  });
}

export function constantQuestions(table: UploadedTable, allowed: readonly string[], form: FormState): ConstantQuestion[] {
  const proposed = Object.entries(table.mapping.constants ?? {}).filter(([field]) => allowed.includes(field));
  return Array.from({ length: CONSTANTS }, (_, index) => {
    const id = `constant.${index}`;
    const [field, value] = proposed[index] ?? ['', ''];
    return { id, field: typed(form, `${id}.field`, field), value: typed(form, `${id}.value`, value) };
  });
}

/**
 * The mapping that a form says, or what is wrong with it.
 *
 * @param words a field, as people call it.
 */
export function mappingSent(
  table: UploadedTable,
  rows: RowKind,
  allowed: readonly string[],
  form: FormState,
  words: (field: string) => string,
): { mapping: ColumnMapping } | { mistakes: Mistake[] } {
  const mistakes: Mistake[] = [];
  const takenBy = new Map<string, string>();
  const columns: Record<string, string> = {};
  const isOf = (field: string) => allowed.includes(field);
  for (const { id, name, field } of columnQuestions({ ...table, mapping: { rows, columns: {} } }, allowed, form)) {
    if (!isOf(field)) continue;
    const other = takenBy.get(field);
    if (other !== undefined)
      mistakes.push({ field: id, key: 'directory.imports.upload.column.twice', values: { field: words(field), other } });
    takenBy.set(field, name);
    columns[name] = field;
  }
  const constants: Record<string, string> = {};
  for (const { id, field, value } of constantQuestions({ ...table, mapping: { rows, columns: {} } }, allowed, form)) {
    if (!isOf(field)) continue;
    const text = value.trim();
    const other = takenBy.get(field);
    if (text === '') mistakes.push({ field: `${id}.value`, key: 'directory.imports.upload.constant.empty' });
    else if (other !== undefined)
      mistakes.push({ field: `${id}.field`, key: 'directory.imports.upload.constant.taken', values: { field: words(field), other } });
    constants[field] = text;
  }
  const missing = required[rows].filter((field) => !takenBy.has(field) && !Object.hasOwn(constants, field));
  for (const field of missing)
    mistakes.push({ field: 'columns', key: 'directory.imports.upload.missing', values: { field: words(field) } });
  if (mistakes.length > 0) return { mistakes };
  return { mapping: { rows, columns, ...(Object.keys(constants).length > 0 && { constants }) } };
}
