import { UsageError, UserError } from '../kernel/errors.ts';
import { endOperator, operatorsOf } from '../modules/people/index.ts';
import { type Command, exitCodes, parseOptions, print, progress, withApplication } from './command.ts';
import { withTerritory } from './territory.ts';

export const userListOperators: Command = {
  name: 'user list-operators',
  summary: 'montre qui fait fonctionner l’installation',
  help: `Emploi : terreau user list-operators [--json]

Une ligne par compte d’exploitation : adresse, nom, s’il a une deuxième preuve (double) ou son mot de passe seul (simple), quand il a
reçu l’exploitation, et de qui (« system » : de cette ligne de commande). Un tiret : ce n’était pas encore noté.

  --json   une liste JSON`,
  async run(argv) {
    const { values } = parseOptions(argv, { json: { type: 'boolean' } });
    return withApplication(async ({ kernel }) => {
      const operators = await operatorsOf(kernel);
      if (values.json) print(JSON.stringify(operators, null, 2));
      else
        for (const { email, name, hasSecondFactor, grantedAt, grantedBy } of operators)
          print([email, name, hasSecondFactor ? 'double' : 'simple', grantedAt?.toString() ?? '-', grantedBy ?? '-'].join('\t'));
      if (operators.length === 0) progress('Aucun compte d’exploitation : « terreau user add --role operator » en fait un.');
      return exitCodes.done;
    });
  },
};

export const userRemoveOperator: Command = {
  name: 'user remove-operator',
  summary: 'retire l’exploitation à un compte',
  help: `Emploi : terreau user remove-operator --email E [--territory S] [--force]

Le compte reste, sans l’exploitation : ses sessions sont fermées, les liens qui la lui auraient donnée ne valent plus rien, et le
journal le note.

  --email E       l’adresse du compte
  --territory S   identifiant du territoire dont le journal le note, s’il y en a plusieurs
  --force         même s’il est le dernier`,
  async run(argv) {
    const { values } = parseOptions(argv, { email: { type: 'string' }, territory: { type: 'string' }, force: { type: 'boolean' } });
    const email = values.email?.trim().toLowerCase();
    if (!email) throw new UsageError('Il manque --email.');
    return withApplication((application) =>
      withTerritory(application, values.territory, async (kernel, territory) => {
        const end = await endOperator(kernel, territory.id, email, { isForced: values.force ?? false });
        if (end === 'absent') throw new UserError(`Aucun compte d’exploitation à l’adresse ${email}.`);
        if (end === 'last')
          throw new UserError(
            `${email} est le dernier compte d’exploitation : sans lui, personne ne verrait plus le courrier. Invitez d’abord quelqu’un d’autre (« terreau user add --role operator »), ou ajoutez --force.`,
          );
        progress(`${email} ne fait plus fonctionner l’installation.`);
        return exitCodes.done;
      }),
    );
  },
};
