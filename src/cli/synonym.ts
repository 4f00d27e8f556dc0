import { UsageError } from '../kernel/errors.ts';
import { setSynonym } from '../modules/directory/index.ts';
import { type Command, exitCodes, parseOptions, progress, withApplication } from './command.ts';
import { withTerritory } from './territory.ts';

export const synonymSet: Command = {
  name: 'synonym set',
  summary: 'dit ce que les habitants veulent dire par un mot',
  help: `Emploi : terreau synonym set MOTS [SENS…] --territory S

Exemple : terreau synonym set "la ressourcerie" "réemploi" "recyclerie" --territory valombre
Les MOTS trouvent aussi ce que disent les SENS. Sans SENS, les mots ne veulent plus rien dire d’autre qu’eux-mêmes.`,
  async run(argv) {
    const { values, positionals } = parseOptions(argv, { territory: { type: 'string' } }, 1, 21);
    const [phrase = '', ...means] = positionals;
    if (phrase.trim() === '' || means.some((one) => one.trim() === '')) throw new UsageError('Un mot ou un sens est vide.');
    return withApplication((application) =>
      withTerritory(application, values.territory, async (kernel, territory) => {
        await setSynonym(kernel, territory, phrase, means);
        progress(
          means.length === 0 ? `« ${phrase} » ne veut plus rien dire d’autre.` : `« ${phrase} » trouve aussi : ${means.join(', ')}.`,
        );
        return exitCodes.done;
      }),
    );
  },
};
