import { UsageError, UserError } from '../kernel/errors.ts';
import { version } from '../kernel/project.ts';
import { type Command, exitCodes, print, progress } from './command.ts';

/** One file a subcommand, loaded when it is called. */
const commands: readonly { name: string; load: () => Promise<Command> }[] = [
  { name: 'start', load: async () => (await import('./start.ts')).start },
  { name: 'migrate', load: async () => (await import('./migrate.ts')).migrateCommand },
  { name: 'demo', load: async () => (await import('./demo.ts')).demo },
  { name: 'territory add', load: async () => (await import('./territory-add.ts')).territoryAdd },
  { name: 'territory set', load: async () => (await import('./territory-set.ts')).territorySet },
  { name: 'territory list', load: async () => (await import('./territory-list.ts')).territoryListCommand },
  { name: 'user add', load: async () => (await import('./user-add.ts')).userAdd },
  { name: 'user list-operators', load: async () => (await import('./user-operators.ts')).userListOperators },
  { name: 'user remove-operator', load: async () => (await import('./user-operators.ts')).userRemoveOperator },
  { name: 'user reset-second-factor', load: async () => (await import('./user-reset-second-factor.ts')).userResetSecondFactor },
  { name: 'import', load: async () => (await import('./import.ts')).importCommand },
  { name: 'source add', load: async () => (await import('./source.ts')).sourceAdd },
  { name: 'source list', load: async () => (await import('./source.ts')).sourceList },
  { name: 'source remove', load: async () => (await import('./source.ts')).sourceRemove },
  { name: 'synonym set', load: async () => (await import('./synonym.ts')).synonymSet },
  { name: 'objection', load: async () => (await import('./objection.ts')).objection },
  { name: 'unmet', load: async () => (await import('./unmet.ts')).unmet },
  { name: 'webhook add', load: async () => (await import('./webhook.ts')).webhookAdd },
  { name: 'webhook list', load: async () => (await import('./webhook.ts')).webhookList },
  { name: 'export', load: async () => (await import('./export.ts')).exportCommand },
  { name: 'bounce', load: async () => (await import('./bounce.ts')).bounce },
  { name: 'doctor', load: async () => (await import('./doctor.ts')).doctor },
];

async function overview(prefix = ''): Promise<string> {
  const shown = await Promise.all(commands.filter(({ name }) => name.startsWith(prefix)).map(({ load }) => load()));
  return `Terreau ${version} : le portail d’un territoire.

Emploi : terreau COMMANDE [OPTIONS]

Commandes :
${shown.map(({ name, summary }) => `  ${name.padEnd(24)} ${summary}`).join('\n')}

« terreau COMMANDE --help » explique chacune. La configuration se lit dans l’environnement : HOST, PORT, DATA_DIR,
PUBLIC_URL, DATABASE_URL, DATABASE_MIGRATE_URL, SECRET, TRUST_PROXY, SMTP_URL, MAIL_FROM, DKIM_SELECTOR, SMS_URL, TILES_URL,
TILES_ATTRIBUTION, GEOCODER_URL, WEBHOOK_HOSTS, OPERATOR_SECOND_FACTOR, LOG_LEVEL.
Codes de sortie : 0 fait, 1 échec, 2 mauvais emploi, 3 rien n’a été accepté.`;
}

async function run(argv: readonly string[]): Promise<number> {
  const [first] = argv;
  if (first === '--version') {
    print(version);
    return exitCodes.done;
  }
  if (first === '--help' || first === '-h' || first === 'help') {
    print(await overview());
    return exitCodes.done;
  }
  if (first === undefined) {
    progress(await overview());
    return exitCodes.usage;
  }
  const found = commands.find(({ name }) => argv.slice(0, name.split(' ').length).join(' ') === name);
  if (!found) {
    if (commands.some(({ name }) => name.startsWith(`${first} `)) && (argv[1] === undefined || argv[1] === '--help' || argv[1] === '-h')) {
      const text = await overview(`${first} `);
      (argv[1] === undefined ? progress : print)(text);
      return argv[1] === undefined ? exitCodes.usage : exitCodes.done;
    }
    throw new UsageError(
      `Il n’y a pas de commande « ${argv.slice(0, commands.some(({ name }) => name.startsWith(`${first} `)) ? 2 : 1).join(' ')} ».`,
    );
  }
  const command = await found.load();
  const rest = argv.slice(found.name.split(' ').length);
  if (rest.includes('--help') || rest.includes('-h')) {
    print(command.help);
    return exitCodes.done;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    if (error instanceof UsageError) progress(`${error.message}\n\n${command.help}`);
    else throw error;
    return exitCodes.usage;
  }
}

/** Runs one command line and ends the process with its code. */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    process.exitCode = await run(argv);
  } catch (error) {
    if (error instanceof UsageError) {
      progress(`${error.message} « terreau --help » montre ce qu’il y a.`);
      process.exitCode = exitCodes.usage;
    } else if (error instanceof UserError) {
      progress(error.message);
      process.exitCode = exitCodes.failure;
    } else if (isUnreachable(error)) {
      progress(
        `La base de données ne répond pas (${(error as Error).message || (error as NodeJS.ErrnoException).code}). « terreau doctor » dit ce qui ne va pas.`,
      );
      process.exitCode = exitCodes.failure;
    } else {
      progress(error instanceof Error ? (error.stack ?? error.message) : String(error));
      process.exitCode = exitCodes.failure;
    }
  }
  // The channel to the process that launched this one would keep it alive.
  if (process.connected) process.disconnect();
}

const unreachableCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  // No such account or password, no such database, shutting down, starting up, too many connections.
  '28P01',
  '28000',
  '3D000',
  '57P01',
  '57P03',
  '53300',
]);

function isUnreachable(error: unknown): boolean {
  const { code = '', message = '' } = error as NodeJS.ErrnoException;
  return unreachableCodes.has(code) || /^(timeout expired|Connection terminated)/.test(message);
}
