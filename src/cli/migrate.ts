import { readConfig } from '../kernel/config.ts';
import { openStore } from '../kernel/db/store.ts';
import { migrateStore } from '../main.ts';
import { type Command, exitCodes, parseOptions, print, progress } from './command.ts';

export const migrateCommand: Command = {
  name: 'migrate',
  summary: 'met les tables de la base à jour',
  help: `Emploi : terreau migrate

Applique les migrations qui manquent, avec le compte de DATABASE_MIGRATE_URL, et donne ses droits au compte qui sert les
pages. « terreau start » le fait aussi. Rien à faire ne change rien.`,
  async run(argv) {
    parseOptions(argv, {});
    const store = await openStore(readConfig(process.env), progress);
    try {
      const applied = await migrateStore(store);
      for (const { module, name } of applied) print(`${module}/${name}`);
      progress(applied.length === 0 ? 'La base est à jour.' : `Migrations appliquées : ${applied.length}.`);
    } finally {
      await store.release();
    }
    return exitCodes.done;
  },
};
