import { readFile } from 'node:fs/promises';
import { catalogue } from '../catalogue.ts';
import { UsageError, UserError } from '../kernel/errors.ts';
import { parsePoint } from '../kernel/geo/geo.ts';
import { readOutline, setTerritory, type TerritoryChanges } from '../modules/territories/index.ts';
import { type Command, exitCodes, parseOptions, progress, withApplication } from './command.ts';

const contactFields = {
  'contact-name': 'name',
  phone: 'phone',
  email: 'email',
  street: 'street',
  postcode: 'postcode',
  locality: 'locality',
  hours: 'openingHours',
} as const;
const legalFields = { publisher: 'publisher', director: 'director', 'legal-host': 'host', dpo: 'dataProtectionOfficer' } as const;

export const territorySet: Command = {
  name: 'territory set',
  summary: 'change les réglages d’un territoire',
  help: `Emploi : terreau territory set SLUG [OPTIONS]

Change ce qui est donné, garde le reste. Une valeur vide ("") efface.

  --name N                nom affiché
  --accent #RRGGBB        couleur ; assombrie à l’écran là où elle ne contraste pas assez
  --logo FICHIER          image PNG, JPEG, WebP ou SVG
  --outline FICHIER       contour GeoJSON
  --centre LAT,LNG        centre de la commune
  --district NOM=LAT,LNG  quartier ; à répéter, remplace la liste
  --home-message TEXTE    mot d’accueil ; --home-message-en TEXTE en anglais
  --contact-name, --phone, --email, --street, --postcode, --locality, --hours    l’accueil de la mairie
  --publisher, --director, --legal-host, --dpo    mentions légales : éditeur, direction de la publication,
                          hébergeur, délégué à la protection des données
  --audit DATE,TAUX,AUTEUR[,ADRESSE DU RAPPORT]   audit d’accessibilité réellement mené
  --host H, --remove-host H   noms de domaine ; à répéter
  --default               répond aux adresses inconnues
  --join G[@DATE], --leave G[@DATE]   entre dans un groupement, en sort
  --locales fr,en         langues
  --services A,B          services ouverts : directory, announcements, useful-numbers
  --time-zone, --canton, --holiday-region, --population, --postcodes`,
  async run(argv) {
    const { values, positionals } = parseOptions(
      argv,
      {
        name: { type: 'string' },
        accent: { type: 'string' },
        logo: { type: 'string' },
        outline: { type: 'string' },
        centre: { type: 'string' },
        district: { type: 'string', multiple: true },
        'home-message': { type: 'string' },
        'home-message-en': { type: 'string' },
        'contact-name': { type: 'string' },
        phone: { type: 'string' },
        email: { type: 'string' },
        street: { type: 'string' },
        postcode: { type: 'string' },
        locality: { type: 'string' },
        hours: { type: 'string' },
        publisher: { type: 'string' },
        director: { type: 'string' },
        'legal-host': { type: 'string' },
        dpo: { type: 'string' },
        audit: { type: 'string' },
        host: { type: 'string', multiple: true },
        'remove-host': { type: 'string', multiple: true },
        default: { type: 'boolean' },
        join: { type: 'string' },
        leave: { type: 'string' },
        locales: { type: 'string' },
        services: { type: 'string' },
        'time-zone': { type: 'string' },
        canton: { type: 'string' },
        'holiday-region': { type: 'string' },
        population: { type: 'string' },
        postcodes: { type: 'string' },
      },
      1,
    );
    const [slug = ''] = positionals;
    if (Object.keys(values).length === 0) throw new UsageError('Rien à changer : donnez au moins une option.');
    const pick = (fields: Readonly<Record<string, string>>) => {
      const given = Object.entries(fields).flatMap(([option, field]) => {
        const value = values[option as keyof typeof values];
        return typeof value === 'string' ? [[field, value === '' ? null : value] as const] : [];
      });
      return given.length > 0 ? Object.fromEntries(given) : undefined;
    };
    const contact = pick(contactFields);
    const legal = pick(legalFields);
    const changes: TerritoryChanges = {
      ...(values.name && { name: values.name }),
      ...(values.accent !== undefined && { accent: values.accent || null }),
      ...(values.logo !== undefined && { logo: values.logo ? await readImage(values.logo) : null }),
      ...(values.outline !== undefined && { outline: values.outline ? await readOutline(values.outline) : null }),
      ...(values.centre !== undefined && { centre: point('--centre', values.centre) }),
      ...(values.district && { districts: values.district.filter(Boolean).map(district) }),
      ...(values['home-message'] !== undefined && {
        homeMessage: values['home-message']
          ? { fr: values['home-message'], ...(values['home-message-en'] && { en: values['home-message-en'] }) }
          : null,
      }),
      ...(contact && { contact }),
      ...(legal && { legal }),
      ...(values.audit !== undefined && { audit: values.audit ? audit(values.audit) : null }),
      ...(values.host && { addHosts: values.host }),
      ...(values['remove-host'] && { removeHosts: values['remove-host'] }),
      ...(values.default && { isDefault: true }),
      ...(values.join !== undefined && { join: dated(values.join, 'since') }),
      ...(values.leave !== undefined && { leave: dated(values.leave, 'until') }),
      ...(values.locales !== undefined && { locales: list(values.locales) }),
      ...(values.services !== undefined && { services: serviceNames(values.services) }),
      ...(values['time-zone'] && { timeZone: values['time-zone'] }),
      ...(values.canton && { canton: values.canton }),
      ...(values['holiday-region'] !== undefined && { holidayRegion: values['holiday-region'] || null }),
      ...(values.population !== undefined && { population: whole('--population', values.population) }),
      ...(values.postcodes !== undefined && { postcodes: list(values.postcodes) }),
    };
    return withApplication(async ({ kernel }) => {
      await setTerritory(kernel, slug, changes);
      progress(`${slug} : c’est changé.`);
      return exitCodes.done;
    });
  },
};

function list(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

function whole(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`${option} : un nombre entier.`);
  return Number(text);
}

function point(option: string, text: string) {
  const found = parsePoint(text);
  if (!found) throw new UsageError(`${option} : latitude,longitude en degrés, par exemple 46.2,6.15.`);
  return found;
}

function district(text: string) {
  const [, name, position] = /^(.+)=([^=]+)$/.exec(text) ?? [];
  if (!name || !position) throw new UsageError('--district : NOM=LAT,LNG.');
  return { name: name.trim(), ...point('--district', position) };
}

function dated<Field extends string>(text: string, field: Field): { grouping: string } & { [K in Field]?: string } {
  const [grouping = '', date] = text.split('@');
  return { grouping, ...(date && { [field]: date }) } as { grouping: string } & { [K in Field]?: string };
}

const services = catalogue.filter((module) => module.isService).map((module) => module.name);

function serviceNames(text: string): string[] {
  const names = list(text);
  const unknown = names.filter((name) => !services.includes(name));
  if (unknown.length > 0) throw new UsageError(`--services : ${unknown.join(', ')} n’existe pas. Services : ${services.join(', ')}.`);
  return names;
}

function audit(text: string) {
  const [date = '', rate = '', auditor = '', ...report] = text.split(',').map((part) => part.trim());
  if (!date || !/^\d+([.]\d+)?$/.test(rate) || !auditor)
    throw new UsageError('--audit : DATE,TAUX,AUTEUR, par exemple 2026-11-01,82,Cabinet Exemple.');
  return { date, rate: Number(rate), auditor, reportUrl: report.join(',') || null };
}

async function readImage(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new UserError(`Le fichier ${file} ne se lit pas (${(error as NodeJS.ErrnoException).code}).`);
  }
}
