import { DAYS_TO_BE_READ, unmetSearches } from '../modules/directory/index.ts';
import { type Command, exitCodes, parseOptions, print, progress, withApplication } from './command.ts';
import { withTerritory } from './territory.ts';

export const unmet: Command = {
  name: 'unmet',
  summary: 'dit ce que les habitants cherchent sans le trouver',
  help: `Emploi : terreau unmet --territory S

Une ligne JSON par recherche restée sans réponse : ses mots, le thème choisi (ou « announcements » : dans les annonces), sur
combien de jours et combien de fois. Seules celles faites sur au moins ${DAYS_TO_BE_READ} jours différents sont montrées ; rien n’est
gardé de qui a cherché.`,
  async run(argv) {
    const { values } = parseOptions(argv, { territory: { type: 'string' } });
    return withApplication((application) =>
      withTerritory(application, values.territory, async (kernel, territory) => {
        const searches = await unmetSearches(kernel, territory);
        for (const search of searches) print(JSON.stringify(search));
        if (searches.length === 0) progress('Rien à montrer pour l’instant.');
        return exitCodes.done;
      }),
    );
  },
};
