import type { Visit } from '../../../kernel/http/visit.ts';
import { formatDate } from '../../../kernel/i18n/format.ts';
import { formatMoney } from '../../../kernel/money/money.ts';
import type { ContactAction } from '../../../ui/contact-actions.tsx';
import { DefinitionList } from '../../../ui/definition-list.tsx';
import { formatPhone, phoneHref } from '../../../ui/phone.ts';
import { ProvenanceList } from '../../../ui/provenance-list.tsx';
import type { Contacts, Provenance, ServiceView } from '../view-models.ts';
import { placePath } from './paths.ts';
import { capitalise, directoryWords, formatList } from './words.ts';

// Sections that a place's page and a structure's have in common.

/** Some sources give a site without its scheme; nothing but the web may be linked to. */
function websiteHref(website: string): string {
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
  here?: string;
  commune: string | null;
  visit: Visit;
}

/** `here`: slug of the place whose page it is, which needs not be said again. */
export function Services({ title, services, here, commune, visit }: ServicesProps) {
  const t = directoryWords(visit);
  if (!services.length) return null;
  return (
    <section aria-labelledby="services">
      <h2 id="services">{title}</h2>
      <ul class="services">
        {services.map((service) => (
          <li key={service.name}>
            <h3>
              {service.name}{' '}
              {service.price && (
                <span class="price">
                  {service.price.amount === 0n ? t('directory.services.free') : formatMoney(service.price, visit.locale)}
                </span>
              )}
            </h3>
            <p>{service.description}</p>
            {service.placeSlug && service.placeName && service.placeSlug !== here && (
              <p>
                <a href={visit.href(placePath(service.placeSlug, commune))}>{t('directory.services.at', { place: service.placeName })}</a>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function ProvenanceSection({ provenance, name, visit }: { provenance: readonly Provenance[]; name: string; visit: Visit }) {
  const t = directoryWords(visit);
  const { contact } = visit.territory;
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
      {contact?.email && (
        <p class="mistake no-print">
          <a href={`mailto:${contact.email}?subject=${encodeURIComponent(t('directory.provenance.mistake.subject', { name }))}`}>
            {t('directory.provenance.mistake')}
          </a>
        </p>
      )}
    </section>
  );
}
