import { territoryList } from '../modules/territories/index.ts';
import { type Command, exitCodes, parseOptions, print, progress, withApplication } from './command.ts';

export const territoryListCommand: Command = {
  name: 'territory list',
  summary: 'montre les territoires de l’installation',
  help: `Emploi : terreau territory list [--json]

Une ligne par territoire : identifiant, genre, pays, code, nom, groupements, noms de domaine ; l’astérisque marque celui qui
répond aux adresses inconnues.

  --json   une liste JSON`,
  async run(argv) {
    const { values } = parseOptions(argv, { json: { type: 'boolean' } });
    return withApplication(async ({ kernel }) => {
      const territories = await territoryList(kernel.database, kernel.clock);
      if (values.json) {
        print(JSON.stringify(territories, null, 2));
        return exitCodes.done;
      }
      if (territories.length === 0) progress('Aucun territoire encore : « terreau territory add » en ajoute un.');
      for (const { slug, kind, country, code, name, groupings, hosts, isDefault } of territories) {
        print([`${slug}${isDefault ? '*' : ''}`, kind, country, code, name, groupings.join(',') || '-', hosts.join(',') || '-'].join('\t'));
      }
      return exitCodes.done;
    });
  },
};
