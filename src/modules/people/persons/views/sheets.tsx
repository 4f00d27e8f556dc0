import type { Visit } from '../../../../kernel/http/visit.ts';
import { LinkButton } from '../../../../ui/button.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QrCode } from '../../../../ui/qr.tsx';
import type { Team } from '../../staff/view-models.ts';
import { CODE_DAYS } from '../rules.ts';
import type { Mandate, Person } from '../view-models.ts';
import { date, personWords, purposeWords } from './words.ts';

/** What the person reads and signs, on one sheet of paper. */
export function MandateSheetView({ visit, person, mandate, team }: { visit: Visit; person: Person; mandate: Mandate; team: Team }) {
  const t = personWords(visit);
  const name = `${person.givenName} ${person.familyName}`;
  return (
    <article class="paper-sheet">
      <PageHeader kicker={visit.territory.name} title={t('people.sheet.title')} />
      <p>{t('people.sheet.body', { name, team: team.name, controller: team.controller, portal: visit.territory.name })}</p>
      <p class="lead">
        <strong>{purposeWords(visit, mandate)}</strong>
      </p>
      <p>{t('people.sheet.limits', { start: date(visit, mandate.startsOn), end: date(visit, mandate.endsOn) })}</p>
      <p class="signature">{t('people.sheet.signature')}</p>
      {mandate.guardianName && <p class="signature">{t('people.sheet.guardian', { name: mandate.guardianName })}</p>}
    </article>
  );
}

/** A code in large letters, shown once. */
export function CodeView({ visit, person, code }: { visit: Visit; person: Person; code: string }) {
  const t = personWords(visit);
  const address = `${visit.origin}${visit.href('/prendre-la-main')}`;
  return (
    <article class="paper-sheet">
      <PageHeader kicker={visit.territory.name} title={t('people.code.title')} />
      <div class="no-print">
        <Notice tone="careful" title={t('people.code.once', { days: CODE_DAYS })} />
      </div>
      <p>{t('people.code.body', { name: `${person.givenName} ${person.familyName}` })}</p>
      <p class="paper-code">{code}</p>
      <p>{t('people.code.how')}</p>
      <p>
        <strong>{address}</strong>
      </p>
      <QrCode text={address} title={address} />
      <p class="no-print">
        <LinkButton look="secondary" href={visit.href(`/gestion/personnes/${person.id}`)}>
          {`${person.givenName} ${person.familyName}`}
        </LinkButton>
      </p>
    </article>
  );
}
