import type { Visit } from '../../../kernel/http/visit.ts';
import { Card as CardFrame } from '../../../ui/card.tsx';
import { OpenBadge } from '../../../ui/open-badge.tsx';
import { CardGrid } from '../../../ui/stack.tsx';
import { ThemeBadge } from '../../../ui/theme-badge.tsx';
import type { Choice } from '../selection.ts';
import type { OrganisationPage, PlaceSummary } from '../view-models.ts';
import { Identity } from './identity.tsx';
import { Improve } from './improve.tsx';
import { KeepSection } from './keep.tsx';
import { KeptBy } from './kept-by.tsx';
import { MapPanel } from './map.tsx';
import { OpeningText } from './opening.tsx';
import { ContactDetails, contactActions, Languages, movedBody, ProvenanceSection, Services } from './parts.tsx';
import { organisationPath, placePath } from './paths.ts';
import { Pictures } from './pictures.tsx';
import { About, PrintedAddress, SheetHead, StaleNotice } from './sheet.tsx';
import { directoryWords, kindWords, mainTheme } from './words.ts';

interface OrganisationProps {
  organisation: OrganisationPage;
  visit: Visit;
}

export function OrganisationView({ organisation, visit }: OrganisationProps) {
  const t = directoryWords(visit);
  const { slug, commune, moved, isClosedForGood } = organisation;
  const path = organisationPath(slug, commune);
  const choice: Choice = { subject: 'organisation', slug, commune };
  const notice = isClosedForGood
    ? { title: t('directory.organisation.closed.title'), body: <p>{t('directory.organisation.closed.body')}</p> }
    : moved && {
        title: t('directory.organisation.moved.title'),
        body: movedBody(moved, (to) => organisationPath(to, commune), visit),
      };
  return (
    <article>
      <SheetHead
        theme={mainTheme(organisation)}
        name={organisation.name}
        what={kindWords(organisation.kinds, visit.locale).join('\u00a0· ') || null}
        notice={notice}
        actions={contactActions(organisation.contacts, visit)}
        visit={visit}
      />
      <div class="wrap two-one sheet">
        <div>
          {!isClosedForGood && !moved && <StaleNotice confirmedOn={organisation.confirmedOn} visit={visit} />}
          <About description={organisation.description} alternateNames={organisation.alternateNames} visit={visit} />
          {!isClosedForGood && <Places organisation={organisation} visit={visit} />}
          <Services
            title={t('directory.organisation.services')}
            services={organisation.services}
            commune={commune}
            theme={mainTheme(organisation)}
            visit={visit}
          />
          <Pictures pictures={organisation.pictures} visit={visit} />
        </div>
        <div class="side">
          <ContactDetails contacts={organisation.contacts} visit={visit} />
          <Languages languages={organisation.languages} visit={visit} />
          <Identity organisation={organisation} visit={visit} />
          {!isClosedForGood && (
            <KeptBy organisation={organisation} commune={commune} hasEmail={organisation.contacts.email !== null} visit={visit} />
          )}
          <KeepSection choice={choice} name={organisation.name} visit={visit} />
          <ProvenanceSection provenance={organisation.provenance} visit={visit} />
          <Improve path={path} visit={visit} />
        </div>
      </div>
      <PrintedAddress path={path} title={t('directory.keep.qr')} visit={visit} />
    </article>
  );
}

function Places({ organisation: { places, ...organisation }, visit }: OrganisationProps) {
  const t = directoryWords(visit);
  const theme = mainTheme(organisation);
  return (
    <section aria-labelledby="places">
      <h2 id="places">{t('directory.organisation.places', { n: Math.max(1, places.length) })}</h2>
      {places.some(({ isClosedForGood, hasMoved }) => !isClosedForGood && !hasMoved) && (
        <MapPanel visit={visit} query={{ q: organisation.name }} focus={places.map(({ slug }) => placePath(slug, organisation.commune))} />
      )}
      {places.length > 0 ? (
        <CardGrid>
          {places.map((place) => (
            <li key={place.slug}>
              <CardFrame
                href={visit.href(placePath(place.slug, organisation.commune))}
                title={place.name}
                level={3}
                badge={<ThemeBadge code={theme.code} icon="map-pin" />}
                status={<PlaceState place={place} visit={visit} />}
              >
                <p class="card-meta">
                  {[place.street, [place.postcode, place.locality].filter(Boolean).join('\u00a0')].filter(Boolean).join(', ')}
                </p>
              </CardFrame>
            </li>
          ))}
        </CardGrid>
      ) : (
        <p>{t('directory.organisation.places.none')}</p>
      )}
    </section>
  );
}

function PlaceState({ place, visit }: { place: PlaceSummary; visit: Visit }) {
  const t = directoryWords(visit);
  if (place.isClosedForGood) return <OpenBadge state="closed" text={t('directory.opening.closed-for-good')} />;
  if (place.hasMoved) return <OpenBadge state="closed" text={t('directory.opening.moved')} />;
  return place.opening && <OpeningText opening={place.opening} visit={visit} />;
}
