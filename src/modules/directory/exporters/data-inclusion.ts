import writeXlsxFile from 'write-excel-file/node';
import type { Exporter } from '../../../kernel/module.ts';
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

/** A workbook takes « _x0041_ » for the character of that number (ECMA-376, ST_Xstring): its first sign is written as one. */
function cellOf(value: Row[keyof Row]): string | number | null {
  const cell = Array.isArray(value) ? value.join(',') : (value as string | number | null);
  return typeof cell === 'string' ? cell.replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_') : cell;
}

/** As the validator of data·inclusion takes it: sheets `Structures` and `Services`, field names first, lists by commas. */
export const dataInclusionXlsxExporter: Exporter = {
  format: 'data-inclusion-xlsx',
  summary: 'le même, en classeur pour le valideur de data·inclusion',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
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
    const sheet = <Field extends string>(fields: readonly Field[], rows: readonly Readonly<Record<Field, Row[keyof Row]>>[]) => [
      fields.map((field) => ({ value: field, fontWeight: 'bold' as const })),
      ...rows.map((row) => fields.map((field) => cellOf(row[field]))),
    ];
    const file = await writeXlsxFile([
      { sheet: 'Structures', data: sheet(structureFields, structures as never) },
      { sheet: 'Services', data: sheet(serviceFields, services as never) },
    ]).toBuffer();
    await write(file);
    return { counts: { structures: structures.length, services: services.length }, left: left.all };
  },
};
