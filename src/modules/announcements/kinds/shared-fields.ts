import { Temporal } from 'temporal-polyfill';
import type { Mistake } from '../../../kernel/http/form.ts';
import { dayAfterDuty } from '../duty-rules.ts';
import { type FactField, type Facts, type KindContext, numberOf, textOf } from './kind.ts';

// Facts that several kinds ask in the same words.

/** Domains in which one helps, as API Engagement names them (France). */
const causes = ['culture', 'education', 'environment', 'citizenship', 'prevention', 'health', 'solidarity', 'sport', 'community', 'other'];

export const contracts = ['permanent', 'fixed-term', 'temporary', 'insertion'] as const;

export const causeField: FactField = { name: 'cause', type: 'choice', values: causes, isRequired: true, isFacet: true };
export const startsOnField: FactField = { name: 'startsOn', type: 'date', column: 'Commence le' };
export const endsOnField: FactField = { name: 'endsOn', type: 'date', column: 'Se termine le' };
export const untilField: FactField = { name: 'until', type: 'date', column: 'Valable jusqu’au' };
export const weekdaysField: FactField = {
  name: 'weekdays',
  type: 'choices',
  values: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
};
export const hoursField: FactField = { name: 'hoursPerWeek', type: 'number', says: 'hours', least: 0.5, most: 60, isDecimal: true };
export const seatsField: FactField = { name: 'seats', type: 'number', says: 'seats', least: 1, most: 500 };
export const minimumAgeField: FactField = { name: 'minimumAge', type: 'number', says: 'age', least: 3, most: 99 };
export const offeringField: FactField = {
  name: 'offering',
  type: 'choice',
  values: ['offered', 'wanted'],
  isRequired: true,
  isFacet: true,
};
export const freeField: FactField = { name: 'free', type: 'box', isFacet: true };
export const payFields: readonly FactField[] = [
  { name: 'payFrom', type: 'money' },
  { name: 'payTo', type: 'money' },
  { name: 'payPer', type: 'choice', values: ['hour', 'month', 'year'] },
];
export const openToFields: readonly FactField[] = [
  { name: 'noExperience', type: 'box', isFacet: true },
  { name: 'disabledWelcome', type: 'box', isFacet: true },
];

/** Whether job centres hear of the post first (Switzerland, ordonnance sur le service de l’emploi, art. 53a to 53d). */
export const dutyFields: readonly FactField[] = [
  { name: 'duty', type: 'choice', values: ['yes', 'no'], isRequired: true, country: 'CH' },
  { name: 'reportedOn', type: 'date', country: 'CH' },
];

/** A public post links the notice by which it is vacant for everybody (France, code général de la fonction publique, L. 311-2). */
export const publicPostFields: readonly FactField[] = [
  { name: 'publicPost', type: 'box', country: 'FR' },
  { name: 'officialNotice', type: 'link', country: 'FR' },
];

/** Nothing ends before it begins. */
export function datesInOrder(facts: Facts, from = 'startsOn', until = 'endsOn'): Mistake[] {
  const [first, last] = [textOf(facts, from), textOf(facts, until)];
  return first !== null && last !== null && last < first ? [{ field: until, key: 'announcements.wrong.order' }] : [];
}

/** An amount is of an hour, a month or a year; the higher one comes last. */
export function payInOrder(facts: Facts): Mistake[] {
  const [from, to] = [numberOf(facts, 'payFrom'), numberOf(facts, 'payTo')];
  if (from === null && to === null) return [];
  if (facts['payPer'] === undefined) return [{ field: 'payPer', key: 'announcements.wrong.pay-per' }];
  if (from === null) return [{ field: 'payFrom', key: 'announcements.wrong.pay-from' }];
  return to !== null && to < from ? [{ field: 'payTo', key: 'announcements.wrong.pay-order' }] : [];
}

/** Who is under the duty of announcement says when it was fulfilled: what job centres have not confirmed yet counts for nothing. */
export function reportedWhereDue(facts: Facts, { today }: KindContext): Mistake[] {
  const reported = textOf(facts, 'reportedOn');
  if (facts['duty'] === 'yes' && reported === null) return [{ field: 'reportedOn', key: 'announcements.wrong.reported' }];
  return reported !== null && reported > today.toString() ? [{ field: 'reportedOn', key: 'announcements.wrong.reported-later' }] : [];
}

/** The first day on which a post that job centres heard of is everybody’s. */
export function earliestAfterDuty(facts: Facts, { territory }: KindContext): Temporal.PlainDate | null {
  const reported = textOf(facts, 'reportedOn');
  return reported === null || territory.country !== 'CH' ? null : dayAfterDuty(Temporal.PlainDate.from(reported), territory);
}

/** Who offers a public post links its notice. */
export function noticeOfPublicPost(facts: Facts): Mistake[] {
  return facts['publicPost'] === true && facts['officialNotice'] === undefined
    ? [{ field: 'officialNotice', key: 'announcements.wrong.notice' }]
    : [];
}
