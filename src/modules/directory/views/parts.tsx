import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDate } from '../../../kernel/i18n/format.ts';
import { formatMoney } from '../../../kernel/money/money.ts';
import { Card } from '../../../ui/card.tsx';
import type { ContactAction } from '../../../ui/contact-actions.tsx';
import { DefinitionList } from '../../../ui/definition-list.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { formatPhone, phoneHref } from '../../../ui/phone.ts';
import { ProvenanceList } from '../../../ui/provenance-list.tsx';
import { ThemeBadge } from '../../../ui/theme-badge.tsx';
import type { Theme } from '../themes.ts';
import type { Contacts, Moved, Provenance, ServiceView } from '../view-models.ts';
import { feeByCode, publicByCode, serviceTypeByCode } from '../vocabularies/data-inclusion.ts';
import { servicePath } from './paths.ts';
import { plainSummary } from './prose.tsx';
import { capitalise, directoryWords, formatList, inLine, languageWords, mainTheme, termWords } from './words.ts';

// Sections that a place's page and a structure's have in common.

/** Some sources give a site without its scheme; nothing but the web may be linked to. */
export function websiteHref(website: string): string {
  return /^https?:\/\//i.test(website) ? website : `https://${website.replace(/^[a-z][a-z\d+.-]*:(?:\/\/)?/i, '')}`;
}

export function contactActions(contacts: Contacts, visit: Visit): ContactAction[] {
  const t = directoryWords(visit);
  const { phone, email, website } = contacts;
  return [
    ...(phone
      ? [
          {
            icon: 'phone' as const,
            label: t('directory.place.call', { phone: formatPhone(phone, visit.territory.country) }),
            href: phoneHref(phone),
          },
        ]
      : []),
    ...(email ? [{ icon: 'mail' as const, label: t('directory.place.write'), href: `mailto:${email}` }] : []),
    ...(website ? [{ icon: 'globe' as const, label: t('directory.place.site'), href: websiteHref(website) }] : []),
  ];
}

/** The same contacts in full: to copy, to read aloud, and on paper. */
export function ContactDetails({ contacts, visit }: { contacts: Contacts; visit: Visit }) {
  const t = directoryWords(visit);
  const { phone, email, website } = contacts;
  const items = [
    ...(phone
      ? [{ term: t('directory.contact.phone'), description: <a href={phoneHref(phone)}>{formatPhone(phone, visit.territory.country)}</a> }]
      : []),
    ...(email ? [{ term: t('directory.contact.email'), description: <a href={`mailto:${email}`}>{email}</a> }] : []),
    ...(website
      ? [
          {
            term: t('directory.contact.website'),
            description: <a href={websiteHref(website)}>{website.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, '')}</a>,
          },
        ]
      : []),
  ];
  if (!items.length) return null;
  return (
    <section aria-labelledby="contact">
      <h2 id="contact">{t('directory.contact')}</h2>
      <DefinitionList items={items} />
    </section>
  );
}

interface ServicesProps {
  title: string;
  services: readonly ServiceView[];
  /** Slug of the place whose page it is, which needs not be said again. */
  here?: string;
  commune: string | null;
  /** Of the page: for services that have none. */
  theme: Theme;
  visit: Visit;
}

export function Services({ title, services, here, commune, theme, visit }: ServicesProps) {
  if (!services.length) return null;
  return (
    <section aria-labelledby="services">
      <h2 id="services">{title}</h2>
      <ul class="card-rows">
        {services.map((service) => (
          <li key={service.slug}>
            <ServiceCard service={service} here={here} commune={commune} theme={theme} visit={visit} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ServiceCard({
  service,
  here,
  commune,
  theme: fallback,
  visit,
}: Pick<ServicesProps, 'commune' | 'theme' | 'visit'> & { service: ServiceView; here: string | undefined }) {
  const { locale } = visit;
  const theme = service.themes.length === 0 ? fallback : mainTheme({ kinds: [], themes: service.themes });
  const type = service.type && termWords(serviceTypeByCode, service.type, locale);
  const price = priceWords(service, visit);
  const publics = service.publics.filter((code) => code !== 'tous-publics').map((code) => termWords(publicByCode, code, locale));
  return (
    <Card
      href={visit.href(servicePath(service.slug, commune))}
      title={service.name}
      level={3}
      badge={<ThemeBadge code={theme.code} icon={theme.icon} />}
      kicker={type}
    >
      <p>{plainSummary(service.description)}</p>
      {(price || publics.length > 0 || (service.placeName && service.placeSlug !== here)) && (
        <p class="card-meta">
          {price && <b class="price">{price}</b>} {publics.length > 0 && <span>{inLine(publics)}</span>}{' '}
          {service.placeName && service.placeSlug !== here && (
            <span>
              <Icon name="map-pin" />
              {service.placeName}
            </span>
          )}
        </p>
      )}
    </Card>
  );
}

/** « Gratuit », « 4,50 € », or that it is to be paid for; null where nothing is known. */
export function priceWords({ fee, price }: Pick<ServiceView, 'fee' | 'price'>, visit: Visit): string | null {
  if (price) return price.amount === 0n ? directoryWords(visit)('directory.services.price.free') : formatMoney(price, visit.locale);
  return fee && termWords(feeByCode, fee, visit.locale);
}

export function Languages({ languages, visit }: { languages: readonly string[]; visit: Visit }) {
  const t = directoryWords(visit);
  if (languages.length === 0) return null;
  return (
    <section aria-labelledby="languages">
      <h2 id="languages">{t('directory.languages')}</h2>
      <p>{inLine(languageWords(languages, visit.locale))}</p>
    </section>
  );
}

/** It is no more where it was: where it is now, if that is known. `path` is that of a page of the same sort. */
export function movedBody(moved: Moved, path: (slug: string) => string, visit: Visit) {
  const t = directoryWords(visit);
  return (
    <p>
      {moved.to ? (
        <a href={visit.href(path(moved.to.slug))}>{t('directory.moved.to', { name: moved.to.name })}</a>
      ) : (
        t('directory.moved.unknown')
      )}
    </p>
  );
}

export function ProvenanceSection({ provenance, visit }: { provenance: readonly Provenance[]; visit: Visit }) {
  const t = directoryWords(visit);
  return (
    <section aria-labelledby="provenance">
      <h2 id="provenance">{t('directory.provenance')}</h2>
      <ProvenanceList
        items={provenance.map((one) => ({
          key: `${one.source.code}/${one.date}/${one.fields.join()}`,
          source: one.source.name,
          url: one.source.url,
          licence: one.source.licence,
          detail: capitalise(
            t('directory.provenance.detail', {
              fields: formatList(
                one.fields.map((field) => t(`directory.field.${field}`)),
                visit.locale,
              ),
              date: formatDate(one.date, visit.locale),
            }),
          ),
        }))}
      />
    </section>
  );
}
