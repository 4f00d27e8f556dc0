import { cleaned } from '../../kernel/http/fields.ts';
import type { Mistake } from '../../kernel/http/form.ts';

import type { TerritoryContext } from '../../kernel/http/visit.ts';
import { isoDate } from './iso-date.ts';
import { type AnnouncementKind, type FactField, type Facts, type KindContext, listOf, numberOf, textOf } from './kinds/kind.ts';
import { findOccupations, occupationOf } from './occupations/occupations.ts';

/** A form as it was sent. */
export type Typed = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The fields that a kind asks in a country, with the choices that this country knows; `isRequired` where they are so there. */
export function fieldsOf(kind: AnnouncementKind, { country }: Pick<TerritoryContext, 'country'>): FactField[] {
  return kind.fields
    .filter((field) => field.country === undefined || field.country === country)
    .map(({ isRequired, ...field }) => ({
      ...field,
      ...(isRequired === true || isRequired === country ? { isRequired: true } : {}),
      ...('only' in field && { values: field.values.filter((value) => (field.only?.[value] ?? country) === country) }),
    }));
}

type Reading = { value: Facts[string] } | Omit<Mistake, 'field'> | null;

/** « 1 234,50 » as minor units; null where it is no amount. */
function minorUnits(text: string): number | null {
  const found = /^(\d{1,9})(?:[.,](\d{1,2}))?$/.exec(text.replace(/[\s’']/g, ''));
  return found ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')) : null;
}

function read(field: FactField, sent: string | readonly string[] | undefined): Reading {
  const text = cleaned(typeof sent === 'string' ? sent : (sent?.[0] ?? ''));
  if (field.type === 'choices') {
    const given = field.values.filter((value) => (typeof sent === 'string' ? [sent] : (sent ?? [])).includes(value));
    return given.length > 0 ? { value: given } : null;
  }
  if (text === '') return null;
  switch (field.type) {
    case 'text':
      return text.length <= (field.most ?? 200) ? { value: text } : { key: 'form.too-long' };
    case 'choice':
      return field.values.includes(text) ? { value: text } : { key: 'form.choice' };
    case 'box':
      return { value: true };
    case 'date': {
      const date = isoDate(text);
      const isNear = date !== null && date.year >= 2000 && date.year < 2100;
      return isNear ? { value: date.toString() } : { key: 'announcements.wrong.date' };
    }
    case 'number': {
      const plain = text.replace(',', '.');
      const number = (field.isDecimal ? /^\d{1,6}(\.\d{1,2})?$/ : /^\d{1,6}$/).test(plain) ? Number(plain) : Number.NaN;
      const { least, most } = field;
      return number >= least && number <= most ? { value: number } : { key: 'announcements.wrong.number', values: { least, most } };
    }
    case 'money': {
      const minor = minorUnits(text);
      return minor === null ? { key: 'announcements.wrong.money' } : { value: minor };
    }
    case 'link':
      return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && text.length <= 2_000
        ? { value: new URL(text).href }
        : { key: 'announcements.wrong.link' };
    case 'occupation': {
      if (occupationOf(text)) return { value: text };
      const [only, another] = findOccupations(text);
      if (only && !another) return { value: only.code };
      return { key: only ? 'announcements.wrong.occupation.which' : 'announcements.wrong.occupation.none' };
    }
  }
}

/** Reads what a form sent about a kind's facts. @returns null facts where there are mistakes. */
export function readFacts(
  kind: AnnouncementKind,
  sent: Typed,
  context: KindContext,
): { facts: Facts; mistakes: readonly [] } | { facts: null; mistakes: readonly Mistake[] } {
  const facts: Record<string, Facts[string]> = {};
  const mistakes: Mistake[] = [];
  for (const field of fieldsOf(kind, context.territory)) {
    const reading = read(field, sent[field.name]);
    if (reading === null) {
      if (field.isRequired) mistakes.push({ field: field.name, key: 'announcements.wrong.required' });
    } else if ('key' in reading) mistakes.push({ field: field.name, ...reading });
    else facts[field.name] = reading.value;
  }
  if (mistakes.length === 0) mistakes.push(...(kind.mistakes?.(facts, context) ?? []));
  return mistakes.length > 0 ? { facts: null, mistakes } : { facts, mistakes: [] };
}

/** Facts as a form shows them again. */
export function factsValues(kind: AnnouncementKind, facts: Facts): Record<string, string | readonly string[]> {
  return Object.fromEntries(
    kind.fields.flatMap(({ name, type }): [string, string | readonly string[]][] => {
      const [text, number, list] = [textOf(facts, name), numberOf(facts, name), listOf(facts, name)];
      if (type === 'money' && number !== null) return [[name, (number / 100).toFixed(2).replace('.', ',')]];
      if (number !== null) return [[name, String(number).replace('.', ',')]];
      if (text !== null) return [[name, text]];
      if (list.length > 0) return [[name, list]];
      return facts[name] === true ? [[name, '1']] : [];
    }),
  );
}

/** What lists are narrowed by, as `announcement.facets` holds it: « contract:permanent », « noExperience:yes ». */
export function factFacets(kind: AnnouncementKind, facts: Facts): string[] {
  return kind.fields.flatMap((field) => {
    if (field.type === 'occupation') {
      const rome = occupationOf(textOf(facts, field.name) ?? '')?.rome;
      return rome ? [`occupation:${rome}`] : [];
    }
    if (!('isFacet' in field) || !field.isFacet) return [];
    if (field.type === 'box') return facts[field.name] === true ? [`${field.name}:yes`] : [];
    const values = field.type === 'choices' ? listOf(facts, field.name) : [textOf(facts, field.name)].filter((value) => value !== null);
    return values.map((value) => `${field.name}:${value}`);
  });
}
