import { once } from 'node:events';
import { createWriteStream, existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { stringify } from 'csv-stringify';
import { catalogue } from '../catalogue.ts';
import { UsageError, UserError } from '../kernel/errors.ts';
import type { ImportReportRow } from '../kernel/module.ts';
import { territoryBySlug, unknownTerritory } from '../modules/territories/index.ts';
import { type Command, exitCodes, parseOptions, print, progress, withApplication } from './command.ts';

const importers = catalogue.flatMap((module) => module.contributes?.importers ?? []);

export const importCommand: Command = {
  name: 'import',
  summary: 'charge un fichier de données dans un territoire',
  help: `Emploi : terreau import FORMAT FICHIER… --territory S [--dry-run] [--report FICHIER]

Charge des lieux et des structures. Chaque ligne est créée, mise à jour, inchangée, mise de côté comme doublon, ou rejetée
avec sa raison. Le même fichier une seconde fois ne change rien. La dernière ligne écrite est un bilan en JSON.

Formats :
${importers.map(({ format, summary }) => `  ${format.padEnd(10)} ${summary}`).join('\n')}

  --territory S      identifiant du territoire
  --dry-run          fait tout, puis annule : pour voir ce que donnerait le fichier
  --report FICHIER   le sort de chaque ligne ; .csv pour un tableur, sinon une ligne JSON chacune

Code de sortie : 0 fait (même avec des rejets), 1 échec, 2 mauvais emploi, 3 rien n’a été accepté.`,
  async run(argv) {
    const { values, positionals } = parseOptions(
      argv,
      { territory: { type: 'string' }, 'dry-run': { type: 'boolean' }, report: { type: 'string' } },
      0,
      Number.POSITIVE_INFINITY,
    );
    const [format, ...files] = positionals;
    if (format === undefined) throw new UsageError('Il manque le format.');
    const importer = importers.find((candidate) => candidate.format === format);
    if (!importer)
      throw new UsageError(`Format inconnu : « ${format} ». Formats : ${importers.map((candidate) => candidate.format).join(', ')}.`);
    if (files.length === 0) throw new UsageError('Il manque le fichier à charger.');
    const slug = values.territory;
    if (!slug) throw new UsageError('Il manque --territory.');
    return withApplication(async ({ kernel }) => {
      const territory = await territoryBySlug(kernel.database, kernel.clock, slug);
      if (!territory) throw new UserError(await unknownTerritory(kernel, slug));
      const report = values.report === undefined ? null : await openReport(values.report, files);
      const reasons = new Map<string, number>();
      const warnings = new Map<string, number>();
      const { counts, failures } = await importer.run(kernel, {
        territory,
        files,
        dryRun: values['dry-run'] ?? false,
        report(row) {
          report?.write(row);
          if (row.outcome === 'rejected') count(reasons, row.reason ?? '');
          for (const warning of row.warnings) count(warnings, warning);
        },
        progress,
      });
      await report?.close();
      for (const [reason, n] of sorted(reasons)) progress(`rejeté, ${reasonWords[reason] ?? reason} (${reason}) : ${n}`);
      for (const [warning, n] of sorted(warnings)) progress(`à vérifier, ${reasonWords[warning] ?? warning} (${warning}) : ${n}`);
      for (const { file, reason } of failures) progress(`${file} : ${reason}.`);
      if (values['dry-run']) progress('Essai : rien n’a été gardé.');
      print(JSON.stringify(counts));
      if (failures.length > 0) return exitCodes.failure;
      return counts.created + counts.updated + counts.unchanged + counts.duplicates === 0 ? exitCodes.nothingAccepted : exitCodes.done;
    });
  },
};

const reasonWords: Readonly<Record<string, string>> = {
  'not-a-service': 'ce n’est pas un service ni un commerce',
  'no-name': 'sans nom',
  private: 'accès privé',
  closed: 'fermé définitivement',
  'unknown-kind': 'genre inconnu',
  'not-a-feature': 'ce n’est pas un objet GeoJSON',
  'no-position': 'sans position',
  'invalid-position': 'position impossible',
  'outside-territory': 'hors du contour du territoire',
  'unreadable-hours': 'horaires illisibles',
  'unusable-email': 'adresse électronique inutilisable',
  'unusable-website': 'adresse de site inutilisable',
};

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function sorted(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort(([, a], [, b]) => b - a);
}

interface Report {
  write(row: ImportReportRow): void;
  close(): Promise<void>;
}

async function openReport(file: string, inputs: readonly string[]): Promise<Report> {
  const realPath = (path: string) => (existsSync(path) ? realpathSync(path) : resolve(path));
  if (inputs.some((input) => realPath(input) === realPath(file))) {
    throw new UsageError(`Le rapport ${file} effacerait le fichier à charger : donnez-lui un autre nom.`);
  }
  const out = createWriteStream(file);
  try {
    await once(out, 'open');
  } catch (error) {
    throw new UserError(`Le rapport ${file} ne peut pas être écrit (${(error as NodeJS.ErrnoException).code}).`);
  }
  const columns: (keyof ImportReportRow)[] = ['file', 'line', 'externalId', 'name', 'outcome', 'reason', 'warnings', 'path'];
  // Excel reads UTF-8 only behind a byte-order mark, and takes a leading = + - @ for a formula.
  const csv = file.toLowerCase().endsWith('.csv')
    ? stringify({ header: true, columns, delimiter: ';', bom: true, escape_formulas: true })
    : null;
  csv?.pipe(out);
  // The disk may fill up meanwhile: the import goes on, and the end of it says so.
  const failure: { error: NodeJS.ErrnoException | null } = { error: null };
  out.on('error', (error) => {
    failure.error ??= error;
  });
  return {
    write(row) {
      if (failure.error) return;
      if (csv) csv.write({ ...row, warnings: row.warnings.join(' ') });
      else out.write(`${JSON.stringify(row)}\n`);
    },
    async close() {
      (csv ?? out).end();
      if (!out.closed) await once(out, 'close');
      if (failure.error) throw new UserError(`Le chargement est fait, mais le rapport ${file} est incomplet (${failure.error.code}).`);
    },
  };
}
