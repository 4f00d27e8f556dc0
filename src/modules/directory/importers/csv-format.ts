import { basename, extname } from 'node:path';
import type { Importer } from '../../../kernel/module.ts';
import { slugify } from '../text.ts';
import { formatMapping, parseMapping } from './csv-mapping.ts';
import { mappedRows, openMappedTable } from './csv-mapping-rows.ts';
import { importFiles } from './engine/import-files.ts';

/** Any table of structures, places or services: its columns are told by a mapping, or guessed. */
export const csvImporter: Importer = {
  format: 'csv',
  summary: 'tableau CSV ou XLSX de structures, de lieux ou de services, avec la correspondance de ses colonnes (devinée sans --mapping)',
  async run(kernel, options) {
    const given = options.mapping === null ? undefined : parseMapping(options.mapping);
    const guesses: string[] = [];
    const result = await importFiles(kernel, options, {
      format: 'csv',
      // Which its rows are is known once it is open.
      hasServices: true,
      async *rows(file, { calendar }) {
        const mapped = await openMappedTable(file, given);
        const words = formatMapping(mapped.mapping);
        if (mapped.isGuessed && !guesses.includes(words)) guesses.push(words);
        const source = options.source ?? slugify(basename(file, extname(file)), 'csv');
        yield* mappedRows(mapped, { calendar, source });
      },
    });
    return guesses.length === 0 ? result : { ...result, mapping: guesses.join('\n') };
  },
};
