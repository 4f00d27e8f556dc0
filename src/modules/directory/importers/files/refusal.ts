import { UserError } from '../../../../kernel/errors.ts';
import {
  feeByCode,
  networkByCode,
  publicByCode,
  receptionModeByCode,
  referralModeByCode,
  referrerByCode,
  serviceTypeByCode,
  topicByCode,
} from '../../vocabularies/data-inclusion.ts';
import { openCsv } from './csv.ts';
import { binaryRefusal, firstBytes } from './encoding.ts';
import { type JsonOutline, readJson } from './json.ts';

/** What a file is, by its shape and never by its name. */
export type FileKind =
  | 'workbook'
  | 'geojson'
  | 'gogocarto'
  | 'gogocarto-taxonomy'
  | 'data-inclusion-structures'
  | 'data-inclusion-services'
  | 'sirene'
  | 'table'
  | 'json'
  /** Reference lists, calendars, messages: nothing of a directory. */
  | 'other';

export interface RecognisedFile {
  kind: FileKind;
  /** « la liste des publics de data·inclusion » */
  words: string;
}

/** The lists that files of the trade have at their root. */
const LISTS = ['items', 'data', 'structures', 'services', 'features', '@graph', 'elements', 'options'] as const;

/**
 * Recognises a file from its beginning.
 *
 * @throws UserError where it cannot be read at all.
 */
