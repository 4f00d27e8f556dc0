import { UserError } from '../../../kernel/errors.ts';
import type { Importer } from '../../../kernel/module.ts';
import { type Fields, readDataInclusionService, readDataInclusionStructure } from './data-inclusion-rows.ts';
import { importFiles } from './engine/import-files.ts';
import type { SourceRow } from './engine/row.ts';
import type { Format, Run } from './engine/run.ts';
import { openCsv } from './files/csv.ts';
import { firstBytes } from './files/encoding.ts';
import { readJson } from './files/json.ts';
import { requireKind } from './files/refusal.ts';
import { openXlsx } from './files/xlsx.ts';

const format: Format = { format: 'data-inclusion', rows, hasServices: true };

/** data·inclusion v1: JSON (an array, a reply of the API, our own export), CSV, or the validator's workbook. */
export const dataInclusionImporter: Importer = {
  format: format.format,
  summary: 'structures et services de data·inclusion v1 (JSON, CSV, ou classeur XLSX du valideur)',
  run: (kernel, options) => importFiles(kernel, options, format),
};

const IGNORED = '__ignore__';

async function* rows(file: string, run: Run): AsyncGenerator<SourceRow> {
  let hasData = false;
  for await (const { line, fields } of records(file)) {
    if (!hasData && !isOfSchema(fields))
      throw new UserError('ce fichier n’a ni structures ni services au format data·inclusion v1 : rien n’en a été chargé');
    hasData = true;
    if ('structure_id' in fields) {
      yield readDataInclusionService(fields, line, run.calendar);
      // Replies of the search hold the structure in the service.
      const structure = fields['structure'];
      if (isObject(structure)) yield readDataInclusionStructure(structure, line, run.calendar);
    } else yield readDataInclusionStructure(fields, line, run.calendar);
  }
  if (!hasData) throw new UserError('ce fichier ne contient aucune structure ni aucun service au format data·inclusion v1');
}

/** Required of both structures and services. */
function isOfSchema(fields: Fields): boolean {
  return ['id', 'nom'].every((field) => field in fields) && ('source' in fields || 'date_maj' in fields || 'structure_id' in fields);
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function* records(file: string): AsyncGenerator<{ line: number; fields: Fields }> {
  const kind = await requireKind(
    file,
    ['workbook', 'data-inclusion-structures', 'data-inclusion-services', 'json', 'table'],
    'des structures ou des services de data·inclusion',
  );
  if (kind === 'workbook') {
    for (const sheet of await openXlsx(file, { sheets: ['Structures', 'Services'] }))
      for await (const { line, record } of sheet.rows()) if (!record[IGNORED]) yield { line, fields: record };
  } else if (await isJson(file)) {
    for await (const { line, value } of readJson(file, [null, 'items', 'structures', 'services']).rows) {
      const fields = isObject(value) && isObject(value['service']) ? value['service'] : value;
      yield { line, fields: isObject(fields) ? fields : {} };
    }
  } else {
    for await (const { line, record } of (await openCsv(file)).rows()) if (!record[IGNORED]) yield { line, fields: record };
  }
}

async function isJson(file: string): Promise<boolean> {
  return /^[\ufeff\s]*[[{]/.test(new TextDecoder().decode(await firstBytes(file, 1_024)));
}
