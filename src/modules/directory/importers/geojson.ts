import type { Importer } from '../../../kernel/module.ts';
import { importFiles } from './engine/import-files.ts';
import type { SourceRow } from './engine/row.ts';
import type { Format, Run } from './engine/run.ts';
import { readFeatures } from './geojson-reader.ts';
import { readGeojsonRow, toldSource } from './geojson-rows.ts';

const SOURCE = 'openstreetmap';

/** A GeoJSON collection of places, tagged as in OpenStreetMap. */
export const geojsonImporter: Importer = {
  format: 'geojson',
  summary: 'collection GeoJSON dont les propriétés sont des étiquettes OpenStreetMap (name, amenity, shop, opening_hours…)',
  run: (kernel, options) => importFiles(kernel, options, geojsonFormat(options.source)),
};

function geojsonFormat(given: string | null): Format {
  return {
    format: 'geojson',
    hasServices: false,
    async *rows(file: string, run: Run): AsyncGenerator<SourceRow> {
      for await (const { line, value } of readFeatures(file)) {
        const row = readGeojsonRow(value, run.calendar);
        const identity = { line, subject: 'place' as const, source: given ?? toldSource(value) ?? SOURCE };
        if ('facts' in row)
          yield { ...identity, externalId: row.externalId, checkedOn: row.checkedOn, place: row.facts, warnings: row.warnings };
        else yield { ...identity, externalId: row.externalId, name: row.name, rejected: row.rejected };
      }
    },
  };
}
