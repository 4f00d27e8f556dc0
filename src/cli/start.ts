import { catalogue, migrationSources } from '../catalogue.ts';
import { readConfig } from '../kernel/config.ts';
import { roleMistakes } from '../kernel/db/roles.ts';
import { openStore } from '../kernel/db/store.ts';
import { UserError } from '../kernel/errors.ts';
import { openLog } from '../kernel/log.ts';
import { isEmpty, loadDemonstration, migrateStore, openApplication, openServer, startJobs } from '../main.ts';
import { DEMONSTRATION_PASSWORD, demonstrationAccounts } from '../modules/people/index.ts';
import { type Command, exitCodes, parseOptions, print, progress } from './command.ts';

export const start: Command = {
  name: 'start',
  summary: 'met le portail en ligne',
  help: `Emploi : terreau start [--no-demo]

Met le portail en ligne : démarre la base de données embarquée (ou rejoint DATABASE_URL), met ses tables à jour et écoute
sur HOST et PORT. Une installation vide reçoit la démonstration.

  --no-demo   ne charge pas la démonstration`,
  async run(argv) {
    const { values } = parseOptions(argv, { 'no-demo': { type: 'boolean' } });
    const config = readConfig(process.env);
    const log = openLog(config.logLevel);
    const stopped = stopRequested();
    const store = await openStore(config, progress);
    try {
      for (const { module, name } of await migrateStore(store)) progress(`Migration ${module}/${name}`);
      await refuseMightyRole(store.appUrl);
      const application = await openApplication(config, store, log, { serves: true });
      try {
        if (!values['no-demo'] && (await isEmpty(application))) {
          progress('Chargement de la démonstration…');
          await loadDemonstration(application);
        }
        const server = await openServer(application);
        await startJobs(application);
        try {
          await listen(server, config);
          print(`Terreau est en ligne : ${addressOf(server.server.address())}`);
          const accounts = await demonstrationAccounts(application.kernel);
          if (accounts.length > 0)
            progress(
              `Comptes d’essai (mot de passe : ${DEMONSTRATION_PASSWORD}) :\n${accounts.map(({ name, email }) => `  ${email}  ${name}`).join('\n')}`,
            );
          await stopped;
          progress('Arrêt : les demandes en cours se terminent…');
        } finally {
          await server.close();
        }
      } finally {
        await application.close();
      }
    } finally {
      await store.release();
    }
    return exitCodes.done;
  },
};

/** Confidential rows are only safe behind a role that cannot read past their policies. */
async function refuseMightyRole(appUrl: string): Promise<void> {
  if (!catalogue.some((module) => Object.values(module.tables).some((table) => table.confidential))) return;
  const mistakes = await roleMistakes(
    appUrl,
    migrationSources.map(({ module }) => module),
  );
  if (mistakes.length > 0) throw new UserError(mistakes.join('\n'));
}

async function listen(server: Awaited<ReturnType<typeof openServer>>, { host, port }: { host: string; port: number }): Promise<void> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new UserError(
        `Le port ${port} est déjà pris, peut-être par un autre Terreau. Arrêtez-le, ou choisissez un autre port : PORT=${port + 1} npm start.`,
      );
    if (code === 'EACCES')
      throw new UserError(`Le port ${port} demande des droits que ce compte n’a pas : prenez-en un au-dessus de 1023.`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') throw new UserError(`Cette machine n’a pas l’adresse HOST=${host}.`);
    throw error;
  }
}

function addressOf(address: ReturnType<import('node:http').Server['address']>): string {
  if (address === null || typeof address === 'string') return String(address);
  const isAny = address.address === '0.0.0.0' || address.address === '::';
  const host = isAny ? 'localhost' : address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}/`;
}

/** Resolves when the process is asked to stop: by a signal, or by the end of the process that launched it. */
function stopRequested(): Promise<void> {
  let since: number | undefined;
  return new Promise((done) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      process.on(signal, () => {
        const now = performance.now();
        since ??= now;
        done();
        // Ctrl-C comes several times: from the terminal, and passed on by npm and by the launcher. Later, a second one is
        // impatience: leave at once, the store survives it.
        if (now - since > 1_000) process.exit(1);
      });
    }
    process.once('disconnect', done);
  });
}
