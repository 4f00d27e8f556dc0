import { once } from 'node:events';
import { createWriteStream, existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { stringify } from 'csv-stringify';
import { catalogue } from '../catalogue.ts';
import { UsageError, UserError } from '../kernel/errors.ts';
import { type ImportReportRow, importersOf } from '../kernel/module.ts';
import { importExplanation, importWords } from '../modules/directory/index.ts';
import { type Command, exitCodes, parseOptions, print, progress, withApplication } from './command.ts';
import { readTextFile, withTerritory } from './territory.ts';

const importers = importersOf(catalogue);

export const importCommand: Command = {
  name: 'import',
  summary: 'charge un fichier de données dans un territoire',
  help: `Emploi : terreau import FORMAT FICHIER… --territory S [--dry-run] [--report FICHIER]

Charge des lieux, des structures ou des annonces. Chaque ligne est créée, mise à jour, inchangée, mise de côté comme doublon, ou rejetée
avec sa raison. Le même fichier une seconde fois ne change rien. La dernière ligne écrite est un bilan en JSON.

Formats :
${importers.map(({ format, summary }) => `  ${format.padEnd(13)} ${summary}`).join('\n')}

  --territory S      identifiant du territoire
  --within           laisse de côté ce qui est hors du territoire
  --source NOM       nom de la source (formats csv, geojson et announcements)
  --mapping FICHIER  correspondance des colonnes, en JSON (format csv) ; devinée et montrée par --dry-run
  --dry-run          fait tout, puis annule : pour voir ce que donnerait le fichier
  --report FICHIER   le sort de chaque ligne ; .csv pour un tableur, sinon une ligne JSON chacune

Code de sortie : 0 fait (même avec des rejets), 1 échec, 2 mauvais emploi, 3 rien n’a été accepté.`,
  async run(argv) {
    const { values, positionals } = parseOptions(
      argv,
      {
        territory: { type: 'string' },
        'dry-run': { type: 'boolean' },
        report: { type: 'string' },
        within: { type: 'boolean' },
        source: { type: 'string' },
        mapping: { type: 'string' },
      },
      0,
      Number.POSITIVE_INFINITY,
    );
    const [format, ...files] = positionals;
    if (format === undefined) throw new UsageError('Il manque le format.');
    const importer = importers.find((candidate) => candidate.format === format);
    if (!importer)
      throw new UsageError(`Format inconnu : « ${format} ». Formats : ${importers.map((candidate) => candidate.format).join(', ')}.`);
    if (files.length === 0) throw new UsageError('Il manque le fichier à charger.');
    if (!values.territory) throw new UsageError('Il manque --territory.');
    return withApplication((application) =>
      withTerritory(application, values.territory, async (kernel, territory) => {
        const report = values.report === undefined ? null : await openReport(values.report, files);
        const reasons = new Map<string, number>();
        const warnings = new Map<string, number>();
        const missing = new Map<string, number>();
        const { counts, failures, mapping } = await importer.run(kernel, {
          territory,
          files,
          dryRun: values['dry-run'] ?? false,
          isWithin: values.within ?? false,
          source: values.source ?? null,
          mapping: values.mapping === undefined ? null : readTextFile(values.mapping),
          report(row) {
            report?.write(row);
            if (row.outcome === 'rejected') count(reasons, row.reason ?? '');
            if (row.outcome === 'missing') count(missing, row.reason ?? '');
            for (const warning of row.warnings) count(warnings, warning);
          },
          progress,
        });
        await report?.close();
        for (const [reason, n] of sorted(reasons)) progress(`rejeté, ${plain(importWords(reason))} (${reason}) : ${n}`);
        for (const [warning, n] of sorted(warnings)) progress(`à vérifier, ${plain(importWords(warning))} (${warning}) : ${n}`);
        for (const { file, reason } of failures) progress(`${file} : ${reason}.`);
        for (const [reason, n] of sorted(missing)) progress(`${plain(importWords(reason))} : ${n}`);
        if (counts.contacts > 0) {
          progress(
            `personnes nommées comme contact : ${counts.contacts}. Elles ne sont pas montrées. Informez-les dans le mois (RGPD, article 14).`,
          );
        }
        if (mapping !== undefined && values.mapping === undefined) progress(`Correspondance des colonnes, devinée :\n${mapping}`);
        if (values['dry-run']) progress('Essai : rien n’a été gardé.');
        print(JSON.stringify(counts));
        if (failures.length > 0) return exitCodes.failure;
        return counts.created + counts.updated + counts.unchanged + counts.duplicates === 0 ? exitCodes.nothingAccepted : exitCodes.done;
      }),
    );
  },
};

/** The terminal keeps plain spaces. */
function plain(text: string): string {
  return text.replaceAll('\u202f', ' ');
}

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
  const columns = ['file', 'line', 'externalId', 'name', 'outcome', 'reason', 'warnings', 'path', 'explanation'];
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
      if (csv) csv.write({ ...row, warnings: row.warnings.join(' '), explanation: importExplanation(row) });
      else out.write(`${JSON.stringify(row)}\n`);
    },
    async close() {
      (csv ?? out).end();
      if (!out.closed) await once(out, 'close');
      if (failure.error) throw new UserError(`Le chargement est fait, mais le rapport ${file} est incomplet (${failure.error.code}).`);
    },
  };
}
