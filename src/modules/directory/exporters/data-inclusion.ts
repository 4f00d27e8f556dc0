import type { Exporter } from '../../../kernel/module.ts';
import { WORKBOOK_TYPE, writeWorkbook } from '../../../kernel/tables/workbook.ts';
import { type DataInclusionService, type DataInclusionStructure, serviceFields, structureFields } from './data-inclusion-fields.ts';
import { dataInclusionRows } from './data-inclusion-rows.ts';
import { exportedOrganisations, Left } from './structures.ts';

/** Structures, then services: one JSON object of two lists, which the importer of the same format reads back. */
export const dataInclusionExporter: Exporter = {
  format: 'data-inclusion',
  summary: 'structures et services au format data·inclusion v1, en JSON',
  mediaType: 'application/json; charset=utf-8',
  extension: 'json',
  async run(kernel, { territory, write }) {
    const left = new Left();
    const counts = { structures: 0, services: 0 };
    for (const list of ['structures', 'services'] as const) {
      await write(list === 'structures' ? '{"structures":[' : '],"services":[');
      // Structures are read again for their services: neither list is held in memory.
      const told = list === 'structures' ? left : new Left();
      for await (const organisation of exportedOrganisations(kernel, territory)) {
        for (const row of dataInclusionRows(organisation, told)[list]) {
          await write(`${counts[list] > 0 ? ',' : ''}\n${JSON.stringify(row)}`);
          counts[list] += 1;
        }
      }
    }
    await write(']}\n');
    return { counts, left: left.all };
  },
};

type Row = DataInclusionStructure | DataInclusionService;

function cellOf(value: Row[keyof Row]): string | number | null {
  return Array.isArray(value) ? value.join(',') : (value as string | number | null);
}

/** As the validator of data·inclusion takes it: sheets `Structures` and `Services`, field names first, lists by commas. */
export const dataInclusionXlsxExporter: Exporter = {
  format: 'data-inclusion-xlsx',
  summary: 'le même, en classeur pour le valideur de data·inclusion',
  mediaType: WORKBOOK_TYPE,
  extension: 'xlsx',
  async run(kernel, { territory, write }) {
    const left = new Left();
    const structures: DataInclusionStructure[] = [];
    const services: DataInclusionService[] = [];
    for await (const organisation of exportedOrganisations(kernel, territory)) {
      const rows = dataInclusionRows(organisation, left);
      structures.push(...rows.structures);
      services.push(...rows.services);
    }
    const sheet = <Field extends string>(
      name: string,
      fields: readonly Field[],
      rows: readonly Readonly<Record<Field, Row[keyof Row]>>[],
    ) => ({ name, columns: fields, rows: rows.map((row) => fields.map((field) => cellOf(row[field]))) });
    const file = await writeWorkbook([
      sheet('Structures', structureFields, structures as never),
      sheet('Services', serviceFields, services as never),
    ]);
    await write(file);
    return { counts: { structures: structures.length, services: services.length }, left: left.all };
  },
};
