import { UsageError } from '../kernel/errors.ts';
import { recordObjection } from '../modules/directory/index.ts';
import { type Command, exitCodes, parseOptions, progress, withApplication } from './command.ts';
import { withTerritory } from './territory.ts';

export const objection: Command = {
  name: 'objection',
  summary: 'retire une personne nommée comme contact, et l’empêche de revenir',
  help: `Emploi : terreau objection NOM --territory S

Pour une personne qui ne veut pas être nommée (RGPD, article 21). Ce qui la nomme est effacé ; les prochains chargements ne la
ramènent pas. Seule une empreinte de son nom est gardée. NOM s’écrit entre guillemets : "Prénom Nom".`,
  async run(argv) {
    const { values, positionals } = parseOptions(argv, { territory: { type: 'string' } }, 1);
    const [name = ''] = positionals;
    if (name.trim() === '') throw new UsageError('Il manque le nom de la personne.');
    return withApplication((application) =>
      withTerritory(application, values.territory, async (kernel, territory) => {
        const times = await recordObjection(kernel, territory, name);
        progress(`C’est noté. Mentions effacées : ${times}.`);
        return exitCodes.done;
      }),
    );
  },
};
