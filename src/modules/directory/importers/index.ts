import type { Importer } from '../../../kernel/module.ts';
import { csvImporter } from './csv-format.ts';
import { dataInclusionImporter } from './data-inclusion.ts';
import { geojsonImporter } from './geojson.ts';
import { gogocartoImporter } from './gogocarto-format.ts';
import { sireneImporter } from './sirene-format.ts';

/** Every format that is read. */
export const importers: readonly Importer[] = [dataInclusionImporter, geojsonImporter, gogocartoImporter, sireneImporter, csvImporter];
