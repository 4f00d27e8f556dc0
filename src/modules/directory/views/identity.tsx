import { Temporal } from 'temporal-polyfill';
import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDateAlone } from '../../../kernel/i18n/format.ts';
import { type Definition, DefinitionList } from '../../../ui/definition-list.tsx';
import type { Accreditation } from '../facts.ts';
import { formatIdentifier, type Identifier, identifierSchemes } from '../identifiers.ts';
import type { OrganisationPage } from '../view-models.ts';
import { accreditationByCode } from '../vocabularies/accreditations.ts';
import { networkByCode } from '../vocabularies/data-inclusion.ts';
import { legalFormByCode, legalFormWords } from '../vocabularies/legal-forms.ts';
import { directoryWords, termWords } from './words.ts';

/** What it is in law, what it was granted, and by which numbers it is known. */
export function Identity({ organisation, visit }: { organisation: OrganisationPage; visit: Visit }) {
  const t = directoryWords(visit);
  const { legalForm, accreditations, networks, activityCode, identifiers } = organisation;
  const { country } = visit.territory;
  const items: Definition[] = [
    ...(legalForm
      ? [
          {
            term: t('directory.organisation.legal-form'),
            description: legalFormByCode.has(legalForm) ? legalFormWords(legalForm, country)[visit.locale] : legalForm,
          },
        ]
      : []),
    ...(accreditations.length > 0
      ? [
          {
            term: t('directory.organisation.accreditations'),
            description: <Lines lines={accreditations.map((one) => accreditationWords(one, visit))} />,
          },
        ]
      : []),
    ...(networks.length > 0
      ? [
          {
            term: t('directory.organisation.networks'),
            description: <Lines lines={networks.map((code) => ({ words: termWords(networkByCode, code, visit.locale) }))} />,
          },
        ]
      : []),
    ...identifiers.map((identifier) => ({ term: schemeWords(identifier, visit), description: numberWords(identifier, visit) })),
    ...(activityCode ? [{ term: t(`directory.organisation.activity.${country}`), description: activityCode }] : []),
  ];
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="identity">
      <h2 id="identity">{t('directory.organisation.identity')}</h2>
      <DefinitionList items={items} />
    </section>
  );
}

interface Line {
  words: string;
  /** Beside it: a number, dates. */
  detail?: string;
}

/** Several words under one name. */
export function Lines({ lines }: { lines: readonly Line[] }) {
  return (
    <ul class="lines">
      {lines.map(({ words, detail }) => (
        <li key={`${words}/${detail}`}>
          {words}
          {detail && <span class="detail">{detail}</span>}
        </li>
      ))}
    </ul>
  );
}

function accreditationWords(one: Accreditation, visit: Visit): Line {
  const t = directoryWords(visit);
  const detail = [one.number && t('directory.accreditation.number', { number: one.number }), periodWords(one, visit)]
    .filter(Boolean)
    .join(', ');
  return { words: one.label ?? termWords(accreditationByCode, one.code, visit.locale), ...(detail && { detail }) };
}

/** For how long it was granted; that it has ended is said first. */
function periodWords({ since, until }: Accreditation, visit: Visit): string | null {
  const t = directoryWords(visit);
  const today = visit.now.toZonedDateTimeISO(visit.territory.timeZone).toPlainDate().toString();
  if (until !== null && until < today) return t('directory.accreditation.ended', { until: dateWords(until, visit) });
  if (since !== null && until !== null)
    return t('directory.accreditation.between', { since: dateWords(since, visit), until: dateWords(until, visit) });
  if (since !== null) return t('directory.accreditation.since', { since: dateWords(since, visit) });
  return until === null ? null : t('directory.accreditation.until', { until: dateWords(until, visit) });
}

function dateWords(date: string, visit: Visit): string {
  return formatDateAlone(Temporal.PlainDate.from(date), visit.locale);
}

function schemeWords({ scheme }: Identifier, visit: Visit): string {
  return identifierSchemes.find(({ code }) => code === scheme)?.[visit.locale] ?? scheme;
}

/** A number that fails its check is never shown as one that holds. */
function numberWords(identifier: Identifier, visit: Visit): string {
  const number = formatIdentifier(identifier);
  return identifier.isValid ? number : directoryWords(visit)('directory.identifier.unverified', { number });
}
