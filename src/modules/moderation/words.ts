import type { Temporal } from 'temporal-polyfill';
import type { Visit } from '../../kernel/http/visit.ts';
import { formatDate, formatTime } from '../../kernel/i18n/format.ts';
import { type Translate, translator } from '../../kernel/i18n/messages.ts';
import type { StatusTone } from '../../ui/status-tag.tsx';
import { daysBetween } from './items/rules.ts';
import { moderationMessages } from './messages.ts';
import type { ItemState } from './states.ts';

export type ModerationWords = Translate<keyof typeof moderationMessages.fr>;

export function moderationWords({ locale }: Pick<Visit, 'locale'>): ModerationWords {
  return translator(moderationMessages, locale);
}

/** « mardi 24 novembre 2026, à 10 h 30 » */
export function momentWords(at: Temporal.Instant, visit: Visit): string {
  const there = at.toZonedDateTimeISO(visit.territory.timeZone);
  return moderationWords(visit)('moderation.moment', {
    day: formatDate(there.toPlainDate(), visit.locale),
    time: formatTime(there.toPlainTime(), visit.locale),
  });
}

/** « il y a 3 jours » */
export function ageWords(at: Temporal.Instant, visit: Visit): string {
  const t = moderationWords(visit);
  const days = daysBetween(at, visit.now);
  if (days > 0) return t('moderation.age.days', { n: days });
  const hours = Math.floor(visit.now.since(at).total('hours'));
  return hours > 0 ? t('moderation.age.hours', { n: hours }) : t('moderation.age.now');
}

export const stateTones: Readonly<Record<ItemState, StatusTone>> = {
  open: 'new',
  'in-question': 'waiting',
  approved: 'good',
  refused: 'problem',
  withdrawn: 'off',
  superseded: 'off',
};
