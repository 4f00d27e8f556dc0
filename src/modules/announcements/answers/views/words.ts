import type { Visit } from '../../../../kernel/http/visit.ts';
import { formatDateAlone, formatTime } from '../../../../kernel/i18n/format.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import type { StatusTone } from '../../../../ui/status-tag.tsx';
import { answerMessages } from '../messages.ts';
import type { AnswerState } from '../states.ts';

export function answerWords({ locale }: Pick<Visit, 'locale'>) {
  return translator(answerMessages, locale);
}

/** Tones of the states, as each side sees them: what is new to who publishes waits for who answered. */
export const answerTones: Readonly<Record<'answerer' | 'publisher', Readonly<Record<AnswerState, StatusTone>>>> = {
  answerer: {
    new: 'waiting',
    seen: 'waiting',
    'in-discussion': 'active',
    accepted: 'good',
    refused: 'off',
    withdrawn: 'off',
    expired: 'off',
  },
  publisher: {
    new: 'new',
    seen: 'waiting',
    'in-discussion': 'active',
    accepted: 'good',
    refused: 'off',
    withdrawn: 'off',
    expired: 'off',
  },
};

/** « 24 novembre 2026 », in the territory's zone. */
export function dayOf(at: Visit['now'], { territory: { timeZone }, locale }: Pick<Visit, 'territory' | 'locale'>): string {
  return formatDateAlone(at.toZonedDateTimeISO(timeZone).toPlainDate(), locale);
}

/** « 24 novembre 2026, 10 h 30 », in the territory's zone. */
export function momentOf(at: Visit['now'], visit: Pick<Visit, 'territory' | 'locale'>): string {
  const time = at.toZonedDateTimeISO(visit.territory.timeZone).toPlainTime();
  return `${dayOf(at, visit)}, ${formatTime(time, visit.locale)}`;
}
