import type { Importer } from '../../../kernel/module.ts';
import { importFiles } from './engine/import-files.ts';
import { sireneRows } from './sirene.ts';

/** Establishments of INSEE's Sirene register. Who asked not to be public is not kept, and goes where they were. */
export const sireneImporter: Importer = {
  format: 'sirene',
  summary: 'établissements du répertoire Sirene de l’INSEE, en CSV (diffusion partielle respectée)',
  run: (kernel, options) =>
    importFiles(kernel, options, {
      format: 'sirene',
      hasServices: false,
      rows: (file) => sireneRows(file, options.source === null ? {} : { source: options.source }),
    }),
};
