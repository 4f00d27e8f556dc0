import { UsageError } from '../kernel/errors.ts';
import { addTerritory } from '../modules/territories/index.ts';
import { type Command, exitCodes, parseOptions, print, progress, withApplication } from './command.ts';

export const territoryAdd: Command = {
  name: 'territory add',
  summary: 'met un territoire en ligne',
  help: `Emploi : terreau territory add --slug S --country FR|CH --kind commune|grouping --code C [--name N] [--in G] [--host H]

Met une commune ou un groupement en ligne. Son code officiel donne ses codes postaux, sa population, son intercommunalité
et sa zone scolaire en France, son canton en Suisse.

  --slug S      identifiant court : minuscules, chiffres et tirets
  --name N      nom affiché ; par défaut le nom officiel du code
  --country C   FR ou CH
  --kind K      commune ou grouping (groupement de communes)
  --code C      INSEE (commune française), SIREN (groupement français), OFS (commune suisse)
  --in G        groupement dont elle est membre à partir d’aujourd’hui
  --host H      nom de domaine de son portail`,
  async run(argv) {
    const { values } = parseOptions(argv, {
      slug: { type: 'string' },
      name: { type: 'string' },
      country: { type: 'string' },
      kind: { type: 'string' },
      code: { type: 'string' },
      in: { type: 'string' },
      host: { type: 'string' },
    });
    const missing = (['slug', 'country', 'kind', 'code'] as const).filter((name) => !values[name]);
    if (missing.length > 0) throw new UsageError(`Il manque ${missing.map((name) => `--${name}`).join(', ')}.`);
    const { slug = '', country, kind, code = '' } = values;
    if (country !== 'FR' && country !== 'CH') throw new UsageError('--country : FR ou CH.');
    if (kind !== 'commune' && kind !== 'grouping') throw new UsageError('--kind : commune ou grouping.');
    return withApplication(async ({ kernel }) => {
      const added = await addTerritory(kernel, {
        slug,
        country,
        kind,
        code,
        ...(values.name !== undefined && { name: values.name }),
        ...(values.in !== undefined && { grouping: values.in }),
        ...(values.host !== undefined && { host: values.host }),
      });
      const { reference } = added;
      if (!reference) progress(`Le code ${code} n’est pas dans les listes officielles : rien n’a été prérempli.`);
      else {
        if (reference.postcodes.length > 0) progress(`Codes postaux : ${reference.postcodes.join(', ')}`);
        if (reference.population !== null) progress(`Population : ${reference.population}`);
        if (reference.grouping) progress(`Intercommunalité : ${reference.grouping.name} (${reference.grouping.code})`);
        if (reference.schoolZone) progress(`Zone scolaire : ${reference.schoolZone}`);
        if (reference.canton) progress(`Canton : ${reference.canton}`);
      }
      for (const grouping of added.groupings) progress(`Membre de ${grouping}`);
      for (const member of added.members) progress(`Membre : ${member}`);
      print(JSON.stringify({ id: added.id, slug: added.slug, name: added.name, groupings: added.groupings, members: added.members }));
      return exitCodes.done;
    });
  },
};
