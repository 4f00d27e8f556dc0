import { resolve } from 'node:path';
import { catalogue } from '../catalogue.ts';
import { UsageError, UserError } from '../kernel/errors.ts';
import { importersOf } from '../kernel/module.ts';
import { listSources, type Rhythm, removeSource, rhythms, setSource } from '../modules/directory/index.ts';
import { type Command, exitCodes, parseOptions, print, progress, withApplication } from './command.ts';
import { readTextFile, withTerritory } from './territory.ts';

const rhythmWords: Readonly<Record<Rhythm, string>> = { day: 'jour', week: 'semaine', month: 'mois' };

export const sourceAdd: Command = {
  name: 'source add',
  summary: 'fait relire un fichier ou une adresse à intervalle régulier',
  help: `Emploi : terreau source add CODE FORMAT ADRESSE --territory S --every jour|semaine|mois [--name NOM] [--licence L] [--url U] [--mapping FICHIER]

ADRESSE est un fichier de cette machine ou une adresse du web. Elle est lue la nuit prochaine, puis à chaque échéance. Ce que vous
modifiez ici n’est jamais écrasé. Un second ajout du même CODE remplace le premier.`,
  async run(argv) {
    const { values, positionals } = parseOptions(
      argv,
      {
        territory: { type: 'string' },
        every: { type: 'string' },
        name: { type: 'string' },
        licence: { type: 'string' },
        url: { type: 'string' },
        mapping: { type: 'string' },
      },
      3,
    );
    const [code = '', format = '', location = ''] = positionals;
    const every = rhythms.find((rhythm) => rhythmWords[rhythm] === values.every);
    if (!every) throw new UsageError('Il manque --every : jour, semaine ou mois.');
    if (!/^[a-z0-9-]{1,60}$/.test(code)) throw new UsageError('CODE s’écrit en minuscules, chiffres et traits d’union.');
    return withApplication((application) =>
      withTerritory(application, values.territory, async (kernel, territory) => {
        await setSource(kernel, territory, importersOf(catalogue), {
          code,
          name: values.name ?? code,
          licence: values.licence ?? null,
          url: values.url ?? null,
          format,
          location: /^https?:\/\//i.test(location) ? location : resolve(location),
          mapping: values.mapping === undefined ? null : readTextFile(values.mapping),
          every,
        });
        progress(`La source ${code} sera relue chaque ${rhythmWords[every]}, à partir de cette nuit.`);
        return exitCodes.done;
      }),
    );
  },
};

export const sourceList: Command = {
  name: 'source list',
  summary: 'dit quelles sources sont relues, quand, et ce qui n’a pas marché',
  help: 'Emploi : terreau source list --territory S\n\nUne ligne JSON par source.',
  async run(argv) {
    const { values } = parseOptions(argv, { territory: { type: 'string' } });
    return withApplication((application) =>
      withTerritory(application, values.territory, async (kernel, territory) => {
        for (const source of await listSources(kernel, territory)) print(JSON.stringify(source));
        return exitCodes.done;
      }),
    );
  },
};

export const sourceRemove: Command = {
  name: 'source remove',
  summary: 'ne fait plus relire une source',
  help: 'Emploi : terreau source remove CODE --territory S\n\nCe qui en a été chargé reste.',
  async run(argv) {
    const { values, positionals } = parseOptions(argv, { territory: { type: 'string' } }, 1);
    const [code = ''] = positionals;
    return withApplication((application) =>
      withTerritory(application, values.territory, async (kernel, territory) => {
        if (!(await removeSource(kernel, territory, code))) throw new UserError(`Il n’y a pas de source « ${code} ».`);
        progress(`La source ${code} ne sera plus relue.`);
        return exitCodes.done;
      }),
    );
  },
};
