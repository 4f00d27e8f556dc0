import type { Temporal } from 'temporal-polyfill';
import type { Visit } from '../../../../../kernel/http/visit.ts';
import { formatDateAlone, formatNumber, formatTime } from '../../../../../kernel/i18n/format.ts';
import { type Translate, translator } from '../../../../../kernel/i18n/messages.ts';
import type { StatusTone } from '../../../../../ui/status-tag.tsx';
import { importMessages } from '../messages.ts';
import type { RequestState } from '../models.ts';

export type ImportTranslate = Translate<keyof typeof importMessages.fr>;

export function importTranslator({ locale, territory: { country } }: Pick<Visit, 'locale' | 'territory'>): ImportTranslate {
  return translator(importMessages, locale, { country });
}

/** Names of those who did something, by how history rows say them. */
export type Names = ReadonlyMap<string, string>;

export function nameOf(actor: string, names: Names, t: ImportTranslate): string {
  return names.get(actor) ?? t('directory.imports.someone');
}

/** A day and a time, as the territory counts them. */
export function momentOf({ territory, locale }: Visit, moment: Temporal.Instant): string {
  const here = moment.toZonedDateTimeISO(territory.timeZone);
  return `${formatDateAlone(here.toPlainDate(), locale)}, ${formatTime(here.toPlainTime(), locale)}`;
}

export function sizeOf(bytes: number, { locale }: Visit, t: ImportTranslate): string {
  return bytes < 1_000_000
    ? t('directory.imports.upload.kilobytes', { n: formatNumber(Math.max(1, Math.round(bytes / 1_000)), locale) })
    : t('directory.imports.upload.megabytes', { n: formatNumber(Math.round(bytes / 100_000) / 10, locale) });
}

export const tones: Readonly<Record<RequestState, StatusTone>> = {
  queued: 'waiting',
  running: 'active',
  done: 'good',
  failed: 'problem',
  cancelled: 'off',
};

const known = ['csv', 'geojson', 'data-inclusion', 'gogocarto', 'sirene', 'announcements'] as const;

/** What a file is, in words; a format that is newer than the words stays as it is. */
export function formatWords(format: string, t: ImportTranslate): string {
  const one = known.find((name) => name === format);
  return one === undefined ? format : t(`directory.imports.format.${one}`);
}
