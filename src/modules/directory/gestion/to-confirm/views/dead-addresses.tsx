import type { Visit } from '../../../../../kernel/http/visit.ts';
import { formatDateAlone } from '../../../../../kernel/i18n/format.ts';
import { LinkButton } from '../../../../../ui/button.tsx';
import { type Column, DataTable } from '../../../../../ui/data-table.tsx';
import { EmptyState } from '../../../../../ui/empty-state.tsx';
import { subjectPath } from '../../../views/paths.ts';
import { deadAddressesPath } from '../filter.ts';
import type { DeadAddress } from '../view-models.ts';
import { toConfirmWords } from '../words.ts';
import { ToConfirmFrame } from './frame.tsx';

/** Addresses from which mail came back, with what can be done about each. */
export function DeadAddressesView({ addresses, visit }: { addresses: readonly DeadAddress[]; visit: Visit }) {
  const t = toConfirmWords(visit);
  return (
    <ToConfirmFrame tab="dead" lead={t('directory.dead.lead')} visit={visit}>
      <DataTable
        caption={t('directory.dead.caption', { n: addresses.length })}
        locale={visit.locale}
        rows={addresses}
        rowKey={({ email, page }) => `${email} ${page?.slug ?? ''}`}
        columns={deadAddressColumns(visit)}
        file={visit.href(`${deadAddressesPath}.xlsx`)}
        actions={({ page, person }) =>
          page &&
          person === null && (
            <LinkButton look="quiet" href={visit.href(`${subjectPath({ ...page, commune: null })}/corriger`)}>
              <span aria-hidden="true">{t('directory.call.correct')}</span>
              <span class="visually-hidden">{t('directory.call.correct.words', { name: page.name })}</span>
            </LinkButton>
          )
        }
        empty={
          <EmptyState title={t('directory.dead.none')}>
            <p>{t('directory.dead.none.body')}</p>
          </EmptyState>
        }
      />
    </ToConfirmFrame>
  );
}

export function deadAddressColumns(visit: Visit): Column<DeadAddress>[] {
  const t = toConfirmWords(visit);
  const dayOf = ({ since }: DeadAddress) => since.toZonedDateTimeISO(visit.territory.timeZone).toPlainDate();
  return [
    { key: 'email', label: t('directory.dead.email'), cell: ({ email }) => email },
    { key: 'whose', label: t('directory.dead.whose'), cell: (row) => whose(row, visit) },
    { key: 'since', label: t('directory.dead.since'), cell: (row) => formatDateAlone(dayOf(row), visit.locale), value: dayOf },
  ];
}

function whose({ page, person }: DeadAddress, visit: Visit): string {
  const t = toConfirmWords(visit);
  if (person === null) return t('directory.dead.whose.page', { name: page?.name ?? '' });
  return page ? t('directory.dead.whose.keeper', { person, name: page.name }) : t('directory.dead.whose.person', { person });
}
