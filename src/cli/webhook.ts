import { catalogue } from '../catalogue.ts';
import { UsageError, UserError } from '../kernel/errors.ts';
import { addEndpoint, endpointsOf, readAddress, webhookEvents } from '../modules/webhooks/index.ts';
import { type Command, exitCodes, parseOptions, print, progress, withApplication } from './command.ts';
import { withTerritory } from './territory.ts';

const refusals = {
  address: 'ADRESSE est une adresse complète, qui commence par https://.',
  credentials: 'ADRESSE ne contient ni nom ni mot de passe.',
  https: 'ADRESSE commence par https://. Pour une machine de votre réseau, nommez-la dans WEBHOOK_HOSTS.',
  private: 'ADRESSE est celle d’un réseau intérieur. Pour une machine à vous, nommez-la dans WEBHOOK_HOSTS.',
  taken: 'Cette adresse est déjà prévenue.',
  'too-many': 'Ce territoire prévient déjà vingt sites, et c’est le maximum.',
} as const;

export const webhookAdd: Command = {
  name: 'webhook add',
  summary: 'prévient un autre site de ce qui se passe sur un portail',
  help: `Emploi : terreau webhook add ADRESSE --territory S [--events A,B]

Écrit le secret de signature, une seule fois. Sans --events, le site est prévenu de tout : ${webhookEvents(catalogue)
    .map(({ type }) => type)
    .join(', ')}.`,
  async run(argv) {
    const { values, positionals } = parseOptions(argv, { territory: { type: 'string' }, events: { type: 'string' } }, 1);
    const [text = ''] = positionals;
    const types = webhookEvents(catalogue).map(({ type }) => type);
    const events = values.events?.split(',') ?? types;
    const unknown = events.find((type) => !types.includes(type));
    if (unknown !== undefined) throw new UsageError(`Il n’y a pas d’événement « ${unknown} ». Ceux qui existent : ${types.join(', ')}.`);
    return withApplication((application) =>
      withTerritory(application, values.territory, async (kernel, territory) => {
        const address = readAddress(text, kernel.config.webhookHosts);
        if ('mistake' in address) throw new UsageError(refusals[address.mistake]);
        const added = await addEndpoint(kernel, territory.id, { url: address.url.href, events }, 'system');
        if (typeof added === 'string') throw new UserError(refusals[added]);
        progress(`${territory.name} préviendra ${address.url.host}. Ce secret ne sera plus montré :`);
        print(added.secret);
        return exitCodes.done;
      }),
    );
  },
};

export const webhookList: Command = {
  name: 'webhook list',
  summary: 'dit quels sites un portail prévient, et comment cela se passe',
  help: 'Emploi : terreau webhook list --territory S\n\nUne ligne JSON par site.',
  async run(argv) {
    const { values } = parseOptions(argv, { territory: { type: 'string' } });
    return withApplication((application) =>
      withTerritory(application, values.territory, async (kernel, territory) => {
        for (const endpoint of await endpointsOf(kernel, territory.id)) print(JSON.stringify(endpoint));
        return exitCodes.done;
      }),
    );
  },
};
