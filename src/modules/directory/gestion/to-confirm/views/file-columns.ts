import type { Visit } from '../../../../../kernel/http/visit.ts';
import type { Column } from '../../../../../ui/data-table.tsx';
import { formatPhone } from '../../../../../ui/phone.ts';
import { absolute, subjectPath } from '../../../views/paths.ts';
import type { ToCall } from '../view-models.ts';
import { toConfirmWords } from '../words.ts';

/** The list to call from, with what its screen says beside the columns. */
export function callFileColumns(visit: Visit): Column<ToCall>[] {
  const t = toConfirmWords(visit);
  return [
    { key: 'name', label: t('directory.call.name'), cell: ({ name }) => name },
    {
      key: 'phone',
      label: t('directory.call.phone'),
      cell: ({ phones }) => phones.map((phone) => formatPhone(phone, visit.territory.country)).join(', '),
    },
    { key: 'email', label: t('directory.call.email'), cell: ({ email }) => email },
    { key: 'pages', label: t('directory.call.pages.column'), cell: ({ pages }) => pages.join(', ') },
    {
      key: 'confirmed',
      label: t('directory.call.confirmed'),
      cell: ({ confirmedOn }) => confirmedOn.toString(),
      value: ({ confirmedOn }) => confirmedOn,
    },
    { key: 'why', label: t('directory.call.why'), cell: ({ reached }) => t(`directory.call.why.${reached}`) },
    { key: 'sent', label: t('directory.call.reminders.column'), cell: ({ sent }) => sent, isNumeric: true },
    {
      key: 'last',
      label: t('directory.call.last.column'),
      cell: ({ lastOn }) => lastOn.toString(),
      value: ({ sent, lastOn }) => (sent > 0 ? lastOn : null),
    },
    { key: 'address', label: t('directory.call.address.column'), cell: (row) => absolute(visit, subjectPath({ ...row, commune: null })) },
  ];
}
