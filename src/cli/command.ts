import { type ParseArgsConfig, parseArgs } from 'node:util';
import { readConfig } from '../kernel/config.ts';
import { openStore } from '../kernel/db/store.ts';
import { UsageError } from '../kernel/errors.ts';
import { openLog } from '../kernel/log.ts';
import { type Application, migrateStore, openApplication } from '../main.ts';

/** Exit codes of the command line. */
export const exitCodes = {
  done: 0,
  failure: 1,
  usage: 2,
  nothingAccepted: 3,
  /** What mail servers take for « come back later » (`EX_TEMPFAIL` of sysexits.h). */
  tryLater: 75,
} as const;

export interface Command {
  /** What follows `terreau`. */
  name: string;
  summary: string;
  /** The text of `--help`, without its last line feed. */
  help: string;
  /** Returns the exit code. */
  run(argv: readonly string[]): Promise<number>;
}

/** Results go to stdout, one a line. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Progress and remarks go to stderr. */
export function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Parses options strictly. @throws UsageError in words. */
export function parseOptions<Options extends NonNullable<ParseArgsConfig['options']>>(
  argv: readonly string[],
  options: Options,
  positionals = 0,
  most = positionals,
) {
  let parsed: ReturnType<typeof parseArgs<{ args: string[]; options: Options; allowPositionals: true; strict: true }>>;
  try {
    parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(optionMistake(error as Error));
  }
  if (parsed.positionals.length < positionals) throw new UsageError('Il manque quelque chose à cette commande.');
  if (parsed.positionals.length > most) throw new UsageError(`« ${parsed.positionals[most]} » est de trop.`);
  return parsed;
}

function optionMistake(error: Error & { code?: string }): string {
  const option = /'(-[^']*)'/.exec(error.message)?.[1]?.split(/[ ,]/)[0] ?? '';
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `L’option ${option} n’existe pas.`;
  if (error.code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE')
    return `L’option ${option} est mal employée : ${/does not take an argument/.test(error.message) ? 'elle ne prend pas de valeur' : 'il lui faut une valeur'}.`;
  return error.message;
}

/** Runs on the migrated store of the configuration, beside a running server if there is one, and leaves it as it was. */
export async function withApplication<Result>(work: (application: Application) => Promise<Result>): Promise<Result> {
  const config = readConfig(process.env);
  // Logs of a command are for its user: only what went wrong.
  const log = openLog(config.logLevel === 'info' ? 'warn' : config.logLevel);
  const store = await openStore(config, progress);
  try {
    await migrateStore(store);
    const application = await openApplication(config, store, log);
    try {
      return await work(application);
    } finally {
      await application.close();
    }
  } finally {
    await store.release();
  }
}
