import type { Visit } from '../../../../kernel/http/visit.ts';
import { writeWorkbook } from '../../../../kernel/tables/workbook.ts';
import { formatPhone } from '../../../../ui/phone.ts';
import { absolute, subjectPath } from '../../views/paths.ts';
import type { ToCall } from './view-models.ts';
import { toConfirmWords } from './words.ts';

/** The list as a workbook, to call from it. */
export function callWorkbook(visit: Visit, rows: readonly ToCall[]): Promise<Buffer> {
  const t = toConfirmWords(visit);
  return writeWorkbook([
    {
      name: t('directory.call.title'),
      columns: [
        t('directory.call.name'),
        t('directory.call.phone'),
        t('directory.call.email'),
        t('directory.call.pages.column'),
        t('directory.call.confirmed'),
        t('directory.call.why'),
        t('directory.call.reminders.column'),
        t('directory.call.last.column'),
        t('directory.call.address.column'),
      ],
      rows: rows.map((row) => [
        row.name,
        row.phones.map((phone) => formatPhone(phone, visit.territory.country)).join(', '),
        row.email,
        row.pages.join(', '),
        row.confirmedOn,
        t(`directory.call.why.${row.reached}`),
        row.sent,
        row.sent > 0 ? row.lastOn : null,
        absolute(visit, subjectPath({ ...row, commune: null })),
      ]),
    },
  ]);
}
