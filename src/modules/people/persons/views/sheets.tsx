import type { Visit } from '../../../../kernel/http/visit.ts';
import { LinkButton } from '../../../../ui/button.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { PrintPage } from '../../../../ui/print-page.tsx';
import { QrCode } from '../../../../ui/qr.tsx';
import { DrawnSignature } from '../../../../ui/signature.tsx';
import type { Team } from '../../staff/view-models.ts';
import { CODE_DAYS } from '../rules.ts';
import type { Mandate, Person } from '../view-models.ts';
import { date, nameOf, personWords, purposeWords, signedWords } from './words.ts';

export interface MandateSheet {
  person: Person;
  mandate: Mandate;
  team: Team;
}

/** What a mandate says, as the person reads it before they sign. */
export function MandateText({ visit, sheet: { person, mandate, team } }: { visit: Visit; sheet: MandateSheet }) {
  const t = personWords(visit);
  return (
    <div class="sheet-text">
      <p>{t('people.sheet.body', { name: nameOf(person), team: team.name, controller: team.controller, portal: visit.territory.name })}</p>
      <p class="lead">
        <strong>{purposeWords(visit, mandate)}</strong>
      </p>
      {mandate.guardianName && <p>{t('people.mandate.guardian', { name: mandate.guardianName })}</p>}
      <p>{t('people.sheet.limits', { start: date(visit, mandate.startsOn), end: date(visit, mandate.endsOn) })}</p>
    </div>
  );
}

/** What the person reads and signs on one sheet of paper; once signed, with how it was. */
export function MandateSheetView({ visit, sheet }: { visit: Visit; sheet: MandateSheet }) {
  const t = personWords(visit);
  const { person, mandate } = sheet;
  return (
    <>
      <article class="paper-sheet">
        <PageHeader kicker={visit.territory.name} title={t('people.sheet.title')} />
        <MandateText visit={visit} sheet={sheet} />
        {mandate.state === 'prepared' ? <PlacesToSign visit={visit} mandate={mandate} /> : <Signed visit={visit} mandate={mandate} />}
      </article>
      <SheetActions visit={visit} person={person} />
    </>
  );
}

function PlacesToSign({ visit, mandate }: { visit: Visit; mandate: Mandate }) {
  const t = personWords(visit);
  return (
    <>
      <p class="place-to-sign">{t('people.sheet.signature')}</p>
      {mandate.guardianName && <p class="place-to-sign">{t('people.sheet.guardian', { name: mandate.guardianName })}</p>}
    </>
  );
}

function Signed({ visit, mandate }: { visit: Visit; mandate: Mandate }) {
  const words = signedWords(visit, mandate);
  if (words === null) return null;
  return (
    <>
      <p>{words}</p>
      {mandate.drawing && (
        <DrawnSignature strokes={mandate.drawing} label={personWords(visit)('people.sheet.drawn', { name: mandate.signedWords ?? '' })} />
      )}
    </>
  );
}

/** A code in large letters, shown once. */
export function CodeView({ visit, person, code }: { visit: Visit; person: Person; code: string }) {
  const t = personWords(visit);
  const address = `${visit.origin}${visit.href('/prendre-la-main')}`;
  return (
    <>
      <div class="no-print">
        <Notice tone="careful" title={t('people.code.once', { days: CODE_DAYS })} />
      </div>
      <article class="paper-sheet">
        <PageHeader kicker={visit.territory.name} title={t('people.code.title')} />
        <p>{t('people.code.body', { name: nameOf(person) })}</p>
        <p class="paper-code">{code}</p>
        <p>{t('people.code.how')}</p>
        <div class="paper-address">
          <QrCode text={address} title={address} />
          <p>
            <strong>{address}</strong>
            <br />
            {t('people.code.holds', { days: CODE_DAYS })}
          </p>
        </div>
      </article>
      <SheetActions visit={visit} person={person} />
    </>
  );
}

function SheetActions({ visit, person }: { visit: Visit; person: Person }) {
  const t = personWords(visit);
  return (
    <div class="button-row sheet-actions no-print">
      <PrintPage label={t('people.sheet.print')} />
      <LinkButton look="secondary" href={visit.href(`/gestion/personnes/${person.id}`)}>
        {t('people.sheet.back')}
      </LinkButton>
    </div>
  );
}