export async function recogniseFile(file: string): Promise<RecognisedFile> {
  const head = await firstBytes(file, 1_024);
  if (head[0] === 0x50 && head[1] === 0x4b) return { kind: 'workbook', words: 'un classeur' };
  const refusal = binaryRefusal(head);
  if (refusal !== null) throw new UserError(refusal);
  const start = new TextDecoder()
    .decode(head)
    .replace(/^\ufeff/, '')
    .trimStart();
  if (/^BEGIN:V/i.test(start)) return { kind: 'other', words: 'un agenda (iCalendar)' };
  if (/^<(?:!doctype html|html)/i.test(start)) return { kind: 'other', words: 'une page web' };
  if (start.startsWith('<')) return { kind: 'other', words: 'un fichier XML' };
  return /^[[{]/.test(start) ? recogniseJson(file) : recogniseTable(file);
}

/**
 * Lets a file of one of these kinds through, and refuses any other by its name.
 *
 * @param wanted what the format reads: « des éléments GoGoCarto »
 */
export async function requireKind(file: string, kinds: readonly FileKind[], wanted: string): Promise<FileKind> {
  const { kind, words } = await recogniseFile(file);
  if (!kinds.includes(kind)) throw new UserError(`ce fichier est ${words}, pas ${wanted} : rien n’a été chargé`);
  return kind;
}

async function recogniseJson(file: string): Promise<RecognisedFile> {
  const { outline, rows } = readJson(file, [null, ...LISTS]);
  // The first item tells; the rest may be large.
  const { value } = await rows.next();
  await rows.return(undefined);
  const first = value?.value;
  const keys = new Set(typeof first === 'object' && first !== null && !Array.isArray(first) ? Object.keys(first) : []);
  return ofOutline(outline) ?? ofItem(outline, keys, first) ?? { kind: 'json', words: 'du JSON d’un genre inconnu' };
}

function ofOutline({ members }: JsonOutline): RecognisedFile | null {
  const has = (...names: string[]) => names.every((name) => members.has(name));
  const ontology = members.get('ontology');
  if (typeof ontology === 'string' && /^gogo/i.test(ontology)) return { kind: 'gogocarto', words: 'une liste d’éléments GoGoCarto' };
  if (has('options') && !has('data')) return { kind: 'gogocarto-taxonomy', words: 'la liste des catégories d’une carte GoGoCarto' };
  if (has('actor', 'object') || /activitystreams/.test(String(members.get('@context'))))
    return { kind: 'other', words: 'un message ActivityPub' };
  if (has('application_process') || has('interpretation_services') || has('organization_identifiers') || has('tax_status'))
    return { kind: 'other', words: 'une fiche HSDS (Open Referral)' };
  return null;
}

/** An element of GoGoCarto’s compact form: `[id, name or values, latitude, longitude, [options]…]`, or with its status second. */
function isCompactElement(item: unknown): boolean {
  if (!Array.isArray(item)) return false;
  const [latitude, longitude, options]: unknown[] = typeof item[1] === 'number' ? item.slice(3) : item.slice(2);
  return typeof latitude === 'number' && typeof longitude === 'number' && Array.isArray(options);
}

function ofItem({ members, root, lists }: JsonOutline, keys: ReadonlySet<string>, first: unknown): RecognisedFile | null {
  const has = (...names: string[]) => names.every((name) => keys.has(name));
  // The type may come after the features.
  if (members.get('type') === 'FeatureCollection' || (lists.has('features') && has('geometry'))) return ofFeature(first);
  if (isCompactElement(first)) return { kind: 'gogocarto', words: 'une liste d’éléments GoGoCarto' };
  if (lists.has('items') && members.has('total') && first === undefined)
    return { kind: 'data-inclusion-structures', words: 'une réponse vide de data·inclusion' };
  if (has('slug', 'nom', 'description') && !has('id')) return { kind: 'other', words: 'la liste des sources de data·inclusion' };
  if (has('structure_id', 'nom')) return { kind: 'data-inclusion-services', words: 'une liste de services data·inclusion' };
  if (has('source', 'id', 'nom')) return { kind: 'data-inclusion-structures', words: 'une liste de structures data·inclusion' };
  if (has('value', 'label')) return { kind: 'other', words: 'une liste de valeurs de data·inclusion' };
  if (has('options')) return { kind: 'gogocarto-taxonomy', words: 'la liste des catégories d’une carte GoGoCarto' };
  const isElement = (has('geo') || has('lat') || has('latitude') || has('location')) && (has('name') || has('title'));
  const isGraph = members.has('@graph') && (has('name') || has('schema:name'));
  if (isElement || isGraph || (root === 'array' && (has('optionValues') || has('taxonomy') || has('geoJSONFeature'))))
    return { kind: 'gogocarto', words: 'une liste d’éléments GoGoCarto' };
  return null;
}

function ofFeature(first: unknown): RecognisedFile {
  const properties = (first as { properties?: Record<string, unknown> } | undefined)?.properties ?? {};
  if ('KTNR' in properties || 'BFS_NUMMER' in properties || 'code_insee' in properties)
    return { kind: 'other', words: 'la liste des communes, avec leurs contours' };
  const isElement = ['optionValues', 'taxonomy', 'categories', 'sourceKey'].some((name) => name in properties);
  return isElement
    ? { kind: 'gogocarto', words: 'une collection GeoJSON d’éléments GoGoCarto' }
    : { kind: 'geojson', words: 'une collection GeoJSON' };
}

/** The lists of values of data·inclusion, by what they hold. */
const vocabularies: readonly { words: string; values: ReadonlyMap<string, unknown> }[] = [
  { words: 'la liste des frais', values: feeByCode },
  { words: 'la liste des modes d’accueil', values: receptionModeByCode },
  { words: 'la liste des modes de mobilisation', values: referralModeByCode },
  { words: 'la liste des personnes mobilisatrices', values: referrerByCode },
  { words: 'la liste des publics', values: publicByCode },
  { words: 'la liste des réseaux porteurs', values: networkByCode },
  { words: 'la liste des thématiques', values: topicByCode },
  { words: 'la liste des types de services', values: serviceTypeByCode },
];

async function recogniseTable(file: string): Promise<RecognisedFile> {
  const table = await openCsv(file);
  const names = new Set(table.columns.map((name) => name.toLowerCase()));
  const has = (...wanted: string[]) => wanted.every((name) => names.has(name));
  if (has('value', 'label') && names.size <= 3) {
    for await (const { record } of table.rows()) {
      const value = record[table.columns[0] ?? ''] ?? '';
      const known = vocabularies.find(({ values }) => values.has(value));
      if (known) return { kind: 'other', words: `${known.words} de data·inclusion` };
      break;
    }
    return { kind: 'other', words: 'une liste de valeurs de data·inclusion' };
  }
  if (has('code_rome', 'libelle_rome')) return { kind: 'other', words: 'la liste des métiers ROME' };
  if (has('rome_code') || has('ogr_appellation')) return { kind: 'other', words: 'la liste des appellations de métiers ROME' };
  if (has('code_insee') && has('population')) return { kind: 'other', words: 'la liste des communes' };
  if (has('code_commune_insee') && has('nom_de_la_commune')) return { kind: 'other', words: 'la liste des communes' };
  if (has('kind', 'start', 'end_exclusive')) return { kind: 'other', words: 'un calendrier de jours fériés et de vacances' };
  if (has('siret', 'etatadministratifetablissement')) return { kind: 'sirene', words: 'une liste d’établissements de l’Insee (Sirene)' };
  if (has('siren', 'etatadministratifunitelegale') && !has('siret'))
    return { kind: 'other', words: 'la liste des unités légales de l’Insee, sans leurs établissements' };
  if (has('structure_id', 'nom', 'date_maj')) return { kind: 'data-inclusion-services', words: 'une liste de services data·inclusion' };
  if (has('source', 'id', 'nom', 'date_maj')) return { kind: 'data-inclusion-structures', words: 'une liste de structures data·inclusion' };
  return { kind: 'table', words: 'un tableau d’un genre inconnu' };
}
