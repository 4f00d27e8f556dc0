import type { ComponentChildren } from 'preact';
import type { Visit } from '../../../kernel/http/visit.ts';
import { formatNumber } from '../../../kernel/i18n/format.ts';
import { type Definition, DefinitionList } from '../../../ui/definition-list.tsx';
import type { ServicePage } from '../view-models.ts';
import { publicByCode, receptionModeByCode, referralModeByCode, referrerByCode, topicByCode } from '../vocabularies/data-inclusion.ts';
import { Lines } from './identity.tsx';
import { priceWords } from './parts.tsx';
import { Prose } from './prose.tsx';
import { capitalise, directoryWords, formatList, inLine, termWords } from './words.ts';
import { zonesWords } from './zone-words.ts';

interface ServiceProps {
  service: ServicePage;
  visit: Visit;
}

/** One fact of the page: several paragraphs, or a list of words, under its name. */
function fact(term: string, ...parts: readonly ComponentChildren[]): Definition[] {
  const said = parts.filter((part) => part !== null && part !== undefined && part !== false && part !== '');
  if (said.length === 0) return [];
  return [{ term, description: said.map((part, index) => (typeof part === 'string' ? <p key={index}>{part}</p> : part)) }];
}

function Facts({ id, title, items }: { id: string; title: string; items: readonly Definition[] }) {
  if (items.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <DefinitionList items={items} />
    </section>
  );
}

/** Whom it is for, at what price, on what conditions, for how long. */
export function ForWhom({ service, visit }: ServiceProps) {
  const t = directoryWords(visit);
  const { locale } = visit;
  const words = (codes: readonly string[], terms: Parameters<typeof termWords>[0]) => codes.map((code) => termWords(terms, code, locale));
  const { publics, topics, weeklyHours, weeks } = service;
  const duration = [
    ...(weeklyHours === null ? [] : [t('directory.service.weekly-hours', { hours: formatNumber(weeklyHours, locale) })]),
    ...(weeks === null ? [] : [t('directory.service.weeks', { n: weeks })]),
  ].join(', ');
  return (
    <Facts
      id="good-to-know"
      title={t('directory.service.good-to-know')}
      items={[
        ...fact(
          t('directory.service.publics'),
          inLine(words(publics, publicByCode)),
          service.publicsDetails && <Prose key="publics" text={service.publicsDetails} />,
        ),
        ...fact(
          t('directory.service.price'),
          priceWords(service, visit),
          service.feeDetails && <Prose key="fee" text={service.feeDetails} />,
        ),
        ...fact(t('directory.service.conditions'), service.accessConditions && <Prose key="conditions" text={service.accessConditions} />),
        ...fact(t('directory.service.zones'), capitalise(formatList(zonesWords(service.eligibilityZones, visit), locale))),
        ...fact(t('directory.service.duration'), duration),
        ...fact(
          t('directory.service.topics'),
          topics.length > 0 && <Lines key="topics" lines={words(topics, topicByCode).map((line) => ({ words: line }))} />,
        ),
      ]}
    />
  );
}

/** Who may ask, and in what way. */
export function HowToAsk({ service, visit }: ServiceProps) {
  const t = directoryWords(visit);
  const { locale } = visit;
  const words = (codes: readonly string[], terms: Parameters<typeof termWords>[0]) =>
    inLine(codes.map((code) => termWords(terms, code, locale)));
  if (service.isClosedForGood) return null;
  return (
    <Facts
      id="ask"
      title={t('directory.service.ask')}
      items={[
        ...fact(t('directory.service.who-asks'), words(service.referrers, referrerByCode)),
        ...fact(
          t('directory.service.modes'),
          words(service.referralModes, referralModeByCode),
          service.referralDetails && <Prose key="referral" text={service.referralDetails} />,
        ),
        ...fact(t('directory.service.reception'), words(service.receptionModes, receptionModeByCode)),
      ]}
    />
  );
}
