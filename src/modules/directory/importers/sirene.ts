import { type Address, noAddress, noOrganisationFacts, noPlaceFacts, type OrganisationFacts, type PlaceFacts, themesOf } from '../facts.ts';
import { type Identifier, readIdentifier } from '../identifiers.ts';
import { fold } from '../text.ts';
import type { ThemeCode } from '../themes.ts';
import { legalFormOfInsee } from '../vocabularies/legal-forms.ts';
import type { SourceRow } from './engine/row.ts';
import { line } from './files/cleaning.ts';
import { communeCode, postcode, withoutFraction } from './files/codes.ts';
import { readPosition, readPositionText } from './files/coordinates.ts';
import { openCsv } from './files/csv.ts';
import { readDay } from './files/days.ts';
import { requireKind } from './files/refusal.ts';
import type { TableRow } from './files/table.ts';
import { newWarnings, type Warn } from './files/warnings.ts';
import { fromLegalProjection, inSentence, streetOf } from './sirene-address.ts';
import { kindsOfNaf, nafCode } from './sirene-kinds.ts';

export interface SireneOptions {
  source?: string | undefined;
}

/**
 * The establishments of a file of INSEE's Sirene: its stock, or a table of its API, which has the companies' names too.
 * In flat memory.
 *
 * @throws UserError where it is none.
 */
export async function* sireneRows(file: string, options: SireneOptions = {}): AsyncGenerator<SourceRow> {
  await requireKind(file, ['sirene'], 'des établissements de l’Insee (Sirene)');
  const table = await openCsv(file);
  for await (const row of table.rows()) yield readSireneRow(row, options);
}

/** A cell by its column, whatever the case of its name and what stands before its last dot. « [ND] » is « not diffused ». */
type Cells = (column: string) => string | null;

function cellsOf(record: Record<string, string>): Cells {
  const cells = new Map(Object.entries(record).map(([column, value]) => [column.slice(column.lastIndexOf('.') + 1).toLowerCase(), value]));
  return (column) => {
    const text = line(cells.get(column.toLowerCase()), 500);
    return text === null || /^\[?ND\]?$/.test(text) ? null : text;
  };
}

/**
 * What one establishment says, or why it is none of the directory. Where INSEE publishes in part only (« diffusion
 * partielle »), what is left out is not taken, were it in the file: nothing of a person, no address of a company. Pure.
 */
export function readSireneRow({ line: at, record, problem }: TableRow, { source = 'sirene' }: SireneOptions = {}): SourceRow {
  const cell = cellsOf(record);
  const identity = { line: at, subject: 'organisation', source } as const;
  // A first zero that a spreadsheet took off.
  const siret = readIdentifier('siret', withoutFraction(cell('siret'))?.padStart(14, '0') ?? '');
  if (!siret.isValid) return { ...identity, externalId: null, name: null, rejected: 'invalid-identifier' };
  const externalId = siret.value;

  const category = cell('categorieJuridiqueUniteLegale');
  const diffusion = [cell('statutDiffusionEtablissement'), cell('statutDiffusionUniteLegale')];
  const isPublic = diffusion.every((status) => status === null || status.toUpperCase() === 'O');
  // Without a category it may be anybody's.
  const isPerson = category === null ? cell('denominationUniteLegale') === null : category.startsWith('1');
  if (!isPublic && (isPerson || diffusion.includes('N'))) return { ...identity, externalId, name: null, rejected: 'not-public' };

  const names = namesOf(cell);
  const [name, organisationName] = [names.place, names.organisation];
  const isClosed = [cell('etatAdministratifEtablissement'), cell('etatAdministratifUniteLegale')].some((state) =>
    /^[FC]/i.test(state ?? ''),
  );
  if (isClosed) return { ...identity, externalId, name, rejected: 'closed' };
  if (name === null || organisationName === null) return { ...identity, externalId, name: null, rejected: 'no-name' };

  const { warn, list: warnings } = newWarnings();
  if (problem !== null) warn(problem);
  const activity = nafCode(cell('activitePrincipaleEtablissement'));
  const kinds = kindsOfNaf(activity);
  const themes: ThemeCode[] = isSocialEconomy(cell) && !themesOf(kinds, []).includes('social-enterprise') ? ['social-enterprise'] : [];
  const place: PlaceFacts = {
    ...noPlaceFacts,
    name,
    alternateNames: names.others.filter((other) => fold(other) !== fold(name)),
    kinds,
    themes,
    ...addressOf(cell, isPublic, warn),
    identifiers: [siret],
  };
  return {
    ...identity,
    externalId,
    checkedOn: readDay(cell('dateDernierTraitementEtablissement')),
    parentId: externalId.slice(0, 9),
    organisation: { ...organisationOf(cell, organisationName, names.others, externalId, category), themes },
    place,
    warnings,
  };
}

