import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { optionalText } from '../../../../kernel/http/fields.ts';
import type { Mistake } from '../../../../kernel/http/form.ts';
import type { Section } from '../section.ts';

const fields = z.object({
  date: optionalText(10),
  auditor: optionalText(),
  rate: optionalText(6),
  reportUrl: optionalText(500).refine((url) => url === null || (URL.canParse(url) && /^https?:\/\//i.test(url)), {
    error: 'desk.settings.audit.reportUrl.wrong',
  }),
});

function day(text: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    return null;
  }
}

function percent(text: string): number | null {
  const rate = /^\d{1,3}([.,]\d{1,2})?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
  return rate <= 100 ? rate : null;
}

/** The accessibility audit that was really made: all of it, or none. */
export const audit: Section<typeof fields> = {
  name: 'audit',
  path: 'accessibilite',
  fields,
  shown: ({ audit }) => ({
    date: audit?.date ?? '',
    auditor: audit?.auditor ?? '',
    rate: audit ? String(audit.rate) : '',
    reportUrl: audit?.reportUrl ?? '',
  }),
  read({ visit, input }) {
    const { date, auditor, rate, reportUrl } = input;
    if ([date, auditor, rate, reportUrl].every((value) => value === null)) return { changes: { audit: null } };
    const mistakes: Mistake[] = [];
    const made = date === null ? null : day(date);
    const today = visit.now.toZonedDateTimeISO(visit.territory.timeZone).toPlainDate();
    if (made === null || Temporal.PlainDate.compare(made, today) > 0)
      mistakes.push({ field: 'date', key: 'desk.settings.audit.date.wrong' });
    if (auditor === null) mistakes.push({ field: 'auditor', key: 'desk.settings.audit.auditor.required' });
    const share = rate === null ? null : percent(rate);
    if (share === null) mistakes.push({ field: 'rate', key: 'desk.settings.audit.rate.wrong' });
    if (made === null || auditor === null || share === null || mistakes.length > 0) return { mistakes };
    return { changes: { audit: { date: made.toString(), auditor, rate: share, reportUrl } } };
  },
};
