import type { Visit } from '../../../kernel/http/visit.ts';
import { formatNumber } from '../../../kernel/i18n/format.ts';
import { translator } from '../../../kernel/i18n/messages.ts';
import { directoryMessages } from '../../directory/index.ts';
import type { Masked } from './masking-rules.ts';
import { reportMessages } from './messages.ts';
import type { Quarter } from './quarters.ts';
import type { Report, ReportRow } from './report.ts';

export function maskedText(visit: Pick<Visit, 'locale'>, value: Masked): string {
  return typeof value === 'number' ? formatNumber(value, visit.locale) : translator(reportMessages, visit.locale)(`desk.report.${value}`);
}

/** « 3e trimestre 2026 » */
export function quarterName({ locale }: Pick<Visit, 'locale'>, { year, number }: Quarter): string {
  return translator(reportMessages, locale)('desk.report.quarter', { year: String(year), number });
}

/** What a row is of, in words. */
export function rowName({ locale }: Pick<Visit, 'locale'>, way: 'themes' | 'districts', { of }: ReportRow): string {
  if (of === null) return translator(reportMessages, locale)(`desk.report.${way}.none`);
  return way === 'themes' ? translator(directoryMessages, locale)(`theme.${of}` as keyof typeof directoryMessages.fr) : of;
}

/** The figures that stand alone, one sentence each. */
export function factsOf(visit: Pick<Visit, 'locale'>, report: Report): { label: string; value: string }[] {
  const t = translator(reportMessages, visit.locale);
  const { corrections, claims, unmet } = report;
  const text = (value: Masked) => maskedText(visit, value);
  return [
    { label: t('desk.report.corrections'), value: text(corrections.received) },
    { label: t('desk.report.corrections.answered'), value: text(corrections.answered) },
    {
      label: t('desk.report.corrections.median'),
      value:
        corrections.median === null
          ? t('desk.report.unknown')
          : t('desk.report.days', { n: Math.max(1, Math.ceil(corrections.median / 24)) }),
    },
    { label: t('desk.report.claims'), value: text(claims.received) },
    { label: t('desk.report.claims.granted'), value: text(claims.granted) },
    { label: t('desk.report.claims.refused'), value: text(claims.refused) },
    { label: t('desk.report.claims.waiting'), value: text(claims.waiting) },
    { label: t('desk.report.unmet'), value: text(unmet.times) },
  ];
}
