import type { Visit } from '../../../kernel/http/visit.ts';
import type { ContactAction } from '../../../ui/contact-actions.tsx';
import { DefinitionList } from '../../../ui/definition-list.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { formatPhone, phoneHref } from '../../../ui/phone.ts';
import type { Choice } from '../selection.ts';
import type { ServicePage } from '../view-models.ts';
import { type ReferralModeCode, serviceTypeByCode } from '../vocabularies/data-inclusion.ts';
import { HoursSection } from './hours.tsx';
import { Improve } from './improve.tsx';
import { KeepSection } from './keep.tsx';
import { ContactDetails, contactActions, Languages, ProvenanceSection, websiteHref } from './parts.tsx';
import { organisationPath, placePath, servicePath } from './paths.ts';
import { ForWhom, HowToAsk } from './service-facts.tsx';
import { About, PrintedAddress, SheetHead, StaleNotice } from './sheet.tsx';
import { goAction, Whereabouts } from './whereabouts.tsx';
import { directoryWords, termWords, themeOfSubject } from './words.ts';

interface ServiceProps {
  service: ServicePage;
  visit: Visit;
}

export function ServiceView({ service, visit }: ServiceProps) {
  const t = directoryWords(visit);
  const { slug, commune, contacts } = service;
  const path = servicePath(slug, commune);
  const choice: Choice = { subject: 'service', slug, commune };
  const isRemote = service.receptionModes.length > 0 && !service.receptionModes.includes('en-presentiel');
  return (
    <article>
      <ServiceHead service={service} visit={visit} />
      <div class="wrap two-one sheet">
        <div>
          {!service.isFromHere && (
            <Notice>
              <p>{t('directory.service.elsewhere')}</p>
            </Notice>
          )}
          {!service.isClosedForGood && <StaleNotice confirmedOn={service.confirmedOn} visit={visit} />}
          <About description={service.description} visit={visit} />
          <ForWhom service={service} visit={visit} />
          <HowToAsk service={service} visit={visit} />
          {!service.isClosedForGood && (
            <HoursSection
              week={service.week}
              openingHours={service.openingHours}
              unknown={t(contacts.phone ? 'directory.service.hours.unknown.call' : 'directory.service.hours.unknown')}
              visit={visit}
            />
          )}
        </div>
        <div class="side">
          {isRemote && !service.isAddressConfidential && service.street === null ? (
            <section aria-labelledby="address">
              <h2 id="address">{t('directory.place.address')}</h2>
              <p>{t('directory.service.address.remote')}</p>
            </section>
          ) : (
            <Whereabouts where={service} name={service.name} path={path} phone={contacts.phone} visit={visit} />
          )}
          <ContactDetails contacts={contacts} visit={visit} />
          <People service={service} visit={visit} />
          <Languages languages={service.languages} visit={visit} />
          <Owners service={service} visit={visit} />
          <KeepSection choice={choice} name={service.name} visit={visit} />
          <ProvenanceSection provenance={service.provenance} visit={visit} />
          <Improve path={path} visit={visit} />
          {service.sourceUrl && /^https?:/i.test(service.sourceUrl) && (
            <p class="no-print">
              <a class="strong-link" href={service.sourceUrl} rel="noreferrer">
                {t('directory.service.source')}
              </a>
            </p>
          )}
        </div>
      </div>
      <PrintedAddress path={path} title={t('directory.keep.qr')} visit={visit} />
    </article>
  );
}

function ServiceHead({ service, visit }: ServiceProps) {
  const t = directoryWords(visit);
  const { organisation, type } = service;
  const what = type
    ? t('directory.service.of', { type: termWords(serviceTypeByCode, type, visit.locale), organisation: organisation.name })
    : t('directory.service.by', { organisation: organisation.name });
  return (
    <SheetHead
      theme={themeOfSubject({ subject: 'service', kinds: organisation.kinds, themes: service.themes })}
      name={service.name}
      what={what}
      opening={service.opening}
      notice={
        service.isClosedForGood
          ? {
              title: t('directory.service.closed.title'),
              body: (
                <>
                  <p>{t('directory.service.closed.body')}</p>
                  {service.isFromHere && (
                    <p>
                      <a href={visit.href(organisationPath(organisation.slug, service.commune))}>{organisation.name}</a>
                    </p>
                  )}
                </>
              ),
            }
          : null
      }
      actions={serviceActions(service, visit)}
      visit={visit}
    />
  );
}

/** What can be done now: the ways that the service asks for come first, in its own order; a way that it does not name comes after. */
function serviceActions(service: ServicePage, visit: Visit): ContactAction[] {
  const t = directoryWords(visit);
  const modes = service.referralModes;
  const contacts = contactActions(service.contacts, visit);
  const online: ContactAction[] = service.referralUrl
    ? [{ icon: 'arrow-right', label: t('directory.service.link'), href: websiteHref(service.referralUrl) }]
    : [];
  const ways: Readonly<Record<ReferralModeCode, readonly ContactAction[]>> = {
    telephoner: contacts.filter(({ icon }) => icon === 'phone'),
    'se-presenter': modes.length === 0 || modes.includes('se-presenter') ? goAction(service, visit) : [],
    'envoyer-un-courriel': contacts.filter(({ icon }) => icon === 'mail'),
    'utiliser-lien-mobilisation': online,
  };
  const others = (Object.keys(ways) as ReferralModeCode[]).filter((mode) => !modes.includes(mode));
  return [
    ...[...modes, ...others].flatMap((mode) => (Object.hasOwn(ways, mode) ? ways[mode] : [])),
    ...contacts.filter(({ icon }) => icon === 'globe'),
  ];
}

/** People who agreed to be named. */
function People({ service: { people }, visit }: ServiceProps) {
  const t = directoryWords(visit);
  if (people.length === 0) return null;
  return (
    <section aria-labelledby="people">
      <h2 id="people">{t('directory.service.people')}</h2>
      <DefinitionList
        items={people.map(({ name, phone, email }) => ({
          term: name,
          description: (
            <>
              {phone && <a href={phoneHref(phone)}>{formatPhone(phone, visit.territory.country)}</a>}
              {phone && email && <br />}
              {email && <a href={`mailto:${email}`}>{email}</a>}
            </>
          ),
        }))}
      />
    </section>
  );
}

function Owners({ service, visit }: ServiceProps) {
  const t = directoryWords(visit);
  const { organisation, place, commune, isFromHere } = service;
  return (
    <section aria-labelledby="organisation">
      <h2 id="organisation">{t('directory.service.organisation')}</h2>
      <p>
        {isFromHere ? (
          <a class="strong-link" href={visit.href(organisationPath(organisation.slug, commune))}>
            {organisation.name}
          </a>
        ) : (
          <strong>{organisation.name}</strong>
        )}
      </p>
      {isFromHere && place && place.name !== organisation.name && (
        <p>
          <a class="strong-link" href={visit.href(placePath(place.slug, commune))}>
            {place.name}
          </a>
        </p>
      )}
    </section>
  );
}
