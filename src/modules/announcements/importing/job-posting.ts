import { Temporal } from 'temporal-polyfill';
import { cleanLine, cleanParagraphs, readDay, structureKeys } from '../../directory/index.ts';
import { findOccupations } from '../occupations/occupations.ts';
import type { ImportedRow } from './row.ts';

type Thing = Readonly<Record<string, unknown>>;

function isThing(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

/** The first thing of a member that may hold one or several. */
function firstThing(value: unknown): Thing | null {
  return listOf(value).find(isThing) ?? null;
}

/** « schema:JobPosting », « http://schema.org/JobPosting » and « JobPosting » are one. */
function isOf(type: string, value: unknown): value is Thing {
  return isThing(value) && listOf(value['@type']).some((one) => /(?:^|[/:#])([^/:#]+)$/.exec(String(one))?.[1] === type);
}

export function isJobPosting(value: unknown): value is Thing {
  return isOf('JobPosting', value);
}

/** The address of the web that a member gives; null where it is none. */
function webAddress(value: unknown): string | null {
  const text = cleanLine(value, 2_000);
  return text !== null && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? text : null;
}

/** What of an `identifier` tells it from others: a text, a number, or the value of a `PropertyValue`. */
function identifierOf(posting: Thing): string | null {
  const given = listOf(posting['identifier'])[0];
  const value = isThing(given) ? (given['value'] ?? given['@id']) : given;
  return cleanLine(value, 1_000) ?? cleanLine(posting['@id'], 1_000) ?? cleanLine(posting['url'], 1_000);
}

/** « https://emplois.example.fr/… » → `emplois.example.fr`: who gives the file, where nobody else says it. */
function hostOf(posting: Thing): string | null {
  const url = webAddress(posting['url']) ?? webAddress(posting['@id']);
  return url === null ? null : new URL(url).hostname.replace(/^www\./, '');
}

/** A day; a moment is of the territory's day, and midnight ends the day before. */
function lastDayOf(value: unknown, timeZone: string): string | null {
  const text = cleanLine(value, 60);
  if (text === null) return null;
  if (/T\d/.test(text))
    try {
      return Temporal.Instant.from(text).subtract({ seconds: 1 }).toZonedDateTimeISO(timeZone).toPlainDate().toString();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  return readDay(text);
}

const units: Readonly<Record<string, string>> = { HOUR: 'hour', MONTH: 'month', YEAR: 'year' };

/** « 1820.5 » as a form takes it. */
function amount(value: unknown): string | null {
  const number = typeof value === 'number' ? value : Number(cleanLine(value, 40)?.replace(/\s/g, '').replace(',', '.') ?? Number.NaN);
  return Number.isFinite(number) && number > 0 && number < 1e8 ? number.toFixed(2).replace('.', ',') : null;
}

function pay(posting: Thing, currency: string, warn: (code: string) => void): Record<string, string> {
  const salary = firstThing(posting['baseSalary']);
  if (!salary) return {};
  const value = isThing(salary['value']) ? salary['value'] : { value: salary['value'] ?? salary['minValue'], ...salary };
  const unit = units[String(value['unitText'] ?? salary['unitText'] ?? '').toUpperCase()];
  const from = amount(value['minValue'] ?? value['value'] ?? value['maxValue']);
  const to = amount(value['maxValue']);
  const given = String(salary['currency'] ?? currency).toUpperCase();
  if (from === null || unit === undefined || given !== currency) {
    warn('unknown-value:pay');
    return {};
  }
  return { payFrom: from, payPer: unit, ...(to !== null && to !== from && { payTo: to }) };
}

/** « M/W », « (H/F) »: who may answer is said nowhere else in an occupation. */
function withoutGenders(title: string): string {
  return title.replace(/\s*[([]?\b[hfmwd](?:\s*[/·-]\s*[hfmwdx]){1,2}\b[)\]]?/gi, '').trim();
}

/** The number of a job title: by the category that the posting gives, else by its own title. */
function occupation(posting: Thing, title: string, warn: (code: string) => void): string | null {
  const told = listOf(posting['occupationalCategory']).flatMap((value) => {
    const thing = isThing(value) ? (value['name'] ?? value['codeValue']) : value;
    const text = cleanLine(thing, 200);
    return text === null ? [] : [text];
  });
  const rome = told.map((text) => /\b([A-N]\d{4})\b/.exec(text)?.[1]).find((code) => code !== undefined);
  const words = [...told.map((text) => text.replace(/\b[A-N]\d{4}\b[\s:–-]*/, '').trim()), withoutGenders(title)].filter(Boolean);
  for (const text of words) {
    const found = findOccupations(text);
    const [only, another] = found;
    const ofCard = rome === undefined ? only : found.find((one) => one.rome === rome);
    if (!ofCard) continue;
    if (another && rome === undefined) warn('assumed:occupation');
    return ofCard.code;
  }
  return null;
}

/** What employment types say of a contract, in schema.org's words and in ours. */
function contractOf(types: ReadonlySet<string>): { contract: string | null; isSaid: boolean } {
  if (['TEMPORARY', 'CDD', 'FIXED_TERM', 'CONTRACTOR'].some((type) => types.has(type)))
    return { contract: types.has('CONTRACTOR') ? 'temporary' : 'fixed-term', isSaid: true };
  if (['PERMANENT', 'CDI'].some((type) => types.has(type))) return { contract: 'permanent', isSaid: true };
  if (types.has('PER_DIEM') || types.has('INTERIM')) return { contract: 'temporary', isSaid: true };
  return { contract: types.has('FULL_TIME') || types.has('PART_TIME') ? 'permanent' : null, isSaid: false };
}

interface Context {
  currency: string;
  timeZone: string;
}

/** Facts of its kind, of what `employmentType` says. */
function factsOf(posting: Thing, title: string, { currency }: Context, warn: (code: string) => void) {
  const types = new Set(
    listOf(posting['employmentType']).map((type) =>
      String(type)
        .trim()
        .toUpperCase()
        .replace(/[\s-]+/g, '_'),
    ),
  );
  const common = {
    startsOn: readDay(posting['jobStartDate']) ?? undefined,
    seats: /^\d{1,3}$/.test(String(posting['totalJobOpenings'] ?? '')) ? String(posting['totalJobOpenings']) : undefined,
    hoursPerWeek: /(\d{1,2}(?:[.,]\d{1,2})?)\s*(?:h|heures?|hours?)\b/i.exec(cleanLine(posting['workHours'], 200) ?? '')?.[1],
    noExperience: isForBeginners(posting) ? '1' : undefined,
  };
  if (types.has('VOLUNTEER')) {
    warn('assumed:cause');
    return { kind: 'volunteering', facts: { ...common, noExperience: undefined, cause: 'other', rhythm: 'flexible' } };
  }
  if (types.has('INTERN') || types.has('INTERNSHIP')) {
    warn('assumed:placement');
    return {
      kind: 'internship',
      facts: { ...common, ...publicPost(posting), placement: 'student', occupation: occupation(posting, title, warn) ?? undefined },
    };
  }
  const { contract, isSaid } = contractOf(types);
  if (!isSaid && contract !== null) warn('assumed:contract');
  return {
    kind: 'job',
    facts: {
      ...common,
      ...pay(posting, currency, warn),
      ...publicPost(posting),
      contract: contract ?? undefined,
      workTime: types.has('PART_TIME') && !types.has('FULL_TIME') ? 'part' : 'full',
      occupation: occupation(posting, title, warn) ?? undefined,
    },
  };
}

/** A public employer says that it is one by its type: the posting’s own page is then its notice. */
function publicPost(posting: Thing): Record<string, string | undefined> {
  const isPublic = listOf(posting['hiringOrganization']).some((one) => isOf('GovernmentOrganization', one));
  return isPublic ? { publicPost: '1', officialNotice: webAddress(posting['url']) ?? undefined } : {};
}

function isForBeginners(posting: Thing): boolean {
  const asked = posting['experienceRequirements'];
  if (isThing(asked)) return asked['monthsOfExperience'] === 0;
  return typeof asked === 'string' && /^(?:no requirements|débutants? acceptés?|none)$/i.test(asked.trim());
}

function whereOf(posting: Thing): Record<string, string | undefined> {
  if (String(posting['jobLocationType'] ?? '').toUpperCase() === 'TELECOMMUTE') return { remote: '1' };
  const place = firstThing(posting['jobLocation']);
  const address = place && (isThing(place['address']) ? place['address'] : firstThing(place['address']));
  if (!address) return { locality: cleanLine(place?.['address'] ?? listOf(posting['jobLocation'])[0], 100) ?? undefined };
  return {
    street: cleanLine(address['streetAddress'], 200) ?? undefined,
    postcode: cleanLine(address['postalCode'], 12) ?? undefined,
    locality: cleanLine(address['addressLocality'], 100) ?? undefined,
  };
}

function positionOf(posting: Thing): { latitude: number; longitude: number } | null {
  const geo = firstThing(firstThing(posting['jobLocation'])?.['geo']);
  const [latitude, longitude] = [Number(geo?.['latitude'] ?? Number.NaN), Number(geo?.['longitude'] ?? Number.NaN)];
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null;
}

/**
 * A `JobPosting` of schema.org as Google documents it (https://developers.google.com/search/docs/appearance/structured-data/job-posting):
 * a job, an internship or a volunteering mission by its `employmentType`. What is HTML becomes text.
 *
 * @param source who gives the file; null: the site that the posting is on, else `jobposting`.
 */
export function readJobPosting(value: unknown, line: number, source: string | null, context: Context): ImportedRow {
  if (!isJobPosting(value)) return { line, source: source ?? 'jobposting', externalId: null, title: null, rejected: 'not-a-posting' };
  const identity = { line, source: source ?? hostOf(value) ?? 'jobposting' };
  const externalId = identifierOf(value);
  const title = cleanLine(value['title'], 150);
  const body = cleanParagraphs(value['description'], 5_000);
  const organisation = firstThing(value['hiringOrganization']);
  const name = cleanLine(organisation ? organisation['name'] : listOf(value['hiringOrganization'])[0], 200);
  const missing =
    title === null ? 'no-name' : externalId === null ? 'no-external-id' : body === null ? 'no-text' : name === null ? 'no-publisher' : null;
  if (missing !== null || externalId === null || title === null || body === null || name === null)
    return { ...identity, externalId, title, rejected: missing ?? 'not-a-posting' };
  const warnings = new Set<string>();
  const { kind, facts } = factsOf(value, title, context, (code) => warnings.add(code));
  const contact = firstThing(value['applicationContact']);
  const shownUntil = lastDayOf(value['validThrough'], context.timeZone);
  if (value['validThrough'] !== undefined && shownUntil === null) warnings.add('unusable-date');
  const numbers = listOf(organisation?.['identifier']).flatMap((one) => (isThing(one) ? [one['value']] : [one]));
  const sent: Record<string, string | undefined> = {
    title,
    body,
    ...whereOf(value),
    phone: cleanLine(contact?.['telephone'] ?? organisation?.['telephone'], 40) ?? undefined,
    link: webAddress(value['url']) ?? webAddress(contact?.['url']) ?? webAddress(organisation?.['sameAs']) ?? undefined,
    ...facts,
  };
  return {
    ...identity,
    externalId,
    title,
    kind,
    sent: Object.fromEntries(Object.entries(sent).filter((entry): entry is [string, string] => entry[1] !== undefined)),
    publisher: {
      keys: structureKeys([organisation?.['taxID'], organisation?.['vatID'], ...numbers].map((one) => cleanLine(one, 60) ?? '')),
      name,
    },
    position: positionOf(value),
    shownUntil,
    warnings: [...warnings],
  };
}
