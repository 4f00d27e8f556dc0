import { createHash } from 'node:crypto';
import { UserError } from '../../../kernel/errors.ts';
import {
  type Address,
  noOrganisationFacts,
  noPlaceFacts,
  noServiceFacts,
  type OrganisationFacts,
  type PlaceFacts,
  type ServiceFacts,
  withoutConfidentialAddress,
} from '../facts.ts';
import type { Calendar } from '../hours.ts';
import type { Identifier } from '../identifiers.ts';
import { fold } from '../text.ts';
import { type CheckedMapping, type CsvMapping, checkMapping } from './csv-mapping.ts';
import { type FieldName, type FieldValue, readField } from './csv-mapping-fields.ts';
import { guessMapping, type Told } from './csv-mapping-guess.ts';
import { personalContactPoints, personName } from './data-inclusion-rows.ts';
import type { SourceRow } from './engine/row.ts';
import { writtenText } from './files/cleaning.ts';
import { readPosition, readPositionText } from './files/coordinates.ts';
import { openCsv } from './files/csv.ts';
import { withoutFormulaEscape } from './files/formulas.ts';
import { requireKind } from './files/refusal.ts';
import type { Table, TableRow } from './files/table.ts';
import { newWarnings, type RowWarning, type Warn } from './files/warnings.ts';
import { openXlsx } from './files/xlsx.ts';

export interface MappedTable {
  table: Table;
  mapping: CsvMapping;
  isGuessed: boolean;
}

/**
 * Opens a table with its mapping; without one, with a guess.
 *
 * @throws UserError where the file is a list of another kind, or the mapping is not right for it.
 */
export async function openMappedTable(file: string, given?: CsvMapping | undefined): Promise<MappedTable> {
  const { table, told } = await openTable(file, given);
  const mapping = given ?? (await guessMapping(table, told));
  if (given === undefined && !Object.values(mapping.columns).flat().includes('name'))
    throw new UserError(
      `aucune colonne de ce tableau ne semble donner un nom (colonnes : ${table.columns.join(', ').slice(0, 500)}) : dites-le avec --mapping`,
    );
  checkMapping(mapping, table.columns);
  return { table, mapping, isGuessed: given === undefined };
}

/**
 * Opens a table, in CSV or in a workbook, as far as its mapping tells how.
 *
 * @throws UserError where the file is a list of another kind, or has no such sheet.
 */
export async function openTable(
  file: string,
  given: Pick<CsvMapping, 'sheet' | 'separator' | 'encoding'> = {},
): Promise<{ table: Table; told: Told; sheets: readonly string[] }> {
  const kind = await requireKind(
    file,
    ['workbook', 'table', 'sirene', 'data-inclusion-structures', 'data-inclusion-services'],
    'un tableau de structures, de lieux ou de services',
  );
  if (kind !== 'workbook') {
    const table = await openCsv(file, { separator: given.separator, encoding: given.encoding });
    return { table, told: { separator: table.separator }, sheets: [] };
  }
  const sheets = await openXlsx(file);
  const table =
    given.sheet === undefined ? sheets.find(({ columns }) => columns.length > 1) : sheets.find(({ name }) => name === given.sheet);
  if (!table)
    throw new UserError(
      given.sheet === undefined ? 'aucune feuille de ce classeur n’est un tableau' : `ce classeur n’a pas de feuille « ${given.sheet} »`,
    );
  return { table, told: { sheet: table.name }, sheets: sheets.map(({ name }) => name) };
}

export interface MappedRowsOptions {
  calendar: Calendar;
  /** Who says so, where neither the mapping nor the row tells. */
  source: string;
}

/** The rows of a table, in flat memory. */
export async function* mappedRows({ table, mapping }: MappedTable, options: MappedRowsOptions): AsyncGenerator<SourceRow> {
  const checked = checkMapping(mapping, table.columns);
  for await (const row of table.rows()) yield readMappedRow(row, checked, options);
}

/** The value of a field in the row that is read; null where it has none. */
type Read = <Name extends FieldName>(name: Name) => FieldValue<Name> | null;

/** What one row says, or why it is nothing for the directory. Pure. */
export function readMappedRow(row: TableRow, mapping: CheckedMapping, { calendar, source: fallback }: MappedRowsOptions): SourceRow {
  const { warn, list: warnings } = newWarnings();
  if (row.problem !== null) warn(row.problem);
  const texts = new Map<FieldName, string | null>([...mapping.constants].map(([name, text]) => [name, writtenText(text)]));
  for (const [column, names] of mapping.columns) {
    const text = writtenText(withoutFormulaEscape(row.record[column] ?? ''));
    for (const name of names) if (text !== null || !texts.has(name)) texts.set(name, text);
  }
  const read: Read = (name) => readField(name, texts.get(name) ?? null, { calendar, warn });

  const subject = ({ structures: 'organisation', lieux: 'place', services: 'service' } as const)[mapping.rows];
  const identity = { line: row.line, source: read('source') ?? mapping.source ?? fallback };
  const name = read('name');
  const id = read('id');
  if (name === null) return { ...identity, subject, externalId: id, name, rejected: 'no-name' };
  if (read('isClosed') === true) return { ...identity, subject, externalId: id ?? rowId(name, read), name, rejected: 'closed' };
  const known = { ...identity, externalId: id ?? rowId(name, read), checkedOn: read('checkedOn'), warnings };
  if (mapping.rows === 'services') return serviceRow(name, known, read, warn);
  const place = withoutConfidentialAddress(placeOf(name, read, warn));
  if (mapping.rows === 'lieux') return { ...known, subject: 'place', place };
  return { ...known, subject: 'organisation', ...structureOf(name, place, read) };
}

