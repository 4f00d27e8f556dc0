import type { Temporal } from 'temporal-polyfill';
import type { Visit } from '../../../../kernel/http/visit.ts';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { StatusTag } from '../../../../ui/status-tag.tsx';
import { ActionForm } from '../../staff/action-form.tsx';
import type { Mandate } from '../view-models.ts';
import { MandateFacts } from './person.tsx';
import { personWords, purposeWords, standing } from './words.ts';

export function OwnMandatesView({ visit, mandates, today }: { visit: Visit; mandates: readonly Mandate[]; today: Temporal.PlainDate }) {
  const t = personWords(visit);
  return (
    <>
      <PageHeader title={t('people.own-mandates.title')} lead={t('people.own-mandates.lead')} />
      {mandates.length === 0 ? (
        <EmptyState title={t('people.own-mandates.none')}>
          <p>{t('people.own-mandates.none.body')}</p>
        </EmptyState>
      ) : (
        <ul class="rows">
          {mandates.map((mandate) => {
            const { word, tone } = standing(mandate, today);
            const purpose = purposeWords(visit, mandate);
            return (
              <li class="row" key={mandate.id}>
                <h2 class="row-title">{purpose}</h2>
                <StatusTag tone={tone}>{t(`people.mandate.state.${word}`)}</StatusTag>
                <MandateFacts visit={visit} mandate={mandate} />
                {(word === 'active' || word === 'prepared' || word === 'soon') && (
                  <ActionForm
                    visit={visit}
                    action={`/mon-compte/mandats/${mandate.id}/fin`}
                    label={t('people.mandate.end')}
                    words={t('people.mandate.end.of', { purpose })}
                  />
                )}
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
