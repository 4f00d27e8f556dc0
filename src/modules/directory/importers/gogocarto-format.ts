import { UserError } from '../../../kernel/errors.ts';
import type { Importer } from '../../../kernel/module.ts';
import { importFiles } from './engine/import-files.ts';
import { gogocartoFiles, gogocartoRows } from './gogocarto.ts';

/** Elements of a GoGoCarto map, in any of its forms; with the file of its categories beside them, what each one is. */
export const gogocartoImporter: Importer = {
  format: 'gogocarto',
  summary: 'éléments d’une carte GoGoCarto (formes compacte, complète, GeoJSON ou JSON-LD), avec la liste de ses catégories si vous l’avez',
  async run(kernel, options) {
    // Categories alone are refused in their turn, by their name.
    const { taxonomy, elements } = await gogocartoFiles(options.files).catch((error: unknown) => {
      if (error instanceof UserError) return { taxonomy: undefined, elements: options.files };
      throw error;
    });
    return importFiles(
      kernel,
      { ...options, files: elements },
      {
        format: 'gogocarto',
        hasServices: false,
        rows: (file, { calendar }) => gogocartoRows(file, { calendar, taxonomy, source: options.source ?? undefined }),
      },
    );
  },
};