/** A row without an id is known by what it says and where. */
function rowId(name: string, read: Read): string {
  const where = [read('structureId'), read('street'), read('postcode'), read('locality')].map((part) => fold(part ?? '')).join('|');
  return `row/${createHash('sha256')
    .update(`${fold(name)}|${where}`)
    .digest('base64url')
    .slice(0, 22)}`;
}

function addressOf(read: Read, warn: Warn): Address {
  const [street, houseNumber] = [read('street'), read('houseNumber')];
  const isNumbered = street !== null && houseNumber !== null && !/^\d/.test(street);
  const [latitude, longitude] = [read('latitude'), read('longitude')];
  const pair = read('position');
  return {
    street: isNumbered ? `${houseNumber} ${street}` : street,
    addressComplement: read('addressComplement'),
    postcode: read('postcode'),
    locality: read('locality'),
    communeCode: read('communeCode'),
    position:
      latitude !== null || longitude !== null
        ? readPosition(latitude, longitude, warn)
        : pair === null
          ? null
          : readPositionText(pair, warn),
    isAddressConfidential: read('isAddressConfidential') ?? false,
  };
}

function numbers(read: Read, names: readonly ('siret' | 'siren' | 'rna' | 'uid' | 'uai' | 'finess')[]): Identifier[] {
  return names.flatMap((name) => read(name) ?? []);
}

/** A number of one establishment is the place's, the others are the structure's. */
const ofEstablishment = ['siret', 'uai', 'finess'] as const;
const ofStructure = ['siren', 'rna', 'uid'] as const;

function placeOf(name: string, read: Read, warn: Warn): PlaceFacts {
  return {
    ...noPlaceFacts,
    ...addressOf(read, warn),
    name,
    alternateNames: read('alternateNames') ?? [],
    description: read('description'),
    kinds: read('kinds') ?? [],
    themes: read('themes') ?? [],
    email: read('email'),
    phone: read('phone'),
    website: read('website'),
    openingHours: read('openingHours'),
    wheelchair: read('wheelchair'),
    accessibilityUrl: read('accessibilityUrl'),
    languages: read('languages') ?? [],
    identifiers: numbers(read, ofEstablishment),
  };
}

function structureOf(name: string, place: PlaceFacts, read: Read): { organisation: OrganisationFacts; place: PlaceFacts | null } {
  const { kinds, themes, description, email, phone, website, alternateNames, languages } = place;
  const carrier = read('organisationName');
  const isCarried = carrier !== null && fold(carrier) !== fold(name);
  const isSomewhere =
    isCarried ||
    place.isAddressConfidential ||
    (place.street ??
      place.addressComplement ??
      place.postcode ??
      place.locality ??
      place.communeCode ??
      place.position ??
      place.openingHours ??
      place.wheelchair ??
      place.accessibilityUrl) !== null;
  const organisation: OrganisationFacts = {
    ...noOrganisationFacts,
    name: isCarried ? carrier : name,
    // What a carrier does beyond this place is not said.
    ...(isCarried ? {} : { kinds, themes, description, email, phone, website, alternateNames, languages }),
    legalForm: read('legalForm'),
    activityCode: read('activityCode'),
    networks: read('networks') ?? [],
    identifiers: [...numbers(read, ofStructure), ...(isSomewhere ? [] : place.identifiers)],
    accreditations: read('accreditations') ?? [],
    sourceUrl: read('sourceUrl'),
  };
  if (!isSomewhere) return { organisation, place: null };
  return {
    organisation,
    place: isCarried ? place : { ...place, description: null, email: null, phone: null, website: null, alternateNames: [], languages: [] },
  };
}

function serviceRow(
  name: string,
  known: { line: number; source: string; externalId: string; checkedOn: string | null; warnings: RowWarning[] },
  read: Read,
  warn: Warn,
): SourceRow {
  const rejected = (reason: string): SourceRow => ({
    line: known.line,
    source: known.source,
    subject: 'service',
    externalId: known.externalId,
    name,
    rejected: reason,
  });
  const description = read('description');
  const structureId = read('structureId');
  if (structureId === null) return rejected('no-organisation');
  if (description === null) return rejected('no-description');
  const contactName = personName(read('contactName'));
  const contactPoints = personalContactPoints(contactName, { email: read('email'), phone: read('phone') });
  const service: ServiceFacts = withoutConfidentialAddress({
    ...noServiceFacts,
    ...addressOf(read, warn),
    name,
    description,
    type: read('type'),
    topics: read('topics') ?? [],
    themes: read('themes') ?? [],
    fee: read('fee'),
    feeDetails: read('feeDetails'),
    price: read('price'),
    publics: read('publics') ?? [],
    publicsDetails: read('publicsDetails'),
    accessConditions: read('accessConditions'),
    ...contactPoints.service,
    openingHours: read('openingHours'),
    languages: read('languages') ?? [],
    receptionModes: read('receptionModes') ?? [],
    eligibilityZones: read('eligibilityZones') ?? [],
    referralModes: read('referralModes') ?? [],
    referrers: read('referrers') ?? [],
    referralUrl: read('referralUrl'),
    referralDetails: read('referralDetails'),
    weeklyHours: read('weeklyHours'),
    weeks: read('weeks'),
    sourceUrl: read('sourceUrl'),
  });
  const contact = contactName === null ? null : { name: contactName, ...contactPoints.person };
  return { ...known, subject: 'service', service, structureId, contact };
}
