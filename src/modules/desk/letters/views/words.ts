import type { Temporal } from 'temporal-polyfill';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { formatDateAlone, formatTime } from '../../../../kernel/i18n/format.ts';
import { translator } from '../../../../kernel/i18n/messages.ts';
import { directoryMessages } from '../../../directory/index.ts';
import { letterMessages } from '../messages.ts';
import type { LetterLine, LetterList } from '../models.ts';

export function letterWords({ locale }: Pick<Visit, 'locale'>) {
  return translator(letterMessages, locale);
}

export function stateOf({ sentAt, counts }: LetterLine): 'draft' | 'sending' | 'sent' {
  if (sentAt === null) return 'draft';
  return counts.waiting > 0 ? 'sending' : 'sent';
}

/** « Les structures, à leur adresse publique · Manger · Gare » */
export function listWords({ audience, theme, district }: LetterList, visit: Visit): string {
  const themeWords = theme === null ? null : translator(directoryMessages, visit.locale)(`theme.${theme}` as 'theme.food');
  return [letterWords(visit)(`desk.letter.audience.${audience}`), themeWords, district].filter(Boolean).join(' · ');
}

export function momentWords(at: Temporal.Instant, { territory, locale }: Visit): string {
  const there = at.toZonedDateTimeISO(territory.timeZone);
  return `${formatDateAlone(there.toPlainDate(), locale)}, ${formatTime(there.toPlainTime(), locale)}`;
}
