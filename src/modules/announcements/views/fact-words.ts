import { Temporal } from 'temporal-polyfill';
import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDateAlone, formatDay, formatNumber } from '../../../kernel/i18n/format.ts';
import { type MessageValues, translator } from '../../../kernel/i18n/messages.ts';
import { formatMoney } from '../../../kernel/money/money.ts';
import { factMessages } from '../fact-messages.ts';
import { fieldsOf } from '../facts-input.ts';
import { kindOf } from '../kinds/index.ts';
import { type AnnouncementKind, type FactField, type Facts, listOf, numberOf, textOf } from '../kinds/kind.ts';
import type { AnnouncementCard } from '../models.ts';
import { occupationOf } from '../occupations/occupations.ts';
import { placesOf } from '../places.ts';

type FactKey = keyof typeof factMessages.fr;
type Where = Pick<Visit, 'territory' | 'locale' | 'now'>;

interface FactRow {
  term: string;
  description: string;
}

export function factWords({ locale }: Pick<Visit, 'locale'>) {
  return translator(factMessages, locale);
}

/** A visit with the money of where an announcement comes from: a portal also shows what is published across a border. */
export function inMoneyOf<One extends Where>(visit: One, { currency }: { currency: string }): One {
  return { ...visit, territory: { ...visit.territory, currency } };
}

export function fieldLabel(name: string, visit: Where): string {
  return factWords(visit)(`announcements.field.${name}` as FactKey);
}

export function optionLabel(name: string, value: string, visit: Where): string {
  return factWords(visit)(`announcements.option.${name}.${value}` as FactKey);
}

function sayWords(end: string, values: MessageValues, visit: Where): string {
  return factWords(visit)(`announcements.say.${end}` as FactKey, values);
}

/** A value of a facet in words: « contract:permanent ». */
export function facetLabel(facet: string, visit: Where): string {
  const [name = '', value = ''] = facet.split(':');
  if (name === 'remote') return factWords(visit)('announcements.option.remote');
  if (name === 'district') return placesOf(visit.territory).find(({ slug }) => slug === value)?.name ?? value;
  return value === 'yes' ? fieldLabel(name, visit) : optionLabel(name, value, visit);
}

function day(text: string, { territory, locale, now }: Where): string {
  const date = Temporal.PlainDate.from(text);
  const { year } = now.toZonedDateTimeISO(territory.timeZone);
  return date.year === year ? formatDay(date, locale) : formatDateAlone(date, locale);
}

function money(minor: number, { territory, locale }: Where): string {
  return formatMoney({ amount: BigInt(minor), currency: territory.currency }, locale);
}

/** An amount or a range: « de 1 800 € à 2 000 € par mois ». */
function payWords(facts: Facts, visit: Where): string | null {
  const [from, to, per] = [numberOf(facts, 'payFrom'), numberOf(facts, 'payTo'), textOf(facts, 'payPer')];
  if (from === null || per === null) return null;
  const t = factWords(visit);
  const words = optionLabel('payPer', per, visit);
  return to === null || to === from
    ? t('announcements.say.pay.one', { from: money(from, visit), per: words })
    : t('announcements.say.pay.range', { from: money(from, visit), to: money(to, visit), per: words });
}

/** A fact as a page says it; null where it is not said, or has a link of its own. */
function valueWords(field: FactField, facts: Facts, visit: Where): string | null {
  const { name } = field;
  const text = textOf(facts, name);
  const number = numberOf(facts, name);
  switch (field.type) {
    case 'text':
      return text;
    case 'choice':
      return text && optionLabel(name, text, visit);
    case 'choices':
      return (
        listOf(facts, name)
          .map((value) => optionLabel(name, value, visit))
          .join(', ') || null
      );
    case 'date':
      return text && day(text, visit);
    case 'number':
      return number === null ? null : sayWords(field.says, { n: number, number: formatNumber(number, visit.locale) }, visit);
    case 'money':
      return number === null ? null : money(number, visit);
    case 'occupation':
      return text && (occupationOf(text)?.title ?? null);
    default:
      return null;
  }
}

/** Of a mission: it is that day, and no other. */
function isOneDay(facts: Facts): boolean {
  return facts['rhythm'] === 'once' && (facts['endsOn'] === undefined || facts['endsOn'] === facts['startsOn']);
}

const ofPay = new Set(['payFrom', 'payTo', 'payPer']);
/** Between who publishes and who moderates: readers have no use for it. */
const ofDuty = new Set(['duty', 'reportedOn']);

/** What the page of an announcement lists, in the order of its form. */
export function factRows(kind: AnnouncementKind, facts: Facts, visit: Where): FactRow[] {
  return kind.fields.flatMap((field) => {
    if (ofDuty.has(field.name) || (field.name === 'endsOn' && isOneDay(facts))) return [];
    if (ofPay.has(field.name)) {
      const pay = field.name === 'payFrom' ? payWords(facts, visit) : null;
      return pay === null ? [] : [{ term: factWords(visit)('announcements.say.pay'), description: pay }];
    }
    const description = valueWords(field, facts, visit);
    if (description === null) return [];
    const term =
      field.name === 'startsOn' && isOneDay(facts) ? factWords(visit)('announcements.say.on.term') : fieldLabel(field.name, visit);
    return [{ term, description }];
  });
}

/** Whether job centres hear of it first, as its author and moderators read it: also that nobody said so, where it is asked. */
export function dutyRows(kind: AnnouncementKind, facts: Facts, visit: Where): FactRow[] {
  return fieldsOf(kind, visit.territory).flatMap((field) => {
    if (!ofDuty.has(field.name)) return [];
    const unsaid = field.isRequired ? factWords(visit)('announcements.say.duty.unsaid') : null;
    const description = valueWords(field, facts, visit) ?? unsaid;
    return description === null ? [] : [{ term: fieldLabel(field.name, visit), description }];
  });
}

/** What is ticked: short, in a row of its own. */
export function tickedWords(kind: AnnouncementKind, facts: Facts, visit: Where): string[] {
  return kind.fields.filter(({ name, type }) => type === 'box' && facts[name] === true).map(({ name }) => fieldLabel(name, visit));
}

/** An announcement in one line, beside its title: « Bénévolat · La Ruche · Valombre · le samedi ». */
export function cardLine(card: AnnouncementCard, visit: Where): string {
  const kind = kindOf(card.kind);
  const facts = summaryWords(kind, card.facts, inMoneyOf(visit, card));
  return [kind.label(visit.locale, visit.territory.country), card.publisher, card.locality, ...facts].filter(Boolean).join(' · ');
}

/** What a list says of it: « Durée indéterminée (CDI), temps plein ». */
export function summaryWords(kind: AnnouncementKind, facts: Facts, visit: Where): string[] {
  const t = factWords(visit);
  return kind.summary.flatMap((name) => {
    if (name === 'pay') return payWords(facts, visit) ?? [];
    const text = textOf(facts, name);
    if (name === 'startsOn' && text !== null) {
      const key = isOneDay(facts) ? 'announcements.say.on' : 'announcements.say.from';
      return t(key, { date: day(text, visit) });
    }
    if ((name === 'endsOn' || name === 'until') && text !== null) return t('announcements.say.until', { date: day(text, visit) });
    const number = numberOf(facts, name);
    const field = kind.fields.find((one) => one.name === name);
    if (field?.type === 'money' && field.says !== undefined && number !== null)
      return sayWords(field.says, { amount: money(number, visit) }, visit);
    return field ? (valueWords(field, facts, visit) ?? []) : [];
  });
}
