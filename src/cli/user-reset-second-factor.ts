import { UsageError, UserError } from '../kernel/errors.ts';
import { recoverAccount } from '../modules/people/index.ts';
import { type Command, exitCodes, parseOptions, progress, withApplication } from './command.ts';
import { withTerritory } from './territory.ts';

export const userResetSecondFactor: Command = {
  name: 'user reset-second-factor',
  summary: 'rend l’accès à qui a perdu sa double vérification',
  help: `Emploi : terreau user reset-second-factor --email E [--territory S]

Retire les codes et les clés d’accès d’un compte, ferme ses sessions et lui écrit. Son mot de passe reste demandé. Vérifiez
d’abord que c’est bien la personne : face à face, ou en la rappelant à un numéro que vous connaissiez déjà.

  --email E       l’adresse de son compte
  --territory S   identifiant du territoire au nom duquel le message part, s’il y en a plusieurs`,
  async run(argv) {
    const { values } = parseOptions(argv, { email: { type: 'string' }, territory: { type: 'string' } });
    const email = values.email?.trim().toLowerCase();
    if (!email) throw new UsageError('Il manque --email.');
    return withApplication((application) =>
      withTerritory(application, values.territory, async (kernel, territory) => {
        if (!(await recoverAccount(kernel, territory, email)))
          throw new UserError(`Aucun compte à l’adresse ${email}, ou il n’a pas de double vérification.`);
        progress(`La double vérification de ${email} est retirée, et ses sessions sont fermées.`);
        return exitCodes.done;
      }),
    );
  },
};
