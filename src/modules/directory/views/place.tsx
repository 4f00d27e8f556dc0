import type { Visit } from '../../../kernel/http/visit.ts';
import type { Choice } from '../selection.ts';
import type { PlacePage } from '../view-models.ts';
import { HoursSection } from './hours.tsx';
import { Improve } from './improve.tsx';
import { KeepSection } from './keep.tsx';
import { KeptBy } from './kept-by.tsx';
import { ContactDetails, contactActions, Languages, movedBody, ProvenanceSection, Services } from './parts.tsx';
import { listPath, organisationPath, placePath } from './paths.ts';
import { Pictures } from './pictures.tsx';
import { About, PrintedAddress, SheetHead, StaleNotice } from './sheet.tsx';
import { goAction, Whereabouts } from './whereabouts.tsx';
import { directoryWords, kindWords, mainTheme } from './words.ts';

interface PlaceProps {
  place: PlacePage;
  visit: Visit;
}

export function PlaceView({ place, visit }: PlaceProps) {
  const t = directoryWords(visit);
  const path = placePath(place.slug, place.commune);
  const choice: Choice = { subject: 'place', slug: place.slug, commune: place.commune };
  const isHere = !place.isClosedForGood && place.moved === null;
  return (
    <article>
      <PlaceHead place={place} visit={visit} />
      <div class="wrap two-one sheet">
        <div>
          {isHere && <StaleNotice confirmedOn={place.confirmedOn} visit={visit} />}
          <About description={place.description} alternateNames={place.alternateNames} visit={visit} />
          {isHere && (
            <HoursSection
              week={place.week}
              openingHours={place.openingHours}
              unknown={t(place.contacts.phone ? 'directory.place.hours.unknown.call' : 'directory.place.hours.unknown')}
              visit={visit}
            />
          )}
          <Services
            title={t('directory.services')}
            services={place.services}
            here={place.slug}
            commune={place.commune}
            theme={mainTheme(place)}
            visit={visit}
          />
          <Pictures pictures={place.pictures} visit={visit} />
        </div>
        <div class="side">
          <Whereabouts
            where={place}
            name={place.name}
            path={path}
            phone={place.contacts.phone}
            accessibilityUrl={place.accessibilityUrl}
            visit={visit}
          />
          <ContactDetails contacts={place.contacts} visit={visit} />
          <Languages languages={place.languages} visit={visit} />
          {place.organisation && (
            <section aria-labelledby="organisation">
              <h2 id="organisation">{t('directory.place.organisation')}</h2>
              <p>
                <a class="strong-link" href={visit.href(organisationPath(place.organisation.slug, place.commune))}>
                  {place.organisation.name}
                </a>
              </p>
            </section>
          )}
          {place.organisation && !place.isClosedForGood && (
            <KeptBy organisation={place.organisation} commune={place.commune} hasEmail={place.contacts.email !== null} visit={visit} />
          )}
          <KeepSection choice={choice} name={place.name} visit={visit} />
          <ProvenanceSection provenance={place.provenance} visit={visit} />
          <Improve path={path} visit={visit} />
        </div>
      </div>
      <PrintedAddress path={path} title={t('directory.keep.qr')} visit={visit} />
    </article>
  );
}

function PlaceHead({ place, visit }: PlaceProps) {
  const t = directoryWords(visit);
  const theme = mainTheme(place);
  const kind = kindWords(place.kinds, visit.locale).join('\u00a0· ');
  const locality = place.isAddressConfidential ? null : place.locality;
  const contacts = contactActions(place.contacts, visit);
  const notice = place.isClosedForGood
    ? {
        title: t('directory.place.closed.title'),
        body: (
          <>
            <p>{t('directory.place.closed.body')}</p>
            <p>
              <a href={visit.href(listPath({ filters: { theme: theme.code } }))}>
                {t('directory.place.closed.link', { theme: t(`theme.${theme.code}`) })}
              </a>
            </p>
          </>
        ),
      }
    : place.moved && {
        title: t('directory.place.moved.title'),
        body: movedBody(place.moved, (slug) => placePath(slug, place.commune), visit),
      };
  return (
    <SheetHead
      theme={theme}
      name={place.name}
      what={kind && locality ? t('directory.place.what', { kind, locality }) : kind || locality}
      opening={place.opening}
      notice={notice}
      actions={[
        ...contacts.filter(({ icon }) => icon === 'phone'),
        ...goAction(place, visit),
        ...contacts.filter(({ icon }) => icon !== 'phone'),
      ]}
      visit={visit}
    />
  );
}
