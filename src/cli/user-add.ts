import { territoryRoles } from '../kernel/access/viewer.ts';
import { UsageError } from '../kernel/errors.ts';
import { inviteByLink } from '../modules/people/index.ts';
import { territoryByHost } from '../modules/territories/index.ts';
import { type Command, exitCodes, parseOptions, print, progress, withApplication } from './command.ts';
import { withTerritory } from './territory.ts';

const roles = [...territoryRoles, 'operator'] as const;

export const userAdd: Command = {
  name: 'user add',
  summary: 'invite une personne à travailler sur un portail',
  help: `Emploi : terreau user add --email E --role R [--territory S]

Donne un lien, qui sert une seule fois et tient quatorze jours : la personne y choisit son nom et son mot de passe. C’est ainsi que
commence la première administratrice ou le premier administrateur ; les autres s’invitent ensuite depuis le portail.

  --email E       son adresse
  --role R        ${roles.join(', ')}
  --territory S   identifiant du territoire, s’il y en a plusieurs ; l’exploitation s’en passe`,
  async run(argv) {
    const { values } = parseOptions(argv, { email: { type: 'string' }, role: { type: 'string' }, territory: { type: 'string' } });
    const email = values.email?.trim().toLowerCase() ?? '';
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) throw new UsageError('--email : une adresse complète, par exemple nom@exemple.fr.');
    const role = roles.find((one) => one === values.role);
    if (!role) throw new UsageError(`--role : un de ceux-ci : ${roles.join(', ')}.`);
    return withApplication(async (application) => {
      // Who runs the installation runs it on every portal: the link is of the one that answers at an unknown host name.
      const any = role === 'operator' ? await territoryByHost(application.kernel.database, application.kernel.clock, '') : null;
      return withTerritory(application, values.territory ?? any?.slug, async (kernel, territory) => {
        const origin = territory.origin ?? kernel.config.publicUrl ?? `http://${territory.slug}.localhost:${kernel.config.port}`;
        const link = await inviteByLink(kernel, territory, origin, { email, role, invitedBy: 'system' });
        progress('Transmettez ce lien à la personne, et à elle seule :');
        print(link);
        return exitCodes.done;
      });
    });
  },
};
