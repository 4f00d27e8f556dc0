import { UserError } from '../kernel/errors.ts';
import { isEmpty, loadDemonstration } from '../main.ts';
import { type Command, exitCodes, parseOptions, progress, withApplication } from './command.ts';

export const demo: Command = {
  name: 'demo',
  summary: 'charge la démonstration dans une installation vide',
  help: `Emploi : terreau demo

Charge le Val d’Arvenne : un groupement fictif de trois communes françaises et d’une commune suisse, avec ses structures.
Seulement dans une installation sans territoire, pour ne jamais mêler l’inventé au vrai.`,
  async run(argv) {
    parseOptions(argv, {});
    return withApplication(async (application) => {
      if (!(await isEmpty(application)))
        throw new UserError(
          'Cette installation a déjà des territoires : la démonstration ne s’y ajoute pas. Pour l’essayer : DATA_DIR=./essai npx terreau start.',
        );
      await loadDemonstration(application);
      progress('La démonstration est chargée.');
      return exitCodes.done;
    });
  },
};
