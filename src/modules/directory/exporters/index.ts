import type { Exporter } from '../../../kernel/module.ts';
import { csvExporter } from './csv.ts';
import { dataInclusionExporter, dataInclusionXlsxExporter } from './data-inclusion.ts';
import { geojsonExporter } from './geojson.ts';
import { hsdsExporter } from './hsds.ts';

/** Every format that is written. */
export const exporters: readonly Exporter[] = [
  dataInclusionExporter,
  dataInclusionXlsxExporter,
  geojsonExporter,
  csvExporter,
  hsdsExporter,
];