function isSocialEconomy(cell: Cells): boolean {
  return /^O/i.test(cell('economieSocialeSolidaireUniteLegale') ?? '');
}

/** A place goes by its sign, a structure by its name. A person's own name is the last resort, and only where it is public. */
function namesOf(cell: Cells): { place: string | null; organisation: string | null; others: string[] } {
  const signs = ['enseigne1Etablissement', 'enseigne2Etablissement', 'enseigne3Etablissement', 'denominationUsuelleEtablissement'].flatMap(
    (column) => cell(column) ?? [],
  );
  const usual = ['denominationUsuelle1UniteLegale', 'denominationUsuelle2UniteLegale', 'denominationUsuelle3UniteLegale'].flatMap(
    (column) => cell(column) ?? [],
  );
  const legal = cell('denominationUniteLegale');
  const surname = cell('nomUsageUniteLegale') ?? cell('nomUniteLegale');
  const firstName = cell('prenomUsuelUniteLegale') ?? cell('prenom1UniteLegale');
  const person = surname === null ? null : [firstName, surname].flatMap((part) => (part === null ? [] : inSentence(part))).join(' ');
  const place = signs[0] ?? usual[0] ?? legal ?? person;
  const organisation = legal ?? usual[0] ?? signs[0] ?? person;
  const seen = new Set([fold(organisation ?? '')]);
  const others = [...usual, ...signs, cell('sigleUniteLegale') ?? ''].filter((other) => {
    const key = fold(other);
    if (key === '' || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return { place, organisation, others };
}

function organisationOf(
  cell: Cells,
  name: string,
  alternateNames: readonly string[],
  siret: string,
  category: string | null,
): OrganisationFacts {
  // That of the whole, where it is told: its establishments may do other things.
  const activityCode = nafCode(cell('activitePrincipaleUniteLegale')) ?? nafCode(cell('activitePrincipaleEtablissement'));
  const legalForm = category === null ? null : legalFormOfInsee(category);
  const rna = cell('identifiantAssociationUniteLegale');
  const identifiers: Identifier[] = [readIdentifier('siren', siret.slice(0, 9)), ...(rna === null ? [] : [readIdentifier('rna', rna)])];
  // The others are of the social economy by their form: only a company is for saying so.
  const isDeclared = legalForm === 'company' && isSocialEconomy(cell);
  return {
    ...noOrganisationFacts,
    name,
    alternateNames,
    kinds: kindsOfNaf(activityCode),
    legalForm,
    activityCode,
    identifiers,
    accreditations: isDeclared ? [{ code: 'societe-ess', label: null, number: null, since: null, until: null }] : [],
  };
}

function addressOf(cell: Cells, isPublic: boolean, warn: Warn): Address {
  const code = communeCode(cell('codeCommuneEtablissement'), 'FR');
  const commune = cell('libelleCommuneEtablissement');
  const locality = commune === null ? null : inSentence(commune);
  if (!isPublic) return { ...noAddress, locality, communeCode: code };
  const complements = [cell('complementAdresseEtablissement'), cell('distributionSpecialeEtablissement')].filter((part) => part !== null);
  return {
    ...noAddress,
    street: streetOf({
      number: withoutFraction(cell('numeroVoieEtablissement')),
      repetition: cell('indiceRepetitionEtablissement'),
      type: cell('typeVoieEtablissement'),
      way: cell('libelleVoieEtablissement'),
    }),
    addressComplement: complements.join(', ') || null,
    postcode: postcode(cell('codePostalEtablissement'), 'FR'),
    locality,
    communeCode: code,
    position:
      fromLegalProjection(cell('coordonneeLambertAbscisseEtablissement'), cell('coordonneeLambertOrdonneeEtablissement'), code) ??
      // As copies of the register give it.
      (cell('geolocEtablissement') === null
        ? readPosition(cell('latitude'), cell('longitude'), warn)
        : readPositionText(cell('geolocEtablissement'), warn)),
  };
}
